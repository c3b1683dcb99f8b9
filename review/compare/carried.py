"""What was a commitment before stays one while its words stand in the new draft, even where the reader no longer sees it.

Law 2 (nothing is hidden): a line never leaves the register because words around it changed, only because its own did.
The same words in another place, which had them before as well, are not the line's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from review.compare.comparison import PassagePair
from review.compare.drafts import Draft
from review.compare.terms import NUMERALS
from review.model.commitment import Commitment
from review.model.span import Span

#: What a word or number goes on with: "5 days" does not stand in "15 days" or "1.5 days".
_PART = rf"[A-Za-z\d{NUMERALS}]"
_BEFORE, _AFTER = rf"(?<!{_PART})(?<!\d[.,])", rf"(?!{_PART})(?![.,]\d)"
#: Passage of the new draft -> passages of the old one that it comes from.
_Origins = Mapping[int, Sequence[int]]


def carried(
    left: Iterable[Commitment], old: Draft, new: Draft, taken: Iterable[Commitment], pairs: Iterable[PassagePair]
) -> tuple[Commitment, ...]:
    """Of old commitments without a partner, those whose words still stand in the new draft, put at their new place."""
    ids = {c.id for c in taken}
    spans = {c.span for c in taken}
    return tuple(c for c in _found(left, old, new, _origins(pairs)) if c.id not in ids and c.span not in spans)


def _origins(pairs: Iterable[PassagePair]) -> _Origins:
    found: dict[int, list[int]] = defaultdict(list)
    for one in pairs:
        for j in one.new:
            found[j] += one.old
    return found


def _found(left: Iterable[Commitment], old: Draft, new: Draft, origins: _Origins) -> Iterator[Commitment]:
    for commitment in left:
        own = old.passage_at(commitment.span.start)
        places = list(_places(_whole(commitment.quote), own, old, new, origins))
        if places:
            yield _moved(commitment, old, new, min(places)[1])


def _places(words: re.Pattern[str], own: int | None, old: Draft, new: Draft, origins: _Origins) -> Iterator[tuple[bool, int]]:
    """Where the words stand in a passage that comes from the line's own, or else (True) in one that had none before."""
    for found in words.finditer(new.document.text):
        passage = new.passage_at(found.start())
        before = origins.get(passage, ()) if passage is not None else ()
        if own in before or not any(words.search(old.document.quote(old.passages[i].span)) for i in before):
            yield own not in before, found.start()


def _whole(quote: str) -> re.Pattern[str]:
    """The quote where it is not a part of a longer word or number."""
    starts, ends = re.match(_PART, quote), re.search(rf"{_PART}\Z", quote)
    return re.compile((_BEFORE if starts else "") + re.escape(quote) + (_AFTER if ends else ""))


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
        cited=new.document.cited(clause) if clause else "",
    )


def _along(span: Span | None, by: int, old: Draft, new: Draft) -> Span | None:
    """The span moved by the same distance, where the same words stand there."""
    if span is None or span.start + by < 0:
        return None
    moved = span.shifted(by)
    return moved if new.document.quote(moved) == old.document.quote(span) else None
