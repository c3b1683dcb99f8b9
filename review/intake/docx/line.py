"""One paragraph while it is being read: its text in pieces, and what is known of stretches of it, as offsets into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from review.intake.builder import Builder, Piece, Standing
from review.model.document import BlockKind, Comment, Revision, RevisionKind
from review.model.span import Span

_DEEPEST = 8
"""Replies to replies."""


@dataclass(frozen=True, slots=True)
class Change:
    """The tracked change that is open at a place of the file."""

    kind: RevisionKind
    author: str
    date: str


@dataclass(slots=True)
class _Stretch:
    change: Change
    start: int
    end: int
    text: str


class Line:
    """``shown`` tells whether anything but white space stands in it; trailing breaks are dropped when it is committed."""

    __slots__ = ("_marks", "_notices", "_stretches", "boxes", "length", "pieces", "shown")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.length = 0
        self.shown = False
        self.boxes: list[etree._Element] = []
        self._stretches: list[_Stretch] = []
        self._notices: list[tuple[str, str, int, int]] = []
        self._marks: list[tuple[str, bool | None, int]] = []

    def write(self, text: str, place: tuple[int, int, int, int] | None, change: Change | None = None) -> None:
        """Append visible text; ``change`` is the insertion that made it, if any."""
        start = self.length
        self.pieces.append((text, place))
        self.length += len(text)
        if not self.shown and not text.isspace():
            self.shown = True
        if change is not None:
            self._stretch(change, start, self.length, text)

    def leave_out(self, text: str, change: Change) -> None:
        """Keep text that is not part of this view."""
        self._stretch(change, self.length, self.length, text)

    def _stretch(self, change: Change, start: int, end: int, text: str) -> None:
        last = self._stretches[-1] if self._stretches else None
        if last is not None and last.change == change and last.end == start:
            last.end, last.text = end, last.text + text
        else:
            self._stretches.append(_Stretch(change, start, end, text))

    def notice(self, code: str, detail: str, start: int | None = None) -> None:
        """Something about the text from ``start`` to here, or about this place."""
        self._notices.append((code, detail, self.length if start is None else start, self.length))

    def mark(self, comment: str, opens: bool) -> None:
        self._marks.append((comment, opens, self.length))

    def refer(self, comment: str) -> None:
        """The mark of a comment; its place where the file gives no beginning and end."""
        self._marks.append((comment, None, self.length))

    def commit(self, builder: Builder, kind: BlockKind, comments: CommentMarks, standing: Standing) -> bool:
        """Hand the paragraph over; whether it made a block. Changes and notices are kept even where it holds no text."""
        while self.pieces and self.pieces[-1][0] == "\n":
            self.length -= 1
            self.pieces.pop()
        start = builder.position
        if self.shown:
            start = builder.block(self.pieces, kind, standing).start
        limit = self.length if self.shown else 0
        for stretch in self._stretches:
            span = Span(start + min(stretch.start, limit), start + min(stretch.end, limit))
            builder.revisions.append(
                Revision(stretch.change.kind, span, stretch.text, stretch.change.author, stretch.change.date)
            )
        for code, detail, low, high in self._notices:
            builder.notice(code, detail, Span(start + min(low, limit), start + min(high, limit)))
        for comment, opens, at in self._marks:
            comments.mark(comment, opens, start + min(at, limit))
        return self.shown


class CommentMarks:
    """Where comments begin and end, by their id; a comment may run over paragraphs."""

    def __init__(self) -> None:
        self._spans: dict[str, tuple[int, int]] = {}

    def mark(self, comment: str, opens: bool | None, at: int) -> None:
        """``opens``: whether the comment begins here, or ends, or (None) only has its mark here."""
        if opens is None:
            self._spans.setdefault(comment, (at, at))
            return
        start, end = self._spans.get(comment, (at, at))
        self._spans[comment] = (at, max(at, end)) if opens else (min(start, at), at)

    def comments(self, texts: dict[str, tuple[str, str, str]], parents: Mapping[str, str]) -> list[Comment]:
        """Comments in text order, from their texts as (text, author, date); ``parents``: which comment one replies to.

        A reply without an anchor stands with its comment, any other at the start.
        """
        found = [(Span(*self._span(key, parents)), *facts) for key, facts in texts.items()]
        return [Comment(*facts) for facts in sorted(found, key=lambda facts: facts[0])]

    def _span(self, key: str, parents: Mapping[str, str]) -> tuple[int, int]:
        for _ in range(_DEEPEST):
            if key in self._spans or key not in parents:
                break
            key = parents[key]
        return self._spans.get(key, (0, 0))
