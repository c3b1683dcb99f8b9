"""What a verifier says of packets that are whole, and of packets that somebody touched."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketLanguage, render
from review.packet.signatures import seal, sign_as, statement
from review.signing import FileKeyStore, Report, TrustPolicy, Verdict, verify
from review.signing.policy import ALL_FIELDS
from review.signing.report import Code
from tests.packet import cases
from tests.signing.conftest import PEOPLE, Signed, small

ZH = PacketLanguage.ZH


def codes(report: Report) -> set[Code]:
    return {reason.code for reason in report.reasons}


def test_a_full_packet_is_valid_and_says_who_signed(signed: Signed) -> None:
    report = verify(signed.full, replace(signed.policy, required=ALL_FIELDS))
    assert report.verdict is Verdict.VALID and not report.reasons
    assert [s.field for s in report.signatures] == ["FR", "AR", "SR", "seal"]
    assert {s.field: s.signer for s in report.signatures if s.field != "seal"} == {r.value: p for r, p in PEOPLE.items()}
    assert all(s.intact and s.trusted and s.level == "B-B" and s.claimed_at == cases.NOW for s in report.signatures)
    assert report.signatures[0].statement == statement("FR", ZH)
    assert report.number == "P-2026-0014" and report.audit_entries == 6 and all(same for _, _, same in report.attachments)


def test_a_whole_packet_is_valid(signed: Signed) -> None:
    data = seal(render(cases.packet("zh")), signed.keys, ZH, cases.NOW).data
    assert verify(data, signed.policy).verdict is Verdict.VALID


def test_a_sealed_packet_is_valid(signed: Signed) -> None:
    assert verify(signed.sealed, signed.policy).verdict is Verdict.VALID


@pytest.mark.parametrize("order", [("AR", "SR", "FR"), ("SR", "FR", "AR")])
def test_roles_sign_in_any_order_before_or_after_the_seal(signed: Signed, order: tuple[str, ...]) -> None:
    data = signed.sealed
    for role in order:
        data = sign_as(data, Actor(PEOPLE[Role(role)], Role(role)), signed.keys, ZH, cases.NOW).data
    assert verify(data, replace(signed.policy, required=ALL_FIELDS)).verdict is Verdict.VALID


def test_an_empty_policy_trusts_nobody(signed: Signed) -> None:
    report = verify(signed.full, TrustPolicy())
    assert report.verdict is Verdict.UNTRUSTED and codes(report) == {Code.SIGNER_UNTRUSTED}
    assert all(s.intact and not s.trusted for s in report.signatures)


def test_another_authority_is_not_trusted(signed: Signed, tmp_path: Path) -> None:
    other = FileKeyStore(tmp_path, b"x", "Other Ltd", lambda: cases.NOW)
    report = verify(signed.sealed, replace(signed.policy, roots=(other.root(),)))
    assert report.verdict is Verdict.UNTRUSTED and codes(report) == {Code.SIGNER_UNTRUSTED}


def test_a_pinned_certificate_admits_nobody_else(signed: Signed) -> None:
    own = verify(signed.sealed, signed.policy).signatures[0].certificate_sha256
    assert verify(signed.sealed, replace(signed.policy, certificates=frozenset({own}))).verdict is Verdict.VALID
    assert verify(signed.sealed, TrustPolicy(certificates=frozenset({own}))).verdict is Verdict.VALID
    assert verify(signed.sealed, replace(signed.policy, certificates=frozenset({"0" * 64}))).verdict is Verdict.UNTRUSTED


def test_a_certificate_that_ran_out_is_not_trusted(signed: Signed) -> None:
    late = replace(signed.policy, at=cases.NOW + timedelta(days=365 * 30))
    report = verify(signed.sealed, late)
    assert report.verdict is Verdict.UNTRUSTED and codes(report) == {Code.CERTIFICATE_EXPIRED}


def test_a_missing_signature_is_named(signed: Signed) -> None:
    report = verify(signed.sealed, replace(signed.policy, required=ALL_FIELDS))
    assert [r.subject for r in report.reasons if r.code is Code.SIGNATURE_MISSING] == ["AR", "FR", "SR"]
    assert report.verdict is not Verdict.VALID


def test_a_released_packet_needs_every_signature_whatever_the_policy_asks(signed: Signed) -> None:
    packet = replace(cases.packet("zh"), process=cases.process(released=True))
    report = verify(seal(small(packet), signed.keys, ZH, cases.NOW).data, replace(signed.policy, required=()))
    assert {r.subject for r in report.reasons} == {"AR", "SR", "FR"} and report.verdict is not Verdict.VALID


def test_an_unsigned_packet_is_invalid(signed: Signed) -> None:
    report = verify(signed.unsigned, signed.policy)
    assert report.verdict is Verdict.INVALID and Code.UNSIGNED in codes(report)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf" * 100, b"\x00" * 5000])
def test_what_is_no_pdf_is_invalid(signed: Signed, data: bytes) -> None:
    report = verify(data, signed.policy)
    assert report.verdict is Verdict.INVALID and report.reasons[0].code is Code.UNREADABLE


def test_the_digest_of_the_whole_file_decides(signed: Signed) -> None:
    report = verify(signed.sealed, signed.policy)
    assert verify(signed.sealed, replace(signed.policy, sha256=report.sha256)).verdict is Verdict.VALID
    assert codes(verify(signed.full, replace(signed.policy, sha256=report.sha256))) == {Code.DIGEST_DIFFERS}


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF\n", b"% harmless comment\n", b"\x00" * 64])
def test_appended_bytes_are_seen(signed: Signed, tail: bytes) -> None:
    report = verify(signed.full + tail, signed.policy)
    assert report.verdict is Verdict.INVALID and codes(report) & {Code.APPENDED, Code.UPDATED, Code.UNREADABLE}


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_invalid(signed: Signed, kept: float) -> None:
    assert verify(signed.full[: int(len(signed.full) * kept)], signed.policy).verdict is Verdict.INVALID


def test_the_last_byte_counts(signed: Signed) -> None:
    report = verify(signed.full[:-1], signed.policy)
    assert report.verdict is Verdict.INVALID and codes(report) & {Code.TRUNCATED, Code.UNREADABLE}


def test_cutting_back_to_an_earlier_signature_leaves_what_that_one_proves(signed: Signed) -> None:
    """The file as it was after AR signed is a whole file; what is missing then is named."""
    end = _ends(signed.full)[1]
    report = verify(signed.full[:end], replace(signed.policy, required=ALL_FIELDS))
    assert [s.field for s in report.signatures] == ["FR", "AR"]
    assert {r.subject for r in report.reasons if r.code is Code.SIGNATURE_MISSING} == {"SR", "seal"}


def _ends(data: bytes) -> list[int]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return sorted(int(s.byte_range[2]) + int(s.byte_range[3]) for s in found)


def _page_text(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 0 0 300 300 re f Q"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), stream])
    writer.update_container(page)


def _metadata(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer["/Info"]
    info[generic.pdf_name("/Title")] = generic.pdf_string("something else")
    writer.update_container(info)


def _new_field(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec("extra", box=(10, 10, 100, 50)))


def _attachment(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    stream._data = b"{}"
    stream._encoded_data = None
    writer.update_container(stream)


def _appearance(writer: IncrementalPdfFileWriter) -> None:
    """What the first signer's box shows."""
    field = writer.root["/AcroForm"]["/Fields"][2]
    field["/AP"] = generic.DictionaryObject(
        {generic.pdf_name("/N"): writer.add_object(generic.StreamObject(stream_data=b"0 0 50 50 re f"))}
    )
    writer.update_container(field)


