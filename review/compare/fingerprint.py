"""What a decision is bound to (law 5): the text of a commitment, its values, and all that these depend on.

A fingerprint is made of parts, so that it can say what changed. A clause number is no part of it, and neither is the number
of a clause that it refers to: what that clause says is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from review.compare.drafts import Draft
from review.compare.passages import Passage, blanked
from review.compare.references import numbered, references
from review.model.canonical import digest, plain
from review.model.commitment import Commitment, Deadline, Definition, Understanding
from review.model.deal import Deal, Missing
from review.model.document import ClauseKind
from review.model.review import Review
from review.model.span import Span

#: Links whose other end a commitment means nothing without. A penalty only says what follows from a duty (``punishes``).
_DEPENDS = frozenset({"capped_by", "refers_to", "translation_of"})
#: Fields that name a row of a deal record, so that it is found again when rows are put in before it.
_ROW_NAMES = ("id", "sku", "milestone", "name", "resource", "person", "tender_ref", "gate", "dimension", "role")


@dataclass(frozen=True, slots=True)
class Part:
    """``kind``: text, values, party, context, definition, reference, linked, deal. ``name`` is shown to people."""

    kind: str
    name: str
    digest: str
    at: tuple[Span, ...] = ()
    """Where its words stand in the draft; that is shown to people and is no part of what counts."""
    said: str = ""
    """What it says, where it has no words of its own."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What counts: a reference counts for what it points to, not for its number."""
        return (self.kind, self.name if self.kind in ("definition", "deal") else "", self.digest)

    @property
    def shown(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind


@dataclass(frozen=True, slots=True)
class Fingerprint:
    parts: tuple[Part, ...]

    @property
    def digest(self) -> str:
        """The one string a decision keeps."""
        return digest(sorted(p.key for p in self.parts))

    def changed_from(self, before: Fingerprint) -> tuple[str, ...]:
        """Names of parts that differ, such as ``values`` or ``definition:Equipment``; deal fields are not among them."""
        ours, theirs = (Counter(p.key for p in one.parts if p.kind != "deal") for one in (self, before))
        shown = {p.key: p.shown for p in (*before.parts, *self.parts)}
        return tuple(dict.fromkeys(shown[k] for k in (*(ours - theirs), *(theirs - ours))))


@dataclass(frozen=True)
class Sources:
    """Everything of one draft that fingerprints are made from."""

    draft: Draft
    understanding: Understanding
    deal: Deal | None = None

    @cached_property
    def targets(self) -> dict[str, int]:
        return numbered(self.draft.document)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """Terms with a meaning of their own; how the parties are called is none."""
        called = {t for party in self.understanding.parties for t in party.terms}
        return {d.term: d for d in self.understanding.definitions if d.term and d.term not in called}

    @cached_property
    def meanings(self) -> dict[str, Part]:
        return {t: self._meaning(t, d) for t, d in self.definitions.items()}

    def _meaning(self, term: str, definition: Definition) -> Part:
        """What a term means, with what the clauses and annexes say that its meaning points to."""
        document = self.draft.document
        span = definition.said
        found = references(document, span, self.targets)
        outside = [r.target for r in found if r.target is not None and not document.clauses[r.target].span.contains(span)]
        said = [blanked(document, span, found), *map(self.draft.clause_text, outside)]
        return Part("definition", term, digest(said), (span, *(document.clauses[t].span for t in outside)))

    @cached_property
    def meant_by(self) -> dict[str, tuple[str, ...]]:
        """Terms that the meaning of a term uses."""
        return {t: self.terms_in(d.meaning) for t, d in self.definitions.items()}

    def terms_in(self, text: str) -> tuple[str, ...]:
        return tuple(t for t in self.definitions if t in text and _uses(text, t))

    @cached_property
    def by_id(self) -> dict[str, Commitment]:
        return {c.id: c for c in self.understanding.commitments}


def fingerprint(commitment: Commitment, sources: Sources, relied_on: Iterable[str] = ()) -> Fingerprint:
    """Of one commitment; ``relied_on``: the deal fields it was checked against, as ``row_pointer`` names them."""
    return Fingerprint(
        (
            Part("text", "", digest(_text(commitment, sources)), _own(commitment, sources)),
            Part("values", "", digest(_values(commitment))),
            _party(commitment),
            *_context(commitment, sources),
            *_definitions(commitment, sources),
            *_references(commitment, sources),
            *_linked(commitment, sources),
            *_deal(sources.deal, relied_on),
        )
    )


def fingerprints(review: Review, draft: Draft | None = None) -> dict[str, Fingerprint]:
    """Id -> fingerprint of every commitment of a review; ``draft``: its document, where it was prepared already."""
    sources = Sources(draft or Draft(review.document), review.understanding, review.deal)
    relied = relied_on(review)
    return {c.id: fingerprint(c, sources, relied.get(c.id, ())) for c in review.commitments}


def relied_on(review: Review) -> dict[str, tuple[str, ...]]:
    """Id of a commitment -> deal fields that its checks compared it with or missed, whatever they found (``row_pointer``)."""
    found: dict[str, set[str]] = {}
    for finding in review.findings if review.deal else ():
        pointers = {*(c.pointer for c in finding.compared), *finding.missing}
        named = (row_pointer(review.deal, p) for p in pointers if p.startswith("/")) if review.deal else ()
        found.setdefault(finding.commitment or "", set()).update(named)
    return {k: tuple(sorted(v)) for k, v in found.items() if k}


def deal_changes(old: Deal | None, new: Deal | None, pointers: Iterable[str]) -> tuple[str, ...]:
    """Of the fields that either check relied on, those whose value is another now. A new rule that asks more changes nothing."""
    return tuple(f"deal:{p}" for p in sorted(set(pointers)) if _digest_at(old, p) != _digest_at(new, p))


def _text(commitment: Commitment, sources: Sources) -> list[str]:
    return [_plain(sources, span) for span in _spans(commitment)]


def _spans(commitment: Commitment) -> tuple[Span, ...]:
    """The words, and those of its condition and exception where they stand apart."""
    apart = (s for s in (commitment.condition, commitment.exception) if s and not commitment.span.contains(s))
    return (commitment.span, *apart)


def _own(commitment: Commitment, sources: Sources) -> tuple[Span, ...]:
    """Its words as they are shown, without the clause number before them."""
    return tuple(_unlabelled(sources, span) for span in _spans(commitment))


def _party(commitment: Commitment) -> Part:
    bound = commitment.obligor, commitment.modality
    return Part("party", "", digest([*bound]), said=" ".join(bound))


def _plain(sources: Sources, span: Span) -> str:
    document = sources.draft.document
    body = _unlabelled(sources, span)
    return blanked(document, body, references(document, body, sources.targets))


def _unlabelled(sources: Sources, span: Span) -> Span:
    """Without the clause number typed before it, where the quote begins with the passage."""
    at = sources.draft.passage_at(span.start)
    start = sources.draft.passages[at].span.start if at is not None else span.start
    return Span(start, span.end) if span.start < start < span.end else span


#: What a value says. Its role is a reading that the clauses around it sway, and its span is where it stands.
_SAID = ("type", "n", "unit", "currency", "iso", "of", "day_type", "per")


def _values(commitment: Commitment) -> Any:
    values = [{k: v for k, v in plain(value).items() if k in _SAID} for value in commitment.values]
    return [sorted(map(str, values)), _due(commitment.deadline), *map(_due, commitment.later)]


def _due(deadline: Deadline | None) -> dict[str, Any]:
    """By what a deadline is counted; the day that it comes to depends on the deal record."""
    told = plain(deadline) or {}
    return {k: told.get(k) for k in ("trigger", "controlled_by", "direction", "n", "unit", "day_type")}


def _context(commitment: Commitment, sources: Sources) -> Iterator[Part]:
    """What a list item or table row cannot be read without: the words that lead in, and the table's head."""
    document = sources.draft.document
    block = document.block_at(commitment.span.start)
    if block is not None and block.table is not None:
        heads = [r.span for r in document.tables[block.table].rows if r.header and not r.span.contains(commitment.span)]
        if heads:
            yield Part("context", "", digest([_plain(sources, h) for h in heads]), tuple(heads))
    lead = _lead_in(commitment, sources)
    if lead:
        yield Part("context", "", digest(lead.key), (lead.span,))


def _lead_in(commitment: Commitment, sources: Sources) -> Passage | None:
    """The parent clause's own words, when they end in a colon and stand outside the quote."""
    document = sources.draft.document
    clause = document.clause_at(commitment.span.start)
    if clause is None or clause.parent is None:
        return None
    own = sources.draft.within(Span(document.clauses[clause.parent].span.start, clause.span.start))
    before = own[-1] if own else None
    leads = before is not None and before.key.endswith(":") and not commitment.span.overlaps(before.span)
    return before if leads else None


def _definitions(commitment: Commitment, sources: Sources) -> Iterator[Part]:
    """Terms it uses, and the terms that their meanings use."""
    pending, known = list(sources.terms_in(commitment.quote)), set[str]()
    while pending:
        term = pending.pop()
        if term not in known and not commitment.span.contains(sources.definitions[term].span):
            known.add(term)
            yield sources.meanings[term]
            pending += sources.meant_by[term]


def _uses(text: str, term: str) -> bool:
    """Whether a term that stands in a text stands there as a word."""
    return not term.isascii() or re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", text) is not None


def _references(commitment: Commitment, sources: Sources) -> Iterator[Part]:
    document = sources.draft.document
    for reference in references(document, _unlabelled(sources, commitment.span), sources.targets):
        if reference.target is None:
            continue
        clause = document.clauses[reference.target]
        if not clause.span.contains(commitment.span):
            kind = "annex " if clause.kind is ClauseKind.ANNEX else ""
            said = sources.draft.clause_text(reference.target)
            yield Part("reference", f"{kind}{clause.number}", said, (clause.span,))


def _linked(commitment: Commitment, sources: Sources) -> Iterator[Part]:
    for relation, target in commitment.links:
        other = sources.by_id.get(target)
        if relation in _DEPENDS and other is not None:
            said = digest([relation, _text(other, sources), _values(other)])
            yield Part("linked", other.number, said, _own(other, sources))


def _deal(deal: Deal | None, pointers: Iterable[str]) -> Iterator[Part]:
    yield from (Part("deal", pointer, _digest_at(deal, pointer)) for pointer in pointers if deal is not None)


def _digest_at(deal: Deal | None, pointer: str) -> str:
    return digest(value_at(deal, pointer))


def value_at(deal: Deal | None, pointer: str) -> Any:
    """What the record holds at a pointer as ``row_pointer`` names it; None for nothing."""
    value = deal.get(_index_pointer(deal, pointer)) if deal else None
    return None if isinstance(value, Missing) else value


def row_pointer(deal: Deal, pointer: str) -> str:
    """A pointer that names rows by what they are: ``/lead_times/0/p90`` is ``/lead_times/[sku=X100]/p90``."""
    tokens = pointer.split("/")
    for at, token in enumerate(tokens):
        row = deal.get("/".join(pointer.split("/")[: at + 1])) if token.isdigit() else None
        name = next((n for n in _ROW_NAMES if isinstance(row, Mapping) and row.get(n)), None)
        if name and isinstance(row, Mapping):
            tokens[at] = f"[{name}={_escaped(row[name])}]"
    return "/".join(tokens)


def _escaped(value: object) -> str:
    """A name of a row without the sign that parts a pointer."""
    return str(value).replace("~", "~0").replace("/", "~1")


def _index_pointer(deal: Deal, pointer: str) -> str:
    """Where a row of that name stands in this record; a row that is not there makes a pointer to nothing."""
    tokens = pointer.split("/")
    for at, token in enumerate(tokens):
        if token.startswith("["):
            name, _, wanted = token[1:-1].partition("=")
            rows = deal.get("/".join(tokens[:at]))
            known = rows if isinstance(rows, tuple | list) else ()
            tokens[at] = next((str(i) for i, row in enumerate(known) if _escaped(row.get(name)) == wanted), "-")
    return "/".join(tokens)
