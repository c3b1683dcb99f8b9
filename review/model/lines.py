"""The lines of a text: where the one that holds a place begins and ends. The line feed belongs to none."""

from __future__ import annotations

from collections.abc import Iterator

from review.model.span import Span


def line_start(text: str, at: int) -> int:
    """Where the line that holds ``at`` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line that holds ``at`` ends: at its line feed, or with the text."""
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def line_of(text: str, at: int) -> Span:
    """The line that holds ``at``."""
    return Span(line_start(text, at), line_end(text, at))


def lines_over(text: str, span: Span) -> Span:
    """The lines from the one in which a place begins to the one in which it ends."""
    return Span(line_start(text, span.start), line_end(text, span.end))


def lines_above(text: str, line: Span) -> Iterator[Span]:
    """The lines above the one that a place begins in, the nearest first."""
    start = line_start(text, line.start)
    while start:
        above = line_of(text, start - 1)
        yield above
        start = above.start


def lines_below(text: str, line: Span) -> Iterator[Span]:
    """The lines below the one that a place ends in, the nearest first; not an empty one that ends the text."""
    end = line_end(text, line.end)
    while end + 1 < len(text):
        below = line_of(text, end + 1)
        yield below
        end = below.end
