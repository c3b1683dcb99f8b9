"""One job, in the child: read the request, convert an old format, confine, parse, answer."""

from __future__ import annotations

import re
import socket
from dataclasses import replace

from review.errors import Failure
from review.intake.child.codec import encode
from review.intake.child.confine import confine
from review.intake.child.job import failure, read_request, receive, send
from review.intake.convert import CONVERTED, to_docx
from review.intake.limits import Limits
from review.intake.messages import unreadable
from review.intake.parsing import parse
from review.intake.sniff import FileKind, sniff
from review.model.anchors import Anchors
from review.model.canonical import sha256
from review.model.document import Coverage, Document, Notice, Source, View

DOCUMENT, FAILURE = b"D", b"F"
_UNSEEN_HTML = re.compile(rb"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
"""What conversion of a web page does not carry over: text that a browser does not show."""


def work(sock: socket.socket, most: int) -> None:
    """Answer the one request on a socket with a document or a failure."""
    head, data = receive(sock, most), receive(sock, most)
    if head is None or data is None:
        return
    name, view, limits = read_request(head)
    kind, answer = _answer(name, data, view, limits)
    send(sock, kind, answer)


def _answer(name: str, data: bytes, view: View, limits: Limits) -> tuple[bytes, bytes]:
    try:
        return DOCUMENT, encode(_read(name, data, view, limits))
    except Failure as error:
        return FAILURE, failure(error)
    except MemoryError:
        return FAILURE, failure(unreadable("reading-stopped", name=name))


def _read(name: str, data: bytes, view: View, limits: Limits) -> Document:
    """No parser of ours sees a byte before the process is confined; LibreOffice has bounds of its own."""
    kind = sniff(name, data)
    if kind not in CONVERTED:
        confine(limits, len(data))
        return parse(name, data, view, limits)
    converted = to_docx(name, data, kind, limits)
    confine(limits, len(converted))
    return _as_converted(parse(name, converted, view, limits), data, kind)


def _as_converted(document: Document, data: bytes, kind: FileKind) -> Document:
    """The source is the file that was sent; places in the converted one say nothing about it."""
    source = Source(document.source.name, kind.value, len(data), sha256(data))
    hidden = _UNSEEN_HTML.findall(data) if kind is FileKind.HTML else []
    unseen = [Notice("hidden-text", mark.decode("ascii", "replace")) for mark in hidden[:1]]
    notices = (Notice("converted", CONVERTED[kind]), *unseen, *document.coverage.notices)
    return replace(document, source=source, anchors=Anchors(), coverage=Coverage(document.coverage.read, notices))
