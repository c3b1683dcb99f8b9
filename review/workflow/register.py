"""A checked draft as the register that enters the review: every commitment with its one owner, joined to the draft before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from review.compare import Comparison, Sources, compare, fingerprint, fingerprints, text_sha256
from review.compare.drafts import Draft
from review.compare.references import plain_number
from review.compare.words import normal
from review.model.canonical import digest
from review.model.commitment import OWNER, Commitment, Modality, Party, Value, ValueRole
from review.model.deal import Deal
from review.model.document import Document
from review.model.finding import Compared, Finding, Outcome
from review.model.review import Review
from review.model.roles import Role
from review.model.span import Span
from review.workflow.authority import exceeded
from review.workflow.case import Case
from review.workflow.facts.drafts import FindingRef, Item, Member, SubmitRevision
from review.workflow.joining import MANUAL, NEW, joined
from review.workflow.policy import Policy

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_PACE = (ValueRole.INTERVAL,)


def submission(review: Review, case: Case, before: Review | None = None, policy: Policy | None = None) -> SubmitRevision:
    """The fact that puts a checked draft before people.

    ``before``: the review of the current revision of ``case``. Without it (another version made it) lines continue those that
    say the same, and then those that say it most alike; they reopen where the fingerprint is another.
    """
    comparison = compare(before, review) if before else None
    record = review.deal.data if review.deal else {}
    return SubmitRevision(
        document_sha256=review.document.source.sha256,
        deal_sha256=review.deal.sha256 if review.deal else "",
        review_identity=review.identity,
        items=tuple(_items(review, case, comparison, policy or Policy())),
        findings=tuple(finding_ref(f) for f in review.open_findings),
        team=recorded_team(review.deal),
        negotiated_by=tuple((record.get("contract") or {}).get("negotiated_by") or ()),
        major=bool((record.get("opp") or {}).get("major")),
        exceeded=exceeded(review),
        changed_clauses=_changed_clauses(comparison),
        text_sha256=text_sha256(review.document),
        recorded=tuple(recorded(review.deal)) if review.deal else (),
        clauses=tuple(_given_clauses(review, case, comparison)),
    )


def recorded(deal: Deal) -> Iterator[str]:
    """What gates ask for and the record holds. Deviations are asked of a tender only; an empty list says that there are none."""
    data = deal.data
    found = {
        "requirements": bool(data.get("requirements")),
        "solution": bool(data.get("solution")),
        "estimate": (data.get("economics") or {}).get("cost_estimate") is not None,
        "deviations": "deviations" in data or (data.get("sourcing") or {}).get("mode") == "direct",
    }
    yield from (name for name, there in found.items() if there)


def recorded_team(deal: Deal | None) -> tuple[Member, ...]:
    """The people whom a deal record names, each for a role."""
    return tuple(Member(m["person"], Role(m["role"])) for m in (deal.data if deal else {}).get("team") or () if m.get("role"))


def finding_ref(finding: Finding) -> FindingRef:
    """An open finding as the workflow keeps it. Its digest says of which words and values it speaks, not where they stand."""
    compared = [(c.contract, c.deal, c.pointer) for c in finding.compared]
    said = [finding.rule.id, finding.rule.digest, finding.outcome, normal(finding.quote), compared, finding.missing]
    return FindingRef(
        id=finding.id,
        rule=finding.rule.id,
        severity=finding.severity,
        owner=finding.owner,
        outcome=finding.outcome,
        digest=digest(said),
        commitment=finding.commitment or "",
        waivable=bool(finding.waivable_by),
    )


def lines_as_read(review: Review, policy: Policy) -> tuple[Item, ...]:
    """The lines of a draft that nobody has acted on. They carry no fingerprint: no decision can be bound to one."""
    lines = _Lines(review, policy)
    return tuple(lines.line(c, "") for c in review.commitments)


def manual_item(review: Review, id_: str, span: Span, owner: Role, kind: str, policy: Policy | None = None) -> Item:
    """The line for words that a person marked because the extraction missed them."""
    marked = manual_commitment(review, id_, span, kind)
    sources = Sources(Draft(review.document), review.understanding, review.deal)
    line = _Lines(review, policy or Policy()).line(marked, fingerprint(marked, sources).digest)
    return replace(line, owner=owner, manual=True, proven_by=())


def manual_commitment(review: Review, id_: str, span: Span, kind: str) -> Commitment:
    """Words that a person marked, as a promise of ours. Its fingerprint is that of the words; values are no part of it."""
    clause = review.document.clause_at(span.start)
    return Commitment(
        id=id_,
        span=span,
        quote=review.document.quote(span),
        kind=kind,
        also=(),
        obligor=review.side,
        modality=Modality.OBLIGATION,
        verifiable=False,
        values=(),
        language=review.document.language,
        clause=clause.id if clause else "",
        number=clause.number if clause else "",
        cited=review.document.cited(clause) if clause else "",
        manual=True,
    )


def _items(review: Review, case: Case, comparison: Comparison | None, policy: Policy) -> Iterator[Item]:
    """Lines of the draft. One that nothing touched keeps what people decided on: its fingerprint, even under newer rules, and
    its kind and so its owner, even where its new surroundings read otherwise.
    """
    lines = _Lines(review, policy)
    prints = comparison.fingerprints if comparison else {k: v.digest for k, v in fingerprints(review).items()}
    told = joined(case, comparison, prints, review.commitments)
    for commitment in (*review.commitments, *(comparison.carried if comparison else ())):
        join = told.get(commitment.id, NEW)
        before = case.items.get(join.was)
        same = comparison is not None and before is not None and not join.reopened
        if same and before:
            line = lines.line(replace(commitment, kind=before.kind), before.fingerprint)
        else:
            line = lines.line(commitment, prints[commitment.id])
        yield _as_corrected(replace(line, was=join.was, reopened=join.reopened, altered=join.altered), before)
    yield from _added_by_people(review, case, policy)


class _Lines:
    """Commitments of one review as lines of the register."""

    def __init__(self, review: Review, policy: Policy) -> None:
        self._review, self._policy = review, policy
        self._proven = proven(review.findings, review.commitments)
        self._promises = review.deal.rows("promises") if review.deal else ()

    def line(self, commitment: Commitment, print_: str) -> Item:
        return Item(
            id=commitment.id,
            fingerprint=print_,
            owner=OWNER[commitment.kind],
            kind=commitment.kind,
            quote=commitment.quote,
            clause=commitment.clause,
            number=commitment.cited,
            ours=commitment.obligor in (self._review.side, Party.BOTH),
            consulted=self._policy.routing.consulted.get(commitment.kind, ()),
            proven_by=self._proven.get(commitment.id, ()),
            promised_by=tuple(sorted(_promisers(commitment, self._promises))),
            manual=commitment.manual,
            deadline=next(iter(commitment.milestones), None),
            later=commitment.milestones[1:],
        )


def proven(findings: Iterable[Finding], commitments: Iterable[Commitment]) -> dict[str, tuple[str, ...]]:
    """Id of a commitment -> deal fields that prove it: checks held each of its values against them and passed, and no finding
    on it is open. Law: a value that nothing was held against proves nothing, so its line is confirmed by itself.
    """
    compared: dict[str, list[Compared]] = defaultdict(list)
    doubted = set()
    for finding in findings:
        if finding.open:
            doubted.add(finding.commitment)
        elif finding.outcome is Outcome.PASS and finding.commitment:
            compared[finding.commitment] += (c for c in finding.compared if c.pointer)
    held = ((c, compared[c.id]) for c in commitments if compared[c.id] and c.id not in doubted)
    return {c.id: tuple(sorted({p.pointer for p in pairs})) for c, pairs in held if _cover(pairs, c.values)}


def _cover(pairs: list[Compared], values: Iterable[Value]) -> bool:
    """Whether each value is among the figures that were compared; how often a thing is measured is no promise of its own."""
    said = " ".join(p.said("zh")[0] for p in pairs).replace(",", "")
    figures = {Decimal(figure) for figure in _FIGURES.findall(said)}
    return all(v.n in figures if v.n is not None else bool(v.iso) and str(v.iso) in said for v in values if v.role not in _PACE)


def _promisers(commitment: Commitment, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Persons who, by the deal record, promised the customer what stands here: by clause, or by kind where no clause is named."""
    for _, row in rows:
        clause, kind = row.get("clause"), row.get("kind")
        named = bool(clause) and bool(commitment.number) and plain_number(str(clause)) == plain_number(commitment.number)
        if row.get("by") and (named or (not clause and kind in (commitment.kind, *commitment.also))):
            yield str(row["by"])


