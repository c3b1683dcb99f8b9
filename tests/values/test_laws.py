"""Laws that hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from review.commitments.values import RawValue, scan

_PIECES = (
    "乙方应在", "30", "三十", "（30）", "日内", "个工作日", "支付", "5%", "百分之五", "¥1,200.50",
    "元", "万元", "壹佰元整",
    "2026年6月30日", "____", "每月", "within ", "thirty (30) ", "days ", "of ", "$1.5 million ", "per month ", "not more than ",
    "one ", "half ", "and ", "3-5", "台", "第", "条", "。", ",", " ", "\n", "(", ")",
    "[●]", "1/2", "至", "或", "不超过", "以上", "7x24", "{{n}}",
    "0.", "-", "%", "‰",
    "T+3", "起（45）日内", "within (45) days ", "三分之一", "的1/3", "one third of ", "between ", "日千分之三", "每逾期一日",
    "EUR 1 000 000 ", "2026年3月上旬", "12月31日", "20260301", "Q3 2026", "end of March 2026 ", "每百斤", "不少于5000",
    "to 60 days", "和", "任何一个",
)  # fmt: skip
texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=12).map("".join)
_WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) not in "\"'"}
"""Every sign of ASCII that has a full-width form, but the quotation marks, whose half-width forms are two."""


def _facts(value: RawValue) -> tuple[object, ...]:
    return (value.type, value.n, value.unit, value.currency, value.iso, value.part, value.blank, value.spoken, value.span)


@given(texts)
def test_spans_are_in_order_and_quote_the_text(text: str) -> None:
    at = 0
    for value in scan(text):
        assert at <= value.span.start < value.span.end <= len(text)
        assert value.span.of(text).strip()
        at = value.span.end


@given(texts)
def test_full_width_characters_change_nothing(text: str) -> None:
    assert [_facts(v) for v in scan(text.translate(_WIDE))] == [_facts(v) for v in scan(text)]


@given(texts, texts)
def test_sentences_do_not_change_each_other(first: str, second: str) -> None:
    stop = "。\n\n甲方确认上述内容无误。\n\n"
    together = scan(first + stop + second)
    alone = scan(first + stop)
    assert [_facts(v)[:-1] for v in together if v.span.end <= len(first)] == [
        _facts(v)[:-1] for v in alone if v.span.end <= len(first)
    ]


@given(texts, st.integers(0, 40))
def test_a_stretch_is_read_as_a_text_of_its_own(text: str, start: int) -> None:
    found = scan(text, min(start, len(text)))
    own = scan(text[start:])
    assert [v.span.start - min(start, len(text)) for v in found] == [v.span.start for v in own]


@given(texts)
def test_a_value_has_a_number_or_says_why_not(text: str) -> None:
    for value in scan(text):
        assert value.n is not None or value.blank or value.iso or value.part
