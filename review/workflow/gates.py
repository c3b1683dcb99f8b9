"""The gates of the business: what each needs, by name; the names and what they need are data (``rules/workflow/gates.yml``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from review.model.process import State
from review.model.roles import TRIANGLE, Role
from review.workflow.case import Case
from review.workflow.policy import Policy
from review.workflow.readiness import BEFORE_SIGNING
from review.workflow.registers.checklist import open_points


def _triangle_named(case: Case, today: date) -> bool:
    """Three roles, three persons."""
    people = [case.person_of(role) for role in TRIANGLE]
    return all(people) and len(frozenset().union(*people)) >= len(TRIANGLE)


def _checked(case: Case, today: date) -> bool:
    return case.revision is not None


def _recorded(name: str) -> Callable[[Case, date], bool]:
    """The deal record that the current revision was checked against holds it."""
    return lambda case, today: case.revision is not None and name in case.revision.submitted.recorded


def _fr_opinion(case: Case, today: date) -> bool:
    return any(d.by.role is Role.FR for d in case.decisions) or any(r.by.role is Role.FR for r in case.remarks)


def _decided(case: Case, today: date) -> bool:
    return case.revision is not None and not case.undecided


def _no_escalation(case: Case, today: date) -> bool:
    return not case.open_escalations


def _no_condition(case: Case, today: date) -> bool:
    return not any(c.condition.kind in BEFORE_SIGNING for c in case.open_conditions)


def _released(case: Case, today: date) -> bool:
    return case.released is not None


def _settled(case: Case, today: date) -> bool:
    return case.ended is State.CLOSED or not open_points(case)


REQUIREMENTS: Mapping[str, Callable[[Case, date], bool]] = {
    "triangle_named": _triangle_named,
    "revision_checked": _checked,
    "requirements_recorded": _recorded("requirements"),
    "solution_recorded": _recorded("solution"),
    "estimate_recorded": _recorded("estimate"),
    "deviations_recorded": _recorded("deviations"),
    "fr_opinion": _fr_opinion,
    "everything_decided": _decided,
    "no_open_escalation": _no_escalation,
    "no_open_condition": _no_condition,
    "packet_released": _released,
    "everything_settled": _settled,
}


def unmet(case: Case, policy: Policy, gate: str, today: date) -> tuple[str, ...]:
    """Names of what the gate still needs: gates that come before it, then facts of the case."""
    row = policy.gates[gate]
    passed = {g.gate for g in case.gates}
    before = tuple(g for g in row.after if g not in passed)
    return (*before, *(name for name in row.requires if not REQUIREMENTS[name](case, today)))
