"""PAdES signatures into the fields that the packet was made with.

No field is made here: all stand in the file before the first signature, so that a later signature changes nothing that
an earlier one covers but its own field.
"""

from __future__ import annotations

import asyncio
import io
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from review.signing.appearance import Line, draw
from review.signing.failures import SigningFailure
from review.signing.keys import Identity
from review.signing.longterm import Revocation

SEAL_FIELD = "seal"
_DIGEST = "sha256"


@dataclass(frozen=True)
class Act:
    """One act of signing: the words that are signed, by whom in which capacity, when, and how it looks."""

    field: str
    statement: str
    """The text the signer saw; becomes the signature's reason."""
    at: datetime
    lines: tuple[str, ...]
    """What stands in the box, the first line larger."""
    font: Path


@dataclass(frozen=True)
class Signed:
    """The signed file and the PAdES level that was reached: B-B, B-T with a time stamp, B-LT with revocation data besides."""

    data: bytes
    level: str
    note: str = ""
    """Why a higher level was not reached; empty when none was asked for."""


def sign(pdf: bytes, identity: Identity, act: Act, timestamper: Any = None, revocation: Revocation | None = None) -> Signed:
    """Sign one field. A time stamp authority that does not answer never blocks: the level says so. Raises SigningFailure."""
    if timestamper is None:
        return Signed(_apply(pdf, identity, _levelled(act, "B-B")), "B-B")
    try:
        kept = revocation if revocation and asyncio.run(_long_term(identity, timestamper, revocation, act.at)) else None
        level = "B-LT" if kept else "B-T"
        note = "" if kept else "revocation data is not at hand for every certificate"
        return Signed(_apply(pdf, identity, _levelled(act, level), timestamper, kept), level, note)
    except SigningFailure:
        raise
    except Exception as error:  # any failure of a service that is not ours
        logging.getLogger(__name__).warning("no time stamp: %s", type(error).__name__)
        note = f"time stamp: {type(error).__name__}"
        return Signed(_apply(pdf, identity, _levelled(act, "B-B")), "B-B", note)


async def _long_term(identity: Identity, timestamper: Any, revocation: Revocation, at: datetime) -> bool:
    """Whether there is a revocation list for every certificate of the signer and of the time stamp authority."""
    await timestamper.async_dummy_response(_DIGEST)
    stamping = [c.dump() for c in timestamper.cert_registry]
    signing = [c.dump() for c in identity.signer().cert_registry]
    return revocation.covers(identity.certificate, signing, at) and all(revocation.covers(c, stamping, at) for c in stamping)


def _levelled(act: Act, level: str) -> Act:
    """The level that is reached stands in the box, before its last line."""
    *lines, last = act.lines
    return replace(act, lines=(*lines, f"PAdES {level} · {last}"))


def _apply(pdf: bytes, identity: Identity, act: Act, timestamper: Any = None, kept: Revocation | None = None) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    try:
        writer = _writer(pdf)
        box = _box(writer, act.field)
    except (PdfError, ValueError, KeyError) as error:
        raise SigningFailure("sign-unreadable") from error
    meta = PdfSignatureMetadata(
        field_name=act.field,
        md_algorithm=_DIGEST,
        reason=act.statement,
        name=identity.name,
        subfilter=SigSeedSubFilter.PADES,
    )
    if kept:
        kept.write(writer)
    signer = PdfSigner(meta, identity.signer(), timestamper=timestamper, stamp_style=_style(act, box))
    return asyncio.run(_session(signer, writer, act.at))


def _writer(pdf: bytes) -> Any:
    """Appends to the file without touching its metadata: those of the packet hold, and stay consistent for PDF/A."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Appending(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Producer and date of the packet stay as they are."""

    return Appending(io.BytesIO(pdf))


async def _session(signer: Any, writer: Any, at: datetime) -> bytes:
    """What ``PdfSigner.async_sign_pdf`` does, with the clock given."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    checked = await session.perform_presign_validation(writer)
    reserved = await session.estimate_signature_container_size(checked, tight=False)
    document = session.prepare_tbs_document(validation_info=checked, bytes_reserved=reserved)
    digest, output = document.digest_tbs_document()
    attributes = PdfCMSSignedAttributes(signing_time=at)
    signed = await document.perform_signature(digest.document_digest, attributes)
    await signed.post_signature_processing(output)
    return bytes(output.getvalue())


def _box(writer: Any, name: str) -> tuple[float, float]:
    """Width and height of an empty signature field. Raises SigningFailure when there is none."""
    from pyhanko.sign.fields import enumerate_sig_fields

    for found, value, reference in enumerate_sig_fields(writer):
        if found == name:
            if value is not None:
                raise SigningFailure("sign-taken", {"field": name})
            left, bottom, right, top = (float(v) for v in reference.get_object()["/Rect"])
            return right - left, top - bottom
    raise SigningFailure("sign-no-field", {"field": name})


def _style(act: Act, box: tuple[float, float]) -> Any:
    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.layout import AxisAlignment as Align
    from pyhanko.pdf_utils.layout import BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    lines = [Line(text, 12.0 if i == 0 else 7.5) for i, text in enumerate(act.lines)]
    content = RawContent(draw(lines, act.font, *box), box=BoxConstraints(*box))
    whole = SimpleBoxLayoutRule(x_align=Align.ALIGN_MIN, y_align=Align.ALIGN_MIN, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(background=content, background_layout=whole, border_width=0)
