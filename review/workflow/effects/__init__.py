"""What each fact does to a case: one function per fact, in one table. Effects never refuse; ``decide`` did that before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from review.model.event import Event, Fact
from review.workflow.case import Case
from review.workflow.effects import clearing, deciding, drafts, execution, flow, signing

Effect = Callable[[Case, Event, Any], Case]

EFFECTS: Mapping[type[Fact], Effect] = {
    **drafts.EFFECTS,
    **deciding.EFFECTS,
    **clearing.EFFECTS,
    **signing.EFFECTS,
    **execution.EFFECTS,
    **flow.EFFECTS,
}
