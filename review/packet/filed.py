"""What the history of a case gives its packet: gates, participation, changes, receivables, hand-over. Nothing is looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise

from review.compare import Change as Kind
from review.compare import ClauseChange, Comparison, Edit, compare
from review.compare.wording import reasons
from review.model.deal import Deal
from review.model.document import Document
from review.model.language import Bilingual
from review.model.lines import lines_over
from review.model.review import Review
from review.model.roles import TRIANGLE, Role
from review.model.span import Span
from review.packet.input import Change, Changes, GateEntry, HandOver, Participation, Performance, Receivable
from review.workflow import Case, History
from review.workflow.facts.execution import AcceptHandOver
from review.workflow.facts.flow import NameTeam, Refusal, Remind
from review.workflow.records import Revision
from review.workflow.registers.receivables import Receivable as Due
from review.workflow.registers.receivables import receivables as due_sums

#: What a clause's row is called when several things happened to it: the heaviest counts.
_HEAVIEST = (Kind.ADDED, Kind.REMOVED, Kind.CHANGED, Kind.SPLIT, Kind.MERGED, Kind.MOVED, Kind.RENUMBERED)
#: A clause that reads as before and whose decision fell off because of what it depends on.
DEPENDENT = "dependent"


def gates(case: Case) -> tuple[GateEntry, ...]:
    """Gates that were passed here, in order."""
    return tuple(
        GateEntry(g.gate, "passed", f"{g.by.role} {g.by.person}", g.at, (g.reason,) if g.reason else ()) for g in case.gates
    )


def participation(history: History, deal: Deal | None) -> tuple[Participation, ...]:
    """Who was named for a role, since when, and who acted in it first when: the named ones, then others of the triangle."""
    joined = _joined(history, deal)
    acted = _first_acts(history)
    others = (key for key in acted if key[1] in TRIANGLE and key not in joined)
    return tuple(Participation(p, r, joined.get((p, r)), acted.get((p, r))) for p, r in (*joined, *others))


def _joined(history: History, deal: Deal | None) -> dict[tuple[str, Role], date | None]:
    rows = deal.rows("team") if deal else ()
    found: dict[tuple[str, Role], date | None] = {
        (r["person"], Role(r["role"])): r.get("joined_at") for _, r in rows if r.get("role")
    }
    named = ((e.at.date(), m) for e in history.events if isinstance(e.fact, NameTeam) for m in e.fact.members)
    for day, member in named:
        found.setdefault((member.person, member.role), day)
    return found


def _first_acts(history: History) -> dict[tuple[str, Role], datetime]:
    found: dict[tuple[str, Role], datetime] = {}
    for event in history.events:
        if event.actor.person and not isinstance(event.fact, Refusal):
            found.setdefault((event.actor.person, event.actor.role), event.at)
    return found


def handover(history: History) -> HandOver | None:
    """How the last hand-over stands; ``None`` before sales offered one."""
    last = history.case.hand_over
    if last is None:
        return None
    accepted = [e.at for e in history.events if isinstance(e.fact, AcceptHandOver)] if last.accepted else []
    return HandOver(last.accepted.person if last.accepted else "", accepted[-1] if accepted else None, last.returned)


def performed(case: Case) -> dict[str, Performance]:
    """What was recorded of each line in execution, the last word on it."""
    return {o.item: Performance(o.kept, o.note) for o in case.outcomes}


def receivables(case: Case, today: date) -> tuple[Receivable, ...]:
    """The sums planned for collection as they stand; empty while none is planned."""
    return tuple(_receivable(case, r) for r in due_sums(case, today))


def _receivable(case: Case, one: Due) -> Receivable:
    milestone = one.milestone
    paid = [r.on for r in case.receipts if r.milestone == milestone.name and r.amount is not None]
    return Receivable(
        name=milestone.name,
        amount=milestone.amount,
        currency=milestone.currency,
        trigger=milestone.trigger or "",
        evidence="; ".join((milestone.evidence, *one.evidence)) if milestone.evidence else "; ".join(one.evidence),
        due=one.due,
        received=paid[-1] if paid and not one.open else None,
        owner=milestone.owner,
    )


def last_reviewed(case: Case) -> Revision | None:
    """The last revision before the current one on which a person decided, remarked or signed."""
    moments = {
        *(d.at for d in case.decisions),
        *(r.at for r in case.remarks),
        *(g.at for g in case.sign_offs),
        *(a.at for a in case.approvals),
    }
    looked_at = [r for r, after in pairwise(case.revisions) if any(r.at <= at < after.at for at in moments)]
    return looked_at[-1] if looked_at else None


def changes(history: History, previous: Revision, before: Review, after: Review) -> Changes:
    """What is new in ``after`` since ``before``, the review of ``previous``, and who was reminded of it."""
    found = compare(before, after)
    label = f"{previous.id} · {previous.submitted.document_sha256[:16]}"
    return Changes(label, tuple(_rows(found, before, after)), tuple(_notified(history)))


def _rows(found: Comparison, before: Review, after: Review) -> Iterator[Change]:
    reopened = _reopened(found, {c.id: c.clause for c in (*after.commitments, *found.carried)})
    for clause in found.changed_clauses:
        yield _row(clause, before.document, after.document, reopened.get(clause.new_id or ""))
    told = {c.new_id for c in found.changed_clauses}
    numbers = {c.new_id: c.new_number for c in found.clauses}
    yield from (Change(DEPENDENT, numbers.get(c, ""), reopened=why) for c, why in reopened.items() if c not in told)


def _reopened(found: Comparison, places: Mapping[str, str]) -> dict[str, Bilingual]:
    """Clause -> why decisions on promises in it fell off."""
    parts: dict[str, list[str]] = defaultdict(list)
    for pair in found.reopens:
        if place := places.get(pair.new or ""):
            parts[place] += pair.reopened
    return {c: {"zh": reasons(dict.fromkeys(p), "zh"), "en": reasons(dict.fromkeys(p), "en")} for c, p in parts.items()}


def _row(clause: ClauseChange, before: Document, after: Document, reopened: Bilingual | None) -> Change:
    kind = next(k for k in _HEAVIEST if k in clause.changes)
    old = _lines(before, (e.old for e in clause.edits if _said(e, kind) and kind is not Kind.ADDED))
    new = _lines(after, (e.new for e in clause.edits if _said(e, kind) and kind is not Kind.REMOVED))
    return Change(kind.value, clause.new_number or clause.old_number, old, new, reopened)


def _said(edit: Edit, kind: Kind) -> bool:
    return bool(edit.old_text or edit.new_text) and kind not in (Kind.MOVED, Kind.RENUMBERED)


def _lines(document: Document, spans: Iterator[Span]) -> str:
    """The whole lines in which the spans stand, each once, in order."""
    lines = dict.fromkeys(lines_over(document.text, span) for span in spans)
    return "\n".join(text for line in lines if (text := document.quote(line).strip()))


def _notified(history: History) -> Iterator[tuple[str, datetime]]:
    """Reminders since the current revision came in, by the persons who hold the role, else by the role."""
    since = history.case.revision.at if history.case.revision else None
    for event in history.events:
        if isinstance(event.fact, Remind) and since and event.at >= since:
            people = sorted(history.case.person_of(event.fact.role)) or [event.fact.role.value]
            yield from ((person, event.at) for person in people)
