"""The clause tree of short contracts, typed for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.intake import parse
from review.model.document import ClauseKind, Document
from tests.intake.word import levels, num, p, r, table, word


def _tree(*lines: str) -> list[str]:
    """``id kind`` of every clause of a Word file with these paragraphs."""
    return _shown(parse("a.docx", word("".join(p(line) for line in lines))))


def _shown(document: Document) -> list[str]:
    return [c.id if c.kind is ClauseKind.BODY else f"{c.id} {c.kind.value}" for c in document.clauses]


def test_chinese_contract() -> None:
    assert _tree(
        "设备采购合同",
        "甲方：东河公司",
        "乙方：南山公司",
        "鉴于：",
        "1. 甲方需要设备；",
        "2. 乙方能够供应。",
        "现双方约定如下：",
        "第一条 定义",
        "1. “设备”指附件一所列物品。",
        "第二条 交货",
        "1. 期限",
        "（1）合同生效后45日内到货。",
        "（2）逾期按日支付违约金。",
        "2. 地点",
        "（以下无正文）",
        "甲方（盖章）：",
        "附件一 技术规格",
        "一、总则",
        "1. 电压220V。",
    ) == [
        "title title",
        "parties parties",
        "recitals recitals",
        "recitals/1",
        "recitals/2",
        "1 definitions",
        "1/1",
        "2",
        "2/1",
        "2/1/1",
        "2/1/2",
        "2/2",
        "signature signature",
        "annex-1 annex",
        "annex-1/1",
        "annex-1/1/1",
    ]


def test_english_contract() -> None:
    assert _tree(
        "SUPPLY AGREEMENT",
        "This Agreement is made between East Ltd and West Ltd.",
        "RECITALS",
        "A. East needs goods.",
        "B. West sells goods.",
        "NOW, THEREFORE, the parties agree as follows:",
        "ARTICLE I DEFINITIONS",
        "1.1 Goods. The items in Schedule 1.",
        "ARTICLE II DELIVERY",
        "2.1 Time. West shall deliver within 30 days:",
        "(a) the goods; and",
        "(b) the manuals.",
        "2.2 Place. As stated in Section 2.1 of this Agreement.",
        "IN WITNESS WHEREOF, the parties have signed.",
        "Schedule 1 Goods",
        "1. Pumps",
    ) == [
        "title title",
        "parties parties",
        "recitals recitals",
        "recitals/1",
        "recitals/2",
        "1 definitions",
        "1/1.1",
        "2",
        "2/2.1",
        "2/2.1/1",
        "2/2.1/2",
        "2/2.2",
        "signature signature",
        "annex-1 annex",
        "annex-1/1",
    ]


@pytest.mark.parametrize(
    "lines,ids",
    [
        (("一、范围", "二、交货", "1. 期限", "（一）首批", "2. 地点", "三、付款"), ["1", "2", "2/1", "2/1/1", "2/2", "3"]),
        (("第一章 总则", "第一条 甲", "第二章 分则", "第二条 乙"), ["chapter-1", "chapter-1/1", "chapter-2", "chapter-2/2"]),
        (("一、总则", "第一条 甲方供货。", "二、分则", "第二条 乙方付款。"), ["1", "1/1", "2", "2/2"]),
        (("1. One", "1.1 Two", "1.1.1 Three", "1.2 Four", "2. Five"), ["1", "1/1.1", "1/1.1/1.1.1", "1/1.2", "2"]),
        (("1. One", "(a) x", "(i) y", "(ii) z", "(b) w"), ["1", "1/1", "1/1/1", "1/1/2", "1/2"]),
        (("1. One", "30. days after that", "2. Two"), ["1", "2"]),
        (("1 范围", "1.1 供货", "2 价格", "2.1 总价"), ["1", "1/1.1", "2", "2/2.1"]),
    ],
)
def test_nesting(lines: tuple[str, ...], ids: list[str]) -> None:
    assert _tree(*lines) == ids


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        # an exhibit label on top files the document, and again as a running head
        (("EXHIBIT 10.2", "1. Goods", "EXHIBIT 10.2", "2. Price", "Exhibit A"), ["1", "2", "annex-1 annex"]),
        (("附件3", "一、标的", "二、价款", "附件一 清单"), ["1", "2", "annex-1 annex"]),
        # a reference at the start of a line
        (("1. Terms", "Section 2.2(a)(i) of this Agreement.", "Section 2 Price"), ["1 definitions", "2"]),
        # the next chapter after a clause whose own chapter has no line
        (("9.6 Goods", "10. Price", "10.1 The price."), ["9.6", "10", "10/10.1"]),
        # prices and rates are no clause numbers
        (("1. Goods", "Schedule 3", "78.00 per hour", "95.50 each", "64.25"), ["1", "annex-3 annex"]),
        (("1. Goods", "1.1 The pumps.", "1.2 The seals."), ["1", "1/1.1", "1/1.2"]),
        # a comma behind a Chinese numeral makes a heading, no sentence
        (("一，标的", "二，合同期限", "（一）甲方的责任", "三，甲方应当付款，并且收货。"), ["1", "2", "2/1"]),
        # the first item behind a title
        (("2. Term. A. Start. The term starts.", "B. End. The term ends."), ["2", "2/1", "2/2"]),
        (("3. Price. (a) The Buyer pays.", "(b) The Seller thanks."), ["3", "3/1", "3/2"]),
        (("第三条 价款：（一）甲方付款；", "（二）乙方开票。"), ["3", "3/1", "3/2"]),
        (("4. The Buyer pays what A. Birch orders.",), ["4"]),
    ],
)  # fmt: skip
def test_what_is_a_clause_number(lines: tuple[str, ...], ids: list[str]) -> None:
    assert _shown(parse("a.txt", "\n\n".join(lines).encode())) == ids


def test_automatic_numbers_make_clauses() -> None:
    numbering = levels(("chineseCountingThousand", "第%1条"), ("decimal", "%2."))
    body = "".join(p(text, properties=num(1, level)) for text, level in (("交货", 0), ("期限", 1), ("地点", 1), ("付款", 0)))
    document = parse("a.docx", word(body, numbering=numbering))
    assert [(c.id, c.number, c.title) for c in document.clauses] == [
        ("1", "第一条", "交货"),
        ("1/1", "1.", "期限"),
        ("1/2", "2.", "地点"),
        ("2", "第二条", "付款"),
    ]


def test_bold_lines_are_headings_where_nothing_is_numbered() -> None:
    body = "".join(p(r(t, "<w:b/>")) + p("正文在此，不加粗。") for t in ("交货", "付款")) + p(r("加粗的整句。", "<w:b/>"))
    assert [c.title for c in parse("a.docx", word(body)).clauses] == ["交货", "付款"]
    numbered = "".join(p(f"{n}. 条款") for n in range(1, 7)) + p(r("重点", "<w:b/>"))
    assert len(parse("a.docx", word(numbered)).clauses) == 6


def test_a_table_of_contents_opens_no_clauses() -> None:
    assert _tree("目录", "第一章 总则\t3", "第二章 付款……………5", "第一章 总则", "第二章 付款") == [
        "contents contents",
        "chapter-1",
        "chapter-2",
    ]


def test_numbers_inside_a_line_that_lost_its_line_ends() -> None:
    text = (
        "1. Supply. 1.1 Goods. " + "The Seller delivers goods. " * 12 + "1.2 Time. " + "Within thirty days. " * 12 + "2. Price. "
    )
    document = parse("a.txt", text.encode())
    assert [c.id for c in document.clauses] == ["1", "1/1.1", "1/1.2", "2"]


def test_titles() -> None:
    document = parse(
        "a.docx", word(p("1. Fees. The fees are fixed.") + p("2. the fees are fixed.") + p("第三条 付款方式：电汇。"))
    )
    assert [c.title for c in document.clauses] == ["Fees", "", "付款方式"]


def test_two_columns_are_paired_and_open_one_clause() -> None:
    rows = [
        ["第一条 乙方应于六十日内交货。", "Article 1 The Supplier shall deliver within sixty days."],
        ["第二条 甲方应于三十日内付款。", "Article 2 The Buyer shall pay within thirty days."],
    ]
    document = parse("a.docx", word(table(*rows)))
    assert [b.translation_of for b in document.blocks] == [None, 0, None, 2]
    assert [c.number for c in document.clauses] == ["第一条", "第二条"]
    clause = document.clause_at(document.text.index("Buyer"))
    assert clause is not None and clause.number == "第二条"


def test_alternating_paragraphs_are_paired() -> None:
    lines = (
        "1. 乙方应于60日内交货。",
        "1. The Supplier shall deliver within 60 days.",
        "2. 总价100元。",
        "2. The price is 100 yuan.",
    )
    document = parse("a.docx", word("".join(map(p, lines))))
    assert [b.translation_of for b in document.blocks] == [None, 0, None, 2]


def test_one_language_is_never_paired() -> None:
    document = parse("a.docx", word(p("一、交货") + p("Model X-200") + p("二、付款") + p("三、验收") + p("四、质保")))
    assert [b.translation_of for b in document.blocks] == [None] * 5


_LINES = st.lists(
    st.sampled_from(
        [
            "第一条 甲",
            "第二条 乙",
            "一、甲",
            "（一）乙",
            "1. a",
            "1.1 b",
            "(a) c",
            "(i) d",
            "附件一 x",
            "鉴于：",
            "text",
            "第一章 y",
        ]
    ),
    min_size=1,
    max_size=30,
)


@given(_LINES)
def test_the_tree_is_a_tree(lines: list[str]) -> None:
    """Laws: in text order, ids unique, parents earlier and covering, spans inside the text, levels one below the parent's."""
    document = parse("a.txt", "\n\n".join(lines).encode())
    clauses = document.clauses
    assert len({c.id for c in clauses}) == len(clauses)
    for index, clause in enumerate(clauses):
        assert clause.span.end <= len(document.text)
        if index:
            assert clauses[index - 1].span.start <= clause.span.start
        if clause.parent is None:
            assert clause.level == 0
        else:
            parent = clauses[clause.parent]
            assert clause.parent < index and parent.span.contains(clause.span) and clause.level == parent.level + 1
