"""Lines -> paragraphs, over the ends of lines, columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from review.intake.builder import Piece
from review.intake.pdf.lines import Line
from review.intake.pdf.words import Words
from review.intake.structure.labels import Label, label_of

SOFT: Final = ("\x02", "\xad", "\ufffe")
"""What the library gives for a hyphen at the end of a line."""
PARTING: Final = (*SOFT, "\u2010")
"""Hyphens that a typesetter puts at the end of a line; U+2010 within a line is the writer's."""
_WEAK: Final = ("paren", "half", "lower", "han-paren", "circled", "roman")
_LIST_ENDS: Final = tuple("。；：.;:")
_ENDS: Final = tuple('。；：.;:!?！？”"）)')
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]")
_SPREAD: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_SOFT_INSIDE: Final = re.compile("([A-Za-z]+)[\x02\xad\ufffe]([A-Za-z]+)")
_FIRST_WORD: Final = re.compile(r"[A-Za-z]+")
_WORD: Final = re.compile(r"[A-Za-z]+$")
_OPEN_WORD: Final = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|nor|but|any|all|each|such|this|that|which|shall|will|may|not|is))$"
)
"""No sentence ends so."""
_SPACING: Final = 1.45
"""A step between lines longer than this many usual ones ends a paragraph."""
_INDENT: Final = 0.9
"""In heights of a line."""


class Columns:
    """What is usual for the lines of one page: their right edge, left edge, and step."""

    def __init__(self, lines: Sequence[Line]) -> None:
        words = [line for line in lines if line.grid is None]
        rights = sorted([line.box[2] for line in lines])
        lefts = sorted([line.box[0] for line in lines])
        self.right = rights[int(len(rights) * 0.9)] if rights else 0.0
        self.left = lefts[int(len(lefts) * 0.1)] if lefts else 0.0
        self.height = median([line.height for line in words]) if words else 1.0
        steps = [a.middle - b.middle for a, b in pairwise(words) if a.middle > b.middle]
        self.step = median(steps) if steps else self.height


def paragraphs(lines: Sequence[Line], usual: Columns) -> Iterator[list[Line]]:
    """Group the lines of one page, in reading order."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def goes_on(last: Line, line: Line, before: Columns, after: Columns) -> bool:
    """Whether the first paragraph of a page continues the last one of the page before."""
    if not last.text or not line.text or last.text.endswith(_ENDS) or _begins_clause(last, line, before):
        return False
    if line.text[0].islower() or _OPEN_WORD.search(last.text):
        return True
    return _is_full(last, line, before) and line.left < after.left + after.height * (_INDENT + 1)


def _continues(group: Sequence[Line], line: Line, usual: Columns) -> bool:
    last = group[-1]
    if last.grid is not None or line.grid is not None:
        return False
    step = last.middle - line.middle
    if step > usual.step * _SPACING or not _is_full(last, line, usual) or _begins_clause(last, line, usual):
        return False
    if step < 0:  # the next column
        return not last.text.endswith(_ENDS)
    indented = line.left > last.left + usual.height * _INDENT
    return not (indented and (len(group) > 1 or last.text.endswith(_ENDS)))


def _begins_clause(last: Line, line: Line, usual: Columns) -> bool:
    """``(b)`` at the start of a line may stand within a sentence; it begins a clause only where a new line was wanted."""
    label = label_of(line.text)
    if label is None or not is_weak(label):
        return label is not None
    return ends_item(last.text) or abs(line.left - last.left) > usual.height * _INDENT


def ends_item(text: str) -> bool:
    """Whether an item of a list can follow."""
    return text.endswith(_LIST_ENDS)


def is_weak(label: Label) -> bool:
    """A number that also stands inside sentences, such as ``(b)``."""
    return label.family.startswith(_WEAK)


def _is_full(last: Line, line: Line, usual: Columns) -> bool:
    """Whether the next line's first word would not have fitted behind the last one."""
    text, (left, _, right, _) = line.text, line.box
    first = text[:1] if _CJK.match(text) else text.split(None, 1)[0]
    edge = max(usual.right, right) if last.left < right else usual.right
    return last.right + (right - left) * len(first) / max(len(text), 1) > edge - usual.height * 0.6


def joined(lines: Iterable[Line], known: Words) -> list[Piece]:
    """The pieces of one paragraph. A hyphen at a line's end goes when the whole word stands elsewhere (``known``)."""
    pieces: list[Piece] = []
    for line in lines:
        text = _closed_up(line.text)
        if not text.isascii() or "\x02" in text:
            text = _mended(text, known)
        if pieces:
            _join(pieces, text, known)
        pieces.append(
            (
                text,
                (
                    line.page,
                    *_rounded(line.source or line.box),
                    line.confidence if line.confidence < 0 else round(line.confidence, 3),
                ),
            )
        )
    text, place = pieces[-1]
    pieces[-1] = (text[:-1] + "-" if text.endswith(PARTING) else text, place)
    return pieces


def _closed_up(text: str) -> str:
    """Chinese letters set wide apart come with a space after each: those are no spaces of the text."""
    if text.isascii():
        return text
    spaces = len(_SPREAD.findall(text))
    return _SPREAD.sub("", text) if spaces > 1 and spaces * 3 > len(text) else text


def _mended(text: str, known: Words) -> str:
    """Hyphens where the library itself has joined two lines."""
    if not any(mark in text for mark in SOFT):
        return text
    return _SOFT_INSIDE.sub(lambda m: m[1] + _kept(m[1], m[2], known, soft=True) + m[2], text)


def _join(pieces: list[Piece], text: str, known: Words) -> None:
    last, place = pieces[-1]
    if last.endswith(PARTING) or (last.endswith("-") and last[-2:-1].isalpha()):
        head, tail = _WORD.search(last[:-1]), _FIRST_WORD.match(text)
        keep = _kept(head[0], tail[0], known, last.endswith(PARTING)) if head and tail else "-"
        pieces[-1] = (last[:-1] + keep, place)
    elif not (_CJK.match(last[-1]) and _CJK.match(text[0])):
        pieces.append((" ", None))


def _kept(head: str, tail: str, known: Words, soft: bool) -> str:
    """The hyphen between two parts of a word, or nothing where the file holds the whole word, or no other reading."""
    if f"{head}-{tail}" in known:
        return "-"
    return "" if head + tail in known or (soft and tail[0].islower()) else "-"


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """To a tenth of a point; far quicker than rounding to decimals."""
    return round(box[0] * 10) / 10, round(box[1] * 10) / 10, round(box[2] * 10) / 10, round(box[3] * 10) / 10
