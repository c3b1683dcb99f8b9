"""What was a commitment before stays one while its words stand in the new draft, even where the reader no longer sees it.

Law 2 (nothing is hidden): a line never leaves the register because words around it changed, only because its own did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from review.compare.drafts import Draft
from review.model.commitment import Commitment
from review.model.span import Span


def carried(left: Iterable[Commitment], old: Draft, new: Draft, taken: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Of old commitments without a partner, those whose words still stand in the new draft, put at their new place."""
    ids = {c.id for c in taken}
    spans = {c.span for c in taken}
    return tuple(c for c in _found(left, old, new) if c.id not in ids and c.span not in spans)


def _found(left: Iterable[Commitment], old: Draft, new: Draft) -> Iterator[Commitment]:
    for commitment in left:
        at = new.document.text.find(commitment.quote)
        if at >= 0:
            yield _moved(commitment, old, new, at)


def _moved(commitment: Commitment, old: Draft, new: Draft, at: int) -> Commitment:
    by = at - commitment.span.start
    clause = new.document.clause_at(at)
    return replace(
        commitment,
        span=commitment.span.shifted(by),
        condition=_along(commitment.condition, by, old, new),
        exception=_along(commitment.exception, by, old, new),
        clause=clause.id if clause else "",
        number=clause.number if clause else "",
    )


def _along(span: Span | None, by: int, old: Draft, new: Draft) -> Span | None:
    """The span moved by the same distance, where the same words stand there."""
    if span is None or span.start + by < 0:
        return None
    moved = span.shifted(by)
    return moved if new.document.quote(moved) == old.document.quote(span) else None
