"""Files made to break a reader: each is read or refused with a typed error, within its child's bounds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from review.errors import Failure
from review.intake import Limits, read
from tests.intake.word import content_types, p, part, relationships, word, zipped

_STYLE = '<w:style w:type="paragraph" w:styleId="s{}"><w:basedOn w:val="s{}"/></w:style>'
_LIST = (
    '<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1%1%1%1%1%1"/></w:lvl></w:abstractNum><w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
)
_LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)
_SELF_DRAWING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>endobj\n"
    b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>stream\n/X Do\n"
    b"endstream endobj\n"
    b"5 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\ntrailer<</Root 1 0 R>>"
)


def _body(xml: str, **parts: str | bytes) -> bytes:
    return word("", parts={"word/document.xml": part("document", f"<w:body>{xml}</w:body>"), **parts})  # type: ignore[dict-item]


def _wrapped(before: str, after: str, depth: int) -> bytes:
    return _body(before * depth + p("x") + after * depth)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "five million empty paragraphs": (lambda: _body("<w:p/>" * 5_000_000), "file-over-limit"),
    "a million tags": (lambda: _body("<w:p/>" * 900_000 + p("x")), ""),
    "too many paragraphs": (lambda: _body(p("x") * 150_000), "file-over-limit"),
    "gridSpan of twenty million": (
        lambda: _body(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="20000000"/></w:tcPr>{p("x")}</w:tc></w:tr></w:tbl>'),
        "file-over-limit",
    ),
    "a table of a thousand by a thousand": (
        lambda: _body("<w:tbl>" + ("<w:tr>" + f"<w:tc>{p('1')}</w:tc>" * 1000 + "</w:tr>") * 1000 + "</w:tbl>"),
        "file-over-limit",
    ),
    "300,000 relationships": (
        lambda: word(
            p("x"),
            parts={"word/_rels/document.xml.rels": relationships([(f"r{i}", "image", "a.png", "") for i in range(300_000)])},
        ),
        "file-over-limit",
    ),
    "2,000 controls in each other": (
        lambda: _wrapped("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 2000),
        "file-over-limit",
    ),
    "80 tables in each other": (lambda: _wrapped("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80), ""),
    "60 text boxes in each other": (
        lambda: _wrapped("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 60),
        "",
    ),
    "entities": (
        lambda: word("", parts={"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'}),
        "file-doctype",
    ),
    "entities in UTF-16": (
        lambda: zipped(
            {"[Content_Types].xml": content_types(), "word/document.xml": '<!DOCTYPE d [<!ENTITY a "a">]><d/>'.encode("utf-16")}
        ),
        "file-doctype",
    ),
    "a part of 60 MB": (lambda: _body(p("x") + " " * 60_000_000), "file-over-limit"),
    "a text of nine million characters": (lambda: _body(p("x " * 4_500_000)), ""),
    "nine million underscores": (lambda: _body(p("_" * 9_000_000)), ""),
    "nine million spaces": (lambda: _body(p("a" + " " * 9_000_000 + "b")), ""),
    "5,000 styles based on each other": (
        lambda: word(
            "".join(p("x", properties=f'<w:pStyle w:val="s{i}"/>') for i in range(5000)),
            styles="".join(_STYLE.format(i, i - 1) for i in range(5000)),
        ),
        "",
    ),
    "10,000 lists": (
        lambda: word(
            "".join(p("x", properties=f'<w:numPr><w:numId w:val="{i}"/></w:numPr>') for i in range(10_000)),
            numbering="".join(map(_LIST.format, range(10_000))),
        ),
        "",
    ),
    "200,000 comment marks": (
        lambda: _body("<w:p>" + '<w:commentRangeStart w:id="1"/>' * 200_000 + "<w:r><w:t>x</w:t></w:r></w:p>"),
        "",
    ),
    "fields that never end": (lambda: _body(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000) + p("seen")), ""),
    "60,000 entries": (lambda: zipped({f"a{i}.xml": "" for i in range(60_000)}), "file-over-limit"),
    "a picture of 1 GB that is never opened": (
        lambda: zipped(
            {"[Content_Types].xml": content_types(), "word/document.xml": part("document", f"<w:body>{p('x')}</w:body>"),
             "word/media/a.png": bytes(200_000_000)}
        ),
        "",
    ),
    "forty megabytes of text": (lambda: b"a b\n" * 10_000_000, "*"),
    "many numbers": (lambda: b"1. a\n" * 400_000, "*"),
    "a page tree that holds itself": (lambda: _LOOP, "file-broken"),
    "a drawing that draws itself": (lambda: _SELF_DRAWING, "*"),
}  # fmt: skip


#: These take seconds each: the long form only.
_LONG = {
    "a million tags", "too many paragraphs", "a text of nine million characters", "nine million underscores",
    "nine million spaces", "5,000 styles based on each other", "10,000 lists", "200,000 comment marks", "fields that never end",
    "60,000 entries",
    "a picture of 1 GB that is never opened", "forty megabytes of text", "many numbers",
}  # fmt: skip
_CASES = [pytest.param(*row, id=name, marks=[pytest.mark.slow] if name in _LONG else []) for name, row in BOMBS.items()]


@pytest.mark.parametrize("make,code", _CASES)
def test_a_bomb_is_read_or_refused(make: Callable[[], bytes], code: str) -> None:
    """The child has 5 s of CPU time and 512 MiB over what it starts with; what passes them ends as a typed error."""
    data = make()
    started = time.monotonic()
    try:
        document = read("bomb.txt" if data[:2] == b"a " or data[:2] == b"1." else "bomb", data)
    except Failure as error:
        assert error.diagnostics("zh") and error.diagnostics("en")
        assert code == "*" or error.code == code
    else:
        assert code in ("", "*") and document.text.strip()
    assert time.monotonic() - started < 60


def test_the_bounds_of_a_child_are_those_of_the_contract() -> None:
    assert (Limits().cpu_seconds, Limits().memory_bytes) == (5, 512 * 1024 * 1024)
