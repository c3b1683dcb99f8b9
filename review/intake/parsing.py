"""Bytes -> ``Document``, in this very process: what the limited child runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from typing import Final

from review.errors import IntakeError
from review.intake.builder import Builder
from review.intake.docx.read import read_docx
from review.intake.language import language_of_all
from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable
from review.intake.plain.read import read_plain
from review.intake.sniff import FileKind, sniff
from review.intake.structure import clauses_of, paired
from review.intake.suspicious import suspicious
from review.model.canonical import sha256
from review.model.document import Coverage, Document, Source, View

_KIND: Final = attrgetter("kind")
Read = Callable[[str, bytes, View, Limits], tuple[Builder, int | None]]


def parse(name: str, data: bytes, view: View = View.FINAL, limits: Limits | None = None) -> Document:
    """The document. Raises IntakeError or TooLarge; never returns one without text."""
    limits = limits or Limits()
    check_size(name, data, limits)
    kind = sniff(name, data)
    try:
        builder, pages = _READERS[kind](name, data, view, limits)
    except IntakeError:
        raise
    except (MemoryError, RecursionError):
        raise unreadable("reading-stopped", name=name) from None
    except Exception as error:  # a damaged file may break any assumption; the user gets one sentence
        raise unreadable("reading-failed", name=name, detail=type(error).__name__) from None
    if not builder.blocks:
        raise unreadable("file-no-text", name=name)
    return _document(Source(name, kind.value, len(data), sha256(data), pages), builder, view)


def check_size(name: str, data: bytes, limits: Limits) -> None:
    """Raises IntakeError for an empty file, TooLarge for one over the limit."""
    if not data:
        raise unreadable("file-empty", name=name)
    if len(data) > limits.file_bytes:
        raise too_large("bytes", len(data), limits.file_bytes)


def _document(source: Source, builder: Builder, view: View) -> Document:
    text = builder.text
    blocks = paired(text, builder.blocks)
    _tell_revisions(builder)
    builder.notices.extend(suspicious(text, blocks))
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        clauses=clauses_of(text, blocks, builder.emphasised),
        tables=tuple(t.frozen() for t in builder.tables),
        revisions=tuple(builder.revisions),
        comments=tuple(builder.comments),
        anchors=builder.anchors,
        coverage=Coverage(_counts(builder, source), tuple(builder.notices)),
        language=language_of_all((b.language, len(b.span)) for b in blocks),
        view=view,
    )


def _tell_revisions(builder: Builder) -> None:
    if builder.revisions:
        builder.notice("tracked-changes", str(len(builder.revisions)), builder.revisions[0].span)
    if builder.comments:
        builder.notice("comments", str(len(builder.comments)), builder.comments[0].span)


def _counts(builder: Builder, source: Source) -> tuple[tuple[str, int], ...]:
    counts = Counter({kind.value: n for kind, n in Counter(map(_KIND, builder.blocks)).items()})
    counts.update({"characters": builder.position, "tables": len(builder.tables), "revisions": len(builder.revisions)})
    counts.update({"comments": len(builder.comments), "pages": source.pages or 0})
    return tuple(sorted((k, n) for k, n in counts.items() if n))


def _docx(name: str, data: bytes, view: View, limits: Limits) -> tuple[Builder, int | None]:
    return read_docx(name, data, view, limits), None


def _pdf(name: str, data: bytes, view: View, limits: Limits) -> tuple[Builder, int | None]:
    """Its library is large: only the child, which makes itself ready, and who reads such a file loads it."""
    from review.intake.pdf.read import read_pdf

    return read_pdf(name, data, limits)


def _text(name: str, data: bytes, view: View, limits: Limits) -> tuple[Builder, int | None]:
    return read_plain(name, data, limits), None


def _legacy(name: str, data: bytes, view: View, limits: Limits) -> tuple[Builder, int | None]:
    """Only the limited child converts; here there is nothing to read them with."""
    raise unreadable("file-legacy", name=name, found=sniff(name, data).name.lower())


_READERS: Final[dict[FileKind, Read]] = {
    FileKind.DOCX: _docx,
    FileKind.PDF: _pdf,
    FileKind.TEXT: _text,
    FileKind.DOC: _legacy,
    FileKind.RTF: _legacy,
    FileKind.ODT: _legacy,
    FileKind.WORD_2003_XML: _legacy,
    FileKind.HTML: _legacy,
}
