"""Traditional characters are read as simplified ones, sign for sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.intake import parse
from review.intake.script import as_written, simplified, simplified_document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("賣方應於簽約後四十五日內交貨", "卖方应于签约后四十五日内交货"),
        ("著作權、乾燥、徵求", "著作权、乾燥、徵求"),  # simplified texts write 著, 乾, 徵
        ("卖方应于签约后四十五日内交货", "卖方应于签约后四十五日内交货"),
        ("⼄⽅应在⻓期⽀付⾦额，\uf98e底⻋间", "乙方应在长期支付金额，年底车间"),
        ("The Supplier’s duty — £5", "The Supplier’s duty — £5"),
        ("", ""),
    ],
)
def test_signs(written: str, read: str) -> None:
    assert simplified(written) == read


@given(st.text())
def test_every_sign_keeps_its_place(text: str) -> None:
    read = simplified(text)
    assert len(read) == len(text)
    assert simplified(read) == read
    assert all(a == b for a, b in zip(text, read, strict=True) if a.isascii())


_TEXT = (
    "採購合同\n買方：江州雲杉置業有限公司\n賣方：南嶼白樺設備有限公司\n第一條 交貨\n第二條 驗收\n（以下無正文）\n買方（蓋章）：\n"
)


def test_clauses_are_found_and_shown_as_they_are_written() -> None:
    document = parse("a.txt", _TEXT.encode())
    other = parse("a.txt", simplified(_TEXT).encode())
    assert [(c.span, c.kind) for c in document.clauses] == [(c.span, c.kind) for c in other.clauses]
    assert [(c.number, c.title) for c in document.clauses if c.number] == [("第一條", "交貨"), ("第二條", "驗收")]


def test_words_of_the_simplified_text_are_shown_as_written() -> None:
    document = parse("a.txt", _TEXT.encode())
    read = simplified_document(document)
    assert as_written(document, read, "云杉置业") == "雲杉置業"
    assert as_written(document, read, "白云") == "白云"
    assert simplified_document(read) is read
