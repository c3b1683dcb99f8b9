"""Known attacks on signed PDF: each is detected, with its own reason."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketLanguage
from review.packet.signatures import seal, sign_as
from review.signing import FileKeyStore, Verdict, verify
from review.signing.policy import ALL_FIELDS
from review.signing.report import Code
from tests.packet import cases
from tests.signing.conftest import PEOPLE, Signed, small

ZH = PacketLanguage.ZH


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def codes(data: bytes, signed: Signed) -> set[Code]:
    report = verify(data, signed.policy)
    assert report.verdict is not Verdict.VALID
    return {reason.code for reason in report.reasons}


def _hide(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack "hide": the catalogue gets other pages, the signed ones stay in the file."""
    page = writer.root["/Pages"]["/Kids"][0]
    twin = generic.DictionaryObject(dict(page.items()))
    twin[generic.pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
    pages = generic.DictionaryObject(dict(writer.root["/Pages"].items()))
    pages[generic.pdf_name("/Kids")] = generic.ArrayObject([writer.add_object(twin)])
    writer.root[generic.pdf_name("/Pages")] = writer.add_object(pages)
    writer.update_root()


def _replace(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack "replace": a font that reads the same and looks different, here the page's resources."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Resources")] = generic.DictionaryObject()
    writer.update_container(page)


def _annotation(writer: IncrementalPdfFileWriter) -> None:
    """A note laid over the page: allowed by many validators, and enough to cover a sum."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 300, 300)]),
            generic.pdf_name("/Contents"): generic.pdf_string("CNY 1.00"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page)


def _action(writer: IncrementalPdfFileWriter) -> None:
    writer.root[generic.pdf_name("/OpenAction")] = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.update_root()


@pytest.mark.parametrize("attack", [_hide, _replace, _annotation, _action])
def test_shadow_attacks_are_seen(signed: Signed, attack: Callable[[IncrementalPdfFileWriter], None]) -> None:
    """Behind the last signature, and between two, where a later one covers what was slipped in."""
    assert codes(updated(signed.full, attack), signed) & {Code.APPENDED, Code.UPDATED}
    first = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    assert Code.UPDATED in codes(seal(updated(first, attack), signed.keys, ZH, cases.NOW).data, signed)


def _numbers(data: bytes) -> re.Match[bytes]:
    found = list(re.finditer(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+)[^\]]*\]", data))
    assert found
    return found[-1]


def test_signature_wrapping_is_seen(signed: Signed) -> None:
    """The signed rest is moved to the end and the byte range points there; what is shown stands between."""
    numbers = _numbers(signed.sealed)
    _, hole, behind, rest = (int(n) for n in numbers.groups())
    slipped = b"\n% other objects\n" * 20
    moved = signed.sealed[:behind] + slipped + signed.sealed[behind:]
    text = f"/ByteRange [0 {hole} {behind + len(slipped)} {rest}]".encode()
    room = len(numbers[0])
    assert len(text) <= room
    data = moved[: numbers.start()] + text[:-1].ljust(room - 1) + b"]" + moved[numbers.end() :]
    report = verify(data, signed.policy)
    assert report.verdict is Verdict.INVALID
    assert {r.code for r in report.reasons} & {Code.SIGNATURE_FORM, Code.CONTENT_CHANGED, Code.UNREADABLE}


@pytest.mark.parametrize("value", [b"<00>", b"<>", b"null"])
def test_an_emptied_signature_is_seen(signed: Signed, value: bytes) -> None:
    """ "Universal signature forgery": the value is taken out, and a careless reader finds nothing to object to."""
    start = signed.sealed.rindex(b"/Contents <") + len(b"/Contents ")
    end = signed.sealed.index(b">", start) + 1
    assert (
        verify(signed.sealed[:start] + value.ljust(end - start) + signed.sealed[end:], signed.policy).verdict is Verdict.INVALID
    )


def test_a_certificate_of_the_same_name_is_not_trusted(signed: Signed, tmp_path: Path) -> None:
    """Another authority with the organisation's own name issues certificates with the people's own names."""
    double = FileKeyStore(tmp_path, b"y", signed.keys.organisation, lambda: cases.NOW)
    data = sign_as(signed.unsigned, Actor("张华", Role.FR), double, ZH, cases.NOW).data
    report = verify(seal(data, signed.keys, ZH, cases.NOW).data, signed.policy)
    assert report.verdict is Verdict.UNTRUSTED
    assert [(r.code, r.subject, r.detail) for r in report.reasons] == [(Code.SIGNER_UNTRUSTED, "FR", "张华")]
    assert report.signatures[0].signer == "张华" and not report.signatures[0].trusted


def test_a_packet_sealed_again_by_another_instance_is_not_trusted(signed: Signed, tmp_path: Path) -> None:
    """Everything is signed anew by somebody else's keys: whole in itself, and not this organisation's."""
    other = FileKeyStore(tmp_path, b"z", "Other Ltd", lambda: cases.NOW)
    data = signed.unsigned
    for role, person in PEOPLE.items():
        data = sign_as(data, Actor(person, role), other, ZH, cases.NOW).data
    report = verify(seal(data, other, ZH, cases.NOW).data, replace(signed.policy, required=ALL_FIELDS))
    assert report.verdict is Verdict.UNTRUSTED and {r.code for r in report.reasons} == {Code.SIGNER_UNTRUSTED}
    assert {r.subject for r in report.reasons} == set(ALL_FIELDS)


def test_a_packet_made_anew_with_a_changed_attachment_is_seen(signed: Signed) -> None:
    """The contract is exchanged before anything is signed; the manifest still names the other one."""
    with pikepdf.open(io.BytesIO(signed.unsigned)) as pdf:
        spec = pdf.attachments["contract.txt"]
        spec.obj.EF.F.write(b"another contract")
        out = io.BytesIO()
        pdf.save(out)
    data = seal(out.getvalue(), signed.keys, ZH, cases.NOW).data
    report = verify(data, signed.policy)
    assert report.verdict is Verdict.INVALID
    assert [(r.code, r.subject) for r in report.reasons if r.code is Code.ATTACHMENT_CHANGED] == [
        (Code.ATTACHMENT_CHANGED, "contract.txt")
    ]


def test_a_broken_audit_chain_is_seen(signed: Signed) -> None:
    """Somebody who may seal takes an entry out of the audit extract."""
    packet = cases.packet("zh")
    data = seal(small(replace(packet, audit=packet.audit[:2] + packet.audit[3:])), signed.keys, ZH, cases.NOW).data
    report = verify(data, signed.policy)
    assert report.verdict is Verdict.INVALID and Code.AUDIT_BROKEN in {r.code for r in report.reasons}


def test_a_stripped_update_leaves_no_seal(signed: Signed) -> None:
    """The file is cut back to what stood before the seal: whole, and without what the policy asks for."""
    embedded = PdfFileReader(io.BytesIO(signed.full)).embedded_signatures
    ends = sorted(int(s.byte_range[2]) + int(s.byte_range[3]) for s in embedded)
    report = verify(signed.full[: ends[-2]], signed.policy)
    assert report.verdict is not Verdict.VALID
    assert [(r.code, r.subject) for r in report.reasons] == [(Code.SIGNATURE_MISSING, "seal")]
