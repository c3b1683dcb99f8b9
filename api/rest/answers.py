"""Views of the services as the API's answers."""

from __future__ import annotations

from typing import Any

from api.rest import problems
from api.rest.forms import AlteredAnswer, BlockerAnswer, CheckAnswer, ClauseAnswer, Line, Problem, ReviewAnswer
from api.services.reviews import ReviewView
from review.compare.wording import reasons
from review.model.canonical import plain
from review.workflow import Case
from review.workflow.facts.drafts import Item
from review.workflow.routing import Routed


def review_answer(found: ReviewView, language: str) -> ReviewAnswer:
    """``language``: of the sentences in it."""
    revision, case = found.revision, found.case
    return ReviewAnswer(
        id=revision.id,
        deal=found.deal.external_id,
        number=revision.number,
        name=revision.name,
        sha256=revision.sha256,
        submitted_at=revision.at,
        submitted_by=revision.person,
        state=found.state.value,
        current=found.current,
        sequence=found.sequence,
        check=_check(found, language),
        result=dict(found.result.published()) if found.result else None,
        lines=[_line(case, item, language) for item in case.items.values()] if found.current else [],
        clauses=[_clause(c) for c in found.clauses],
        blockers=[BlockerAnswer(code=b.code, subject=b.subject, role=b.role) for b in found.blockers],
        open_findings=_all(case.open_findings) if found.current else [],
        conditions=_all(case.conditions) if found.current else [],
        waivers=_all(case.waivers) if found.current else [],
        escalations=_all(case.escalations) if found.current else [],
        signatures=_all(case.valid_sign_offs) if found.current else [],
    )


def _check(found: ReviewView, language: str) -> CheckAnswer:
    failure = Problem(**problems.document(found.failure, language)) if found.failure else None
    return CheckAnswer(
        state=found.check.state,
        asked_at=found.check.at,
        finished_at=found.check.finished_at,
        failure=failure,
    )


def _clause(c: Routed) -> ClauseAnswer:
    return ClauseAnswer(
        id=c.clause,
        number=c.number,
        title=c.title,
        level=c.level,
        owner=c.owner,
        consulted=list(c.consulted),
        because=c.because,
    )


def _line(case: Case, item: Item, language: str) -> Line:
    fallen = case.fallen.get(item.id)
    changed = fallen or item
    because = fallen.because if fallen else item.reopened
    return Line(
        id=item.id,
        fingerprint=item.fingerprint,
        owner=item.owner,
        consulted=list(item.consulted),
        kind=item.kind,
        quote=item.quote,
        number=item.number,
        ours=item.ours,
        dismissed=item.id in case.dismissed,
        was=item.was,
        reopened=list(because),
        why=reasons(because, language),
        altered=[AlteredAnswer(**plain(a)) for a in changed.altered],
        proven_by=list(item.proven_by),
        decision=plain(case.standing.get(item.id)),
        stale_decision=plain(fallen.decision) if fallen else None,
        decided_quote=fallen.line.quote if fallen else "",
    )


def _all(records: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [plain(record) for record in records]
