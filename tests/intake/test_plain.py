"""Plain text: encodings, wrapped lines, page furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.errors import Failure
from review.intake import parse
from review.model.document import BlockKind, LinePlace

_ZH = "甲方应当按照本合同的约定支付价款，乙方应当按照约定的时间交付货物。"
_WRAPPED = """\
1. DELIVERY. The Supplier shall deliver the goods to the place that the
Buyer names within thirty days after the Buyer has paid the first part
of the price.

2. PRICE. The price is fixed for the whole term and is paid in three parts
of the same amount, each of them on the last day of a month, by transfer
to the account that the Supplier names.

3. NOTICES. Notices are sent in writing to the address that stands above.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert parse("a.txt", (_ZH * 5).encode(encoding)).text == _ZH * 5


def test_traditional_chinese() -> None:
    text = "甲方應當按照本合約的約定支付價款，乙方應當於三十日內交付貨物。"
    document = parse("a.txt", (text * 5).encode("big5"))
    assert document.text == text * 5
    assert [n.code for n in document.coverage.notices] == ["encoding-guessed"]


def test_wrapped_lines_are_paragraphs_again_and_keep_their_lines() -> None:
    document = parse("a.txt", _WRAPPED.encode())
    assert [c.title for c in document.clauses] == ["DELIVERY", "PRICE", "NOTICES"]
    assert len(document.blocks) == 3
    at = document.text.index("Buyer names")
    (anchor,) = document.anchors_of(document.blocks[0].span.__class__(at, at + 5))
    assert anchor.place == LinePlace(2)


def test_unwrapped_lines_stay_as_they_are() -> None:
    lines = [
        f"{i}. The {w} clause of this contract stands on one line however long it is." for i, w in enumerate("abcdefghij", 1)
    ]
    assert len(parse("a.txt", "\n".join(lines).encode()).blocks) == 10


def test_two_labelled_lines_are_never_one() -> None:
    lines = [
        "采购合同",
        "主办单位：江州云杉置业有限公司",
        "执行单位：南屿白桦设备有限公司",
        "第一条 约定",
        "第二条 标的",
        "第三条 其他",
        "双方签字。",
    ]
    assert "有限公司\n执行单位" in parse("d.txt", "\n".join(lines).encode()).text


def test_page_numbers_are_blocks_of_their_own() -> None:
    pages = [
        f"The text of page {w} stands here.\n\n{n}\n\nSource: EAST LTD, 1/2/2020"
        for n, w in enumerate(["one", "two", "three"], 1)
    ]
    document = parse("a.txt", "\n\n".join(pages).encode())
    furniture = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.FOOTER]
    assert furniture == ["1", "Source: EAST LTD, 1/2/2020", "2", "Source: EAST LTD, 1/2/2020", "3", "Source: EAST LTD, 1/2/2020"]


_PAGES = """\
The Supplier shall at the request of the Buyer appoint a

Manager of its own who answers every letter of the Buyer.

Where at the end of the year the amount of the final

-1-

Settlement is nil, nothing is due. The Buyer shall pay to

-2-

the Supplier what is open, and the following are not joined:

goods that were sent back

-3-

Seals And Their Spare Parts

-4-

The End
"""


def test_sentences_run_on_over_blank_lines_and_page_numbers() -> None:
    document = parse("a.txt", _PAGES.encode())
    body = [document.quote(b.span) for b in document.blocks if b.kind is not BlockKind.FOOTER]
    assert body == [
        "The Supplier shall at the request of the Buyer appoint a Manager of its own who answers every letter of the Buyer.",
        "Where at the end of the year the amount of the final Settlement is nil, nothing is due. The Buyer shall pay to "
        "the Supplier what is open, and the following are not joined:",
        "goods that were sent back",
        "Seals And Their Spare Parts",
        "The End",
    ]
    assert [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.FOOTER] == ["-1-", "-2-", "-3-", "-4-"]
    place = document.anchors_of(document.blocks[1].span)
    assert [a.place for a in place] == [LinePlace(5), LinePlace(9), LinePlace(13)]


def test_chinese_sentences_run_on_over_pages_and_forms_do_not() -> None:
    cut = "乙方应当按照约定的时间将全部设备运至甲方所在地的工厂并且\n\n-1-\n\n负责安装调试。\n\n-2-\n\n"
    document = parse("a.txt", (cut + "地点：\u3000\u3000\u3000\u3000\n\n-3-\n\n年月日\n").encode())
    assert document.quote(document.blocks[0].span) == "乙方应当按照约定的时间将全部设备运至甲方所在地的工厂并且负责安装调试。"
    assert [document.quote(b.span) for b in document.blocks][-2:] == ["-3-", "年月日"]