def _as_corrected(line: Item, before: Item | None) -> Item:
    """What a person corrected stays corrected while the text says the same."""
    if before is None or not before.manual or line.reopened or line.quote != before.quote:
        return line
    return replace(before, id=line.id, was=before.id, number=line.number, clause=line.clause, reopened=(), altered=())


def _added_by_people(review: Review, case: Case, policy: Policy) -> Iterator[Item]:
    """Lines that people added follow their words into the new draft. Words that are gone keep their line, to be dismissed."""
    known = {c.id for c in review.commitments}
    for item in case.items.values():
        if not item.manual or not item.id.startswith(MANUAL) or item.id in known:
            continue
        span = locate(review.document, item.quote)
        if span is None:
            yield replace(item, was=item.id, fingerprint=digest(["gone", item.fingerprint]), reopened=("gone",), altered=())
            continue
        found = manual_item(review, item.id, span, item.owner, item.kind, policy)
        reopened = ("reading",) if found.fingerprint != item.fingerprint else ()
        yield replace(found, was=item.id, reopened=reopened, owned_first_by=item.owned_first_by, ours=item.ours)


def locate(document: Document, quote: str) -> Span | None:
    """Where words stand in a draft: as they are, else as a passage that only differs in form."""
    at = document.text.find(quote)
    if at >= 0:
        return Span(at, at + len(quote))
    wanted = normal(quote)
    return next((p.span for p in Draft(document).passages if wanted and p.key == wanted), None)


def _given_clauses(review: Review, case: Case, comparison: Comparison | None) -> Iterator[tuple[str, str]]:
    """Clauses that somebody was given follow their words into the new draft; without a comparison, their place."""
    pairs = {c.old_id: c.new_id for c in comparison.clauses} if comparison else {c.id: c.id for c in review.document.clauses}
    yield from ((old, new) for old in case.clause_owners if (new := pairs.get(old)))


def _changed_clauses(comparison: Comparison | None) -> tuple[str, ...]:
    """Numbers of clauses whose words changed, came or went."""
    found = comparison.changed_clauses if comparison else ()
    return tuple(dict.fromkeys(c.new_number or c.old_number for c in found if c.edits))
