"""Page numbers and running lines of a text that was once on pages. They stay where they stand, as blocks of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from review.intake.plain.sentences import runs_on

_NUMBER: Final = re.compile(r"(?:page|p\.|第)?\s*[-–—]*\s*(\d{1,4})\s*[-–—]*\s*(?:页)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?", re.I)
_DIGITS: Final = re.compile(r"\d+")
_LEAST: Final = 3
_SHORT: Final = 150
_LEAST_LETTERS: Final = 6
_CUTTING_SHARE: Final = 4
"""A line that comes again is a running one when it stands in the middle of a sentence in one of so many places."""


def furniture_of(paragraphs: Sequence[str]) -> frozenset[int]:
    """Indexes of page numbers that count up, and of lines that come again beside them or within sentences."""
    numbers = _page_numbers(paragraphs)
    shapes = Counter(_shape(p) for p in paragraphs)
    repeated = [i for i, p in enumerate(paragraphs) if i not in numbers and shapes[_shape(p)] >= _LEAST and _is_running(p)]
    beside = Counter(_shape(paragraphs[i]) for i in repeated if numbers & {i - 1, i + 1})
    cutting = Counter(_shape(paragraphs[i]) for i in repeated if _cuts(paragraphs, i))
    running = {
        i for i in repeated if max(beside[s := _shape(paragraphs[i])] * 2, cutting[s] * _CUTTING_SHARE) >= shapes[s]
    }  # fmt: skip
    return frozenset(numbers | running)


def _cuts(paragraphs: Sequence[str], i: int) -> bool:
    """Whether a sentence runs on behind a line."""
    return 0 < i < len(paragraphs) - 1 and runs_on(paragraphs[i - 1], paragraphs[i + 1], True)


def _page_numbers(paragraphs: Sequence[str]) -> set[int]:
    """The longest run of lone numbers that go on by one."""
    found: set[int] = set()
    last = None
    for i, paragraph in enumerate(paragraphs):
        match = _NUMBER.fullmatch(paragraph.strip())
        if match is None:
            continue
        value = int(match[1])
        if last is None or 0 < value - last <= 2:
            found.add(i)
            last = value
    return found if len(found) >= _LEAST - 1 else set()


def _is_running(paragraph: str) -> bool:
    return len(paragraph) <= _SHORT and sum(c.isalpha() for c in paragraph) >= _LEAST_LETTERS


def _shape(paragraph: str) -> str:
    return _DIGITS.sub("#", "".join(paragraph.split()))
