"""Laws that hold for any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.commitments import as_json, understand
from review.commitments.identity import normalised
from review.model.commitment import Deadline
from tests.commitments.drafts import document, understood

TEXTS = st.text(
    st.sampled_from(
        "甲乙方应在于年月日内付款交货合同不得有权，。；：（）%1234567890 \nThe Supplier shall pay within (30) days; of."
    ),
    max_size=300,
)
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_is_understood_and_every_span_quotes_it(text: str) -> None:
    read = document("合同\n甲方：云杉公司\n乙方：白桦公司\n" + text)
    found = understand(read)
    for commitment in found.commitments:
        assert read.quote(commitment.span) == commitment.quote
        assert all(commitment.span.contains(v.span) for v in commitment.values)
        assert all(a.span.contains(v.span) and read.quote(a.span).strip() for a in commitment.applied for v in a.values)
    assert as_json(found, read) == as_json(understand(read), read)


#: Clauses that name their parties themselves, so that each means the same wherever it stands.
CLAUSES = {
    "zh": (
        "交货\n乙方应在合同生效后45日内将12台输送机运至甲方工厂。",
        "付款\n甲方应在验收合格后15个工作日内支付合同总价的60%。",
        "质量\n质保期内，乙方应在接到甲方故障通知后4小时内响应，24小时内恢复运行。",
        "违约\n乙方逾期交货的，每逾期一日，乙方应按合同总价的0.1%向甲方支付违约金。",
        "保密\n双方应对本合同内容保密，保密期为3年。",
        "解除\n甲方有权提前30日书面通知乙方解除本合同。",
        "分包\n未经甲方书面同意，乙方不得将本合同义务分包给第三方。",
        "培训\n乙方应对甲方的20名操作人员进行3天培训。",
    ),
    "en": (
        "Delivery\nThe Supplier shall deliver 12 conveyors to the Site within 45 days after the Effective Date.",
        "Payment\nThe Customer shall pay 60% of the Contract Price within 15 business days after acceptance.",
        "Faults\nThe Supplier shall respond to a fault within 4 hours and restore operation within 24 hours.",
        "Delay\nIf the Supplier is late, the Supplier shall pay 0.1% of the Contract Price for each day of delay.",
        "Confidence\nEach party shall keep the other party's information confidential for three years.",
        "Termination\nThe Customer may terminate this Agreement upon thirty (30) days' written notice to the Supplier.",
        "Subcontracting\nThe Supplier shall not subcontract without the Customer's prior written consent.",
        "Training\nThe Supplier shall train 20 operators of the Customer for three days.",
    ),
}
HEADS = {
    "zh": "设备供货合同\n甲方（买方）：青山机电有限公司\n乙方（卖方）：长河自动化股份有限公司\n",
    "en": 'SUPPLY AGREEMENT\nThis Agreement is made between Alder Ltd (the "Supplier") and Birch plc (the "Customer").\n',
}
UNRELATED = {
    "zh": ("其他\n本合同一式四份，双方各执两份。", "附则\n本合同以中文书写。", "说明\n云州四季分明，夏季多雨。"),
    "en": (
        "General\nThis Agreement is made in two originals.",
        "Headings\nHeadings are for convenience.",
        "Region\nSummers are wet and winters are mild.",
    ),
}
NUMBER = {"zh": lambda n: f"第{'一二三四五六七八九十'[n]}条 ", "en": lambda n: f"{n + 1}. "}


def draft(key: str, clauses: Sequence[str]) -> str:
    return HEADS[key] + "".join(f"{NUMBER[key](n)}{c}\n" for n, c in enumerate(clauses))


def promised(text: str) -> set[tuple[object, ...]]:
    """What is found, places and numbers aside."""
    found = understood(text).commitments
    return {(c.quote, c.kind, c.also, c.obligor, c.modality, tuple((v.role, v.n, v.unit) for v in c.values), c.id) for c in found}


def chosen(key: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(CLAUSES[key]), min_size=2, max_size=6, unique=True)


@pytest.mark.parametrize("key", ["zh", "en"])
@settings(max_examples=15)
@given(data=st.data())
def test_an_unrelated_paragraph_changes_no_other_commitment(key: str, data: st.DataObject) -> None:
    clauses = data.draw(chosen(key))
    paragraph = data.draw(st.sampled_from(UNRELATED[key]))
    at = data.draw(st.integers(0, len(clauses)))
    before = promised(draft(key, clauses))
    assert len(before) >= len(clauses)
    assert before <= promised(draft(key, [*clauses[:at], paragraph, *clauses[at:]]))


@pytest.mark.parametrize("key", ["zh", "en"])
@settings(max_examples=15)
@given(data=st.data())
def test_the_order_of_clauses_does_not_matter(key: str, data: st.DataObject) -> None:
    clauses = data.draw(chosen(key))
    other = data.draw(st.permutations(clauses))
    assert promised(draft(key, clauses)) == promised(draft(key, other))


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


@settings(max_examples=40)
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