@pytest.mark.parametrize("change", [_page_text, _metadata, _new_field, _attachment, _appearance])
def test_an_incremental_update_is_seen(signed: Signed, change: Any) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.full))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    report = verify(out.getvalue(), signed.policy)
    assert report.verdict is Verdict.INVALID and Code.APPENDED in codes(report) | {
        Code.APPENDED if Code.UPDATED in codes(report) else ""
    }


@pytest.mark.parametrize("change", [_page_text, _metadata, _new_field, _attachment, _appearance])
def test_a_change_that_somebody_signs_over_is_seen(signed: Signed, change: Any) -> None:
    """The update hides between two signatures: the later one covers it, the earlier one must not accept it."""
    first = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    writer = IncrementalPdfFileWriter(io.BytesIO(first))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    report = verify(seal(out.getvalue(), signed.keys, ZH, cases.NOW).data, signed.policy)
    assert report.verdict is Verdict.INVALID and Code.UPDATED in codes(report)


def test_a_change_before_the_first_signature_is_seen(signed: Signed) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.unsigned))
    _page_text(writer)
    out = io.BytesIO()
    writer.write(out)
    report = verify(seal(out.getvalue(), signed.keys, ZH, cases.NOW).data, signed.policy)
    assert report.verdict is Verdict.INVALID and Code.UPDATED in codes(report)


