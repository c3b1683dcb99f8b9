"""What special conditions change in the clauses of general ones: clauses that are deleted or replaced, and figures read anew.

>>> | S6 | 9.2 | 将"0.05%"改为"0.01%" |; 通用条款 6.2 删除; GC 8.4: deleted; in place of "30 days" read "5 days"

The document keeps its length and its places: what no longer stands is blank, and a figure read anew stands where the old one did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from review.commitments.values import RawValue, scan
from review.model.changed import changed
from review.model.document import Document
from review.model.span import Span

_TERMS = r"(?:[Cc]onditions|[Tt]erms|CONDITIONS|TERMS)"
_OWN = r"(?:[Ss]pecial|[Pp]articular|[Aa]dditional|[Ss]tandard|[Gg]eneral|SPECIAL|PARTICULAR|STANDARD|ADDITIONAL|GENERAL)"
#: Without these a text changes no other conditions.
_CONDITIONS = re.compile(
    rf"通用|专用|專用|特别条|特殊条|特別條|补充条|附加条|\b{_OWN} {_TERMS}"
    r"|[\t│|] ?(?:[Cc]hange|[Aa]mendment|变更|修改)"
)
_GENERAL = re.compile(
    r"^[^\n|\t]{0,24}(?:通用(?:合同)?条[款件]|一般条款"
    rf"|(?:[Gg]eneral|[Ss]tandard|GENERAL|STANDARD) {_TERMS})[^\n|\t。.;；]{{0,24}}$"
)
_NAME = r"(?:通用(?:合同)?(?:条款|条件)?|通|GC|G\.C\.|(?:Sub-?|sub-?)?[Cc]lause|[Ss]ection|[Cc]ondition|[IVX]+-|[A-Z])"
_NUMBER = r"(\d{1,2}(?:\.\d{1,2}){0,3})"
_TARGET = rf"{_NAME}?\s*第?\s*{_NUMBER}\s*[条款]?"
_ITSELF = r"[ \t]*(?:\d+(?:\.\d+)*\s+|[(（]?\d+[)）、.]\s*)?"
#: The cell of a row that tells the clause, and a line that begins with it.
_CELL = re.compile(rf"{_TARGET}(?![\d.%])[\s,，:：]*(.*)")
_LINE = re.compile(
    rf"{_ITSELF}(?:[Ii]n )?{_TARGET}(?![\d.%]),?\s*((?:is |are |shall be |be |of the \w+ {_TERMS} )*"
    r"(?:删除|删去|刪除|不适用|替换|改为|修改为|整条|全文|[将把“\"「]|deleted|does not apply|do not apply|replaced|left out"
    r"|omitted|struck|for [“\"]|in place|replace).*)"
)
_DELETE = re.compile(rf"{_ITSELF}(?:删除|删去|刪除|[Dd]elete\b) ?{_TARGET}\s*[。.;；,，]?\s*()$")
_GONE = re.compile(
    r"删除|删去|刪除|不适用|替换|改为\s*[:：]|修改为\s*[:：]"
    r"|\b(?:[Dd]eleted?|do(?:es)? not apply|[Ll]eft out|[Oo]mitted|[Ss]truck out|[Rr]eplaced?)\b"
)
_PART = re.compile(
    r"末句|首句|第.句|最后一句|增加|新增|补充|\bsentence|\badd(?:ed)?\b|\binsert|\bpayment \d|\bwords?\b", re.IGNORECASE
)
_QUOTED = r"[“\"「'‘]([^”\"」'’\n]{1,30})[”\"」'’]"
_PUT = r"(?:改为|修改为|替换为|变更为|调整为|更改为|改成|替换成)"
_FOR = r"(?:[Ii]n place of|[Ff]or|[Rr]eplace|[Ss]ubstitute for|[Ii]nstead of)"
_SWAPS = (
    re.compile(rf"{_QUOTED}\s*{_PUT}\s*{_QUOTED}"),
    re.compile(rf"\b{_FOR} {_QUOTED},?\s*(?:read|with|by|substitute|put) {_QUOTED}"),
    re.compile(rf"{_QUOTED} (?:is|are|shall be) (?:replaced|amended|changed) (?:by|with|to) {_QUOTED}"),
)
#: What a clause of a number begins with, and where the next one does.
_HEAD = re.compile(r"[\s|]*(?:[A-Z]{1,3}|第)?(\d{1,2}(?:\.\d{1,2})*)(?![\d%])(?:条|[\s.、|:：])")
_SENTENCE = re.compile(r"(?!\s*(?:第.{1,3}[章节部条]|附件|附表|[Aa]nnex|[Ss]chedule|PART|Part|Section))[^|\t]*[。.;；:：,，]\s*")
_KEPT = "\n\t|"


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class _Swap:
    """A figure of a clause that another one takes the place of."""

    where: Span
    old: str
    new: RawValue
    line: Span
    """What says so."""


@dataclass(frozen=True, slots=True)
class _Changes:
    standing: str
    """The text with blanks for what is deleted or replaced."""
    swaps: tuple[_Swap, ...] = ()


def standing(document: Document) -> Document:
    """The document with blanks for the clauses that its special conditions delete or replace; itself where they do not."""
    text = _changes(document.text).standing
    return document if text == document.text else replace(document, text=text)


def revalued(text: str, values: Sequence[RawValue]) -> tuple[RawValue, ...]:
    """The values with those that special conditions read anew."""
    swaps = _changes(text).swaps
    return tuple(_anew(text, v, swaps) for v in values) if swaps else tuple(values)


def restated(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Places of a finding, led by what reads a figure anew that is one of them."""
    swaps = _changes(text).swaps
    told = (s.line for s in swaps if any(s.where.contains(p) and _plain(text[p.start : p.end]) == s.old for p in spans))
    return tuple(dict.fromkeys((*told, *spans))) if swaps else tuple(spans)


