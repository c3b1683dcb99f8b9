"""Every refusal is a sentence in Chinese and in English, with no English word left in the Chinese one but names of rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from review.errors import known_codes
from review.model.commitment import Trigger
from review.model.decision import Escalation
from review.model.process import State
from review.model.roles import Severity
from review.workflow.denied import Denial, Denied
from review.workflow.facts.deciding import Comment
from review.workflow.facts.execution import CloseCase, RecordTrigger
from review.workflow.facts.flow import PassGate
from review.workflow.facts.signing import Approve, CompareExecutionCopy
from review.workflow.gates import REQUIREMENTS
from review.workflow.readiness import CODES
from review.workflow.wording import BLOCKERS, GONE, raised, settled, worded
from tests.workflow.actions import EXAMPLES
from tests.workflow.world import (
    BY_ROLE,
    CM,
    DELIVERY,
    FR,
    LEG,
    SOLUTION,
    SR,
    START,
    STATES,
    SYSTEM,
    World,
    confirm,
    finding,
    in_execution,
    in_review,
    ready,
)

#: Words of the field that stand in both languages.
_NAMES = re.compile(
    r"\b(?:AR|SR|FR|COM|BID|FIN|LEG|CM|DEC|AUDIT|ADMIN|B|H|M|L|[A-Z]-\d\d|AT[A-Z]+|[a-z]\d+|gail|zz|prepayment|delay|sha-\w+)\b"
)


def refusals() -> list[Denied]:
    """Everything that is refused when every role tries everything in every state."""
    found = {}
    for make in STATES.values():
        world = make()
        for action in EXAMPLES:
            for actor in BY_ROLE.values():
                answer = World(world.history, world.now).tries(actor, action)
                if isinstance(answer, Denied):
                    found[answer.code, str(answer.fields)] = answer
    return list(found.values())


def test_no_field_stays_in_the_other_language() -> None:
    for denied in refusals():
        chinese, english = denied.reason["zh"], denied.reason["en"]
        assert not re.search(r"[A-Za-z_]{3,}", _NAMES.sub("", chinese)), chinese
        assert not re.search(r"[\u4e00-\u9fff]", english), english


@pytest.mark.parametrize(
    ("world", "actor", "action", "zh", "en"),
    [
        (
            lambda: in_review(finding("x1", "D-01", Severity.B)).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION)),
            CM,
            Approve("sha-one"),
            "尚有 2 项阻碍，首先是：阻断问题未关闭（D-01）。此前不得批准、签字或放行。",
            "2 things stand in the way, first: a blocking finding is open (D-01). Until then no approval, signature or release.",
        ),
        (in_review, FR, Comment("k1", ""), "缺少必填内容：内容。", "This is needed: a text."),
        (
            STATES[State.ON_HOLD],
            FR,
            confirm(DELIVERY),
            "当前状态“已暂停”不允许此操作：须先由合同经理或决策团队恢复评审。",
            "This cannot be done in the state On hold: the contract manager or the decision team resumes the review first.",
        ),
        (
            STATES[State.SIGNED],
            FR,
            confirm(DELIVERY),
            "当前状态“已签约”不允许此操作：放行之后的更改须提交下一版草案。",
            "This cannot be done in the state Signed: after the release a change comes with a next draft.",
        ),
        (
            in_review,
            FR,
            CompareExecutionCopy("sha-copy"),
            "角色 FR 无权执行此操作，有权的角色：AR、COM、LEG、CM、ADMIN。",
            "The role FR may not do this; those who may: AR, COM, LEG, CM, ADMIN.",
        ),
        (
            ready,
            LEG,
            Approve("sha-one"),
            "不需要 LEG 的批准；尚缺的批准：CM / COM / DEC。",
            "An approval by LEG is not asked for; still missing: CM / COM / DEC.",
        ),
        (
            in_execution,
            FR,
            RecordTrigger(Trigger.SHIPMENT, date(2030, 1, 1), "note"),
            "日期晚于今天；请填写实际发生的日期。",
            "The day has not come yet; give the day on which it happened.",
        ),
        (
            ready,
            CM,
            PassGate("ATC"),
            "未满足关口 ATC 的要求：ATB、签审包已放行。",
            "The gate ATC still needs: ATB, the packet released.",
        ),
        (
            in_execution,
            CM,
            CloseCase(),
            "关闭清单尚有 5 项未完成，首先是：义务未完成（3.1）。",
            "5 things on the closing checklist are open, first: obligation open (3.1).",
        ),
    ],
)
def test_as_people_read_it(world, actor, action, zh: str, en: str) -> None:
    answer = world().tries(actor, action)
    assert isinstance(answer, Denied) and answer.reason == {"zh": zh, "en": en}
    assert isinstance(answer.error, Denial) and str(answer.error) == en


def test_every_blocker_and_requirement_has_its_words() -> None:
    assert set(BLOCKERS) == set(CODES)
    assert all(worded(name, "zh") != name for name in REQUIREMENTS)


def test_codes_are_registered() -> None:
    assert {d.code for d in refusals()} <= set(known_codes())


@pytest.mark.parametrize(
    ("cause", "subject", "reason", "zh", "en"),
    [
        ("open_b", "x1", "D-01", "阻断问题 D-01 未关闭", "the blocking finding D-01 is open"),
        ("overdue", "", "3", "评审逾期，未决定的承诺：3", "the review is overdue; commitments undecided: 3"),
        ("overdue", "", "3 undecided", "评审逾期，未决定的承诺：3", "the review is overdue; commitments undecided: 3"),
        ("overdue", "c4", "现场勘察", "条件逾期：现场勘察", "a condition is overdue: 现场勘察"),
        ("authority", "", "terms, price", "超出授权：条款、价格", "beyond authority: terms, price"),
        ("contested", "d1", "客户坚持", "对拒绝提出异议：客户坚持", "a rejection is contested: 客户坚持"),
        ("manual", "", "too {big}", "too {big}", "too {big}"),
    ],
)
def test_why_a_matter_went_up_is_said_in_both_languages(cause: str, subject: str, reason: str, zh: str, en: str) -> None:
    one = Escalation("e1", subject, 1, reason, SYSTEM, START, START.date(), cause=cause)
    assert raised(one) == {"zh": zh, "en": en}


def test_what_the_product_closes_itself_is_said_and_what_a_person_writes_stays() -> None:
    one = Escalation("e1", "x1", 1, "D-01", SYSTEM, START, START.date(), decision=GONE)
    assert settled(one) == {"zh": "升级原因已消除", "en": "the cause is gone"}
    assert settled(replace(one, closed_by="dora"))["zh"] == GONE


def test_a_refusal_is_kept_as_it_was_said() -> None:
    answer = in_review().tries(CM, PassGate("ATB"))
    assert isinstance(answer, Denied)
    kept = answer.refusal(PassGate("ATB"))
    assert (kept.action, kept.code, kept.zh, kept.en) == ("pass_gate", "denied-gate", answer.reason["zh"], answer.reason["en"])