def test_swapped_signature_values_are_seen(signed: Signed) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    first, second = sorted(PdfFileReader(io.BytesIO(signed.full)).embedded_signatures, key=lambda s: int(s.byte_range[2]))[:2]
    data, holes = bytearray(signed.full), []
    for one in (first, second):
        _, start, behind, _ = (int(n) for n in one.byte_range)
        holes.append((start, behind, signed.full[start:behind]))
    size = min(behind - start for start, behind, _ in holes)
    for (start, _, _), (_, _, other) in zip(holes, reversed(holes), strict=True):
        data[start : start + size - 1] = other[: size - 1]
    report = verify(bytes(data), signed.policy)
    assert report.verdict is Verdict.INVALID and codes(report) & {Code.CONTENT_CHANGED, Code.SIGNATURE_DAMAGED}


def test_a_persons_key_makes_no_seal_and_a_seal_no_person(signed: Signed) -> None:
    class Turned:
        """A key store that gives the wrong key."""

        def root(self) -> bytes:
            return signed.keys.root()

        def seal(self) -> Any:
            return signed.keys.person("张华")

        def person(self, name: str, secret: str = "") -> Any:
            return signed.keys.seal()

    as_seal = seal(signed.unsigned, Turned(), ZH, cases.NOW).data
    as_person = sign_as(signed.unsigned, Actor("张华", Role.FR), Turned(), ZH, cases.NOW).data
    for data in (as_seal, as_person):
        report = verify(data, replace(signed.policy, required=()))
        assert report.verdict is Verdict.INVALID and Code.SIGNER_SWAPPED in codes(report)


def test_another_person_than_the_register_names_is_seen(signed: Signed) -> None:
    data = sign_as(signed.unsigned, Actor("周磊", Role.AR), signed.keys, ZH, cases.NOW).data
    report = verify(data, replace(signed.policy, required=()))
    assert [(r.code, r.detail) for r in report.reasons] == [(Code.SIGNER_SWAPPED, "周磊 / 王敏")]


def test_a_stripped_signature_is_seen(signed: Signed) -> None:
    """Rewritten without the seal's value: what remains is no longer covered by anybody."""
    with pikepdf.open(io.BytesIO(signed.full)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "seal":
                del field.V
        out = io.BytesIO()
        pdf.save(out)
    assert verify(out.getvalue(), signed.policy).verdict is Verdict.INVALID


def test_signatures_leave_the_archive_form_as_it_is(signed: Signed) -> None:
    """No font, no metadata, no new field: what made the packet PDF/A-3a is what it still holds."""
    with pikepdf.open(io.BytesIO(signed.unsigned)) as before, pikepdf.open(io.BytesIO(signed.full)) as after:
        assert bytes(after.Root.Metadata.read_bytes()) == bytes(before.Root.Metadata.read_bytes())
        assert {k: str(v) for k, v in after.docinfo.items()} == {k: str(v) for k, v in before.docinfo.items()}
        assert len(after.Root.AcroForm.Fields) == len(before.Root.AcroForm.Fields) == 4
        assert all("/N" in f.AP and "/Font" not in f.AP.N.get("/Resources", {}) for f in after.Root.AcroForm.Fields)
        fonts = [
            sum(1 for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font")
            for pdf in (before, after)
        ]
        assert fonts[0] == fonts[1]
