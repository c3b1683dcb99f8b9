"""Files made to break a reader: each is read or refused with a typed error, within its child's bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from review.errors import Failure
from review.intake import Limits, read
from tests.intake.measured import Cost, costs
from tests.intake.word import content_types, p, part, relationships, word, zipped

_CPU_SECONDS, _PEAK_MIB = 5.1, 512
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


def _pdf(content: bytes, resources: str = "", more: bytes = b"", box: str = "0 0 595 842", packed: bool = False) -> bytes:
    """A PDF of one page without a table of its objects, which the reader then makes itself."""
    data = zlib.compress(content, 9) if packed else content
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{_FONT}{resources}>>>>endobj\n".encode()
        + f"4 0 obj<</Length {len(data)}{'/Filter/FlateDecode' if packed else ''}>>stream\n".encode()
        + data
        + b"\nendstream endobj\n"
        + more
        + b"trailer<</Root 1 0 R>>"
    )


_FONT = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
_WORDS = b"BT /F1 11 Tf 72 700 Td (1. Delivery.) Tj ET\n"


def _forms(depth: int, width: int) -> bytes:
    """Forms that each draw the next one many times over."""
    rows = []
    for i in range(depth):
        draw = f"/X{i + 1} Do ".encode() * width if i + 1 < depth else _WORDS
        link = f"/XObject<</X{i + 1} {11 + i} 0 R>>" if i + 1 < depth else ""
        facts = f"/BBox[0 0 595 842]/Resources<<{_FONT}{link}>>/Length {len(draw)}"
        head = f"{10 + i} 0 obj<</Type/XObject/Subtype/Form{facts}>>stream\n"
        rows.append(head.encode() + draw + b"\nendstream endobj\n")
    return _pdf(_WORDS + b"/X0 Do", "/XObject<</X0 10 0 R>>", b"".join(rows))


def _huge_picture() -> bytes:
    """A picture of 900 million pixels over a line of words, so that only painting the page tells whether they are seen."""
    pixels = zlib.compress(bytes(112_500_000), 9)
    head = (
        "10 0 obj<</Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 1"
        f"/Filter/FlateDecode/Length {len(pixels)}>>stream\n"
    )
    picture = head.encode() + pixels + b"\nendstream endobj\n"
    return _pdf(_WORDS + b"q 595 0 0 842 0 0 cm /I Do Q", "/XObject<</I 10 0 R>>", picture)


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
    "forms of forms of forms": (lambda: _forms(12, 10), "*"),
    "a page of 200 MB in 200 KB": (lambda: _pdf(_WORDS + b" " * 200_000_000, packed=True), "*"),
    "two hundred thousand words on one page": (lambda: _pdf(_WORDS * 200_000, packed=True), "*"),
    "a picture of 900 million pixels": (_huge_picture, "*"),
    "a page of a million points": (lambda: _pdf(_WORDS + b"0 0 9 9 re f\n" * 50_000, box="0 0 1000000 1000000"), "*"),
    "text under 20,000 boxes": (lambda: _pdf(_WORDS * 2_000 + b"1 g 0 0 595 842 re f\n" * 20_000, packed=True), "*"),
    "drawings with two readings, 30 deep": (
        lambda: _wrapped(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:pict><w:txbxContent>",
            "</w:txbxContent></w:pict></mc:Choice><mc:Fallback><w:t>y</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>", 30,
        ),
        "",
    ),
    "a formula of 100 roots": (
        lambda: _body(p("<m:oMath>" + "<m:rad><m:e>" * 100 + "<m:r><m:t>x</m:t></m:r>" + "</m:e></m:rad>" * 100 + "</m:oMath>")),
        "",
    ),
    "a flat package of 300,000 parts": (
        lambda: b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + b"".join(b'<pkg:part pkg:name="/%d"/>' % i for i in range(300_000))
        + b"</pkg:package>",
        "file-over-limit",
    ),
}  # fmt: skip


#: These take seconds each: the long form only.
_LONG = {
    "a million tags", "too many paragraphs", "a text of nine million characters", "nine million underscores",
    "nine million spaces", "5,000 styles based on each other", "10,000 lists", "200,000 comment marks", "fields that never end",
    "60,000 entries",
    "a picture of 1 GB that is never opened", "forty megabytes of text", "many numbers", "forms of forms of forms",
    "a page of 200 MB in 200 KB", "two hundred thousand words on one page", "a picture of 900 million pixels",
    "text under 20,000 boxes", "a flat package of 300,000 parts",
}  # fmt: skip
_CASES = [pytest.param(name, id=name, marks=[pytest.mark.slow] if name in _LONG else []) for name in BOMBS]


@pytest.fixture(scope="module")
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    """What every bomb of this run costs its child."""
    folder = tmp_path_factory.mktemp("bombs")
    wanted = [i.callspec.params["name"] for i in request.session.items if getattr(i, "originalname", "") == _TEST]
    files = {}
    for name in wanted:
        data = BOMBS[name][0]()
        files[name] = folder / f"{len(files)}.{'txt' if data[:1] in b'a1' else 'bin'}"
        files[name].write_bytes(data)
    return dict(zip(files, costs(list(files.values())), strict=True))


_TEST = "test_a_bomb_is_read_or_refused_within_its_bounds"


@pytest.mark.parametrize("name", _CASES)
def test_a_bomb_is_read_or_refused_within_its_bounds(name: str, measured: dict[str, Cost]) -> None:
    """5 s of CPU time and 512 MiB of memory, by the system's account of the child; what passes them is ended, and told.

    The tenth of a second is the grain of the system's clock; on a busy machine a file that is read elsewhere may be stopped.
    """
    cost, code = measured[name], BOMBS[name][1]
    assert cost.cpu <= _CPU_SECONDS and cost.peak <= _PEAK_MIB, cost
    assert code == "*" or cost.outcome in (code or "read", "stopped"), cost
    assert cost.outcome != "read" or cost.characters


def test_an_ended_child_is_told_as_such() -> None:
    """The child of a file that takes too long is ended by the system; the caller gets a typed error in both languages."""
    data = BOMBS["a text of nine million characters"][0]()
    with pytest.raises(Failure) as caught:
        read("bomb.docx", data, limits=Limits(memory_bytes=48 * 1024 * 1024))
    assert caught.value.code == "reading-stopped"
    assert caught.value.diagnostics("zh") and caught.value.diagnostics("en")


def test_the_bounds_of_a_child_are_those_of_the_contract() -> None:
    assert (Limits().cpu_seconds, Limits().memory_bytes) == (5, 512 * 1024 * 1024)
