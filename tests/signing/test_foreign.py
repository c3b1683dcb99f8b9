"""What no packet holds, whoever signed it; attachments exchanged, metadata altered, an audit extract cut off."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from review.model.audit import Head
from review.model.decision import Actor
from review.model.roles import Role
from review.packet.signatures import seal, sign_as
from review.signing import Verdict, verify
from review.signing.report import Code
from tests.packet import cases
from tests.signing.conftest import Signed, small
from tests.signing.test_attacks import ZH, annotation, codes, open_action, updated


def _unsigned_with(signed: Signed, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The packet as somebody else hands it to the signers: changed before the first signature, so that every one covers it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed.unsigned)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _close_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="a.exe"))


def _script(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), pdf.make_indirect(script)]))


def _layers(pdf: pikepdf.Pdf) -> None:
    """Shadow attack "hide and replace": words on a layer that is switched off until somebody has signed."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="later"))
    hidden = pikepdf.Dictionary(BaseState=pikepdf.Name.OFF, OFF=pikepdf.Array([layer]))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=hidden)


def _page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org"))


def _link_out(pdf: pikepdf.Pdf) -> None:
    """A link, which a packet may hold, that leads out of it."""
    _annotate("/Link")(pdf)
    pdf.pages[0].obj.Annots[-1].A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")


def _annotate(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 300, 300], Contents="CNY 1.00")
        page = pdf.pages[0].obj
        page.Annots = pikepdf.Array([*page.get("/Annots", ()), pdf.make_indirect(note)])

    return change


def _text_field(pdf: pikepdf.Pdf) -> None:
    """A field to fill in, laid over a sum: what it shows is nobody's signature."""
    form = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="sum", V="CNY 1.00", Subtype=pikepdf.Name.Widget, Rect=[0, 0, 300, 300])
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(form))


def _twin_field(pdf: pikepdf.Pdf) -> None:
    """Two fields of one name: a reader shows the one, a verifier checks the other."""
    fields = pdf.Root.AcroForm.Fields
    twin = pikepdf.Dictionary({k: v for k, v in fields[0].items() if k != "/P"})
    fields.append(pdf.make_indirect(twin))


def _looks_signed(pdf: pikepdf.Pdf) -> None:
    """A field that nobody signed shows a name."""
    field = next(f for f in pdf.Root.AcroForm.Fields if f.T == "AR")
    field.AP.N = pdf.make_stream(b"0 0 90 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 50])


FOREIGN = {
    "catalogue: /OpenAction": _open_action,
    "catalogue: /AA": _close_action,
    "names: /JavaScript": _script,
    "catalogue: /OCProperties": _layers,
    "page 1: /AA": _page_action,
    " /Link: /A": _link_out,
    "page 1: /FreeText": _annotate("/FreeText"),
    "page 1: /FileAttachment": _annotate("/FileAttachment"),
    "page 1: /Movie": _annotate("/Movie"),
    "field sum": _text_field,
    " twice": _twin_field,
    "field AR looks signed": _looks_signed,
}


@pytest.mark.parametrize(("told", "change"), FOREIGN.items(), ids=FOREIGN.keys())
def test_what_no_packet_holds_is_seen_under_any_seal(signed: Signed, told: str, change: Callable[[pikepdf.Pdf], None]) -> None:
    """Slipped in before anything is signed; and behind the last signature, where it is named besides the update."""
    data = seal(_unsigned_with(signed, change), signed.keys, ZH, cases.NOW).data
    report = verify(data, signed.policy)
    assert report.verdict is Verdict.INVALID
    assert any(told in r.detail for r in report.reasons if r.code is Code.FOREIGN_CONTENT), report.reasons
    assert {r.code for r in report.reasons} == {Code.FOREIGN_CONTENT}


def _endless(pdf: pikepdf.Pdf) -> None:
    """Pages that hold themselves, twice: a walk over all of them has no end."""
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=2, Parent=pdf.Root.Pages))
    group.Kids = pikepdf.Array([group, group])
    pdf.Root.Pages.Kids.append(group)


def test_pages_without_an_end_are_refused(signed: Signed) -> None:
    report = verify(_unsigned_with(signed, _endless), signed.policy)
    assert report.verdict is Verdict.INVALID and [r.code for r in report.reasons] == [Code.UNREADABLE]


@pytest.mark.parametrize("attack", [annotation, open_action])
def test_an_update_names_what_it_brings(signed: Signed, attack: Callable[[IncrementalPdfFileWriter], None]) -> None:
    assert {Code.UPDATED, Code.FOREIGN_CONTENT} <= codes(updated(signed.full, attack), signed)


def _exchanged(pdf: pikepdf.Pdf) -> None:
    """Two attachments, each in the other's place: nothing is added, nothing taken away, no size differs."""
    first, second = pdf.attachments["findings.json"].obj.EF, pdf.attachments["register.json"].obj.EF
    first.F, second.F = second.F, first.F
    if "/UF" in first and "/UF" in second:
        first.UF, second.UF = second.UF, first.UF


def test_exchanged_attachments_are_seen(signed: Signed) -> None:
    report = verify(seal(_unsigned_with(signed, _exchanged), signed.keys, ZH, cases.NOW).data, signed.policy)
    changed = {r.subject for r in report.reasons if r.code is Code.ATTACHMENT_CHANGED}
    assert report.verdict is Verdict.INVALID and {"findings.json", "register.json"} <= changed


def test_another_file_of_the_same_size_is_seen(signed: Signed) -> None:
    """In the signed bytes, and by an update that points the name to it."""
    contract = PdfFileReader(io.BytesIO(signed.full)).root["/Names"]["/EmbeddedFiles"]["/Names"]
    at = next(i for i in range(0, len(contract), 2) if str(contract[i + 1]["/UF"]).startswith("contract"))
    size = len(contract[at + 1]["/EF"]["/F"].data)

    def other(writer: IncrementalPdfFileWriter) -> None:
        listed = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        stream = writer.add_object(generic.StreamObject(stream_data=b"x" * size))
        holder = listed[at + 1]["/EF"]
        holder[generic.pdf_name("/F")] = holder[generic.pdf_name("/UF")] = stream
        writer.update_container(holder)

    found = codes(updated(signed.full, other), signed)
    assert {Code.UPDATED, Code.ATTACHMENT_CHANGED} <= found


def _metadata(writer: IncrementalPdfFileWriter) -> None:
    """The XMP packet tells another title and another author."""
    stream = writer.root["/Metadata"]
    stream._data, stream._encoded_data = stream.data.replace(b"P-2026", b"P-2027"), None
    writer.update_container(stream)


def test_altered_metadata_are_seen(signed: Signed) -> None:
    assert codes(updated(signed.full, _metadata), signed) & {Code.APPENDED, Code.UPDATED}
    first = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW).data
    assert Code.UPDATED in codes(seal(updated(first, _metadata), signed.keys, ZH, cases.NOW).data, signed)


@pytest.mark.parametrize("kept", [0, 3])
def test_an_audit_extract_with_its_tail_cut_off_is_seen(signed: Signed, kept: int) -> None:
    """Each entry that is left follows the one before: only the head that the manifest tells shows that some are gone."""
    entries = cases.audit(6)
    last = entries[-1]
    packet = replace(cases.packet("zh"), audit=entries[:kept], audit_head=Head(last.chain, last.sequence, last.hash))
    report = verify(seal(small(packet), signed.keys, ZH, cases.NOW).data, signed.policy)
    assert [(r.code, r.detail) for r in report.reasons] == [(Code.AUDIT_BROKEN, "truncated")]
