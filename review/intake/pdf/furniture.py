"""Running heads and page numbers: lines at the edge of a page that come again on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from review.intake.pdf.lines import Line
from review.intake.structure.labels import label_of

_EDGE: Final = 3
"""Lines looked at from the top and from the bottom of a page."""
_LEAST_PAGES: Final = 3
_DIGITS: Final = re.compile(r"\d+|[ivxlc]{1,6}\b", re.I)
_NUMERAL = r"(?:\d{1,4}|[ivxlc]{1,6})"
_TOTAL = r"(?:(?:/|of|共)\s*(?:共|第)?\s*\d{1,4}\s*页?)"
_PAGE_NUMBER: Final = re.compile(rf"[-–—\s]*(?:page|p\.|第)?\s*{_NUMERAL}\s*页?\s*{_TOTAL}?[-–—\s]*", re.I)

_Repeated = Callable[[str], bool]
"""Whether a line at an edge comes again there on other pages."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's lines: heads, body, feet."""

    heads: tuple[Line, ...]
    body: tuple[Line, ...]
    feet: tuple[Line, ...]


def part(pages: Sequence[Sequence[Line]]) -> list[Parted]:
    """Take the furniture out of every page."""
    tops, feet, shape = Counter[str](), Counter[str](), cache(_shape)
    ordered = [sorted(lines, key=lambda one: -one.middle) for lines in pages]
    for lines in ordered:
        tops.update({shape(one.text) for one in lines[:_EDGE] if one.text})
        feet.update({shape(one.text) for one in lines[-_EDGE:] if one.text})
    least = max(_LEAST_PAGES, len(pages) // 4)

    def is_head(text: str) -> bool:
        return tops[shape(text)] >= least

    def is_foot(text: str) -> bool:
        return feet[shape(text)] >= least

    return [_parted(lines, down, is_head, is_foot) for lines, down in zip(pages, ordered, strict=True)]


def _shape(text: str) -> str:
    """Text with its figures left out: page numbers differ. A clause counts as it stands, for clauses count up as well."""
    plain = "".join(text.split())
    shape = _DIGITS.sub("#", plain)
    return plain if shape != plain and label_of(text) is not None else shape


def _parted(lines: Sequence[Line], ordered: Sequence[Line], is_head: _Repeated, is_foot: _Repeated) -> Parted:
    """From each edge inwards as long as the lines are furniture. ``ordered``: the same lines from top to bottom."""
    heads = _run(ordered[:_EDGE], is_head)
    below = _run(ordered[len(heads) :][::-1][:_EDGE], is_foot)
    if not heads and not below:
        return Parted((), tuple(lines), ())
    taken = {id(one) for one in (*heads, *below)}
    return Parted(tuple(heads), tuple(one for one in lines if id(one) not in taken), tuple(reversed(below)))


def _run(edge: Sequence[Line], is_repeated: _Repeated) -> list[Line]:
    found: list[Line] = []
    for line in edge:
        if not line.text:
            break
        repeated = len(line.text) < 200 and is_repeated(line.text)
        if not repeated and not _PAGE_NUMBER.fullmatch(line.text):
            break
        found.append(line)
    return found
