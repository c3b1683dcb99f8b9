"""The same request sent twice is done once, whatever is done: a button pressed twice, a call repeated after a time-out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import acts, cases
from api.services.cases import As, Once
from api.services.context import Context
from api.store import audit, deals, events, revisions
from api.store.rows import DealRow, Revision, User
from review.errors import Conflict
from review.model.decision import Actor, Choice
from review.model.event import Fact
from review.model.roles import Role, Severity
from review.workflow import fact_name
from review.workflow.facts import clearing, deciding, execution, flow, signing
from tests.store.databases import both_databases
from tests.workflow import world as w
from tests.workflow.actions import CONDITION, EXAMPLES

#: Act -> its example.
ACT = {fact_name(type(fact)): fact for fact in EXAMPLES}
WAIVED = w.finding("x1", "D-09", Severity.B, commitment="k1")
REVIEW = w.in_review
LINE = replace(w.DELIVERY, proven_by=("/lead_times/0/p90",))


def asked() -> w.World:
    return REVIEW(WAIVED).does(w.AR, ACT["request_waiver"])


def claimed() -> w.World:
    return w.in_execution().does(w.LEG, ACT["open_matter"])


def collecting() -> w.World:
    """All but the money itself, which must not be booked twice."""
    world, steps = w.in_execution().does(w.FIN, ACT["plan_receivables"]), execution.ReceivableStep
    for step in (steps.TRIGGER_MET, steps.EVIDENCED, steps.INVOICED):
        world.does(w.FIN, execution.RecordReceivable("prepayment", step, w.START.date(), "paper"))
    return world


def settled() -> w.World:
    closed = w.closed()
    return w.World(type(closed.history).of(closed.history.events[:-1]), closed.now)


def conditioned() -> w.World:
    return REVIEW().does(w.FR, clearing.AddCondition("k1", CONDITION))


def held(world: w.World) -> Fact:
    return clearing.CloseCondition(world.case.conditions[-1].id, "done")


def raised(world: w.World) -> Fact:
    return clearing.CloseEscalation(world.case.open_escalations[-1].id, "agreed", "minutes")


def lent() -> w.World:
    return REVIEW().does(w.FR, ACT["delegate"])


def scanned() -> w.World:
    return w.released().does(w.AR, signing.CompareExecutionCopy("sha-copy", scanned=True))


#: Act -> (a case in which it can be done, who does it, the act where the example does not fit the case).
TABLE: dict[str, tuple[Callable[[], w.World], Actor, Fact | Callable[[w.World], Fact] | None]] = {
    "decide": (REVIEW, w.FR, None),
    "bulk_confirm": (lambda: w.World().does(w.AR, w.draft(items=(LINE,))), w.FR, None),
    "comment": (REVIEW, w.AR, None),
    "add_commitment": (REVIEW, w.SR, None),
    "edit_commitment": (REVIEW, w.FR, None),
    "dismiss_commitment": (REVIEW, w.FR, None),
    "reassign_clause": (REVIEW, w.LEG, None),
    "add_condition": (REVIEW, w.FR, None),
    "close_condition": (conditioned, w.FR, held),
    "request_waiver": (lambda: REVIEW(WAIVED), w.AR, None),
    "concur_waiver": (asked, w.FR_HEAD, None),
    "grant_waiver": (lambda: asked().does(w.FR_HEAD, ACT["concur_waiver"]), w.DEC, None),
    "escalate": (REVIEW, w.AR, None),
    "contest_rejection": (lambda: REVIEW().does(w.FR, w.REJECTION), w.AR, None),
    "close_escalation": (lambda: REVIEW().does(w.AR, ACT["escalate"]), w.SR, raised),
    "approve": (w.ready, w.CM, None),
    "sign_off_packet": (w.ready, w.AR, None),
    "release_packet": (w.approved, w.CM, None),
    "record_signed_outside": (REVIEW, w.CM, None),
    "compare_execution_copy": (w.released, w.AR, None),
    "confirm_scan": (scanned, w.LEG, None),
    "record_signed": (w.copied, w.AR, None),
    "offer_hand_over": (w.signed, w.AR, None),
    "accept_hand_over": (lambda: w.signed().does(w.AR, ACT["offer_hand_over"]), w.FR, None),
    "return_hand_over": (lambda: w.signed().does(w.AR, ACT["offer_hand_over"]), w.FR, None),
    "record_trigger": (w.handed_over, w.FR, None),
    "record_obligation": (w.in_execution, w.FR, None),
    "plan_receivables": (w.in_execution, w.FIN, None),
    "record_receivable": (
        collecting,
        w.FIN,
        execution.RecordReceivable("prepayment", execution.ReceivableStep.RECEIVED, w.START.date(), "bank", Decimal(100)),
    ),
    "open_matter": (w.in_execution, w.LEG, None),
    "settle_matter": (claimed, w.LEG, None),
    "record_outcome": (w.in_execution, w.FR, None),
    "close_case": (settled, w.CM, None),
    "name_team": (REVIEW, w.CM, flow.NameTeam(w.TEAM[:2])),
    "delegate": (REVIEW, w.FR, None),
    "revoke_delegation": (lent, w.FR, None),
    "pass_gate": (REVIEW, w.CM, None),
    "hold": (REVIEW, w.CM, None),
    "resume": (w.STATES[w.State.ON_HOLD], w.CM, None),
    "reject_contract": (REVIEW, w.DEC, None),
    "withdraw": (REVIEW, w.AR, None),
}


def test_the_table_holds_every_act() -> None:
    assert set(TABLE) == {fact_name(t) for t in (*acts._OPEN, *acts._MADE, signing.CompareExecutionCopy)}


def principal(actor: Actor) -> Principal:
    user = User(actor.person, actor.person, actor.person, (actor.role,), actor.rank, False, "en", w.START)
    return Principal(user, frozenset(Scope), "test")


def stored(context: Context, name: str, world: w.World) -> str:
    """The case as it stands, in the database."""
    row = DealRow(name, name, "once", "once", "NEW", None, None, 0, w.START, "ann", w.START)
    with context.database.write() as connection:
        deals.add(connection, row)
        revisions.add(connection, Revision(f"r-{name}", name, 1, "sha-one", "d.txt", 1, "seller", None, w.START, "ann"))
        stream = cases.load(context, connection, name, lock=True)
        for event in world.history.events:
            stream = cases.append(connection, context, stream, (event,), "test")
    return name


def count(context: Context, deal: str) -> int:
    with context.database.read() as connection:
        return len(events.bodies(connection, deal))


@both_databases
def test_every_act_sent_twice_is_done_once(context: Context) -> None:
    for name, (make, actor, given) in TABLE.items():
        world = make()
        now = world.now + timedelta(minutes=1)
        at = replace(context, now=lambda now=now: now)  # type: ignore[misc]
        action = given(world) if callable(given) else given or ACT[name]
        deal, before = stored(at, name, world), len(world.history.events)
        as_ = As(once=Once("button", name))
        first = cases.act(at, principal(actor), deal, action, as_)
        assert count(context, deal) > before, name
        second = cases.act(at, principal(actor), deal, action, as_)
        assert first.history.events == second.history.events and count(context, deal) == len(first.history.events), name


#: What is sent six times at once: under a key, and, where it is a decision, without one.
SIX: dict[str, tuple[Actor, Fact, As]] = {
    "comment": (w.AR, ACT["comment"], As(once=Once("button"))),
    "confirm": (w.FR, w.confirm(w.DELIVERY), As()),
    "reject": (w.FR, w.REJECTION, As()),
    "reassign": (w.FR, deciding.Decide("k1", "f-k1", Choice.REASSIGN, reassign_to=Role.SR), As()),
}


@both_databases
@pytest.mark.parametrize("name", SIX)
def test_six_at_the_same_moment_are_one(context: Context, name: str) -> None:
    world, (actor, fact, as_) = REVIEW(), SIX[name]
    at = replace(context, now=lambda: world.now + timedelta(minutes=1))
    once, deal, together = stored(at, f"{name}-once", world), stored(at, name, world), threading.Barrier(6)
    cases.act(at, principal(actor), once, fact, as_)
    faults: list[BaseException] = []

    def send() -> None:
        together.wait(timeout=30)
        try:
            cases.act(at, principal(actor), deal, fact, as_)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and count(context, deal) == count(context, once)
    with context.database.read() as connection:
        assert len(audit.entries(connection, deal)) == len(audit.entries(connection, once))


def test_another_request_under_the_same_key_is_refused_and_one_under_another_key_is_done(context: Context) -> None:
    world = REVIEW()
    at = replace(context, now=lambda: world.now + timedelta(minutes=1))
    deal, said = stored(at, "keys", world), deciding.Comment("k1", "other words")
    cases.act(at, principal(w.AR), deal, ACT["comment"], As(once=Once("a", "one")))
    with pytest.raises(Conflict, match="something else"):
        cases.act(at, principal(w.AR), deal, said, As(once=Once("a", "two")))
    cases.act(at, principal(w.AR), deal, ACT["comment"], As(once=Once("b", "one")))
    assert count(context, deal) == len(world.history.events) + 2


def test_what_was_refused_may_be_sent_again(context: Context) -> None:
    world = REVIEW()
    at = replace(context, now=lambda: world.now + timedelta(minutes=1))
    deal, once = stored(at, "again", world), As(once=Once("a"))
    with pytest.raises(Exception, match="needs evidence"):
        cases.act(at, principal(w.FR), deal, w.confirm(w.DELIVERY, ""), once)
    assert cases.act(at, principal(w.FR), deal, w.confirm(w.DELIVERY), once).history.case.standing


def test_somebody_else_s_key_is_another(context: Context) -> None:
    world = REVIEW()
    at = replace(context, now=lambda: world.now + timedelta(minutes=1))
    deal, once = stored(at, "theirs", world), As(once=Once("a"))
    for actor in (w.AR, w.SR):
        cases.act(at, principal(actor), deal, ACT["comment"], once)
    assert count(context, deal) == len(world.history.events) + 2
