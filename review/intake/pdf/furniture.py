"""Running heads and page numbers: lines at the edge of a page that come again on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's lines: heads, body, feet."""

    heads: tuple[Line, ...]
    body: tuple[Line, ...]
    feet: tuple[Line, ...]


def part(pages: Sequence[Sequence[Line]]) -> list[Parted]:
    """Take the furniture out of every page."""
    tops, feet = Counter[str](), Counter[str]()
    ordered = [sorted(lines, key=lambda one: -one.middle) for lines in pages]
    for lines in ordered:
        tops.update({_shape(one.text) for one in lines[:_EDGE] if one.text})
        feet.update({_shape(one.text) for one in lines[-_EDGE:] if one.text})
    least = max(_LEAST_PAGES, len(pages) // 4)
    return [_parted(lines, down, tops, feet, least) for lines, down in zip(pages, ordered, strict=True)]


def _shape(text: str) -> str:
    """Text with its figures left out: page numbers differ. A clause counts as it stands, for clauses count up as well."""
    plain = re.sub(r"\s+", "", text)
    shape = _DIGITS.sub("#", plain)
    return plain if shape != plain and label_of(text) is not None else shape


def _parted(
    lines: Sequence[Line], ordered: Sequence[Line], tops: Counter[str], feet: Counter[str], least: int
) -> Parted:  # fmt: skip
    """From each edge inwards as long as the lines are furniture. ``ordered``: the same lines from top to bottom."""
    heads = _run(ordered[:_EDGE], tops, least)
    below = _run(ordered[len(heads) :][::-1][:_EDGE], feet, least)
    if not heads and not below:
        return Parted((), tuple(lines), ())
    taken = {id(one) for one in (*heads, *below)}
    return Parted(tuple(heads), tuple(one for one in lines if id(one) not in taken), tuple(reversed(below)))


def _run(edge: Sequence[Line], counts: Counter[str], least: int) -> list[Line]:
    found: list[Line] = []
    for line in edge:
        if not line.text:
            break
        repeated = counts[_shape(line.text)] >= least and len(line.text) < 200
        if not repeated and not _PAGE_NUMBER.fullmatch(line.text):
            break
        found.append(line)
    return found
