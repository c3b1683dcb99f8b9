"""The history tab: every event of the case in words, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from api.web.lines import moment, one_line
from api.web.words import words
from review.errors import outline
from review.model.event import Event, Fact
from review.model.names import CHOICES, CONDITION_KINDS, ROLES
from review.workflow import fact_name
from review.workflow.facts.clearing import AddCondition, CloseEscalation, ConcurWaiver, Escalate, GrantWaiver, RequestWaiver
from review.workflow.facts.deciding import AddCommitment, BulkConfirm, Decide, EditCommitment, ReassignClause
from review.workflow.facts.drafts import Item, SubmitRevision
from review.workflow.facts.execution import RecordObligation, RecordOutcome, RecordReceivable, RecordTrigger
from review.workflow.facts.flow import Delegate, NameTeam, Refusal, Remind, RevokeDelegation
from review.workflow.facts.signing import CompareExecutionCopy, ConfirmScan
from review.workflow.registers.wording import STATUS, STEPS, TRIGGERS
from review.workflow.wording import GONE, closed, went_up

_QUOTE = 60
#: Of what a line of the history is made; what is empty is left out.
Parts = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    at: str
    by: str
    what: str
    about: str
    detail: str


def entries(events: tuple[Event, ...], language: str) -> tuple[Entry, ...]:
    """The events as lines; the product's own acts carry its name, and what was done to a line of the register carries that."""
    lines = {item.id: _line(item) for event in events for item in _items(event.fact)}
    return tuple(_entry(e, language, lines) for e in reversed(events))


def _items(fact: Fact) -> tuple[Item, ...]:
    """The lines of the register that a fact brings."""
    if isinstance(fact, SubmitRevision):
        return fact.items
    return (fact.item,) if isinstance(fact, AddCommitment | EditCommitment) else ()


def _line(item: Item) -> str:
    return " ".join(part for part in (item.number, one_line(item.quote, _QUOTE)) if part)


def _about(fact: Fact, lines: Mapping[str, str]) -> str:
    """The line that was acted on."""
    if isinstance(fact, AddCommitment | EditCommitment):
        return _line(fact.item)
    about = (getattr(fact, name, "") for name in ("item", "subject"))
    return next((lines[id_] for id_ in about if isinstance(id_, str) and id_ in lines), "")


def _entry(event: Event, language: str, lines: Mapping[str, str]) -> Entry:
    t = words(language)
    refused = isinstance(event.fact, Refusal)
    name = event.fact.action if isinstance(event.fact, Refusal) else fact_name(type(event.fact))
    what = t.get(f"act_{name}", name)
    person = f"{event.actor.person} · {ROLES[event.actor.role][language]}" if event.actor.person else "Tripact"
    told = f"{t['refused']}{t['colon']}{what}" if refused else what
    return Entry(moment(event.at), person, told, _about(event.fact, lines), _detail(event, language))


def _detail(event: Event, language: str) -> str:
    """What was done, as it was written; people and roles by name."""
    fact = event.fact
    if isinstance(fact, Refusal):
        return (fact.zh if language == "zh" else fact.en) or outline(fact.code, language)
    make = _DETAILS.get(type(fact))
    told = make(fact, language) if make else (getattr(fact, name, "") for name in _PLAIN)
    return " · ".join(str(t) for t in told if t)


#: Fields that say by themselves what was done.
_PLAIN = ("name", "number", "reason", "text", "code", "statement", "gate", "decision", "evidence", "note", "on", "signed_on")


def rule_of(finding: str) -> str:
    """The rule that a finding is of; its id begins with it."""
    return finding.rpartition("-")[0] or finding


def _decided(fact: Decide, language: str) -> Parts:
    to = ROLES[fact.reassign_to][language] if fact.reassign_to else ""
    condition = fact.condition.text if fact.condition else ""
    return (CHOICES[fact.choice][language], to, fact.evidence, fact.reason, fact.wording, condition)


def _team(fact: NameTeam, language: str) -> Parts:
    return tuple(f"{ROLES[m.role][language]} {m.person}" for m in fact.members)


def _lent(fact: Delegate, language: str) -> Parts:
    return (fact.to, f"{moment(fact.since)} – {moment(fact.until)}")


def _condition(fact: AddCondition, language: str) -> Parts:
    held = fact.condition
    return (CONDITION_KINDS[held.kind.value][language], held.text, held.owner, held.due)


def _waiver(fact: RequestWaiver, language: str) -> Parts:
    return (rule_of(fact.finding), fact.reason, f"{fact.risk_amount} {fact.currency}", fact.compensation, fact.expires)


def _raised(fact: Escalate, language: str) -> Parts:
    t = words(language)
    return (went_up(fact.cause, fact.subject, fact.reason)[language], f"{t['due']} {fact.due}")


def _settled(fact: CloseEscalation, language: str) -> Parts:
    gone = fact.decision == GONE
    return (closed(fact.decision, "")[language], "" if gone else fact.evidence)


def _clause(fact: ReassignClause, language: str) -> Parts:
    return (fact.number, f"{ROLES[fact.owner][language]} → {ROLES[fact.to][language]}", fact.reason)


def _reminded(fact: Remind, language: str) -> Parts:
    t = words(language)
    return (
        ROLES[fact.role][language],
        f"{t['due']} {moment(fact.due)}",
        t["overdue_since"] if fact.overdue else "",
        f"{len(fact.subjects)}",
    )


def _happened(fact: RecordTrigger, language: str) -> Parts:
    return (TRIGGERS[fact.trigger.value][language], fact.on, fact.evidence)


def _performed(fact: RecordObligation, language: str) -> Parts:
    return (STATUS[fact.status.value][language], fact.on, fact.evidence)


def _paid(fact: RecordReceivable, language: str) -> Parts:
    return (fact.milestone, STEPS[fact.step.value][language], fact.on, fact.amount, fact.evidence)


def _kept(fact: RecordOutcome, language: str) -> Parts:
    return (words(language)["promise_kept" if fact.kept else "promise_broken"], fact.note)


def _copied(fact: CompareExecutionCopy, language: str) -> Parts:
    return fact.differences or (words(language)["copy_agrees"],)


def _read(fact: ConfirmScan, language: str) -> Parts:
    return (fact.statement, *fact.misread)


_DETAILS: Mapping[type[Fact], Callable[[Any, str], Parts]] = {
    ConfirmScan: _read,
    Decide: _decided,
    NameTeam: _team,
    Delegate: _lent,
    AddCondition: _condition,
    RequestWaiver: _waiver,
    ReassignClause: _clause,
    Remind: _reminded,
    RecordTrigger: _happened,
    RecordObligation: _performed,
    RecordReceivable: _paid,
    RecordOutcome: _kept,
    CompareExecutionCopy: _copied,
    Escalate: _raised,
    CloseEscalation: _settled,
    RevokeDelegation: lambda fact, language: (fact.to,),
    ConcurWaiver: lambda fact, language: (rule_of(fact.finding),),
    GrantWaiver: lambda fact, language: (rule_of(fact.finding),),
    BulkConfirm: lambda fact, language: (f"{len(fact.items)}",),
}
