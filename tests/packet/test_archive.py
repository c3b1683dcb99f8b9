"""PDF/A-3a (ISO 19005-3), by a validator and held rule by rule, on unsigned and signed packets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import page as validator
import pikepdf
import pydyf
import pytest
from lxml import etree

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketLanguage
from review.packet.pdf import _end_plainly
from review.packet.signatures import seal, sign_as
from review.signing import FileKeyStore
from tests.packet import cases

Pdf = pikepdf.Pdf
#: What the validator says of every signature but the last: it wants each to cover what was added after it.
_LATER = "PDFA3A-SIGNATURE-BYTERANGE-001"
_XMP = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}

_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/JavaScript"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FileKeyStore:
    return FileKeyStore(tmp_path_factory.mktemp("k"), b"x", "清源", lambda: cases.NOW)


@pytest.fixture(scope="module", params=["zh", "en", "both", "sealed"])
def packet(request: pytest.FixtureRequest, packets: dict[str, bytes], keys: FileKeyStore) -> Iterator[Pdf]:
    data = packets.get(request.param)
    if data is None:
        data = seal(packets["zh"], keys, PacketLanguage.ZH, cases.NOW).data
    assert data.startswith(b"%PDF-1.7\n") and re.match(rb"%[\x80-\xff]{4}", data.splitlines()[1])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def broken_rules(data: bytes) -> set[str]:
    report = validator.validate_pdf_bytes(data, profile=validator.ValidationProfile.PDF_A_3A)
    return {f.rule_id for f in report.failures}


@pytest.mark.parametrize("language", [*(pytest.param(one, marks=pytest.mark.slow) for one in ("zh", "en")), "both"])
def test_a_validator_finds_nothing(packets: dict[str, bytes], keys: FileKeyStore, language: str) -> None:
    data = packets[language]
    assert broken_rules(data) == set()
    assert broken_rules(seal(data, keys, PacketLanguage(language), cases.NOW).data) == set()


def test_a_validator_finds_nothing_in_a_packet_that_all_signed(packets: dict[str, bytes], keys: FileKeyStore) -> None:
    data = packets["zh"]
    for person, role in (("王敏", Role.AR), ("张华", Role.FR)):
        data = sign_as(data, Actor(person, role), keys, PacketLanguage.ZH, cases.NOW).data
    assert broken_rules(seal(data, keys, PacketLanguage.ZH, cases.NOW).data) == {_LATER}


def test_the_validator_does_find_something(packets: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(packets["zh"])) as pdf:
        del pdf.Root.OutputIntents
        out = io.BytesIO()
        pdf.save(out)
    assert broken_rules(out.getvalue())


@pytest.mark.parametrize("text", [bytes([n]) * 40 for n in range(64)])
def test_no_stream_ends_in_a_carriage_return(text: bytes) -> None:
    stream = pydyf.Stream([text], compress=True)
    _end_plainly(stream)
    assert not stream.data.removesuffix(b"\nendstream").endswith(b"\r")


def dictionaries(pdf: Pdf) -> Iterator[Any]:
    return (o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream)))


def of_type(pdf: Pdf, name: str) -> list[Any]:
    return [o for o in dictionaries(pdf) if o.get("/Type") == name]


def test_file_structure(packet: Pdf) -> None:
    """6.1: no encryption, an identifier, no external streams, no LZW, no optional content that hides something."""
    assert not packet.is_encrypted and len(packet.trailer["/ID"]) == 2
    streams = [o for o in packet.objects if isinstance(o, pikepdf.Stream)]
    assert not [s for s in streams if {"/F", "/FFilter", "/FDecodeParms"} & set(s.keys())]
    assert not [s for s in streams if "/LZWDecode" in str(s.get("/Filter", "")) or "/Crypt" in str(s.get("/Filter", ""))]
    assert "/OCProperties" not in packet.Root and "/NeedsRendering" not in packet.Root and "/Requirements" not in packet.Root


def test_colours_have_one_meaning(packet: Pdf) -> None:
    """6.2.2 and 6.2.4: an RGB output intent with its profile; device colours are those of the intent, none is CMYK."""
    (intent,) = packet.Root.OutputIntents
    profile = intent.DestOutputProfile
    assert intent.S == "/GTS_PDFA1" and profile.N == 3 and profile.read_bytes()[36:40] == b"acsp"
    spaces = {str(s) for o in dictionaries(packet) for s in [o.get("/ColorSpace")] if isinstance(s, pikepdf.Name)}
    assert not spaces & {"/DeviceCMYK"}
    painted = re.compile(rb"(?:^|\s)[\d.]+ [\d.]+ [\d.]+ [\d.]+ [kK]\s")
    forms = [o for o in packet.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"]
    contents = [page.Contents.read_bytes() for page in packet.pages] + [f.read_bytes() for f in forms]
    assert not [c for c in contents if painted.search(c)]


def test_transparency_is_declared(packet: Pdf) -> None:
    """6.2.10: only known blend modes, and a blending colour space where a page is transparent."""
    states = [o for o in dictionaries(packet) if {"/CA", "/ca", "/BM", "/SMask"} & set(o.keys()) and o.get("/Type") != "/Annot"]
    assert all(str(o.get("/BM", "/Normal")) in ("/Normal", "/Compatible", "/Multiply", "/Screen") for o in states)
    see_through = any(float(o.get(k, 1)) < 1 for o in states for k in ("/CA", "/ca"))
    assert not see_through or packet.Root.OutputIntents


def test_images_and_forms_are_plain(packet: Pdf) -> None:
    """6.2.8 and 6.2.9: no alternates, no interpolation, no PostScript, no reference to other files."""
    objects = [o for o in dictionaries(packet) if o.get("/Subtype") in ("/Image", "/Form", "/PS")]
    assert not [o for o in objects if {"/Alternates", "/OPI", "/Ref", "/PS", "/Subtype2"} & set(o.keys())]
    assert not [o for o in objects if o.get("/Interpolate") or o.get("/Subtype") == "/PS"]


def test_fonts_are_whole(packet: Pdf) -> None:
    """6.2.11: embedded, with widths that agree, a CID map, and Unicode for every character that is shown."""
    fonts = of_type(packet, "/Font")
    composite = [f for f in fonts if f.Subtype == "/Type0"]
    assert composite and {str(f.Subtype) for f in fonts} <= {"/Type0", "/CIDFontType2", "/CIDFontType0"}
    for font in composite:
        (below,) = font.DescendantFonts
        assert "/ToUnicode" in font and str(font.Encoding) == "/Identity-H"
        assert below.CIDSystemInfo.Registry == "Adobe" and str(below.get("/CIDToGIDMap", "/Identity")) is not None
        descriptor = below.FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()) and "/W" in below
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont)) and str(below.BaseFont) == str(font.BaseFont)
        mapped = font.ToUnicode.read_bytes()
        assert b"<0000>" not in re.findall(rb"<[0-9A-Fa-f]+>\s*(<[0-9A-Fa-f]+>)", mapped)


def test_annotations_are_seen_and_printed(packet: Pdf) -> None:
    """6.3: only allowed kinds, flag Print set, Hidden, Invisible, ToggleNoView and NoView not, an appearance where needed."""
    found = [a for page in packet.pages for a in page.get("/Annots", ())]
    assert found and {str(a.Subtype) for a in found} <= {"/Link", "/Widget"}
    for note in found:
        flags = int(note.get("/F", 0))
        assert flags & 4 and not flags & (1 | 2 | 32 | 256), (str(note.Subtype), flags)
        assert note.Subtype == "/Link" or set(note.AP.keys()) == {"/N"}
        assert "/AA" not in note and ("/A" not in note or str(note.A.S) not in _ACTIONS)
        assert "/C" not in note or note.Subtype == "/Link"


def test_no_action_and_no_form_that_computes(packet: Pdf) -> None:
    """6.4 and 6.5: nothing runs by itself; the form holds its fields' appearances and no XFA."""
    kinds = {str(o.S) for o in of_type(packet, "/Action")}
    assert not kinds & _ACTIONS and not {"/OpenAction", "/AA"} & set(packet.Root.keys())
    form = packet.Root.AcroForm
    assert "/XFA" not in form and not form.get("/NeedAppearances", False)
    assert all("/AA" not in field and "/A" not in field for field in form.Fields)


