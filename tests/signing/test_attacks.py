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


def annotation(writer: IncrementalPdfFileWriter) -> None:
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


def open_action(writer: IncrementalPdfFileWriter) -> None:
    writer.root[generic.pdf_name("/OpenAction")] = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.update_root()


@pytest.mark.parametrize("attack", [_hide, _replace, annotation, open_action])
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


def _name(text: str) -> generic.NameObject:
    return generic.pdf_name(text)


def _over(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack "hide": the words of a page, which every reader still finds in the file, get an empty page in their place."""
    page = writer.root["/Pages"]["/Kids"][0]
    content = page["/Contents"]
    holder = content[0] if isinstance(content, generic.ArrayObject) else content
    holder._data, holder._encoded_data = b" ", None
    writer.update_container(holder)


def _look(writer: IncrementalPdfFileWriter) -> None:
    """The appearance stream of a signature shows another name."""
    look = writer.root["/AcroForm"]["/Fields"][2]["/AP"]["/N"]
    look._data, look._encoded_data = b"0 0 90 20 re f", None
    writer.update_container(look)


def _form(key: str, value: generic.PdfObject) -> Callable[[IncrementalPdfFileWriter], None]:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form[_name(key)] = value
        writer.update_container(form)

    return change


def _second_file(writer: IncrementalPdfFileWriter) -> None:
    """Another contract under the name of the first one."""
    listed = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    at = next(i for i in range(0, len(listed), 2) if str(listed[i + 1]["/UF"]).startswith("contract"))
    spec = generic.DictionaryObject(dict(listed[at + 1].items()))
    stream = writer.add_object(generic.StreamObject(stream_data=b"another contract"))
    spec[_name("/EF")] = generic.DictionaryObject({_name("/F"): stream, _name("/UF"): stream})
    listed += [listed[at], writer.add_object(spec)]
    writer.update_root()
    writer.update_container(listed)


def _borrowed(writer: IncrementalPdfFileWriter) -> None:
    """FR's signature is shown as AR's, too."""
    fields = {str(f["/T"]): f for f in (one.get_object() for one in writer.root["/AcroForm"]["/Fields"])}
    fields["AR"][_name("/V")] = fields["FR"].raw_get("/V")
    writer.update_container(fields["AR"])


CHANGES = {
    "content emptied": _over,
    "appearance of a signature": _look,
    "appearances to be made anew": _form("/NeedAppearances", generic.BooleanObject(True)),
    "flags of the form": _form("/SigFlags", generic.NumberObject(0)),
    "a form of another kind": _form("/XFA", generic.pdf_string("<xdp/>")),
    "a second file under one name": _second_file,
    "a borrowed signature": _borrowed,
}


@pytest.mark.parametrize("attack", CHANGES.values(), ids=CHANGES.keys())
def test_changes_of_what_is_not_on_the_page_are_seen(signed: Signed, attack: Callable[[IncrementalPdfFileWriter], None]) -> None:
    """Behind the last signature, and between two."""
    first = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    behind = codes(updated(signed.full, attack), signed)
    assert behind & {Code.APPENDED, Code.UPDATED}
    between = codes(seal(updated(first, attack), signed.keys, ZH, cases.NOW).data, signed)
    assert Code.UPDATED in between
    assert (attack is _second_file) == (Code.ATTACHMENT_TWICE in behind) == (Code.ATTACHMENT_TWICE in between)


def test_an_object_stream_in_an_update_is_seen(signed: Signed) -> None:
    """In a file with cross-reference streams a page can be replaced by one that no plain search finds."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed.unsigned)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    first = sign_as(out.getvalue(), Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    assert verify(first, replace(signed.policy, required=())).verdict is Verdict.VALID

    def hidden(writer: IncrementalPdfFileWriter) -> None:
        kids = writer.root["/Pages"]["/Kids"]
        twin = generic.DictionaryObject({**kids[0], _name("/Rotate"): generic.NumberObject(180)})
        kids[0] = writer.add_object(twin, obj_stream=writer.prepare_object_stream())
        writer.update_container(kids)

    assert codes(updated(first, hidden), signed) & {Code.APPENDED, Code.UPDATED}
    assert Code.UPDATED in codes(seal(updated(first, hidden), signed.keys, ZH, cases.NOW).data, signed)


def test_a_signature_of_another_packet_does_not_fit(signed: Signed) -> None:
    """The value of a whole signature by the right person, from another packet, byte by byte in its place."""
    other = small(replace(cases.packet("zh"), number="P-2026-0015"))
    other = sign_as(other, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    mine = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    values = [re.search(rb"/Contents <([0-9a-fA-F]+)>", data) for data in (mine, other)]
    assert values[0] and values[1]
    room = len(values[0][1])
    data = mine[: values[0].start(1)] + values[1][1].ljust(room, b"0")[:room] + mine[values[0].end(1) :]
    report = verify(data, replace(signed.policy, required=()))
    assert [(r.code, r.subject) for r in report.reasons] == [(Code.CONTENT_CHANGED, "FR")]
    assert report.verdict is Verdict.INVALID


def test_a_stranger_adds_a_field_and_signs_everything(signed: Signed, tmp_path: Path) -> None:
    """A signature more, over a file that is whole: no field but the packet's own may be there."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    stranger = FileKeyStore(tmp_path, b"y", "Stranger", lambda: cases.NOW).seal()
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.full))
    append_signature_field(writer, SigFieldSpec("seal2"))
    out = PdfSigner(PdfSignatureMetadata(field_name="seal2"), stranger.signer()).sign_pdf(writer)
    found = verify(out.getvalue(), signed.policy)
    assert found.verdict is Verdict.INVALID
    assert {Code.UPDATED, Code.SIGNER_UNTRUSTED} <= {r.code for r in found.reasons}


def _hybrid(data: bytes) -> bytes:
    """A cross-reference table that sends some readers to a stream with other entries (ISO 32000-1, 7.5.8.4)."""
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    size = max(int(n) for n in re.findall(rb"/Size (\d+)", data))
    at = len(data) + 1
    entries = b"\x01" + at.to_bytes(4, "big") + b"\x00"
    stream = b"%d 0 obj\n<</Type/XRef/W[1 4 1]/Index[%d 1]/Size %d/Length 6>>stream\n%s\nendstream\nendobj\n" % (
        size, size, size + 1, entries,
    )  # fmt: skip
    table = at + len(stream)
    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    trailer = b"trailer\n<</Size %d/Prev %d/Root %s/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1,
        previous,
        root,
        at,
        table,
    )
    return data + b"\n" + stream + b"xref\n0 1\n0000000000 65535 f \n" + trailer


def test_a_file_of_two_faces_is_seen(signed: Signed) -> None:
    report = verify(_hybrid(signed.full), signed.policy)
    assert report.verdict is Verdict.INVALID and [r.code for r in report.reasons] == [Code.FILE_FORM]


@pytest.mark.parametrize("front", [b"\n", b"<html>", b"%PDF-1.7\n%%EOF\n", b"\x00" * 1000])
def test_something_in_front_is_seen(signed: Signed, front: bytes) -> None:
    report = verify(front + signed.full, signed.policy)
    assert report.verdict is Verdict.INVALID


def test_two_contracts_under_one_name_are_seen_whoever_seals(signed: Signed) -> None:
    """Slipped in before anything is signed, so that a seal covers both."""
    with pikepdf.open(io.BytesIO(signed.unsigned)) as pdf:
        spec = pikepdf.AttachedFileSpec(pdf, b"another contract", filename="contract.txt")
        pdf.Root.AF.append(pdf.make_indirect(spec.obj))
        out = io.BytesIO()
        pdf.save(out)
    report = verify(seal(out.getvalue(), signed.keys, ZH, cases.NOW).data, signed.policy)
    assert report.verdict is Verdict.INVALID and Code.ATTACHMENT_TWICE in {r.code for r in report.reasons}


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
