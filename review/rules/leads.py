"""What delivery can keep: the lead time of the goods that a commitment names, and the days left between its end and the promise.

Day counts are compared only where both run from the same event, or where the contract's event comes first (then it is worse
still). Source: domain catalogue D-01, D-20.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from review.model.commitment import Commitment, Trigger
from review.model.deal import Missing
from review.rules import catalogue, timing
from review.rules.scene import Scene
from review.rules.text import fold


@dataclass(frozen=True)
class Lead:
    days: Decimal
    trigger: Trigger | None
    pointer: str
    sku: str


def lead_for(scene: Scene, c: Commitment, which: str) -> Lead | Missing:
    """The longest lead time among the goods that the commitment names, else among those that run
    from an event of its own phase (before or after the goods are there), else of all.
    """
    rows = scene.rows("lead_times")
    if isinstance(rows, Missing):
        return rows
    named = [(p, r) for p, r in rows if _names(scene, c, r)]
    start = timing.start(scene, c)
    alike = [(p, r) for p, r in rows if r.get("trigger") and start and timing.phase(start) == timing.phase(Trigger(r["trigger"]))]
    held = [(p, r) for p, r in named or alike or rows if r.get(which) is not None]
    if not held:
        return Missing(f"{(named or alike or rows)[0][0]}/{which}" if rows else "/lead_times")
    pointer, row = max(held, key=lambda pair: pair[1][which])
    return Lead(row[which], _trigger(scene, row), f"{pointer}/{which}", str(row["sku"]))


def _names(scene: Scene, c: Commitment, row: Mapping[str, Any]) -> bool:
    """Whether the commitment names the goods of a row."""
    quote = fold(c.quote)
    return any(name in quote for name in catalogue.names(scene, row))


def _trigger(scene: Scene, row: Mapping[str, Any]) -> Trigger | None:
    given = row.get("trigger") or timing.planned_trigger(scene)
    return Trigger(given) if given else None


def spare_of(scene: Scene, c: Commitment, lead: Lead) -> Decimal | Missing:
    """Calendar days between the end of the lead time and the promised day; negative when it is too late."""
    promised = timing.due(c)
    if isinstance(promised, date):
        return _spare_to_date(scene, promised, lead)
    return Missing("contract:deadline") if promised is None else _spare_in_days(scene, c, promised, lead)


def _spare_in_days(scene: Scene, c: Commitment, promised: Decimal, lead: Lead) -> Decimal | Missing:
    """Days left when both run from the same event; a different event is bridged only by what the contract itself says."""
    start = timing.start(scene, c)
    if (
        lead.trigger is None
        or start is None
        or timing.same(start, lead.trigger)
        or timing.phase(start) is timing.phase(lead.trigger) is True
    ):
        return promised - lead.days if lead.trigger is None or start else Missing("contract:trigger")
    if timing.earlier(start, lead.trigger):
        if promised < lead.days:
            return promised - lead.days
        gap = timing.days_to_prepayment(scene) if timing.same(lead.trigger, Trigger.PREPAYMENT_RECEIVED) else None
        return Missing("contract:trigger") if gap is None else promised - gap - lead.days
    return promised - lead.days if promised >= lead.days else Missing("contract:trigger")


def _spare_to_date(scene: Scene, promised: date, lead: Lead) -> Decimal | Missing:
    anchor = timing.anchor(scene, lead.trigger)
    if not isinstance(anchor, Missing):
        return Decimal((promised - anchor - timedelta(days=ceil(lead.days))).days)
    today = scene.facts.as_of
    if today is None:
        return anchor
    spare = Decimal((promised - today - timedelta(days=ceil(lead.days))).days)
    return spare if spare < 0 else anchor
