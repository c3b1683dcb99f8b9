"""A table set as a PDF: amounts cut in narrow cells, heads repeated on the next page, numbers in other numerals. A digit that
differs is found in all of it.
"""

from __future__ import annotations

import io
from functools import cache

import docx
import pytest
import weasyprint
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from review.compare import execution_differences
from review.intake import parse
from review.model.document import Document

HEAD = ("序号", "产品名称", "单价（元，含税）", "金额（元）")
ROWS = tuple((f"{n}", "模块化主机", "168,000.00", f"{168_000 * n:,}.00") for n in range(1, 13))
BEFORE, AFTER = "乙方应于收到预付款后90日内完成全部设备交货。", "甲方应于验收合格后30日内支付合同总价的70%。"


@cache
def approved() -> Document:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(BEFORE)
    table = made.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    made.add_paragraph(AFTER)
    made.save(out)
    return parse("approved.docx", out.getvalue())


def copied(head: tuple[str, ...] = HEAD, rows: tuple[tuple[str, ...], ...] = ROWS) -> Document:
    """The contract as a PDF with narrow cells; the table goes over several pages, its head on each."""
    style = "@page{size:A6;margin:12mm}table{border-collapse:collapse;table-layout:fixed;width:100%}"
    style += "tr{break-inside:avoid}td,th{border:1px solid;word-break:break-all}"
    style += "*{font-family:'Noto Sans SC','Noto Sans CJK SC',sans-serif}"
    cells = ("".join(f"<{tag}>{c}</{tag}>" for c in row) for tag, row in [("th", head), *(("td", r) for r in rows)])
    first, *rest = (f"<tr>{row}</tr>" for row in cells)
    text = f"<p>{BEFORE}</p><table><thead>{first}</thead><tbody>{''.join(rest)}</tbody></table><p>{AFTER}</p>"
    return parse("copy.pdf", bytes(weasyprint.HTML(string=f"<style>{style}</style>{text}").write_pdf()))


def test_narrow_cells_and_repeated_heads_say_nothing_new() -> None:
    assert copied().text.count("产品名称") > 1, "the head stands on several pages"
    assert any(row not in copied().text for cells in ROWS for row in cells), "amounts are cut at line ends"
    assert [d.shown for d in execution_differences(approved(), copied())] == []


@pytest.mark.parametrize("nth", [0, 5, 11])
@pytest.mark.parametrize(
    ("old", "new"), [("168,000.00", "168,000.01"), ("168,000.00", "108,000.00"), ("168,000.00", "1,680,000.0")]
)
def test_a_digit_in_a_cut_amount_is_found(nth: int, old: str, new: str) -> None:
    rows = tuple((*r[:2], new, r[3]) if i == nth else r for i, r in enumerate(ROWS))
    (one,) = execution_differences(approved(), copied(rows=rows))
    assert "168" in one.approved_text and one.page


def test_digits_that_go_to_the_next_cell_are_found() -> None:
    rows = (("11", "模块化主机", "68,000.00", ROWS[0][3]), *ROWS[1:])
    assert execution_differences(approved(), copied(rows=rows))


def test_a_head_that_says_something_else_is_found() -> None:
    found = execution_differences(approved(), copied((*HEAD[:2], "单价（元，不含税）", HEAD[3])))
    assert found and all("不" in d.copy_text for d in found)


def test_an_automatic_number_in_other_numerals_is_the_same_number() -> None:
    made, out = docx.Document(), io.BytesIO()
    for text in (BEFORE, AFTER, BEFORE):
        made.add_paragraph(text, style="List Number")
    made.save(out)
    numbered = parse("approved.docx", out.getvalue())
    assert [b.number for b in numbered.blocks] == ["1.", "2.", "3."]
    lines = {"same": ("一.", "二.", "三."), "other": ("一.", "三.", "三.")}
    texts = {k: "\n".join(map("".join, zip(v, (BEFORE, AFTER, BEFORE), strict=True))) for k, v in lines.items()}
    assert execution_differences(numbered, parse("copy.txt", texts["same"].encode())) == ()
    (one,) = execution_differences(numbered, parse("copy.txt", texts["other"].encode()))
    assert one.copy_text.startswith("三")
