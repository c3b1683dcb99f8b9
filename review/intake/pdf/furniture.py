"""Running heads and page numbers: lines at the edge of a page that come again on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Final

from review.intake.pdf.lines import Line
from review.intake.structure.labels import label_of

_EDGE: Final = 3
"""Lines looked at from the top and from the bottom of a page."""
_LEAST_PAGES: Final = 3
_SAME_HEIGHT: Final = 3.0
"""Points."""
_LEADING: Final = 1.6
"""Of a line's height, what its distance to the next one is at the most in a text that is set close."""
_APART: Final = 1.2
"""Furniture stands further from the words than this many usual steps."""
_DIGITS: Final = re.compile(r"\d+|[ivxlc]{1,6}\b", re.I)
_NUMERAL = r"(?:\d{1,4}|[ivxlc]{1,6})"
_TOTAL = r"(?:(?:/|of|共)\s*(?:共|第)?\s*\d{1,4}\s*页?)"
_PAGE_NUMBER: Final = re.compile(rf"[-–—\s]*(?:page|p\.|第)?\s*{_NUMERAL}\s*页?\s*{_TOTAL}?[-–—\s]*", re.I)

_Repeated = Callable[[Line], bool]
"""Whether a line at an edge comes again there on other pages."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's lines: heads, body, feet."""

    heads: tuple[Line, ...]
    body: tuple[Line, ...]
    feet: tuple[Line, ...]


def part(pages: Sequence[Sequence[Line]]) -> list[Parted]:
    """Take the furniture out of every page."""
    shape, ordered = cache(_shape), [sorted(lines, key=lambda one: -one.middle) for lines in pages]
    edges = [{*lines[:_EDGE], *lines[-_EDGE:]} for lines in ordered]
    tops = Counter(s for lines in ordered for s in {shape(one.text) for one in lines[:_EDGE] if one.text})
    feet = Counter(s for lines in ordered for s in {shape(one.text) for one in lines[-_EDGE:] if one.text})
    places = Counter(p for lines in edges for p in {(shape(one.text), _height(one)) for one in lines if one.text})
    least = max(_LEAST_PAGES, len(pages) // 4)
    tests = _Tests(
        lambda line: tops[shape(line.text)] >= least,
        lambda line: feet[shape(line.text)] >= least,
        lambda line: places[(shape(line.text), _height(line))] >= least,
    )
    return [_parted(lines, down, tests) for lines, down in zip(pages, ordered, strict=True)]


@dataclass(frozen=True, slots=True)
class _Tests:
    """Whether a line comes again among the first lines of other pages, among the last ones, and at this very height."""

    head: _Repeated
    foot: _Repeated
    placed: _Repeated


def _height(line: Line) -> int:
    return round(line.middle / _SAME_HEIGHT)


def _shape(text: str) -> str:
    """Text with its figures left out: page numbers differ. A clause counts as it stands, for clauses count up as well."""
    plain = "".join(text.split())
    shape = _DIGITS.sub("#", plain)
    return plain if shape != plain and label_of(text) is not None else shape


def _parted(lines: Sequence[Line], ordered: Sequence[Line], tests: _Tests) -> Parted:
    """From each edge inwards as long as the lines are furniture. ``ordered``: the same lines from top to bottom."""
    usual = _step(ordered)
    heads = _set_off(_run(ordered[:_EDGE], tests.head), ordered, usual, tests.placed)
    upwards = ordered[len(heads) :][::-1]
    below = _set_off(_run(upwards[:_EDGE], tests.foot), upwards, usual, tests.placed)
    if not heads and not below:
        return Parted((), tuple(lines), ())
    taken = {id(one) for one in (*heads, *below)}
    return Parted(tuple(heads), tuple(one for one in lines if id(one) not in taken), tuple(reversed(below)))


def _step(ordered: Sequence[Line]) -> float:
    """The usual distance between lines; on a page of few lines, of lines as high as these."""
    steps = [above.middle - line.middle for above, line in pairwise(ordered) if above.middle > line.middle]
    return min(median(steps), _LEADING * median(line.height for line in ordered)) if steps else 0.0


def _set_off(found: list[Line], inwards: Sequence[Line], usual: float, placed: _Repeated) -> list[Line]:
    """Furniture stands apart from the words of the page, or at one height on all; words that only come again are none."""
    while found and len(found) < len(inwards) and not (_PAGE_NUMBER.fullmatch(found[-1].text) or placed(found[-1])):
        if abs(found[-1].middle - inwards[len(found)].middle) > usual * _APART:
            break
        found.pop()
    return found


def _run(edge: Sequence[Line], is_repeated: _Repeated) -> list[Line]:
    found: list[Line] = []
    for line in edge:
        if not line.text:
            break
        repeated = len(line.text) < 200 and is_repeated(line)
        if not repeated and not _PAGE_NUMBER.fullmatch(line.text):
            break
        found.append(line)
    return found
