"""Findings and commitments as cards: the fields of the model in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from api.web.lines import one_line
from api.web.words import words
from review.model.commitment import Applied, Commitment, Deadline
from review.model.decision import Decision
from review.model.finding import Compared, Finding, Outcome
from review.model.names import CHOICES, KINDS, PARTIES
from review.model.review import Review
from review.model.roles import Severity
from review.model.wording import value_text
from review.workflow.facts.drafts import Item
from review.workflow.registers.obligations import formula

_QUOTE, _APPLIED = 400, 160


@dataclass(frozen=True, slots=True)
class Pair:
    label: str
    contract: str
    deal: str
    pointer: str


@dataclass(frozen=True, slots=True)
class FindingCard:
    id: str
    rule: str
    title: str
    severity: str
    outcome: str
    owner: str
    message: str
    quote: str
    number: str
    anchor: str
    compared: tuple[Pair, ...]
    missing: tuple[str, ...]
    proposal: str
    source: str
    of_process: bool = False
    """Whether it is about the state of the review and not about the contract."""


@dataclass(frozen=True, slots=True)
class DecisionNote:
    name: str
    by: str
    at: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class AppliedNote:
    """What the contract says elsewhere: the term or number that points there, the clause there, its words and their values."""

    term: str
    number: str
    quote: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommitmentCard:
    id: str
    kind_name: str
    obligor: str
    owner: str
    quote: str
    number: str
    anchor: str
    values: tuple[str, ...]
    dues: tuple[str, ...]
    """Each deadline with its own event, and the day where it is known."""
    applied: tuple[AppliedNote, ...]
    findings: tuple[FindingCard, ...]


def finding_cards(review: Review, anchors: Mapping[str, str], language: str) -> tuple[FindingCard, ...]:
    """The open findings of the check, heaviest first, as they stand in the review."""
    return tuple(_finding(review, f, anchors, language) for f in review.open_findings)


def gate_cards(review: Review, findings: Iterable[Finding], anchors: Mapping[str, str], language: str) -> tuple[FindingCard, ...]:
    """What the gate rules found of the state of the review; each leads to the line that it is about, if there is one."""
    drawn = ((f, _finding(review, f, anchors, language)) for f in findings)
    return tuple(replace(card, anchor=anchors.get(f"c-{f.commitment}", ""), of_process=True) for f, card in drawn)


def heaviest_first(cards: Iterable[FindingCard]) -> tuple[FindingCard, ...]:
    """In the order of their severities, each kind as it came."""
    order = [s.value for s in Severity]
    return tuple(sorted(cards, key=lambda card: order.index(card.severity)))


def commitment_cards(
    review: Review, findings: Iterable[FindingCard], anchors: Mapping[str, str], language: str
) -> tuple[CommitmentCard, ...]:
    """Every commitment in text order, each with the open findings on it."""
    of = {f.id: f.commitment for f in review.open_findings}
    by_commitment: dict[str | None, list[FindingCard]] = {}
    for card in findings:
        by_commitment.setdefault(of[card.id], []).append(card)
    return tuple(_commitment(review, c, by_commitment.get(c.id, []), anchors, language) for c in review.commitments)


def manual_cards(review: Review, items: Iterable[Item], language: str) -> tuple[CommitmentCard, ...]:
    """The lines that people added, which the extraction does not hold."""
    read = {c.id for c in review.commitments}
    return tuple(_manual(review, i, language) for i in items if i.manual and i.id not in read)


def pairs(review: Review, commitment: str, language: str) -> tuple[Pair, ...]:
    """What checks compared with the deal record on a commitment and found in order, each pair once."""
    passed = (f for f in review.findings if f.commitment == commitment and f.outcome is Outcome.PASS)
    return tuple(dict.fromkeys(_pair(c, language) for f in passed for c in f.compared if c.pointer))


def decision_note(decision: Decision, language: str, at: str) -> DecisionNote:
    """A decision in one line; ``tone`` colours it."""
    condition = decision.condition.text if decision.condition else ""
    text = " · ".join(part for part in (decision.reason, decision.evidence, condition, decision.wording) if part)
    tone = {"confirm": "good", "reject": "bad"}.get(decision.choice.value, "warn")
    return DecisionNote(CHOICES[decision.choice.value][language], decision.by.person, at, text, tone)


def _finding(review: Review, f: Finding, anchors: Mapping[str, str], language: str) -> FindingCard:
    return FindingCard(
        id=f.id,
        rule=f.rule.id,
        title=f.rule.title[language],
        severity=f.severity.value,
        outcome=f.outcome.value,
        owner=f.owner.value,
        message=f.message[language],
        quote=one_line(f.quote, _QUOTE),
        number=f.number,
        anchor=anchors.get(f"f-{f.id}", ""),
        compared=tuple(_pair(c, language) for c in f.compared),
        missing=f.fields_missing,
        proposal=review.wording(f),
        source=f.source.replace("own (", f"{words(language)['own_rule']} (") if f.source.startswith("own (") else f.source,
    )


def _pair(c: Compared, language: str) -> Pair:
    return Pair(c.label[language], *c.said(language), c.pointer)


def _commitment(
    review: Review, c: Commitment, findings: list[FindingCard], anchors: Mapping[str, str], language: str
) -> CommitmentCard:
    return CommitmentCard(
        id=c.id,
        kind_name=f"{c.kind} {KINDS[c.kind][language]}",
        obligor=PARTIES[c.obligor.value][language],
        owner=c.owner.value,
        quote=one_line(c.quote, _QUOTE),
        number=c.cited,
        anchor=anchors.get(f"c-{c.id}", ""),
        values=tuple(value_text(v, language) for v in c.values),
        dues=tuple(filter(None, (_due(d, language) for d in c.deadlines))),
        applied=tuple(_applied(review, a, language) for a in c.applied),
        findings=tuple(findings),
    )


def _due(deadline: Deadline, language: str) -> str:
    rule, day = formula(deadline)[language], deadline.due.isoformat() if deadline.due else ""
    return " → ".join(dict.fromkeys(part for part in (rule, day) if part))


def _applied(review: Review, a: Applied, language: str) -> AppliedNote:
    clause = review.document.clause_at(a.span.start)
    said = one_line(review.document.quote(a.span), _APPLIED)
    return AppliedNote(
        a.term, review.document.cited(clause) if clause else "", said, tuple(value_text(v, language) for v in a.values)
    )


def _manual(review: Review, item: Item, language: str) -> CommitmentCard:
    return CommitmentCard(
        id=item.id,
        kind_name=f"{item.kind} {KINDS[item.kind][language]}",
        obligor=PARTIES[review.side.value][language],
        owner=item.owner.value,
        quote=one_line(item.quote, _QUOTE),
        number=item.number,
        anchor="text",
        values=(),
        dues=tuple(filter(None, (_due(d, language) for d in item.deadlines if d))),
        applied=(),
        findings=(),
    )
