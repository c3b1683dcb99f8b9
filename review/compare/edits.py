"""Word-level differences of two passages, and whether a tracked change shows them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from review.compare.comparison import Edit
from review.compare.sequence import matching
from review.compare.words import Word, normal, words
from review.model.document import Document, Revision, RevisionKind
from review.model.span import Span

_SHOWN_NEW = frozenset({RevisionKind.INSERTED, RevisionKind.MOVED_TO})
_SHOWN_GONE = frozenset({RevisionKind.DELETED, RevisionKind.MOVED_FROM})


class Tracked:
    """The tracked changes of a draft, to be asked whether they cover an edit."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._new = sorted((r for r in document.revisions if r.kind in _SHOWN_NEW), key=lambda r: r.span)
        self._gone = sorted((r for r in document.revisions if r.kind in _SHOWN_GONE), key=lambda r: r.span)
        self._starts = [r.span.start for r in self._gone]
        self._all_gone = normal("".join(r.text for r in self._gone))

    def __bool__(self) -> bool:
        return bool(self._new or self._gone)

    def covers(self, edit: Edit) -> bool:
        """Whether what is new lies in tracked insertions and what is gone stands in tracked deletions at that place."""
        return self._covers_new(edit.new) and self._covers_gone(edit)

    def _covers_new(self, span: Span) -> bool:
        at = span.start
        for revision in self._new:
            if revision.span.start <= at < revision.span.end:
                at = revision.span.end
        return not self._document.text[at : span.end].strip()

    def _covers_gone(self, edit: Edit) -> bool:
        gone = normal(edit.old_text)
        if not gone:
            return True
        return gone in normal("".join(r.text for r in self._near(edit.new))) or (len(edit.new) == 0 and gone in self._all_gone)

    def _near(self, span: Span) -> Iterator[Revision]:
        """Deletions in or beside the span; a tracked insertion between them does not part them."""
        low = bisect_left(self._starts, span.start - 1)
        high = bisect_right(self._starts, span.end + 1)
        yield from self._gone[low:high]


def edits(
    old: Document, new: Document, old_spans: Sequence[Span], new_spans: Sequence[Span], tracked: Tracked
) -> tuple[Edit, ...]:
    """Where passages differ, in order; words that only differ in form (width, quotes, spaces) do not."""
    left = [w for span in old_spans for w in words(old.quote(span), span.start)]
    right = [w for span in new_spans for w in words(new.quote(span), span.start)]
    found = _differences(left, right, old_spans[0].start, new_spans[0].start)
    return tuple(_marked(Edit(a, b, old.quote(a), new.quote(b)), tracked) for a, b in found)


def differing(old: str, new: str) -> Iterator[tuple[Span, Span]]:
    """Where two texts differ, word by word, as spans into each."""
    return _differences(words(old), words(new), 0, 0)


def whole(document: Document, span: Span, at: int, tracked: Tracked, *, added: bool) -> Edit:
    """The edit that adds or removes a whole passage; ``at`` is its place in the other draft."""
    text, there = document.quote(span), Span(at, at)
    edit = Edit(there, span, "", text) if added else Edit(span, there, text, "")
    return _marked(edit, tracked)


def _differences(left: list[Word], right: list[Word], old_start: int, new_start: int) -> Iterator[tuple[Span, Span]]:
    pairs = matching([w.text for w in left], [w.text for w in right])
    i, j = 0, 0
    for a, b in [*pairs, (len(left), len(right))]:
        if i < a or j < b:
            yield _stretch(left, i, a, old_start), _stretch(right, j, b, new_start)
        i, j = a + 1, b + 1


def _stretch(found: list[Word], first: int, last: int, start: int) -> Span:
    """From word to word; where there is none, the place after the word before."""
    if first < last:
        return Span(found[first].span.start, found[last - 1].span.end)
    at = found[first - 1].span.end if first else start
    return Span(at, at)


def _marked(edit: Edit, tracked: Tracked) -> Edit:
    return replace(edit, silent=not tracked.covers(edit))
