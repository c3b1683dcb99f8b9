"""Of options only the ticked ones are said, in sentences, lists and tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.ticks import says_nothing, unticked
from tests.commitments.words import EN, ZH, Grid, found, rows, told


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("质保期：□12个月 ☑24个月 □36个月", ["□12个月 ", "□36个月"]),
        ("质保期：□12个月 ☑24个月 □36个月，自验收合格之日起算", ["□12个月 ", "□36个月"]),
        ("付款：（√）分期 （ ）一次性", ["（ ）一次性"]),
        ("[x] 24 months [ ] 36 months", ["[ ] 36 months"]),
        ("☒ monthly ☐ yearly", ["☐ yearly"]),
        ("■ 乙方应在5日内答复", []),
        ("within [ ] days after delivery", []),
        ("自验收合格之日起（ ）日内", []),
        ("乙方在30日内交付", []),
        ("□ 一次性支付。乙方应交付", ["□ 一次性支付"]),
    ],
)
def test_unticked(text: str, left_out: list[str]) -> None:
    assert [text[a:b] for a, b in unticked(text)] == left_out


@pytest.mark.parametrize(
    ("text", "nothing"),
    [("□ 一次性支付", True), ("付款方式：□分期 □一次性", True), ("付款方式：☑分期 □一次性", False), ("乙方应交付", False)],
)
def test_options_that_all_stand_open_say_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@given(st.text("□☑[ x]（√）12个月，。\n:：ab", max_size=40))
def test_stretches_are_in_order_and_hold_no_tick(text: str) -> None:
    at = 0
    for start, end in unticked(text):
        assert at <= start < end <= len(text)
        assert "☑" not in text[start:end]
        at = end


SENTENCES = [
    (ZH, "六、质保期：□12个月 ☑24个月 □36个月", ["24 month"]),
    (ZH, "七、付款方式：☑合同签订后7日内支付30% □合同签订后30日内一次性支付", ["7 day", "30 %"]),
    (ZH, "☑乙方应在到货后5日内完成安装。", ["5 day"]),
    (ZH, "□乙方应在到货后15日内完成安装。", []),
    (EN, "5. Warranty period: [ ] 12 months [x] 24 months [ ] 36 months", ["24 month"]),
    (EN, "6. Payment: ☒ 30% within 7 days after signing ☐ 100% within 30 days after signing", ["30 %", "7 day"]),
    (EN, "[ ] The Supplier shall install the goods within 15 days after delivery.", []),
]


@pytest.mark.parametrize(("prologue", "sentence", "values"), SENTENCES)
def test_options_of_a_sentence(prologue: tuple[str, ...], sentence: str, values: list[str]) -> None:
    assert [told(v) for c in found((*prologue, sentence)) for v in c.values] == values


def test_rows_that_are_not_chosen_promise_nothing() -> None:
    chinese = Grid([
        ["服务项目", "是否选用", "要求"],
        ["现场值守", "☑", "乙方派驻2名工程师"],
        ["远程支持", "□", "乙方派驻5名工程师"],
        ["巡检", "√", "乙方巡检4次"],
        ["培训", "×", "乙方培训3天"],
        ["备件", "否", "乙方提供备件10套"],
    ])  # fmt: skip
    english = Grid([
        ["Service", "Selected", "Requirement"],
        ["On-site", "[x]", "The Supplier shall provide 2 engineers"],
        ["Remote", "[ ]", "The Supplier shall provide 5 engineers"],
        ["Spares", "No", "The Supplier shall provide 7 kits"],
    ])  # fmt: skip
    assert rows(found((*ZH, "九、服务内容"), chinese)) == {"现场值守": ["2 名"], "巡检": ["4 次"]}
    assert rows(found((*EN, "7. Options"), english)) == {"On-site": ["2 engineers"]}