def _anew(text: str, v: RawValue, swaps: tuple[_Swap, ...]) -> RawValue:
    said = _plain(text[v.span.start : v.span.end])
    new = next((s.new for s in swaps if s.where.contains(v.span) and s.new.type is v.type and s.old == said), None)
    return v if new is None else changed(v, n=new.n, unit=new.unit, day_type=new.day_type or v.day_type)


def _plain(words: str) -> str:
    return "".join(words.split())


@lru_cache(maxsize=8)
def _changes(text: str) -> _Changes:
    if not _CONDITIONS.search(text) or (not _GONE.search(text) and not any(s.search(text) for s in _SWAPS)):
        return _Changes(text)
    lines = list(_lines(text))
    general = next((n for n in reversed(range(len(lines))) if _GENERAL.match(lines[n].text.strip())), -1)
    told = {n: t for n, line in enumerate(lines) if (t := _told(line.text)) is not None}
    gone: list[Span] = []
    swaps: list[_Swap] = []
    for at, (number, words) in told.items():
        where = _clause(lines, general, number, told)
        if where is None:
            continue
        read = [pair for pattern in _SWAPS for pair in pattern.findall(words)]
        swaps += [_Swap(where, _plain(old), new, lines[at].span) for old, put in read for new in scan(put)[:1]]
        if not read and _GONE.search(words) and not _PART.search(words.split(":")[0][:60]):
            gone.append(where)
    return _Changes(_blanked(text, sorted(set(gone))), tuple(swaps))


def _blanked(text: str, gone: Sequence[Span]) -> str:
    for span in gone:
        blank = "".join(sign if sign in _KEPT else " " for sign in text[span.start : span.end])
        text = text[: span.start] + blank + text[span.end :]
    return text


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        head = _HEAD.match(line)
        yield _Line(Span(start, start + len(line)), line, head[1] if head else "")
        start += len(line) + 1


def _told(line: str) -> tuple[str, str] | None:
    """The clause that a line or row changes, and what it says of it."""
    cells = [c.strip() for c in re.split(r"[|\t]", line) if c.strip()]
    if len(cells) > 1:
        target = _CELL.fullmatch(cells[1])
        words = " ".join((target[2], *cells[2:])) if target else ""
        return (target[1], words) if target and (_GONE.search(words) or any(s.search(words) for s in _SWAPS)) else None
    alone = _LINE.match(line) or _DELETE.match(line)
    return (alone[1], line[: alone.start(1)] + alone[2]) if alone else None


def _clause(lines: Sequence[_Line], general: int, number: str, told: dict[int, tuple[str, str]]) -> Span | None:
    """Where the clause of a number stands, behind its number: below the title of the ``general`` conditions, unless -1."""
    heads = [n for n, line in enumerate(lines) if line.number == number and n not in told]
    first = next((n for n in heads if n > general), None)
    if first is None or (general < 0 and len(heads) > 1):
        return None
    last = first
    while last + 1 < len(lines) and _goes_on(lines[last + 1], number):
        last += 1
    head = _HEAD.match(lines[first].text)
    return Span(lines[first].span.start + (head.end() if head else 0), lines[last].span.end)


def _goes_on(line: _Line, number: str) -> bool:
    """Whether a line belongs to the clause: one of its own numbers, or a sentence without any; no row and no title."""
    if line.number:
        return line.number.startswith(f"{number}.")
    return _SENTENCE.fullmatch(line.text) is not None and not _GENERAL.match(line.text.strip())
