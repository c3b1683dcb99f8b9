"""What the history of a case gives its packet: changes since the last reviewed revision, gates, people, sums, hand-over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from review.model.commitment import Trigger
from review.model.roles import Role
from review.packet import filed
from review.workflow.clock import due
from review.workflow.facts.drafts import Member
from review.workflow.facts.execution import (
    AcceptHandOver,
    Milestone,
    OfferHandOver,
    PlanReceivables,
    ReceivableStep,
    RecordReceivable,
    ReturnHandOver,
)
from review.workflow.facts.flow import NameTeam, PassGate
from tests.scenarios.stage import AR, CM, FR, POLICY, Play, confirm, contract, deal, play, reviewed, word
from tests.scenarios.test_scenarios import to_release
from tests.workflow.world import AR as ANN
from tests.workflow.world import FIN as FIONA
from tests.workflow.world import FR as FRED
from tests.workflow.world import signed


def _second(first: Play, **changes: str) -> Play:
    first.submit(reviewed(word(*contract(**changes)), deal()))
    return first


def test_changes_name_the_clause_its_words_before_and_now_and_what_reopened() -> None:
    asked = play(reviewed(word(*contract()), deal()))
    asked.does(FR, confirm(asked.line("完成全部设备交货")))
    before = asked.review
    _second(asked, 后90日="后60日")
    previous = filed.last_reviewed(asked.case)
    assert previous and before and asked.review and previous.number == 1
    told = filed.changes(asked.history, previous, before, asked.review)
    assert told.previous.startswith(f"r1 · {before.document.source.sha256[:16]}")
    by_kind = {(c.kind, c.number): c for c in told.rows}
    changed = by_kind["changed", "第一条"]
    assert "90日内" in changed.before and "60日内" in changed.after and changed.reopened
    depends = by_kind[filed.DEPENDENT, "第三条"].reopened
    assert depends and depends["en"] == "a clause or annex it refers to changed (第一条)", (
        "the words of clause 3 stayed; what they refer to did not"
    )


def test_a_draft_that_nobody_looked_at_is_not_what_the_next_is_compared_with() -> None:
    asked = play(reviewed(word(*contract()), deal()))
    assert filed.last_reviewed(asked.case) is None
    _second(asked, 后90日="后80日")
    assert filed.last_reviewed(asked.case) is None
    asked.does(FR, confirm(asked.line("完成全部设备交货")))
    _second(asked, 后90日="后70日")
    _second(asked, 后90日="后60日")
    previous = filed.last_reviewed(asked.case)
    assert previous is not None and previous.number == 2


def test_those_who_were_reminded_since_are_named() -> None:
    asked = play(reviewed(word(*contract()), deal()))
    asked.does(FR, confirm(asked.line("完成全部设备交货")))
    before = asked.review
    _second(asked, 后90日="后60日")
    asked.now += timedelta(days=30)
    asked.history = asked.history.extended(due(asked.history, now=asked.now, policy=POLICY))
    previous = filed.last_reviewed(asked.case)
    assert previous and before and asked.review
    told = filed.changes(asked.history, previous, before, asked.review).notified
    assert ("Zhao", asked.now) in told


def test_gates_and_people_are_told_with_their_moments() -> None:
    asked, _ = to_release(requirements=[{"id": "R1", "text": "泵站设备"}])
    asked.does(CM, NameTeam((Member("Wang", Role.AR), Member("Li", Role.SR), Member("Zhao", Role.FR), Member("Fei", Role.FIN))))
    asked.does(CM, PassGate("ATI", "three persons named"))
    (gate,) = filed.gates(asked.case)
    assert (gate.gate, gate.body, gate.conditions) == ("ATI", "CM Qian", ("three persons named",))
    people = {(p.person, p.role): p for p in filed.participation(asked.history, deal())}
    assert people["Zhao", Role.FR].joined == date(2026, 1, 5)
    first = people["Zhao", Role.FR].first_act
    assert first and first == min(e.at for e in asked.history.events if e.actor == FR)
    assert people["Fei", Role.FIN].first_act is None and people["Fei", Role.FIN].joined == asked.now.date()
    assert people["Wang", AR.role].first_act


def test_the_hand_over_is_told_as_it_stands() -> None:
    world = signed()
    assert filed.handover(world.history) is None
    world.does(ANN, OfferHandOver("sheet-1")).does(FRED, ReturnHandOver("no site address"))
    told = filed.handover(world.history)
    assert told and (told.to, told.accepted_at, told.returned) == ("", None, "no site address")
    world.does(ANN, OfferHandOver("sheet-2")).does(FRED, AcceptHandOver("sheet-2"))
    told = filed.handover(world.history)
    assert told and (told.to, told.accepted_at, told.returned) == ("fred", world.now, "")


def test_sums_to_collect_follow_their_steps() -> None:
    world = signed()
    assert filed.receivables(world.case, date(2026, 3, 3)) == ()
    plan = Milestone("prepayment", Decimal("300000"), "CNY", Trigger.SIGNING, 10, "ann", "invoice")
    world.does(FIONA, PlanReceivables((plan,)))
    day = datetime(2026, 3, 2, tzinfo=UTC).date()
    for step in (ReceivableStep.TRIGGER_MET, ReceivableStep.EVIDENCED, ReceivableStep.INVOICED):
        world.does(FIONA, RecordReceivable("prepayment", step, day, f"doc {step}"))
    (open_,) = filed.receivables(world.case, day)
    assert (open_.due, open_.received, open_.trigger) == (day + timedelta(days=10), None, "signing")
    assert open_.evidence.startswith("invoice; ")
    world.does(FIONA, RecordReceivable("prepayment", ReceivableStep.RECEIVED, day, "bank slip", Decimal("300000")))
    (paid,) = filed.receivables(world.case, day)
    assert paid.received == day