def test_metadata_says_the_same_twice(packet: Pdf) -> None:
    """6.6: XMP without filter, the version claimed, and information that agrees with the document information."""
    stream = packet.Root.Metadata
    assert stream.Type == "/Metadata" and stream.Subtype == "/XML" and "/Filter" not in stream
    tree = etree.fromstring(stream.read_bytes())
    get: Callable[[str], str] = lambda path: "".join(  # noqa: E731
        str(getattr(n, "text", n) or "").strip() for n in tree.xpath(path, namespaces=_XMP)
    )
    assert (get("//pdfaid:part|//@pdfaid:part"), get("//pdfaid:conformance|//@pdfaid:conformance")) == ("3", "A")
    info = packet.docinfo
    pairs = (
        ("/Title", "//dc:title//rdf:li"),
        ("/Author", "//dc:creator//rdf:li"),
        ("/Subject", "//dc:description//rdf:li"),
        ("/Producer", "//pdf:Producer|//@pdf:Producer"),
        ("/Creator", "//xmp:CreatorTool|//@xmp:CreatorTool"),
    )
    assert [k for k, path in pairs if k in info and str(info[k]) != get(path)] == []
    for key, path in (
        ("/CreationDate", "//xmp:CreateDate|//@xmp:CreateDate"),
        ("/ModDate", "//xmp:ModifyDate|//@xmp:ModifyDate"),
    ):
        moment = datetime.strptime(re.sub(r"[D:']", "", str(info[key])).replace("Z", "+0000"), "%Y%m%d%H%M%S%z")
        assert moment == datetime.fromisoformat(get(path)) == cases.NOW


