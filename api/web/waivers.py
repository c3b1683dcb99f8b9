"""The findings tab: each open finding with its waiver, and what this person may do about it."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.cards import FindingCard
from api.web.desk import Desk
from review.workflow.checks import allowed
from review.workflow.facts.clearing import ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.drafts import FindingRef


@dataclass(frozen=True, slots=True)
class Asked:
    by: str
    reason: str
    concurred: str
    granted: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    card: FindingCard
    digest: str
    asked: Asked | None
    may_ask: bool
    may_concur: bool
    may_grant: bool


def lines(desk: Desk, cards: tuple[FindingCard, ...]) -> tuple[FindingLine, ...]:
    """In the order of the cards."""
    return tuple(_line(desk, card) for card in cards)


def _line(desk: Desk, card: FindingCard) -> FindingLine:
    ref = desk.view.case.finding(card.id) if desk.view.current else None
    if ref is None:
        return FindingLine(card, "", None, False, False, False)
    asked = _asked(desk, ref)
    open_now = any(allowed(desk.context.policy, RequestWaiver, role, desk.view.state) for role in desk.roles)
    return FindingLine(
        card=card,
        digest=ref.digest,
        asked=asked,
        may_ask=ref.waivable and asked is None and open_now,
        may_concur=asked is not None and not asked.granted and desk.able(ConcurWaiver(ref.id, ref.digest)) is not None,
        may_grant=asked is not None and not asked.granted and desk.able(GrantWaiver(ref.id, ref.digest)) is not None,
    )


def _asked(desk: Desk, ref: FindingRef) -> Asked | None:
    case = desk.view.case
    request = case.request_for(ref.id, ref.digest)
    if request is None:
        return None
    granted = next((w for w in reversed(case.waivers) if (w.finding, w.digest) == (ref.id, ref.digest)), None)
    return Asked(
        by=request.by.person,
        reason=request.asked.reason,
        concurred=request.concurred.person if request.concurred else "",
        granted=granted.by.person if granted else "",
    )
