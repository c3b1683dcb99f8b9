"""What a check is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from review.model.decision import Actor
from review.model.event import Fact
from review.workflow.case import Case
from review.workflow.denied import Denied
from review.workflow.facts.drafts import Item
from review.workflow.policy import Policy


@dataclass(frozen=True)
class Ask:
    """May this actor do this now?"""

    case: Case
    actor: Actor
    now: datetime
    policy: Policy

    @cached_property
    def today(self) -> date:
        """The day in the zone of the clock handed in."""
        return self.now.date()


#: ``None`` lets pass. The second argument is the action; each check names its class.
Check = Callable[[Ask, Any], Denied | None]

Checks = Mapping[type[Fact], tuple[Check, ...]]


def item_of(ask: Ask, id_: str) -> Item | Denied:
    """The line of the current register with that id, if it is there and not dismissed."""
    item = ask.case.items.get(id_)
    if item is None:
        return Denied("denied-unknown", {"what": "commitment", "id": id_}, id_)
    return Denied("denied-item-dismissed", {}, id_) if id_ in ask.case.dismissed else item


def needs(**texts: str) -> Denied | None:
    """Denies when one of these texts is empty, naming it."""
    return next((Denied("denied-text-missing", {"what": name}) for name, text in texts.items() if not text.strip()), None)
