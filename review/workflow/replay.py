"""Events -> state. ``apply`` adds one event; ``History`` is the events of one case with the state they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from review.errors import Failure, sentences
from review.model.event import Event
from review.model.roles import TRIANGLE, Role
from review.workflow.case import Case
from review.workflow.effects import EFFECTS
from review.workflow.facts.flow import Refusal


def apply(case: Case, event: Event) -> Case:
    """The case after one more event. Raises Failure ``event-sequence`` when it is not the next one."""
    if event.sequence != case.sequence + 1:
        raise Failure("event-sequence", {"expected": case.sequence + 1, "found": event.sequence})
    after = EFFECTS[type(event.fact)](case, event, event.fact)
    return replace(after, sequence=event.sequence, corners=_corners(after, event))


def _corners(case: Case, event: Event) -> Mapping[str, frozenset[Role]]:
    person, role = event.actor.person, event.actor.role
    if not person or role not in TRIANGLE or isinstance(event.fact, Refusal):
        return case.corners
    return {**case.corners, person: case.corners.get(person, frozenset()) | {role}}


def replay(events: Iterable[Event]) -> Case:
    """The case that these events add up to."""
    case = Case()
    for event in events:
        case = apply(case, event)
    return case


@dataclass(frozen=True)
class History:
    """The events of one case. Make it with ``History.of``; ``extended`` does not replay what is known."""

    events: tuple[Event, ...] = ()
    case: Case = field(default_factory=Case)

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        known = tuple(events)
        return cls(known, replay(known))

    def extended(self, events: Iterable[Event]) -> History:
        """With more events at the end."""
        new = tuple(events)
        case = self.case
        for event in new:
            case = apply(case, event)
        return History((*self.events, *new), case)


sentences(
    {
        "event-sequence": {
            "zh": "事件序号应为 {expected}，实际为 {found}。",
            "en": "The next event is number {expected}, this one is number {found}.",
        },
    }
)