def test_a_line_that_keeps_cutting_sentences_is_a_running_one() -> None:
    text = "".join(
        f"The Supplier keeps the goods of lot {i} in a dry and safe\n\nSource: Alder\n\nplace of its own.\n\n" for i in range(4)
    )
    document = parse("a.txt", text.encode())
    assert [b.kind for b in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.FOOTER] * 4


def test_rows_of_a_drawn_table_are_rows() -> None:
    drawing = ["┌──┬──┐", "│品名│数量│", "├──┼──┤", "│泵　│３台│", "├──┼──┤", "│阀　│　　│", "│门　│２个│", "└──┴──┘"]
    document = parse("a.txt", "\n".join(["第一条　货物", *drawing, "第二条　价款"]).encode())
    (found,) = document.tables
    assert [[document.quote(c.span) for c in row.cells] for row in found.rows] == [["品名", "数量"], ["泵", "３台"]]
    assert document.quote(found.rows[1].span) == "泵│３台"
    assert [c.number for c in document.clauses] == ["第一条", "第二条"]


def test_a_remark_may_run_on_below_its_row() -> None:
    rule = "├──┼──┼───┤"
    drawing = [
        rule,
        "│品名│数量│备注　│",
        rule,
        "│泵　│３台│其中两│",
        "│　　│　　│台备用│",
        rule,
        "│阀　│１　│　　　│",
        "│门　│２　│３　　│",
        rule,
    ]
    document = parse("a.txt", "\n".join(["第一条　货物", *drawing]).encode())
    (found,) = document.tables
    assert [document.quote(row.cells[0].span) for row in found.rows] == ["品名", "泵"]
    assert "台备用" in document.text


def test_lines_between_bars_are_rows_under_their_clause_number() -> None:
    document = parse("a.txt", b"1. Price\n1.1 | Item | Amount |\n|---|---|\n| Pump | 400 |\nThe price is fixed | net.\n")
    assert [[document.quote(c.span) for c in r.cells] for r in document.tables[0].rows] == [
        ["Item", "Amount"], ["---", "---"], ["Pump", "400"],
    ]  # fmt: skip
    assert len(document.tables) == 1
    assert "\n1.1\n" in document.text


def test_pasted_rows_between_tabs_are_rows_with_their_empty_cells() -> None:
    lines = ["1. Price", "Item\tQty\tPrice\tAmount", "Valve\t2\t50.00\t100.00", "\tTotal\t\t100.00", "Paid in one sum."]
    document = parse("a.txt", "\n".join(lines).encode())
    (found,) = document.tables
    assert [[document.quote(c.span) for c in row.cells] for row in found.rows] == [line.split("\t") for line in lines[1:-1]]
    assert document.blocks[-1].kind is BlockKind.PARAGRAPH and document.text == "\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["1.\tScope\t3", "2.\tPrice\t4", "3.\tTerm\t9"],
        ["1.\t(a)\tThe Supplier delivers.", "\t(b)\tThe Buyer pays."],
        ["Signed for the Buyer:\t\tfor the Supplier:", "Date:\t\tDate:"],
        ["Delivery\tweek 9\tRotterdam", "All else is as agreed."],
    ],
    ids=["contents", "numbered clauses", "signatures", "one line"],
)
def test_tabs_alone_make_no_table(lines: list[str]) -> None:
    document = parse("a.txt", "\n".join(lines).encode())
    assert not document.tables


def test_a_staggered_drawing_stays_a_drawing() -> None:
    drawing = ["│甲├──┤丙│", "│乙│丁│戊│"]
    assert parse("a.txt", "\n".join(drawing).encode()).tables == ()


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = parse("a.txt", data)
    except Failure as error:
        assert error.diagnostics("zh") and error.diagnostics("en")
    else:
        assert document.text.strip()


@given(st.lists(st.text(alphabet="ab 甲。1.\t　", min_size=1, max_size=60), min_size=1, max_size=40))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Law: but for white space the text is that of the file."""
    text = "\n".join(lines)
    if not text.strip(" \t\n\u3000"):
        return
    assert "".join(parse("a.txt", text.encode()).text.split()) == "".join(text.split())
