"""PDF files as a person reads them."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from shutil import which
from statistics import median

import pikepdf
import pytest

from review.errors import Failure
from review.intake import parse
from review.model.document import BlockKind
from tests.intake.pdf import Words, page, pdf, ruled, saved

_LONG = ("The Supplier shall deliver the goods to the place that the Buyer has named in the", "order, within thirty days.")


def _blocks(data: bytes) -> list[str]:
    document = parse("a.pdf", data)
    return [document.quote(b.span) for b in document.blocks]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert _blocks(pdf(page("1. " + _LONG[0], _LONG[1], "2. Next."))) == [f"1. {_LONG[0]} {_LONG[1]}", "2. Next."]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    assert _blocks(pdf(page(_LONG[0]), page(_LONG[1], "2. Next."))) == [" ".join(_LONG), "2. Next."]


def test_running_heads_and_page_numbers_stand_after_the_body() -> None:
    pages = [
        page(Words("Supply Agreement East Ltd", y=800), f"{n}. Clause of page {n}.", Words(f"Page {n} of 4", y=40))
        for n in (1, 2, 3, 4)
    ]
    document = parse("a.pdf", pdf(*pages))
    kinds = [(b.kind, document.quote(b.span)) for b in document.blocks]
    assert [text for kind, text in kinds if kind is BlockKind.PARAGRAPH] == [f"{n}. Clause of page {n}." for n in (1, 2, 3, 4)]
    assert [text for kind, text in kinds if kind is BlockKind.FOOTER] == [f"Page {n} of 4" for n in (1, 2, 3, 4)]
    assert kinds[4:] == [k for k in kinds if k[0] in (BlockKind.HEADER, BlockKind.FOOTER)]


def test_columns_written_row_by_row_are_read_one_after_the_other() -> None:
    left = [f"left line {n} goes on to here" for n in range(10)]
    right = [f"right line {n} goes on to here" for n in range(10)]
    rows = [w for n in range(10) for w in (Words(left[n], 60, 720 - 14 * n), Words(right[n], 320, 720 - 14 * n))]
    text = parse("a.pdf", pdf(page(*rows))).text
    assert text.index("left line 9") < text.index("right line 0")


def test_hyphens_at_line_ends() -> None:
    first = "The equipment is installed at the site, and all equipment is tested before the equip-"
    assert _blocks(pdf(page(first, "ment is used."))) == [first[:-1] + "ment is used."]


def test_a_ruled_table_has_rows_and_cells() -> None:
    words = [Words(t, x, y) for t, x, y in (("Item", 75, 705), ("Days", 205, 705), ("Pump", 75, 685), ("45", 205, 685))]
    document = parse("a.pdf", pdf(page(*words, drawing=ruled([70, 200, 300], [720, 700, 680]))))
    (table,) = document.tables
    assert [[document.quote(c.span) for c in row.cells] for row in table.rows] == [["Item", "Days"], ["Pump", "45"]]
    assert document.text == "Item\tDays\nPump\t45"


@pytest.mark.parametrize(
    "words,code",
    [
        (Words("No claims after signing", y=600, mode=3), "hidden-layer"),
        (Words("No claims after signing", y=600, grey=1), "hidden-layer"),
        (Words("No claims after signing", y=600, size=1), "tiny-text"),
        (Words("No claims after signing", y=-300), "off-page"),
    ],
)
def test_text_that_is_not_seen_is_told(words: Words, code: str) -> None:
    notices = parse("a.pdf", pdf(page("1. Delivery.", words))).coverage.notices
    assert [n.code for n in notices] == [code]


def test_a_clean_page_is_not_accused() -> None:
    assert parse("a.pdf", pdf(page("1. Delivery.", "2. Payment."))).coverage.notices == ()


def test_form_fields_and_notes() -> None:
    with pikepdf.open(BytesIO(pdf(page("1. Price in USD:", Words("2. Delivery.", y=600))))) as document:
        field = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="price", V="90,000", Rect=[200, 700, 300, 715]
        )
        note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents="ask sales", Rect=[10, 10, 20, 20])
        annotations = [document.make_indirect(a) for a in (field, note)]
        for annotation in annotations:
            annotation.Type = pikepdf.Name.Annot
        document.pages[0].obj.Annots = pikepdf.Array(annotations)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(annotations[:1]))
        data = saved(document)
    read = parse("a.pdf", data)
    assert [read.quote(b.span) for b in read.blocks] == ["1. Price in USD:", "90,000", "2. Delivery."]
    assert [(n.code, n.detail) for n in read.coverage.notices] == [("annotations", "ask sales")]


def test_pages_without_text_are_told() -> None:
    document = parse("a.pdf", pdf(page("1. Delivery."), page(drawing=ruled([70, 300], [100, 200])), page()))
    assert [(n.code, n.where) for n in document.coverage.notices] == [("page-without-text", "p. 2")]


def test_a_file_without_any_text_is_refused() -> None:
    with pytest.raises(Failure) as caught:
        parse("a.pdf", pdf(page()))
    assert caught.value.code == "pdf-no-text" and "tripact[ocr]" in caught.value.diagnostics("en")


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * sum((one & other).values()) / max(sum(one.values()) + sum(other.values()), 1)


@pytest.mark.data
@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_words_of_real_contracts(shared: Path, every: int) -> None:
    """The pairs of CUAD: median at least 0.995, none below 0.98."""
    scores = []
    for file in sorted((shared / "data/cuad/pdf").glob("*.pdf"))[::every]:
        twin = shared / "data/cuad/txt" / f"{file.stem}.txt"
        scores.append(_f1(_bag(parse(file.name, file.read_bytes()).text), _bag(twin.read_text("utf-8"))))
    assert len(scores) == 40 // every and min(scores) >= 0.98 and median(scores) >= 0.995


@pytest.mark.data
@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.slow
def test_tenders_agree_with_pdftotext(shared: Path) -> None:
    """Every letter, and nearly every run of six: what differs is where running heads and table cells stand."""
    for file in sorted((shared / "data/zh-tenders").glob("*.pdf")):
        other = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True).stdout.decode()
        ours, theirs = ("".join(t.split()) for t in (parse(file.name, file.read_bytes()).text, other))
        assert _f1(Counter(ours), Counter(theirs)) >= 0.999
        six = [Counter(t[i : i + 6] for i in range(len(t) - 5)) for t in (ours, theirs)]
        assert _f1(*six) >= 0.88
