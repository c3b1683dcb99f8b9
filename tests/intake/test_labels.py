"""Clause numbers at the start of a line: what is one, what only looks like one."""

from __future__ import annotations

import pytest

from review.intake import read
from review.intake.structure.labels import bare_label, han_number, label_of, roman_number


@pytest.mark.parametrize(
    "line,family,text,path",
    [
        ("第一章 总则", "chapter", "第一章", (1,)),
        ("第三条　交货", "article", "第三条", (3,)),
        ("第 12 条 验收", "article", "第 12 条", (12,)),
        ("第二节 付款", "section-zh", "第二节", (2,)),
        ("第二部分 合同条款", "part", "第二部分", (2,)),
        ("一、采购内容", "han", "一、", (1,)),
        ("十二、其他", "han", "十二、", (12,)),
        ("（三）质量", "han-paren", "（三）", (3,)),
        ("(四) 质量", "han-paren", "(四)", (4,)),
        ("1. 单价", "decimal-1", "1.", (1,)),
        ("１．单价", "decimal-1", "１．", (1,)),
        ("2、总价", "decimal-1", "2、", (2,)),
        ("3.2 支付方式", "decimal-2", "3.2", (3, 2)),
        ("3.2.1支付方式", "decimal-3", "3.2.1", (3, 2, 1)),
        ("（1）税费", "paren", "（1）", (1,)),
        ("2）税费", "half-paren", "2）", (2,)),
        ("③ 运费", "circled", "③", (3,)),
        ("附件一：技术规格", "annex", "附件一", (1,)),
        ("附件2-1 报价表", "annex", "附件2-1", (2, 1)),
        ("ARTICLE IV PAYMENT", "article", "ARTICLE IV", (4,)),
        ("Article 5. Payment", "article", "Article 5", (5,)),
        ("Section 2.03 Notices", "decimal-2", "Section 2.03", (2, 3)),
        ("Schedule 2 Prices", "annex", "Schedule 2", (2,)),
        ("EXHIBIT B", "annex", "EXHIBIT B", (2,)),
        ("(a) the Supplier", "paren-letter", "(a)", (1,)),
        ("(B) the Supplier", "paren-upper", "(B)", (2,)),
        ("A. Scope", "upper", "A.", (1,)),
        ("7. Each party names a contact", "decimal-1", "7.", (7,)),
        ("7.1 Each party represents", "decimal-2", "7.1", (7, 1)),
        ("6. Business Hours", "decimal-1", "6.", (6,)),
        ("5、天津现场的安装", "decimal-1", "5、", (5,)),
        ("8.个人信息保护", "decimal-1", "8.", (8,)),
        ("  7.1  Fees", "decimal-2", "7.1", (7, 1)),
    ],
)
def test_a_number_is_recognised(line: str, family: str, text: str, path: tuple[int, ...]) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.family, label.text, label.path) == (family, text, path)


@pytest.mark.parametrize(
    "line",
    [
        "30日内付款",
        "5 days after delivery",
        "2026年6月30日前",
        "1.5倍赔偿",
        "12个月",
        "1.5 days after delivery",
        "2.5 per cent of the price",
        "100 units of the product",
        "第三条所述的设备",
        "第五条和第六条约定的义务",
        "附件三所列设备",
        "Section 5.2 of this Agreement",
        "Article 7 shall apply",
        "Exhibit A and Exhibit B",
        "甲方应付款",
        "However, the Supplier",
        "312.3 of the regulations",
        "",
        "   ",
    ],
)
def test_what_only_looks_like_a_number(line: str) -> None:
    assert label_of(line) is None


@pytest.mark.parametrize(
    "text,value",
    [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("二〇", 20), ("壹拾贰", 12), ("甲", None)],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert han_number(text) == value


@pytest.mark.parametrize("text,value", [("iv", 4), ("IX", 9), ("xl", 40), ("iiii", None), ("ic", None), ("b", None)])
def test_roman_numbers(text: str, value: int | None) -> None:
    assert roman_number(text) == value


def test_a_bare_number_needs_a_title() -> None:
    assert bare_label("3 现场考察") is not None
    assert bare_label("3 台设备，于月底交付。") is None


@pytest.mark.parametrize(
    "line", ["3 交货：乙方应在十日内交货。", "3 Delivery: The Seller shall deliver.", "3 Terms and Conditions. Any"]
)
def test_a_bare_number_may_stand_before_a_run_in_title(line: str) -> None:
    assert bare_label(line) is not None


def test_a_bare_number_without_a_title_is_believed_late_in_a_count() -> None:
    lines = ["1 范围：承包人完成改造。", "2 工期：四十五天。", "3 价款：固定总价。", "4 承包人应提交保函。", "6 台设备一并交付。"]
    clauses = read("draft.txt", "\n".join(["施工合同", *lines, ""]).encode()).clauses
    assert [c.number for c in clauses if c.number] == ["1", "2", "3", "4"]
