"""Draft against draft: what changed, where it went, and which decisions reopen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from review.compare.align import Alignment, align, in_order
from review.compare.carried import carried
from review.compare.clauses import ClauseMap, clause_changes, clause_map
from review.compare.comparison import Change, CommitmentPair, Comparison, Edit, PassagePair
from review.compare.drafts import Draft
from review.compare.edits import Tracked, edits, whole
from review.compare.fingerprint import Sources, deal_changes, fingerprint, fingerprints, relied_on
from review.compare.pairing import pair
from review.compare.passages import Passage
from review.compare.sequence import Pair
from review.compare.told import Telling, deal_values
from review.model.altered import Altered
from review.model.commitment import Commitment, Party
from review.model.document import Document
from review.model.review import Review
from review.model.span import Span


def compare(old: Review, new: Review) -> Comparison:
    """Two checked drafts: passages, clauses, and each commitment with the reasons why a decision on it reopens."""
    before, after = Draft(old.document), Draft(new.document)
    return _commitments(_compared(before, after), before, after, old, new)


def compare_documents(old: Document, new: Document) -> Comparison:
    """Two texts, without what was understood of them."""
    return _compared(Draft(old), Draft(new))


def _compared(old: Draft, new: Draft) -> Comparison:
    alignment = align(old.passages, new.passages)
    mapped = clause_map(old, new, (*alignment.same, *alignment.moved, *alignment.changed, *_extra(alignment)))
    tracked = Tracked(new.document)
    pairs = tuple(_pairs(old, new, alignment, mapped, tracked))
    return Comparison(
        old.document.source.sha256,
        new.document.source.sha256,
        pairs,
        clause_changes(old, new, pairs, mapped),
        tracked=bool(tracked),
    )


def _extra(alignment: Alignment) -> Iterator[tuple[int, int]]:
    yield from ((i, j) for i, parts in alignment.parts.items() for j in parts)
    yield from ((i, j) for j, wholes in alignment.wholes.items() for i in wholes)


def _pairs(old: Draft, new: Draft, alignment: Alignment, mapped: ClauseMap, tracked: Tracked) -> Iterator[PassagePair]:
    """Every passage of either draft: pairs in the order of the new one, then what was removed, then what was added."""
    matched = sorted((*alignment.same, *alignment.moved, *alignment.changed), key=lambda p: p[1])
    ordered, same = in_order(matched), {*alignment.same, *alignment.moved}
    for i, j in matched:
        olds = tuple(sorted({i, *alignment.wholes.get(j, ())}))
        news = tuple(sorted({j, *alignment.parts.get(i, ())}))
        differ = _edits(old, new, olds, news, mapped, tracked) if (i, j) not in same or old.passages[i].references else ()
        yield PassagePair(olds, news, _changes(old, new, (i, j), olds, news, differ, (i, j) in ordered), differ)
    yield from _removed(old, new, alignment, matched, tracked)
    yield from _added(old, new, alignment, matched, tracked)


def _removed(old: Draft, new: Draft, alignment: Alignment, matched: list[Pair], tracked: Tracked) -> Iterator[PassagePair]:
    used = {i for i, _ in matched} | {i for found in alignment.wholes.values() for i in found}
    partner = dict(matched)
    at = 0
    for i, passage in enumerate(old.passages):
        if i in partner:
            at = new.passages[partner[i]].span.end
        elif i not in used:
            edit = whole(old.document, passage.span, at, tracked, added=False)
            yield PassagePair((i,), (), frozenset({Change.REMOVED}), (edit,))


def _added(old: Draft, new: Draft, alignment: Alignment, matched: list[Pair], tracked: Tracked) -> Iterator[PassagePair]:
    used = {j for _, j in matched} | {j for found in alignment.parts.values() for j in found}
    partner = {j: i for i, j in matched}
    at = 0
    for j, passage in enumerate(new.passages):
        if j in partner:
            at = old.passages[partner[j]].span.end
        elif j not in used:
            edit = whole(new.document, passage.span, at, tracked, added=True)
            yield PassagePair((), (j,), frozenset({Change.ADDED}), (edit,))


def _edits(
    old: Draft, new: Draft, olds: tuple[int, ...], news: tuple[int, ...], mapped: ClauseMap, tracked: Tracked
) -> tuple[Edit, ...]:
    """Word-level differences, without the numbers of references that still point to the same clause."""
    left, right = [old.passages[i] for i in olds], [new.passages[j] for j in news]
    found = edits(old.document, new.document, [p.span for p in left], [p.span for p in right], tracked)
    quiet = _renumbered(old, new, left, right, mapped) if found else ()
    return tuple(e for e in found if not any(a.contains(e.old) and b.contains(e.new) for a, b in quiet))


def _renumbered(
    old: Draft, new: Draft, left: list[Passage], right: list[Passage], mapped: ClauseMap
) -> tuple[tuple[Span, Span], ...]:
    """References, in order, whose target is the same clause in both drafts or says the same."""
    here = [r for p in left for r in p.references if r.target is not None]
    there = [r for p in right for r in p.references if r.target is not None]
    return tuple(
        (a.span, b.span) for a, b in zip(here, there, strict=False) if _same_target(old, new, a.target, b.target, mapped)
    )


def _same_target(old: Draft, new: Draft, one: int | None, other: int | None, mapped: ClauseMap) -> bool:
    if one is None or other is None:
        return False
    return mapped.partner.get(one) == other or old.clause_text(one) == new.clause_text(other)


def _changes(
    old: Draft,
    new: Draft,
    pair_: Pair,
    olds: tuple[int, ...],
    news: tuple[int, ...],
    differ: tuple[Edit, ...],
    ordered: bool,
) -> frozenset[Change]:
    i, j = pair_
    facts = (
        (Change.CHANGED, bool(differ)),
        (Change.MOVED, not ordered),
        (Change.RENUMBERED, old.passages[i].number != new.passages[j].number),
        (Change.SPLIT, len(news) > 1),
        (Change.MERGED, len(olds) > 1),
    )
    return frozenset(c for c, holds in facts if holds) or frozenset({Change.UNCHANGED})


def _commitments(found: Comparison, old: Draft, new: Draft, before: Review, after: Review) -> Comparison:
    """The comparison with its commitments, in the order of the new draft; those that are gone come last."""
    partners = pair(old, new, before.commitments, after.commitments, found.passages)
    left = _without(before.commitments, (a for a, _ in partners))
    kept = carried(left, old, new, after.commitments, found.passages)
    partners += [(a, b) for b in kept for a in left if a.id == b.id]
    back = {b.id: a for a, b in partners}
    edits = (e for p in found.passages for e in p.edits)
    telling = Telling(old.document, new.document, edits)
    reasons = _Reasons(before, after, old, new, kept, _Surroundings(old, new, before, after, found), telling)
    rows = [_row(back.get(b.id), b, reasons, found, new) for b in (*after.commitments, *kept)]
    gone = (CommitmentPair(a.id, None) for a in _without(before.commitments, back.values()))
    return replace(found, commitments=(*rows, *gone), carried=kept, fingerprints=reasons.digests)


def _without(commitments: Iterable[Commitment], taken: Iterable[Commitment]) -> list[Commitment]:
    ids = {c.id for c in taken}
    return [c for c in commitments if c.id not in ids]


class _Surroundings:
    """Whether a commitment stands where it stood: who bears words without a subject is read from the words around them.

    Where these are the same and so are the parties, another reading of the party comes from a change far away, which says
    nothing anew here. One that would make our promise theirs, or theirs ours, always counts.
    """

    def __init__(self, old: Draft, new: Draft, before: Review, after: Review, found: Comparison) -> None:
        self._old, self._new, self._side = old, new, after.side
        called = ([(p.side, p.name, p.terms) for p in r.understanding.parties] for r in (before, after))
        self._parties = next(called) == next(called) and before.side is after.side
        alone = (p for p in found.passages if len(p.old) == len(p.new) == 1 and Change.CHANGED not in p.changes)
        self._kept = {(-1, -1), *((p.old[0], p.new[0]) for p in alone)}

    def same(self, a: Commitment, b: Commitment) -> bool:
        i, j = self._old.passage_at(a.span.start), self._new.passage_at(b.span.start)
        if not self._parties or i is None or j is None or not {(i, j), (i - 1, j - 1)} <= self._kept:
            return False
        return a.modality is b.modality and self._is_ours(a) == self._is_ours(b)

    def _is_ours(self, commitment: Commitment) -> bool:
        return commitment.obligor in (self._side, Party.BOTH)


class _Reasons:
    """Why a decision reopens: by the fingerprints of both drafts, and by the values of the deal fields relied on in either."""

    def __init__(
        self,
        before: Review,
        after: Review,
        old: Draft,
        new: Draft,
        kept: Iterable[Commitment],
        around: _Surroundings,
        telling: Telling,
    ) -> None:
        self._around, self._telling = around, telling
        self._deals = before.deal, after.deal
        self._relied = relied_on(before), relied_on(after)
        self._old = fingerprints(before, old)
        sources = Sources(new, after.understanding, after.deal)
        carried_ = {c.id: fingerprint(c, sources, self._relied[0].get(c.id, ())) for c in kept}
        self._new = {**fingerprints(after, new), **carried_}

    @property
    def digests(self) -> dict[str, str]:
        return {id_: p.digest for id_, p in self._new.items()}

    def of(self, a: Commitment, b: Commitment) -> tuple[str, ...]:
        """What changed from the old commitment to the new one."""
        relied = (*self._relied[0].get(a.id, ()), *self._relied[1].get(b.id, ()))
        said = self._new[b.id].changed_from(self._old[a.id])
        if said == ("party",) and self._around.same(a, b):
            said = ()
        return (*said, *deal_changes(*self._deals, relied))

    def told(self, a: Commitment, b: Commitment, reopened: tuple[str, ...]) -> tuple[Altered, ...]:
        """What ``of`` names, as it was and as it is."""
        if not reopened:
            return ()
        said = self._telling.of(self._old[a.id], self._new[b.id], reopened)
        return (*said, *deal_values(*self._deals, reopened))


def _row(a: Commitment | None, b: Commitment, reasons: _Reasons, found: Comparison, new: Draft) -> CommitmentPair:
    if a is None:
        return CommitmentPair(None, b.id)
    moved = a.number != b.number or new.passage_at(b.span.start) in found.moved_passages
    reopened = reasons.of(a, b)
    return CommitmentPair(a.id, b.id, reopened, moved, reasons.told(a, b, reopened))
