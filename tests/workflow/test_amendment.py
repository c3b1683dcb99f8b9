"""What an amendment takes over of the contract it changes: events, performance, gates; and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from review.model.commitment import Deadline, Trigger
from review.workflow.facts.drafts import Item
from review.workflow.facts.execution import AcceptHandOver, ObligationStatus, OfferHandOver, RecordObligation, RecordTrigger
from review.workflow.facts.flow import PassGate
from review.workflow.facts.signing import Approve, CompareExecutionCopy, RecordSigned, ReleasePacket
from review.workflow.registers.obligations import obligations
from tests.workflow.world import (
    AR,
    BY_ROLE,
    CM,
    DELIVERY,
    FR,
    SOLUTION,
    SR,
    World,
    confirm,
    draft,
    in_execution,
    in_review,
    ready,
    released,
    signed,
    signed_by_all,
)


def amended(world: World, *lines: Item) -> World:
    """The contract is amended to these lines, each decided, and signed again."""
    world.does(AR, draft("two", lines))
    for line in world.case.undecided:
        world.does(BY_ROLE[line.owner], confirm(line))
    signed_by_all(world, "two").does(CM, Approve("sha-two"), ReleasePacket("sha-two"))
    return world.does(AR, CompareExecutionCopy("copy-2"), RecordSigned("copy-2"))


def test_an_event_of_one_line_stays_with_it_at_an_amendment_while_it_counts_from_that_event() -> None:
    test = Deadline(Trigger.OTHER, "测试结束", None, n=Decimal(3), unit="day")
    spares = Deadline(Trigger.OTHER, "主机停产", None, n=Decimal(5), unit="year")
    lines = (replace(DELIVERY, deadline=test), replace(SOLUTION, deadline=spares))
    world = signed(ready(items=lines)).does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet")).later(days=20)
    for item in ("k1", "k2"):
        world.does(FR, RecordTrigger(Trigger.OTHER, date(2026, 3, 10), "report", item))
    longer = replace(lines[0], id="n1", was="k1", fingerprint="f-9", deadline=replace(test, n=Decimal(9)))
    other = replace(
        lines[1],
        id="n2",
        was="k2",
        fingerprint="f-s",
        deadline=Deadline(Trigger.SHIPMENT, "发货", None, n=Decimal(1), unit="day"),
    )
    amended(world, longer, other)
    assert {o.item.id: o.due for o in obligations(world.case, world.now.date())} == {"n1": date(2026, 3, 19), "n2": None}


def test_what_was_performed_of_a_promise_says_nothing_of_what_an_amendment_made_of_it() -> None:
    world = in_execution()
    day = world.now.date()
    world.does(FR, *(RecordObligation(k, ObligationStatus.DONE, day, "note") for k in ("k1", "k2")))
    more = replace(DELIVERY, id="n1", was="k1", fingerprint="f-more", quote="Seller shall deliver 60 pumps.")
    amended(world, more, replace(SOLUTION, id="n2", was="k2"))
    found = {o.item.id: (o.status, o.evidence) for o in obligations(world.case, day)}
    assert found == {"n1": (ObligationStatus.OPEN, ""), "n2": (ObligationStatus.DONE, "note")}
    assert ("k1", "note") in {(o.item, o.evidence) for o in world.case.obligations}, "what was recorded is not lost"


def test_the_gate_of_a_change_is_passed_for_the_amendment_and_not_before_it_is_released() -> None:
    world = (
        in_review().does(CM, PassGate("ATI")).does(FR, confirm(DELIVERY)).does(CM, PassGate("ATB")).does(SR, confirm(SOLUTION))
    )
    released(world).does(CM, PassGate("ATC"))
    world.does(AR, CompareExecutionCopy("sha-copy"), RecordSigned("sha-copy", "2026-03-05"))
    world.does(AR, draft("two", (replace(DELIVERY, id="n1", was="k1", fingerprint="f-60"), replace(SOLUTION, id="n2", was="k2"))))
    assert world.refused(CM, PassGate("ATAC")) == "denied-gate"
    world.does(FR, confirm(world.case.items["n1"]))
    signed_by_all(world, "two").does(CM, Approve("sha-two"))
    assert world.refused(CM, PassGate("ATAC")) == "denied-gate"
    world.does(CM, ReleasePacket("sha-two"), PassGate("ATAC"))
    assert [(g.gate, g.revision) for g in world.case.gates] == [("ATI", "r1"), ("ATB", "r1"), ("ATC", "r1"), ("ATAC", "r2")]
