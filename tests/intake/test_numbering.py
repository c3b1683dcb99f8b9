"""Automatic numbers as Word shows them; LibreOffice, where it is installed, is the judge over real files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.errors import Failure
from review.intake import parse
from review.intake.convert import converter
from review.intake.docx.numerals import numeral
from review.model.document import BlockKind
from tests.intake.word import levels, num, p, word

_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'


def _abstract(*rows: str, number: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(rows)}</w:abstractNum>'


def _num(number: int, abstract: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    related = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return [b.number for b in parse("a.docx", word(body, **related)).blocks]


def _items(*rows: tuple[int, int]) -> str:
    return "".join(p("x", properties=num(number, level)) for number, level in rows)


@pytest.mark.parametrize(
    "value,form,text",
    [
        (3, "decimal", "3"), (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (28, "upperLetter", "BB"), (3, "lowerLetter", "c"),
        (15, "chineseCounting", "十五"), (105, "chineseCountingThousand", "一百零五"), (10, "chineseCountingThousand", "十"),
        (20, "chineseLegalSimplified", "贰拾"), (12, "chineseLegalSimplified", "壹拾贰"), (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"), (5, "ideographZodiac", "辰"), (7, "decimalEnclosedCircle", "⑦"),
        (21, "decimalEnclosedCircle", "㉑"), (4, "decimalEnclosedParen", "⑷"), (2, "decimalEnclosedFullstop", "⒉"),
        (12, "decimalFullWidth", "１２"), (7, "decimalZero", "07"), (12, "decimalZero", "12"), (2, "ordinal", "2nd"),
        (11, "ordinal", "11th"), (21, "cardinalText", "Twenty-one"), (21, "ordinalText", "Twenty-first"), (10, "hex", "A"),
        (1, "none", ""), (5, "noSuchFormat", "5"), (0, "lowerLetter", "0"), (99999999, "upperLetter", "99999999"),
    ],
)  # fmt: skip
def test_number_formats(value: int, form: str, text: str) -> None:
    assert numeral(value, form) == text


CASES: dict[str, tuple[str, list[str]]] = {
    "levels restart below a new one": (_items((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), ["1.", "1.1", "1.2", "2.", "2.1"]),
    "a level that is passed over counts as begun": (_items((1, 1), (1, 0)), ["1.1", "2."]),
    "lists of one kind count on from each other": (_items((1, 0), (2, 0), (1, 0)), ["1.", "2.", "3."]),
    "an override starts anew, once": (_items((1, 0), (1, 0), (3, 0), (3, 0), (1, 0)), ["1.", "2.", "5.", "6.", "7."]),
    "number zero ends a list": (_items((1, 0), (0, 0), (1, 0)), ["1.", "", "2."]),
    "a list that is not there has no numbers": (_items((9, 0)), [""]),
}


@pytest.mark.parametrize("body,numbers", CASES.values(), ids=CASES)
def test_counting(body: str, numbers: list[str]) -> None:
    two_levels = (_LEVEL.format(0, 1, "decimal", "%1.", ""), _LEVEL.format(1, 1, "decimal", "%1.%2", ""))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert _numbers(body, _abstract(*two_levels) + _num(1) + _num(2) + _num(3, 0, override)) == numbers


def test_legal_numbering_shows_every_level_in_digits() -> None:
    rows = (
        _LEVEL.format(0, 1, "upperRoman", "Article %1", ""),
        _LEVEL.format(1, 1, "decimal", "Section %1.%2", "<w:isLgl/>"),
    )
    assert _numbers(_items((1, 0), (1, 1), (1, 0), (1, 1)), _abstract(*rows) + _num(1)) == [
        "Article I", "Section 1.1", "Article II", "Section 2.1",
    ]  # fmt: skip


def test_a_level_may_count_on_over_its_parents() -> None:
    rows = (
        _LEVEL.format(0, 1, "chineseCountingThousand", "第%1章", ""),
        _LEVEL.format(1, 1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    )
    numbers = _numbers(_items((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), _abstract(*rows) + _num(1))
    assert numbers == ["第一章", "第一条", "第二条", "第二章", "第三条"]


def test_numbers_through_styles_and_their_bases() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}<w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>'
    styles = style.format("A", "A", "", '<w:numId w:val="1"/>') + style.format("B", "B", '<w:basedOn w:val="A"/>', "")
    rows = (
        _LEVEL.format(0, 1, "chineseCountingThousand", "%1、", '<w:pStyle w:val="A"/>'),
        _LEVEL.format(1, 1, "decimal", "（%2）", '<w:pStyle w:val="B"/>'),
    )
    body = "".join(p("x", properties=f'<w:pStyle w:val="{s}"/>') for s in "ABBAB")
    assert _numbers(body, _abstract(*rows) + _num(1), styles) == ["一、", "（1）", "（2）", "二、", "（1）"]


def test_a_list_by_reference_to_a_numbering_style() -> None:
    properties = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="N"><w:name w:val="N"/>{properties}</w:style>'
    target = _abstract(_LEVEL.format(0, 3, "decimal", "%1)", ""), number=1, more='<w:styleLink w:val="N"/>')
    link = _abstract(number=0, more='<w:numStyleLink w:val="N"/>')
    assert _numbers(_items((1, 0), (1, 0)), link + target + _num(1, 0) + _num(2, 1), styles) == ["3)", "4)"]


def test_deleted_paragraphs_are_not_counted_and_a_section_end_is_not() -> None:
    gone = (
        '<w:p><w:pPr>{}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    )
    section = f"<w:p><w:pPr>{num(1)}<w:sectPr/></w:pPr></w:p>"
    body = _items((1, 0)) + gone.format(num(1)) + section + _items((1, 0))
    assert _numbers(body, levels(("decimal", "%1."))) == ["1.", "2."]


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("folder", ["zh-docx", "en-docx", "zh-tenders", "docx-golden", "docx-odd"])
def test_libreoffice_shows_the_same_numbers(shared: Path, folder: str, tmp_path: Path) -> None:
    """At least 98 % of the numbered paragraphs.

    What differs: LibreOffice ignores ``isLgl`` (article-section-isLgl.docx, where Word shows digits as we do), and it writes
    the mark of a footnote into the paragraph, which we do not.
    """
    files = sorted((shared / "data" / folder).rglob("*.docx"))
    same, all_numbers, different = 0, 0, []
    for file, text in _converted(files, tmp_path):
        try:
            document = parse(file.name, file.read_bytes())
        except Failure:
            continue
        lines = ["".join(line.replace("\ufeff", "").split()) for line in text.splitlines()]
        body = [b for b in document.blocks if b.number and b.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CELL)]
        for block in body:
            words = "".join(document.quote(block.span).split("\n")[0].split())
            all_numbers += 1
            if "".join(block.number.split()) + words in lines:
                same += 1
            else:
                different.append((file.name, block.number, words[:20]))
    assert same >= all_numbers * 0.98, different[:20]


def _converted(files: list[Path], folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file with what LibreOffice makes of it as text; those it cannot open are left out."""
    program = converter()
    assert program is not None
    for i in range(0, len(files), 40):
        out = folder / str(i)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text:UTF8"]
        subprocess.run(
            [*command, "--outdir", str(out), *map(str, files[i : i + 40])], capture_output=True, timeout=300, check=False
        )
        for file in files[i : i + 40]:
            text = out / f"{file.stem}.txt"
            if text.is_file():
                yield file, text.read_text("utf-8", errors="replace")
