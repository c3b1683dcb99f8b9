"""PDF files as a person reads them."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import which
from statistics import median

import pikepdf
import pytest

from review.errors import Failure
from review.intake import parse, read
from review.model.document import BlockKind, PdfPlace
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


def test_a_last_line_that_ends_other_pages_too_is_no_foot() -> None:
    """A clause that comes again and again may end with the same words near the end of several pages."""
    again = "after receipt of the advance payment, in accordance with the"
    pages = []
    for n in (1, 2, 3, 4):
        lines = [f"{n}.{i} The Supplier delivers a lot of pumps within 30 days" for i in range(n)]
        words = [Words(t, y=700 - 14 * i) for i, t in enumerate((*lines, again))]
        pages.append(page(*words, Words(f"Page {n} of 4", y=40)))
    document = parse("a.pdf", pdf(*pages))
    assert document.text.count("in accordance with the") == 4
    feet = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.FOOTER]
    assert feet == [f"Page {n} of 4" for n in (1, 2, 3, 4)]


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


_CLAUSE = "1. Delivery within thirty days."
_TURNED = "q 0 1 -1 0 595 0 cm\n{}\nQ"


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(data)) as document:
        change(document)
        return saved(document)


def _switch_off(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="x"))
    off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), ON=pikepdf.Array([]), BaseState=pikepdf.Name.ON)
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)
    document.pages[0].obj.Resources.Properties = pikepdf.Dictionary(P0=layer)


_HIDDEN = "BT /F1 11 Tf 72 600 Td (2. The price is ) Tj {} (not ) Tj {} (paid in two parts) Tj ET"
_UNSEEN: dict[str, tuple[bytes, str]] = {
    "a word of a line that is not drawn": (pdf(page(_CLAUSE) + "\n" + _HIDDEN.format("3 Tr", "0 Tr")), "not "),
    "a white word of a line": (pdf(page(_CLAUSE) + "\n" + _HIDDEN.format("1 g", "0 g")), "not "),
    "under a white box": (pdf(page(_CLAUSE) + "\n1 g 60 710 400 30 re f"), _CLAUSE),
    "under a black box": (pdf(page(_CLAUSE) + "\n0 g 60 710 400 30 re f"), _CLAUSE),
    "grey on the same grey": (
        pdf(page(_CLAUSE, Words("2. No claims", 80, 600, grey=0.5), drawing="0.5 g 70 590 200 30 re f")), "2. No claims"),
    "a white outline": (pdf(page(_CLAUSE) + "\nBT 1 Tr 1 G /F1 11 Tf 72 500 Td (2. No claims) Tj ET"), "2. No claims"),
    "a layer that is switched off": (
        _changed(pdf(page(_CLAUSE) + "\n/OC /P0 BDC\n" + page("2. No claims", top=600) + "\nEMC"), _switch_off), "2. No claims"),
}  # fmt: skip


@pytest.mark.parametrize("data,words", _UNSEEN.values(), ids=_UNSEEN)
def test_words_that_nobody_sees(data: bytes, words: str) -> None:
    notices = parse("a.pdf", data).coverage.notices
    assert [(n.code, n.detail) for n in notices] == [("hidden-layer", words)]


_SEEN: dict[str, bytes] = {
    "white on a dark box": pdf(page(_CLAUSE, Words("2. Payment.", 80, 600, grey=1), drawing="0 0 0.4 rg 70 590 200 30 re f")),
    "in a frame drawn as a filled outline": pdf(
        page(_CLAUSE, Words("2. Payment.", 80, 600), drawing="0 g 70 590 200 30 re 71 591 198 28 re f*")
    ),
    "under a marker that shines through": pdf(page(_CLAUSE) + "\n1 1 0 rg 60 600 9 9 re f"),
}


@pytest.mark.parametrize("data", _SEEN.values(), ids=_SEEN)
def test_words_that_are_seen_are_not_accused(data: bytes) -> None:
    assert parse("a.pdf", data).coverage.notices == ()


def test_a_page_across_is_read_as_it_is_shown() -> None:
    """Paragraphs and tables of a page that is shown turned; the places are those of the file."""
    words = [Words(t, x, y) for t, x, y in (("Item", 75, 405), ("Days", 205, 405), ("Pump", 75, 385), ("45", 205, 385))]
    inside = page("1. " + _LONG[0], _LONG[1], *words, top=520, drawing=ruled([70, 200, 300], [420, 400, 380]))
    data = _changed(pdf(_TURNED.format(inside)), lambda d: d.pages[0].obj.__setitem__("/Rotate", 90))
    document = parse("a.pdf", data)
    assert document.text == f"1. {_LONG[0]} {_LONG[1]}\nItem\tDays\nPump\t45"
    place = document.anchors[0].place
    assert isinstance(place, PdfPlace) and place.box[3] - place.box[1] > place.box[2] - place.box[0]


def test_a_table_stands_where_it_is_seen_whatever_comes_first_in_the_file() -> None:
    words = [Words(t, x, y) for t, x, y in (("Item", 75, 605), ("Days", 205, 605), ("Pump", 75, 585), ("45", 205, 585))]
    lines = (Words("Contract 7", 72, 30), Words(_CLAUSE), *words, Words("2. Payment.", y=500))
    text = parse("a.pdf", pdf(page(*lines, drawing=ruled([70, 200, 300], [620, 600, 580])))).text
    assert text.index(_CLAUSE) < text.index("Item\tDays") < text.index("2. Payment.")


def test_marks_over_the_text_and_values_of_every_kind_of_field() -> None:
    def put(document: pikepdf.Pdf) -> None:
        name = pikepdf.Name
        rows = [
            {"Subtype": name.StrikeOut, "Rect": [72, 714, 300, 732]},
            {"Subtype": name.FreeText, "Contents": "gone", "F": 2, "Rect": [10, 10, 20, 20]},
            {"Subtype": name.Widget, "FT": name.Btn, "T": "a", "V": name.Yes, "AS": name.Yes, "Rect": [400, 600, 420, 615]},
            {"Subtype": name.Widget, "FT": name.Tx, "T": "b", "V": "hidden", "F": 2, "Rect": [400, 500, 420, 515]},
        ]
        marks = [document.make_indirect(pikepdf.Dictionary(Type=name.Annot, **row)) for row in rows]
        document.pages[0].obj.Annots = pikepdf.Array(marks)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(marks[2:]))

    document = parse("a.pdf", _changed(pdf(page(_CLAUSE)), put))
    assert document.text == f"{_CLAUSE}\n☑"
    found = [(n.code, n.detail) for n in document.coverage.notices]
    assert found == [("struck-text", _CLAUSE), ("hidden-text", "gone"), ("hidden-text", "hidden")]


def test_a_file_without_pages_and_one_with_a_password() -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(pdf(page(_CLAUSE)))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    for data, code in ((saved(pikepdf.new()), "file-broken"), (locked.getvalue(), "file-encrypted")):
        with pytest.raises(Failure) as caught:
            read("a.pdf", data)
        assert caught.value.code == code


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
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
        document = parse(file.name, file.read_bytes())
        text = document.text
        if b"No font in show" in done.stderr:  # it leaves out the running heads of one file, and says so
            body = [b for b in document.blocks if b.kind not in (BlockKind.HEADER, BlockKind.FOOTER)]
            text = "".join(document.quote(b.span) for b in body)
        ours, theirs = ("".join(t.split()) for t in (text, done.stdout.decode()))
        assert _f1(Counter(ours), Counter(theirs)) >= 0.999
        six = [Counter(t[i : i + 6] for i in range(len(t) - 5)) for t in (ours, theirs)]
        assert _f1(*six) >= 0.88
