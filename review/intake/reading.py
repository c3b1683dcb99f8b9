"""The way in for everybody else: size check here, parser in a limited child, a second one where pages are pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from review.errors import IntakeError
from review.intake.child import parse_limited
from review.intake.limits import Limits
from review.intake.parsing import check_size
from review.intake.pdf.pictures import NO_TEXT, PICTURE_PAGE, can_be_read
from review.model.document import Document, View


@dataclass(frozen=True, slots=True)
class Look:
    """What a file says without character recognition, which takes seconds to a minute for each page.

    ``pictures``: pages that recognition would read; 0 where there are none, or none can be read here. ``document``: the
    text of the other pages; None when there are no others.
    """

    document: Document | None
    pictures: int


def look(name: str, data: bytes, *, view: View = View.FINAL, limits: Limits | None = None) -> Look:
    """The first half of ``read``: done at once, whatever the file. Raises as that does."""
    limits = limits or Limits()
    check_size(name, data, limits)
    try:
        document = parse_limited(name, data, view, limits)
    except IntakeError as error:
        pictures = error.fields.get("pages")
        if error.code != NO_TEXT or not isinstance(pictures, int) or not pictures or not can_be_read():
            raise
        return Look(None, pictures)
    pictures = sum(notice.code == PICTURE_PAGE for notice in document.coverage.notices)
    return Look(document, pictures if can_be_read() else 0)


def read(name: str, data: bytes, *, view: View = View.FINAL, limits: Limits | None = None) -> Document:
    """The document in a file.

    Raises IntakeError when it cannot be read, TooLarge when it or something in it passes a limit. The same bytes, name and
    view give the same document.
    """
    limits = limits or Limits()
    seen = look(name, data, view=view, limits=limits)
    if seen.document is not None and not seen.pictures:
        return seen.document
    return parse_limited(name, data, view, _for_recognition(limits, min(seen.pictures, limits.recognised_pages)))


def _for_recognition(limits: Limits, pages: int) -> Limits:
    """Room for the models, and time for each page."""
    seconds = limits.recognition_seconds * (pages + 1)
    return replace(
        limits,
        recognise=True,
        memory_bytes=limits.recognition_memory_bytes,
        cpu_seconds=int(seconds),
        wall_seconds=seconds,
        open_files=256,
    )
