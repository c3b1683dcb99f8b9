"""Which time answers, which brings somebody to the site, which restores: the role is that of the nearest verb."""

from __future__ import annotations

import pytest

from tests.commitments.drafts import at, understood

_PARTIES = {
    True: 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n',
    False: "合同\n甲方（买方）：青山公司\n乙方（卖方）：长河公司\n",
}
CASES = {
    "The Supplier shall respond to Severity 1 faults within fifteen (15) minutes and restore service within four (4) hours.": [
        ("response", 15), ("restore", 4),
    ],
    "The Supplier shall acknowledge each ticket within 30 minutes, attend the Site within 4 hours and fix it within 2 days.": [
        ("response", 30), ("onsite", 4), ("restore", 2),
    ],
    "The Supplier shall provide a four-hour response and an eight-hour fix time for critical faults.": [
        ("response", 4), ("restore", 8),
    ],
    "乙方提供7×24小时技术支持，接到报修后1小时内响应，4小时内到达现场，24小时内恢复运行。": [
        ("window", 7), ("window", 24), ("response", 1), ("onsite", 4), ("restore", 24),
    ],
    "乙方应在接到通知后30分钟内响应，2小时内派工程师上门，8小时内排除故障。": [
        ("response", 30), ("onsite", 2), ("restore", 8),
    ],
    "乙方的响应时间应不超过15分钟，到场时间不超过2小时，修复时间不超过6小时。": [
        ("response", 15), ("onsite", 2), ("restore", 6),
    ],
    "乙方应自甲方报修登记起2小时内响应、24小时内到达机房、48小时内修复。": [
        ("response", 2), ("onsite", 24), ("restore", 48),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_role_of_each_time(text: str) -> None:
    promise = at(understood(_PARTIES[text.isascii()] + text).commitments, text[:8])
    assert [(str(v.role), v.n) for v in promise.values] == CASES[text]
