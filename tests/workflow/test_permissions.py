"""The whole table, role x action x state, written out in ``permissions.csv`` and ``waivers.csv``, and tried for real."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.model.decision import Actor, Rank
from review.model.event import Fact
from review.model.finding import Outcome
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow import FACTS, Case, Denied, Policy, decide, fact_name
from review.workflow.checks import allowed
from review.workflow.checks.ask import Ask
from review.workflow.checks.waivers import may_waive
from review.workflow.facts.drafts import FindingRef
from review.workflow.facts.flow import Refusal
from tests.workflow.actions import EXAMPLES
from tests.workflow.world import BY_ROLE, POLICY, START, STATES, World

HERE = Path(__file__).parent
ACTIONS = tuple(t for t in FACTS.values() if t is not Refusal)


def written(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def permission_rows() -> Iterator[list[str]]:
    """Every action in every state with the roles that may; an empty list is a no to all."""
    for action in ACTIONS:
        for state in State:
            yield [fact_name(action), state.value, " ".join(r for r in Role if allowed(POLICY, action, r, state))]


def waiver_rows() -> Iterator[list[str]]:
    """Every severity and family with the role and rank that may waive, the finding being owned by FR."""
    for severity in Severity:
        for family in "DSPQLAWGKCRX":
            may = [f"{role}/{rank}" for role in Role for rank in Rank if waives(role, rank, f"{family}-99", severity)]
            yield [severity.value, family, " ".join(may)]


def waives(role: Role, rank: Rank, rule: str, severity: Severity) -> bool:
    finding = FindingRef("x", rule, severity, Role.FR, Outcome.FAIL, "d")
    return may_waive(Ask(Case(), Actor("p", role, rank=rank), START, POLICY), finding) is None


def test_the_permission_table_is_as_written() -> None:
    assert list(permission_rows()) == written("permissions.csv")


def test_the_waiver_table_is_as_written() -> None:
    assert list(waiver_rows()) == written("waivers.csv")


def test_an_empty_policy_denies_everything() -> None:
    for action in EXAMPLES:
        for actor in BY_ROLE.values():
            answer = decide(World().history, actor, action, now=START, policy=Policy())
            assert isinstance(answer, Denied) and answer.code == "denied-role"


DECIDING = ("decide", "bulk_confirm", "grant_waiver", "concur_waiver", "approve", "sign_off_packet", "release_packet")


@pytest.mark.parametrize("action", DECIDING)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDIT])
def test_admin_and_audit_decide_nothing(action: str, role: Role) -> None:
    assert not any(allowed(POLICY, FACTS[action], role, state) for state in State)


def test_audit_may_nothing_at_all() -> None:
    assert not any(allowed(POLICY, action, Role.AUDIT, state) for action in ACTIONS for state in State)


def test_there_is_an_example_of_every_action() -> None:
    assert {type(e) for e in EXAMPLES} == set(ACTIONS)


@pytest.mark.parametrize("state", STATES)
def test_each_world_is_in_its_state(state: State) -> None:
    assert STATES[state]().state is state


@pytest.mark.parametrize("state", STATES)
def test_what_happens_agrees_with_the_table(state: State) -> None:
    """Every role tries every action in every state: the table says no exactly where it is refused by role or state."""
    world = STATES[state]()
    for action in EXAMPLES:
        for role, actor in BY_ROLE.items():
            _tried(world, actor, action, allowed(POLICY, type(action), role, state))


def _tried(world: World, actor: Actor, action: Fact, may: bool) -> None:
    answer = decide(world.history, actor, action, now=world.now, policy=POLICY)
    code = answer.code if isinstance(answer, Denied) else ""
    if may:
        assert code not in ("denied-role", "denied-state"), (actor.role, action, code)
    else:
        assert code, (actor.role, action)
    if isinstance(answer, Denied):
        assert all(answer.reason.values())
