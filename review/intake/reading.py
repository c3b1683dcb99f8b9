"""The way in for everybody else: size check here, parser in a limited child, a second one where pages are pictures."""

from __future__ import annotations

from dataclasses import replace

from review.errors import IntakeError
from review.intake.child import parse_limited
from review.intake.limits import Limits
from review.intake.parsing import check_size
from review.intake.pdf.pictures import PICTURE_PAGE, can_be_read
from review.model.document import Document, View


def read(name: str, data: bytes, *, view: View = View.FINAL, limits: Limits | None = None) -> Document:
    """The document in a file.

    Raises IntakeError when it cannot be read, TooLarge when it or something in it passes a limit. The same bytes, name and
    view give the same document.
    """
    limits = limits or Limits()
    check_size(name, data, limits)
    try:
        document = parse_limited(name, data, view, limits)
    except IntakeError as error:
        if error.code != "pdf-no-text" or not can_be_read():
            raise
        return parse_limited(name, data, view, _for_recognition(limits, limits.recognised_pages))
    pictures = sum(notice.code == PICTURE_PAGE for notice in document.coverage.notices)
    if not pictures or not can_be_read():
        return document
    return parse_limited(name, data, view, _for_recognition(limits, min(pictures, limits.recognised_pages)))


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
