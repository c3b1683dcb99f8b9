"""An orderly review with the gate rules asked after every act, as the server does: they stand in the way of nothing lawful."""

from __future__ import annotations

from dataclasses import replace

from review.model.deal import Deal
from review.model.decision import Actor, Choice
from review.model.event import Fact
from review.model.process import State
from review.model.review import Review
from review.model.roles import Role
from review.workflow import state_of
from review.workflow.facts.clearing import CloseEscalation
from review.workflow.facts.deciding import Decide, DismissCommitment
from review.workflow.facts.drafts import RecordGate
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket
from review.workflow.register import finding_ref
from tests.scenarios.stage import AR, BY_ROLE, CM, FR, POLICY, SR, Play, confirm, contract, deal, play, reviewed, word

PRODUCT = Actor("", Role.ADMIN)


def quiet(review: Review) -> Review:
    """Without the findings of the check: this is about the rules of the gate."""
    return replace(review, findings=())


def act(asked: Play, actor: Actor, action: Fact) -> None:
    """The act, and then the answer of the gate rules where it is another than before."""
    asked.does(actor, action)
    found = tuple(finding_ref(f) for f in asked.gate() if f.open)
    if found != asked.case.gate_findings:
        asked.does(PRODUCT, RecordGate("", found))


#: Another account manager than the one who submits.
SUN = Actor("Sun", Role.AR)


def decide_all(asked: Play, ar: Actor = SUN) -> None:
    for item in asked.case.undecided:
        people = {**BY_ROLE, Role.AR: ar}
        act(asked, people.get(item.owner) or Actor(f"{item.owner}-1", item.owner), confirm(item))


def release(asked: Play, review: Review) -> None:
    sha = review.document.source.sha256
    for actor in (AR, SR, FR):
        act(asked, actor, SignOffPacket(sha, review.identity, "本人已逐条核对"))
    act(asked, CM, Approve(sha))
    act(asked, CM, ReleasePacket(sha))
    assert state_of(asked.case, POLICY, asked.now.date()) is State.PACKET_RELEASED


LINES = (*contract(), "第五条 配合", "甲方应在3日内书面确认图纸。", "乙方应在2日内答复甲方的变更通知。")


def authorised() -> Deal:
    return deal(
        authority=[
            {"dimension": d, "limit": "9000000", "discount": "20", "holder": "Zhou"} for d in ("terms", "signing", "price")
        ],
        gates=[{"gate": "ATI", "decision": "通过"}, {"gate": "ATB", "decision": "通过"}],
        opp={"amount": "800000", "currency": "CNY"},
        quote={"discount": "5", "gross": "800000", "net": "700000"},
    )


def test_the_first_draft_goes_through() -> None:
    review = quiet(reviewed(word(*LINES), authorised()))
    asked = play(review)
    decide_all(asked)
    release(asked, review)


def test_ar_submits_and_decides_what_ar_owns() -> None:
    review = quiet(reviewed(word(*LINES), authorised()))
    asked = play(review)
    assert Role.AR in {i.owner for i in asked.case.register}
    decide_all(asked, AR)
    release(asked, review)


def test_a_second_draft_with_a_changed_and_a_dismissed_line_goes_through() -> None:
    first = quiet(reviewed(word(*LINES), authorised()))
    asked = play(first)
    training = asked.line("现场培训")
    act(asked, FR, DismissCommitment(training.id, training.fingerprint, "另有培训协议"))
    decide_all(asked)
    delivery = asked.line("完成全部设备交货")
    rejected = Decide(delivery.id, delivery.fingerprint, Choice.REJECT, reason="交付周期变长", wording="100日")
    act(asked, FR, rejected)
    changed = [line.replace("90日", "100日").replace("3日内书面确认", "5日内书面确认") for line in LINES]
    second = quiet(reviewed(word(*changed), authorised()))
    asked.submit(second)
    decide_all(asked)
    for one in asked.case.open_escalations:
        act(asked, CM, CloseEscalation(one.id, "已处理", "会议纪要"))
    release(asked, second)
