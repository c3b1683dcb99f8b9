"""Delegation, team, gates, hold and end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from review.model.decision import Actor, Rank
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow.facts.drafts import Member, RecordGate
from review.workflow.facts.flow import (
    Delegate,
    Hold,
    NameTeam,
    PassGate,
    RejectContract,
    Resume,
    RevokeDelegation,
    Withdraw,
)
from review.workflow.facts.signing import Approve, RecordSignedOutside
from tests.workflow.world import (
    AR,
    CM,
    DEC,
    DELIVERY,
    FR,
    FR_HEAD,
    RECORDED,
    SOLUTION,
    SR,
    SYSTEM,
    World,
    confirm,
    draft,
    finding,
    in_review,
    ready,
    released,
    sign,
    signed,
)

FROM, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)
GAIL = Actor("gail", Role.FR, delegate_of="fred")


def test_a_delegate_acts_for_the_period_and_the_delegator_stays_visible() -> None:
    world = in_review()
    assert world.refused(GAIL, confirm(DELIVERY)) == "denied-delegation"
    world.does(FR, Delegate("gail", FROM, UNTIL)).does(GAIL, confirm(DELIVERY))
    assert world.case.standing["k1"].by == GAIL and GAIL.delegate_of == "fred"
    world.later(days=10)
    assert world.refused(GAIL, confirm(DELIVERY)) == "denied-delegation"


def test_a_revoked_delegation_is_over() -> None:
    world = in_review().does(FR, Delegate("gail", FROM, UNTIL), RevokeDelegation("gail"))
    assert world.refused(GAIL, confirm(DELIVERY)) == "denied-delegation"
    assert world.refused(FR, RevokeDelegation("gail")) == "denied-unknown"


@pytest.mark.parametrize(
    ("actor", "action", "code"),
    [
        (FR, Delegate("fred", FROM, UNTIL), "denied-delegation-onward"),
        (FR, Delegate("", FROM, UNTIL), "denied-delegation-onward"),
        (FR, Delegate("gail", FROM, UNTIL, Rank.HEAD), "denied-delegation-rank"),
        (FR, Delegate("gail", UNTIL, FROM), "denied-period"),
        (FR, Delegate("gail", FROM, FROM), "denied-period"),
        (FR, Delegate("gail", FROM.replace(tzinfo=None), UNTIL), "denied-period"),
        (FR, Delegate("ann", FROM, UNTIL), "denied-delegation-role"),
        (CM, NameTeam(()), "denied-text-missing"),
        (CM, PassGate("nowhere"), "denied-unknown"),
        (CM, PassGate("ATC"), "denied-gate"),
        (CM, Hold(""), "denied-text-missing"),
        (Actor("", Role.FR), confirm(DELIVERY), "denied-nobody"),
        (Actor("", Role.ADMIN), confirm(DELIVERY), "denied-role"),
    ],
)
def test_refused(actor, action, code) -> None:
    assert in_review().refused(actor, action) == code


def test_a_delegate_may_not_exceed_the_delegator_nor_pass_it_on() -> None:
    world = in_review().does(FR_HEAD, Delegate("gail", FROM, UNTIL, Rank.MANAGER))
    boss = Actor("gail", Role.FR, "frida", Rank.HEAD)
    assert world.refused(boss, confirm(DELIVERY)) == "denied-delegation-rank"
    manager = Actor("gail", Role.FR, "frida", Rank.MANAGER)
    assert world.refused(manager, Delegate("hugo", FROM, UNTIL)) == "denied-delegation-onward"
    world.does(manager, confirm(DELIVERY))


def test_segregation_reaches_through_a_delegation() -> None:
    """The one who submitted cannot approve by having somebody else press the button."""
    world = World().does(CM, draft()).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    world.does(CM, Delegate("hugo", FROM, UNTIL))
    assert world.refused(Actor("hugo", Role.CM, "carl"), Approve("sha-one")) == "denied-own-work"


def test_a_signature_by_the_delegate_is_the_signature_of_the_role() -> None:
    world = ready().does(FR, Delegate("gail", FROM, UNTIL)).does(GAIL, sign())
    assert world.case.valid_sign_offs[0].by.delegate_of == "fred"
    assert world.refused(FR, sign()) == "denied-signed-already"


def test_gates_come_in_their_order_with_what_they_need() -> None:
    world = in_review()
    assert world.refused(CM, PassGate("ATB")) == "denied-gate"
    world.does(CM, PassGate("ATI"))
    assert world.refused(CM, PassGate("ATB")) == "denied-gate", "no opinion of FR yet"
    world.does(FR, confirm(DELIVERY)).does(CM, PassGate("ATB"))
    assert world.refused(CM, PassGate("ATC")) == "denied-gate"
    assert [g.gate for g in world.case.gates] == ["ATI", "ATB"]


@pytest.mark.parametrize(
    ("missing", "gate"), [("requirements", "ATI"), *((n, "ATB") for n in ("solution", "estimate", "deviations"))]
)
def test_a_gate_needs_what_the_deal_record_lacks(missing: str, gate: str) -> None:
    world = in_review(recorded=tuple(name for name in RECORDED if name != missing)).does(FR, confirm(DELIVERY))
    if gate == "ATB":
        world.does(CM, PassGate("ATI"))
    assert world.refused(CM, PassGate(gate)) == "denied-gate"


def test_a_merged_triangle_is_not_a_triangle() -> None:
    world = in_review().does(CM, NameTeam((Member("ann", Role.AR), Member("ann", Role.SR), Member("fred", Role.FR))))
    assert world.refused(CM, PassGate("ATI")) == "denied-gate"


def test_what_the_gate_rules_find_blocks_like_anything_else() -> None:
    world = ready().does(SYSTEM, RecordGate("ATC", (finding("g1", "R-05", Severity.B, Role.AUDIT),)))
    assert world.refused(FR, sign()) == "denied-blocked"
    world.does(SYSTEM, RecordGate("ATC"))
    world.does(FR, sign())


def test_hold_and_resume() -> None:
    world = ready().does(CM, Hold("customer silent"))
    assert world.state is State.ON_HOLD and world.refused(FR, sign()) == "denied-state"
    assert world.does(DEC, Resume()).state is State.READY_FOR_DECISION


def test_an_ended_case_stays_ended() -> None:
    world = released().does(AR, Withdraw("deal lost"))
    assert world.refused(AR, draft("two")) == "denied-state"


def test_a_signed_contract_cannot_be_withdrawn() -> None:
    world = signed().does(AR, draft("two", (DELIVERY,)))
    assert world.state is State.CHECKED, "an amendment is reviewed like a contract"
    assert world.refused(AR, Withdraw("x")) == "denied-signed-contract"
    assert world.refused(DEC, RejectContract("x")) == "denied-signed-contract"


def test_signed_outside_is_recorded_and_releases_nothing() -> None:
    world = in_review().does(AR, RecordSignedOutside("crm", "event 7"))
    assert world.case.signed_outside == ("crm event 7",) and world.state is State.CHECKED
