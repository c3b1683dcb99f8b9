"""Every refusal is a sentence in Chinese and in English, with no English word left in the Chinese one but names of rules."""

from __future__ import annotations

import re

import pytest

from review.errors import known_codes
from review.model.roles import Severity
from review.workflow.denied import Denial, Denied
from review.workflow.facts.deciding import Comment
from review.workflow.facts.execution import CloseCase
from review.workflow.facts.flow import PassGate
from review.workflow.facts.signing import Approve
from review.workflow.gates import REQUIREMENTS
from review.workflow.readiness import CODES
from review.workflow.wording import BLOCKERS, worded
from tests.workflow.actions import EXAMPLES
from tests.workflow.world import (
    BY_ROLE,
    CM,
    DELIVERY,
    FR,
    SOLUTION,
    SR,
    STATES,
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