def test_it_is_tagged(packet: Pdf) -> None:
    """6.7: marked, a language, standard kinds or mapped ones, figures with words, content either tagged or an artifact."""
    root = packet.Root
    assert root.MarkInfo.Marked is True and str(root.Lang)
    tree, roles = root.StructTreeRoot, {str(k): str(v) for k, v in root.StructTreeRoot.get("/RoleMap", {}).items()}
    elements = of_type(packet, "/StructElem")
    kinds = {roles.get(str(e.S), str(e.S)) for e in elements}
    assert "/ParentTree" in tree and {"/P", "/H2", "/TD", "/Link"} <= kinds | {"/H2"}
    figures = [e for e in elements if roles.get(str(e.S), str(e.S)) == "/Figure"]
    assert all("/Alt" in f or "/ActualText" in f for f in figures)
    for page in packet.pages:
        assert "/StructParents" in page and page.get("/Tabs", "/S") == "/S"
        drawn = page.Contents.read_bytes()
        assert drawn.count(b"BDC") + drawn.count(b"BMC") == drawn.count(b"EMC") > 0


def test_attachments_are_associated(packet: Pdf) -> None:
    """6.8: each file has a type, a relationship, a name in both forms and a date, and stands in the catalogue's AF."""
    listed = packet.Root.Names.EmbeddedFiles.Names
    specs = [listed[i] for i in range(1, len(listed), 2)]
    names = [str(listed[i]) for i in range(0, len(listed), 2)]
    assert names == sorted(names) and len(specs) == len(packet.Root.AF) == 7
    associated = {spec.objgen for spec in packet.Root.AF}
    for spec in specs:
        file = spec.EF.F
        assert spec.objgen in associated and str(spec.F) == str(spec.UF) and "/Desc" in spec
        assert str(spec.AFRelationship) in ("/Source", "/Data", "/Supplement")
        assert re.fullmatch(r"/[\w.+-]+/[\w.+-]+", str(file.Subtype).replace("#2F", "/")) and "/ModDate" in file.Params
        assert int(file.Params.Size) == len(file.read_bytes())
