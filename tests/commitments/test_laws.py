"""Laws that hold for any text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.commitments import as_json, understand
from review.commitments.identity import normalised
from review.model.commitment import Deadline
from tests.commitments.drafts import EN, ZH, document, understood

TEXTS = st.text(
    st.sampled_from(
        "甲乙方应在于年月日内付款交货合同不得有权，。；：（）%1234567890 \nThe Supplier shall pay within (30) days; of."
    ),
    max_size=300,
)
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_understood_and_every_span_quotes_it(text: str) -> None:
    read = document("合同\n甲方：云杉公司\n乙方：白桦公司\n" + text)
    found = understand(read)
    for commitment in found.commitments:
        assert read.quote(commitment.span) == commitment.quote
        assert all(commitment.span.contains(v.span) for v in commitment.values)
        assert all(a.span.contains(v.span) and read.quote(a.span).strip() for a in commitment.applied for v in a.values)
    assert as_json(found, read) == as_json(understand(read), read)


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [(ZH, "第五条 其他\n5.1 本合同一式四份，双方各执两份。\n"), (EN, "6. General\nThis Agreement is made in two originals.\n")],
)
def test_an_unrelated_paragraph_changes_no_other_commitment(text: str, paragraph: str) -> None:
    before = {(c.quote, c.kind, c.obligor, c.id) for c in understood(text).commitments}
    after = {(c.quote, c.kind, c.obligor, c.id) for c in understood(text + paragraph).commitments}
    assert before <= after


SENTENCES = (
    "乙方应在合同生效后10日内提交方案，并在方案确认后30日内完成交付。",
    "甲方应在验收合格后15个工作日内支付合同总价的60%，余款于质保期满后（30）日内付清。",
    "乙方应于2026年6月30日前10日完成安装，并于2026年9月上旬完成调试。",
    "乙方逾期交货的，每逾期1日按合同总价的0.05%支付违约金，但不超过合同总价的5%。",
    "乙方应每季度巡检2次，月可用率不低于99.9%。",
    "质保期：□12个月 ☑24个月，自终验合格之日起算。",
    "乙方应在第1.1条规定的期限内移交4份资料。",
    "合同总价为人民币1,200,000.00元（大写：壹佰贰拾万元整）。",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
def test_width_changes_no_value_and_no_deadline(sentences: list[str]) -> None:
    text = "服务合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n第一条 服务\n"
    text += "".join(f"1.{n} {sentence}\n" for n, sentence in enumerate(sentences, 1))
    narrow, wide = understood(text).commitments, understood(text.translate(WIDE)).commitments
    assert [normalised(c.quote) for c in narrow] == [normalised(c.quote) for c in wide]
    for one, other in zip(narrow, wide, strict=True):
        assert [replace(v, of=None) for v in one.values] == [replace(v, of=None) for v in other.values]
        assert [_plain(d) for d in (one.deadline, *one.later)] == [_plain(d) for d in (other.deadline, *other.later)]


def _plain(deadline: Deadline | None) -> Deadline | None:
    return replace(deadline, trigger_text=normalised(deadline.trigger_text)) if deadline else None


def test_the_order_of_clauses_does_not_matter() -> None:
    head, *clauses = re.split("(?=第.条)", ZH)
    swapped = head + "".join(reversed(clauses))
    sets = [{(c.quote, c.kind, c.obligor, c.modality) for c in understood(t).commitments} for t in (ZH, swapped)]
    assert sets[0] == sets[1]
