"""Values of a whole contract: what is looked for by signs is what a reading of everything gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.intake import parse
from review.model.commitment import Party, Understanding, ValueType
from review.model.span import Span
from review.rules import Facts, values
from review.rules.finder import Words
from review.rules.scene import Scene

LINES = (
    "第一条 合同总价为人民币壹佰贰拾万元整(¥1,020,000.00)。", "2. The Customer pays 5% within thirty (45) days, by 30 June 2026.",
    "2026年",
    "第三条 双方每月开会。", "\t", "3\t主机\t12台\t¥3,000", "Delivery: may 5, 2026 or later", "", "质保期为百分之五(3%)",
    "ΑΒΓ 😀 ５％", "6月5日", "元",
)  # fmt: skip


def scene(text: str) -> Scene:
    document = parse("a.txt", text.encode())
    return Scene(Facts(document, Understanding(), None, Party.SELLER, None), Words(()))


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=7))
def test_signs_find_what_reading_everything_finds(lines: list[str]) -> None:
    text = "\n".join([*lines, "end"])
    one = values.everything(scene(text))
    for sort in (ValueType.DATE, ValueType.MONEY, ValueType.PERCENT):
        assert values.of(scene(text), sort) == tuple(v for v in one if v.type is sort and not v.blank)
    assert values.doubled(scene(text)) == tuple(v for v in one if v.spoken is not None or v.malformed)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=7), st.integers(0, 90), st.integers(0, 90))
def test_values_of_a_stretch(lines: list[str], start: int, length: int) -> None:
    text = "\n".join([*lines, "end"])
    span, one = Span(start, start + length), values.everything(scene(text))
    assert values.within(scene(text), span) == tuple(v for v in one if span.contains(v.span))
    assert values.first(scene(text), span) == next((v for v in one if span.start <= v.span.start < span.end), None)


@pytest.mark.parametrize("line", LINES)
def test_values_quote_the_text(line: str) -> None:
    made = scene(line + "\nend")
    assert all(made.text[v.span.start : v.span.end].strip() for v in values.everything(made))
