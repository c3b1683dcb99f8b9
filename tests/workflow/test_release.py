"""The law: nobody signs before FR has decided, nothing is released while something is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from review.model.decision import Choice, Condition, ConditionKind
from review.model.process import State
from review.model.review import Approved
from review.model.roles import Role, Severity
from review.workflow.facts.clearing import CloseCondition, ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import ReceiveDraft, RecordGate
from review.workflow.facts.signing import Approve, ReleasePacket
from review.workflow.readiness import blockers
from tests.workflow.world import (
    AR,
    CM,
    DEC,
    DELIVERY,
    FR,
    FR_HEAD,
    SOLUTION,
    SR,
    SYSTEM,
    World,
    approved,
    confirm,
    draft,
    finding,
    in_review,
    ready,
    released,
    sign,
    signed,
    signed_by_all,
)

D01 = finding("x1", "D-01", Severity.B, commitment="k1")
H07 = finding("x2", "S-07", Severity.H, commitment="k1")


def ask(finding_id: str) -> RequestWaiver:
    return RequestWaiver(finding_id, "customer agreed", Decimal(1000), "CNY", "buffer stock", date(2026, 12, 31))


def test_the_whole_way_to_release() -> None:
    world = World()
    assert world.state is State.NEW
    assert world.does(AR, draft()).state is State.CHECKED
    assert world.does(FR, confirm(DELIVERY)).state is State.IN_REVIEW
    assert world.does(SR, confirm(SOLUTION)).state is State.READY_FOR_DECISION
    assert signed_by_all(world).state is State.READY_FOR_DECISION
    assert world.does(CM, Approve("sha-one")).state is State.APPROVED
    assert world.does(CM, ReleasePacket("sha-one")).state is State.PACKET_RELEASED


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (Approved.NO, "rules-unapproved"),
        (Approved.FALLEN, "rules-changed"),
        (Approved.SELF, "rules-self-approved"),
    ],
)
def test_nothing_is_signed_under_rules_of_a_company_that_nobody_approved(state: Approved, code: str) -> None:
    world = in_review().does(SYSTEM, RecordGate("", (), state)).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert [b.code for b in blockers(world.case, world.now.date())] == [code]
    for actor, act in ((FR, sign()), (CM, Approve("sha-one")), (CM, ReleasePacket("sha-one"))):
        assert world.refused(actor, act) == "denied-blocked"
    world.does(SYSTEM, RecordGate("", (), Approved.YES))
    assert approved(world).does(CM, ReleasePacket("sha-one")).state is State.PACKET_RELEASED


def test_an_approval_that_falls_off_after_the_signatures_holds_up_the_release() -> None:
    world = approved().does(SYSTEM, RecordGate("", (), Approved.FALLEN))
    assert world.refused(CM, ReleasePacket("sha-one")) == "denied-blocked"
    assert world.does(SYSTEM, RecordGate("", ())).does(CM, ReleasePacket("sha-one")).state is State.PACKET_RELEASED


@pytest.mark.parametrize("actor", [AR, SR, FR])
def test_nobody_signs_before_fr_has_decided(actor) -> None:
    assert in_review().does(SR, confirm(SOLUTION)).refused(actor, sign()) == "denied-fr-undecided"


def test_nobody_signs_while_a_b_is_open() -> None:
    world = in_review(D01).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.refused(FR, sign()) == "denied-blocked"


def test_an_h_needs_a_condition_or_a_waiver() -> None:
    world = in_review(H07).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.refused(CM, Approve("sha-one")) == "denied-blocked"
    condition = Condition(ConditionKind.AFTER_SIGNING, "spare line", "fred", date(2026, 5, 1))
    world.does(FR, Decide("k1", "f-k1", Choice.CONFIRM_WITH_CONDITION, evidence="plan", condition=condition))
    assert world.state is State.READY_FOR_DECISION


def test_a_condition_before_signing_blocks_until_it_is_closed() -> None:
    world = in_review().does(SR, confirm(SOLUTION))
    condition = Condition(ConditionKind.BEFORE_SIGNING, "supplier letter", "fred")
    world.does(FR, Decide("k1", "f-k1", Choice.CONFIRM_WITH_CONDITION, evidence="plan", condition=condition))
    assert world.refused(FR, sign()) == "denied-blocked"
    world.does(FR, CloseCondition(world.case.open_conditions[0].id, "letter of 2 March"))
    assert world.state is State.READY_FOR_DECISION


def test_a_waived_b_lets_pass_until_the_waiver_expires() -> None:
    world = in_review(D01).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    world.does(SR, ask("x1")).does(FR_HEAD, ConcurWaiver("x1", D01.digest)).does(DEC, GrantWaiver("x1", D01.digest))
    assert world.state is State.READY_FOR_DECISION
    assert world.later(days=400).state is State.IN_REVIEW


@pytest.mark.parametrize("missing", [AR, SR, FR])
def test_every_corner_of_the_triangle_signs(missing) -> None:
    world = ready()
    for actor in {AR, SR, FR} - {missing}:
        world.does(actor, sign())
    world.does(CM, Approve("sha-one"))
    assert world.refused(CM, ReleasePacket("sha-one")) == "denied-signatures"


def test_a_signer_signs_once_and_for_one_role() -> None:
    world = signed_by_all()
    assert world.refused(FR, sign()) == "denied-signed-already"
    assert ready().does(AR, sign()).refused(replace(AR, role=Role.SR), sign()) == "denied-delegation-role"


def test_a_signature_is_on_this_document_and_check() -> None:
    assert ready().refused(FR, sign("other")) == "denied-other-document"
    assert ready().refused(FR, replace(sign(), review_identity="old")) == "denied-other-document"


def test_the_submitter_and_the_negotiator_do_not_approve() -> None:
    world = World().does(CM, draft()).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))
    assert world.refused(CM, Approve("sha-one")) == "denied-own-work"
    assert ready(negotiated_by=("carl",)).refused(CM, Approve("sha-one")) == "denied-own-work"


def test_signatures_and_approvals_fall_off_when_a_decision_changes() -> None:
    world = approved()
    world.does(FR, Decide("k1", "f-k1", Choice.REJECT, reason="supplier failed", wording="90 days"))
    assert world.state is State.CHANGES_REQUESTED and not world.case.valid_sign_offs
    assert len(world.case.sign_offs) == 3, "what was signed stays on record"
    world.does(FR, confirm(DELIVERY))
    assert world.state is State.READY_FOR_DECISION
    signed_by_all(world).does(CM, Approve("sha-one")).does(CM, ReleasePacket("sha-one"))


def test_a_new_draft_reopens_what_changed_and_nothing_else() -> None:
    world = released()
    changed = replace(DELIVERY, id="n1", was="k1", fingerprint="f-90", reopened=("values",))
    kept = replace(SOLUTION, id="n2", was="k2", number="5.2")
    world.does(AR, draft("two", (changed, kept)))
    assert [i.id for i in world.case.undecided] == ["n1"]
    assert world.case.stale["n1"].fingerprint == "f-k1", "the earlier decision is shown"
    assert world.state is State.IN_REVIEW
    assert world.refused(FR, sign()) == "denied-other-document"
    world.does(FR, confirm(changed))
    signed_by_all(world, "two").does(CM, Approve("sha-two"), ReleasePacket("sha-two"))
    assert world.state is State.PACKET_RELEASED


def test_a_draft_that_waits_for_its_check_stops_signing() -> None:
    from review.workflow.facts.drafts import DiscardDraft
    from tests.workflow.world import SYSTEM

    world = ready().does(AR, ReceiveDraft("two.docx", "sha-two", "deal"))
    assert world.state is State.RECEIVED
    assert world.refused(FR, sign()) == "denied-state"
    assert world.refused(AR, draft("three")) == "denied-newer-draft"
    assert world.does(SYSTEM, DiscardDraft("sha-two", "unreadable")).state is State.READY_FOR_DECISION


def test_the_same_file_is_the_same_revision() -> None:
    world = in_review()
    assert world.tries(AR, draft()) == ()
    assert len(world.case.revisions) == 1


def test_a_new_deal_record_is_a_new_check_of_the_same_revision() -> None:
    world = ready()
    again = (replace(DELIVERY, was="k1", fingerprint="f-lead-90"), replace(SOLUTION, was="k2"))
    world.does(AR, draft(items=again, deal="deal-2"))
    assert len(world.case.revisions) == 1 and world.case.revision.checks == 2
    assert [i.id for i in world.case.undecided] == ["k1"]


def test_a_check_asked_for_again_is_no_repetition() -> None:
    world = ready()
    draft_again = ReceiveDraft("one.docx", "sha-one", "deal")
    assert world.tries(AR, draft_again) == ()
    world.does(CM, replace(draft_again, again=True))
    assert world.state is State.RECEIVED
    assert world.tries(CM, replace(draft_again, again=True)) == ()
    world.does(CM, draft(items=(replace(DELIVERY, was="k1"), replace(SOLUTION, was="k2"))))
    assert (world.state, world.case.revision_id, world.case.revision and world.case.revision.by) == (
        State.READY_FOR_DECISION,
        "r1",
        AR,
    )


def test_what_is_signed_does_not_fall_when_it_is_checked_again() -> None:
    """Another record or other rules bring another register; the contract stays signed as it was released."""
    world = signed()
    release, given = world.case.released, world.case.valid_sign_offs
    changed = (replace(DELIVERY, fingerprint="f-2", was="k1"), replace(SOLUTION, was="k2"))
    found = finding("x1", "D-01", Severity.B, commitment="k1")
    world.does(AR, ReceiveDraft("one.docx", "sha-one", "deal", again=True), draft(items=changed, findings=(found,), deal="two"))
    assert (world.case.released, world.case.valid_sign_offs, world.state) == (release, given, State.SIGNED)
    assert world.case.contract["k1"].fingerprint == DELIVERY.fingerprint
