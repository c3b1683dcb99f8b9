"""The packet as a file: whole, archivable, the same every time, and saying what it must."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from review.model.canonical import canonical_json, sha256
from review.packet import render
from review.packet.attachments import MANIFEST
from review.packet.compose import SECTIONS, page
from review.packet.input import PacketInput, Performance, Receivable
from review.signing.contents import Contents
from review.signing.report import Code
from tests.packet import cases

LANGUAGES = ("zh", "en", "both")


def text_of(data: bytes) -> str:
    """The text of all pages in reading order, line breaks of the layout taken out."""
    with pypdfium2.PdfDocument(data) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in pdf))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def attached(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def test_same_input_same_bytes(packets: dict[str, bytes]) -> None:
    assert render(cases.packet("zh")) == packets["zh"]


def test_another_moment_other_bytes(packets: dict[str, bytes]) -> None:
    later = replace(cases.packet("zh"), number="P-2026-0015")
    assert render(later) != packets["zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_its_heading_and_bookmark(packets: dict[str, bytes], language: str) -> None:
    with pikepdf.open(io.BytesIO(packets[language])) as pdf, pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
    assert len(top) == len(SECTIONS) == 18


@pytest.mark.parametrize("language", LANGUAGES)
def test_archive_form(packets: dict[str, bytes], language: str) -> None:
    """PDF/A-3a: output intent, tagged, language, embedded fonts with Unicode maps, no encryption, related files."""
    with pikepdf.open(io.BytesIO(packets[language])) as pdf:
        root = pdf.Root
        assert not pdf.is_encrypted and pdf.pdf_version == "1.7"
        assert b'pdfaid:part="3"' in bytes(root.Metadata.read_bytes())
        assert b'pdfaid:conformance="A"' in bytes(root.Metadata.read_bytes())
        assert root.OutputIntents[0].S == "/GTS_PDFA1" and root.MarkInfo.Marked and "/StructTreeRoot" in root
        assert str(root.Lang) == {"zh": "zh", "en": "en", "both": "zh"}[language]
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font" and "/BaseFont" in o]
        assert fonts and all("Tripact" in str(f.BaseFont) for f in fonts)
        assert all("/ToUnicode" in f for f in fonts if f.Subtype == "/Type0")
        descriptors = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert descriptors and all("/FontFile2" in d for d in descriptors)
        related = {str(f.UF): str(f.AFRelationship) for f in root.AF}
        assert len(root.AF) == len(related) == len(pdf.attachments)
        assert related["contract.txt"] == "/Source"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_action_no_link_out(packets: dict[str, bytes], language: str) -> None:
    with pikepdf.open(io.BytesIO(packets[language])) as pdf:
        kinds = {str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Action"}
        assert not kinds & {"/URI", "/JavaScript", "/Launch", "/GoToR"}
        assert "/OpenAction" not in pdf.Root and "/JavaScript" not in pdf.Root.get("/Names", {})


def test_signature_fields_stand_on_the_page_with_an_appearance(packets: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(packets["zh"])) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        assert list(fields) == ["AR", "SR", "FR", "seal"]
        for field in fields.values():
            left, bottom, right, top = (float(v) for v in field.Rect)
            assert 0 < left < right < 596 and 0 < bottom < top < 842 and right - left > 250 and top - bottom > 50
            assert int(field.F) & 4 and "/N" in field.AP and "/V" not in field
            assert field.objgen in [a.objgen for a in field.P.Annots]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_qpdf_finds_nothing(packets: dict[str, bytes], language: str, tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(packets[language])
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_attachments_are_what_the_manifest_says(packets: dict[str, bytes]) -> None:
    files, packet = attached(packets["zh"]), cases.packet("zh")
    manifest = json.loads(files["packet.json"])
    names = {"audit.json", "contract.txt", "deal.json", "findings.json", "packet.json", "register.json", "rules.zip"}
    assert set(files) == names
    assert manifest["attachments"] == {n: sha256(d) for n, d in files.items() if n != "packet.json"}
    assert files["contract.txt"] == packet.draft
    assert files["findings.json"] == canonical_json(packet.review.published())
    with zipfile.ZipFile(io.BytesIO(files["rules.zip"])) as rules:
        assert {n: rules.read(n) for n in rules.namelist()} == dict(packet.rules)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "不可签署"),
        ("zh", "草稿"),
        ("zh", "供方应在本合同签订后45日内将全部设备运抵需方现场。"),
        ("zh", "本人已逐条核对上列由交付负责的承诺，在所列条件下可交付。"),
        ("zh", "超出权限，须升级"),
        ("zh", "最快75日"),
        ("zh", "购买履约保险"),
        ("zh", "对此文本、数值与商机数据有效（指纹 f1）"),
        ("en", "Not to be signed"),
        ("en", "within 45 days after signing"),
        ("en", "I confirm each listed commitment is deliverable under the listed conditions."),
        ("en", "uncapped"),
        ("both", "不可签署"),
        ("both", "Not to be signed"),
    ],
)
def test_it_says(packets: dict[str, bytes], language: str, said: str) -> None:
    assert squeezed(said) in squeezed(text_of(packets[language]))


def test_every_commitment_and_open_finding_is_printed(packets: dict[str, bytes]) -> None:
    text, review = squeezed(text_of(packets["en"])), cases.review("en")
    assert all(squeezed(c.quote) in text for c in review.commitments)
    assert all(squeezed(f.message["en"]) in text for f in review.open_findings)
    assert all(f.rule.id in text for f in review.findings)


def test_pages_are_numbered(packets: dict[str, bytes]) -> None:
    with pypdfium2.PdfDocument(packets["zh"]) as pdf:
        total = len(pdf)
        assert all(f"{i} / {total}" in page.get_textpage().get_text_bounded() for i, page in enumerate(pdf, 1))


def test_a_mere_check_makes_a_draft() -> None:
    text = text_of(render(cases.packet("en", full=False)))
    assert "DRAFT" in text and "there is no audit log" in text and "Nobody dissented" in text


def test_a_released_packet_is_no_draft() -> None:
    packet = cases.packet("zh")
    released = replace(packet, process=cases.process(released=True), review=cases.review("zh", open_b=False))
    text = text_of(render(released))
    assert "已放行，可以签署" in text and "草稿" not in text


def test_without_a_deal_record(packets: dict[str, bytes]) -> None:
    packet: PacketInput = cases.packet("en", full=False)
    bare = replace(packet, review=replace(packet.review, deal=None), deal_json=None)
    text = text_of(render(bare))
    assert "No deal record was given" in text and "nothing can be checked" in text


def test_the_contract_index_is_at_most_two_pages(packets: dict[str, bytes]) -> None:
    with pypdfium2.PdfDocument(packets["zh"]) as pdf:
        pages = [p.get_textpage().get_text_bounded() for p in pdf]
    first = next(i for i, t in enumerate(pages) if "合同索引" in t)
    assert any("承诺登记簿" in t for t in pages[first + 1 : first + 3])


def test_an_extract_tells_what_came_after_release_and_no_person_signs_it() -> None:
    packet = cases.packet("both")
    ran = {"c1": Performance(False, "延误三日"), "c4": Performance(True)}
    paid = (Receivable("预付款", Decimal(375000), currency="CNY", received=date(2026, 3, 12)),)
    packet = replace(packet, process=cases.process(released=True), extract_of="ab" * 32, performed=ran, receivables=paid)
    data = render(packet)
    text = squeezed(text_of(data))
    for said in ("放行之后的履行情况", "ab" * 32, "未履行notkept延误三日", "2026-03-12", "Personssignedthereleasedpacket"):
        assert squeezed(said) in text, said
    assert "可以签署" not in text and "草稿" not in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(f.T) for f in pdf.Root.AcroForm.Fields] == ["seal"]
    manifest = json.loads(attached(data)["packet.json"])
    assert (manifest["released"], manifest["extract_of"]) == (False, "ab" * 32)


def test_a_long_audit_log_is_printed_in_part_and_attached_whole() -> None:
    """The packet says which part is printed, and the verifier goes by the whole: one entry of it that is touched breaks it."""
    made = replace(cases.packet("en"), audit=cases.audit(203), audit_head=None)
    drawn = page(made)
    shown = re.findall(r'<span class="seq">(\d+)</span>', drawn.html)
    assert shown == [str(n) for n in range(4, 204)]
    assert "All 203 stand in the attachment audit.json" in drawn.html
    held = next(f for f in drawn.attachments if f.name == "audit.json").data
    assert len(json.loads(held)) == 203
    rows = json.loads(held)
    rows[0]["subject"] = "c9"
    manifest = next(f for f in drawn.attachments if f.name == MANIFEST).data
    assert list(Contents({MANIFEST: manifest, "audit.json": canonical_json(rows)}).reasons())[-1].code is Code.AUDIT_BROKEN
    assert "stand in the attachment" not in page(cases.packet("en")).html
