"""Known edits of a contract's lines, with what each one touches: the truth that alignment is measured against."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from review.compare.references import plain_number

_ZH = re.compile(r"第([一二三四五六七八九十百零〇\d]+)条")
_HEAD = re.compile(r"^(\s*)(\d{1,2})(?=\.\s|\.\d)")
_NAMED = r"\b(?:Sub-?)?(?:Section|Clause|Article|Paragraph)"
_PLACE = r"\d+(?:\.\d+)*(?:\s?\([^()]{1,60}\))*"
_AND = r"\s*(?:,\s*(?:and|or)?|and|or|&|through|to)\s*"
#: "Section 7.1 (b)", and each number of "Sections 1, 7 (Title) and 8.5".
_EN = re.compile(rf"{_NAMED}(?:\s+{_PLACE}|s\s+{_PLACE}(?:{_AND}{_PLACE})*)", re.IGNORECASE)
_FIRST = re.compile(r"(?<![\w.(])\d+")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Edited:
    """``touched``: indices of old lines whose words changed or went; the others say what they said."""

    name: str
    lines: tuple[str, ...]
    touched: frozenset[int]


def zh(number: int) -> str:
    """1 to 199 in Chinese."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    tens = ("一" if hundred else "") + "十" if ten == 1 else _DIGITS[ten] + "十" if ten else ("零" if hundred and one else "")
    return ("一百" if hundred else "") + tens + (_DIGITS[one] if one else "")


def renumber(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A new clause comes in the middle: every top number from there on, and every reference to it, goes up by one.

    Only where the contract has one row of numbers; with several, nobody could say what a number points to.
    """
    numbers = [n for line in lines if (n := _top(line))]
    if not numbers or numbers != sorted(set(numbers)):
        return Edited("renumber", lines, frozenset())
    first = chance.choice(numbers)
    at = next(i for i, line in enumerate(lines) if _top(line) == first)
    chinese = bool(_ZH.match(lines[at].strip()))
    new = f"第{zh(first)}条 双方应各自指定一名联系人。" if chinese else f"{first}. Each party names one contact person."
    shifted = [_shifted(line, first, numbers[-1]) for line in lines]
    return Edited("renumber", (*shifted[:at], new, *shifted[at:]), frozenset())


def _top(line: str) -> int:
    found = _ZH.match(line.strip()) or re.match(r"\s*(\d{1,2})\.\s", line)
    plain = plain_number(found.group(1)) if found else ""
    return int(plain) if plain.isdigit() else 0


def _shifted(line: str, first: int, last: int) -> str:
    """A number above the last one points out of the contract, to a law, and stays."""

    def up(number: str) -> str:
        return str(int(number) + 1) if first <= int(number) <= last else number

    def up_zh(m: re.Match[str]) -> str:
        plain = plain_number(m.group(1))
        if not plain.isdigit() or not first <= int(plain) <= last:
            return m.group()
        return f"第{zh(int(plain) + 1) if not m.group(1).isdigit() else int(plain) + 1}条"

    def up_en(m: re.Match[str]) -> str:
        return _FIRST.sub(lambda n: up(n.group()), m.group())

    headed = _HEAD.sub(lambda m: m.group(1) + up(m.group(2)), _EN.sub(up_en, line))
    return _ZH.sub(up_zh, headed)


def move(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A line goes somewhere else, as it is."""
    index = chance.choice(targets)
    rest = [*lines[:index], *lines[index + 1 :]]
    to = chance.randrange(len(rest) + 1)
    return Edited("move", (*rest[:to], lines[index], *rest[to:]), frozenset())


def add(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A line of new words comes in."""
    at = chance.choice(targets)
    chinese = bool(re.search(r"[\u4e00-\u9fff]", lines[at]))
    new = "双方约定每季度召开一次沟通会议。" if chinese else "The parties meet once in every quarter to talk about progress."
    return Edited("add", (*lines[:at], new, *lines[at:]), frozenset())


def delete(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A line goes."""
    at = chance.choice(targets)
    return Edited("delete", (*lines[:at], *lines[at + 1 :]), frozenset({at}))


def reword(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A word of a line becomes another."""
    at = chance.choice(targets)
    pairs = (
        ("应当", "须"),
        ("应", "须"),
        ("shall", "must"),
        ("will", "shall"),
        ("。", ",双方另有约定的除外。"),
        (".", ", as agreed."),
    )
    old, new = next(((a, b) for a, b in pairs if a in lines[at]), ("", ""))
    line = lines[at].replace(old, new, 1) if old else lines[at] + " (new)"
    return Edited("reword", (*lines[:at], line, *lines[at + 1 :]), frozenset({at}))


_ENDS = re.compile(r"(?<=[。；])(?=\S)|(?<=[a-z)]\.)\s+(?=[A-Z])|(?<=[a-z);];)\s+(?=[a-z(])")
_LABEL = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零〇\d]+[条章款]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[(（]?\d{1,2}(?:\.\d{1,2})*[.)）、]?)\s*"
)


def split(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A paragraph of several sentences becomes two, between two sentences."""
    several = [i for i in targets if _ENDS.search(lines[i])]
    if not several:
        return Edited("split", lines, frozenset())
    at = chance.choice(several)
    place = chance.choice(list(_ENDS.finditer(lines[at])))
    return Edited("split", (*lines[:at], lines[at][: place.start()], lines[at][place.end() :], *lines[at + 1 :]), frozenset())


def merge(lines: tuple[str, ...], chance: random.Random, targets: list[int]) -> Edited:
    """A paragraph is put behind the one before it, and loses its number."""
    whole = [i for i in targets if i and lines[i - 1].rstrip().endswith(("。", ".", "；", ";"))]
    if not whole:
        return Edited("merge", lines, frozenset())
    at = chance.choice(whole)
    glue = "" if re.search(r"[\u4e00-\u9fff]", lines[at]) else " "
    joined = lines[at - 1].rstrip() + glue + _LABEL.sub("", lines[at])
    return Edited("merge", (*lines[: at - 1], joined, *lines[at + 1 :]), frozenset())


EDITS: tuple[Callable[[tuple[str, ...], random.Random, list[int]], Edited], ...] = (
    renumber,
    move,
    add,
    delete,
    reword,
    split,
    merge,
)


def change_number(text: str, start: int, end: int) -> str:
    """The text with the digits of one value changed into others, as many."""
    digits = text[start:end]
    changed = re.sub(r"\d", lambda m: str((int(m.group()) + 3) % 10 or 5), digits)
    return text[:start] + changed + text[end:]
