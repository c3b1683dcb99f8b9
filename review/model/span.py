"""A half-open range of characters in ``Document.text``; every fact of the product holds one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded). Raises ValueError when they are out of order."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"span {start}:{end} is out of order")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """The quote: ``text[start:end]``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


#: Nothing is made as often as a span; setting its slots directly takes half the time of the usual frozen dataclass.
_set_start, _set_end = (vars(Span)[name].__set__ for name in ("start", "end"))
