"""One job, in the child: read the request, confine, parse, answer."""

from __future__ import annotations

import socket

from review.errors import Failure
from review.intake.child.codec import encode
from review.intake.child.confine import confine
from review.intake.child.job import failure, read_request, receive, send
from review.intake.limits import Limits
from review.intake.messages import unreadable
from review.intake.parse import parse
from review.model.document import View

DOCUMENT, FAILURE = b"D", b"F"


def work(sock: socket.socket, most: int) -> None:
    """Answer the one request on a socket with a document or a failure."""
    head, data = receive(sock, most), receive(sock, most)
    if head is None or data is None:
        return
    name, view, limits = read_request(head)
    confine(limits, len(data))
    kind, answer = _answer(name, data, view, limits)
    send(sock, kind + answer)


def _answer(name: str, data: bytes, view: View, limits: Limits) -> tuple[bytes, bytes]:
    try:
        return DOCUMENT, encode(parse(name, data, view, limits))
    except Failure as error:
        return FAILURE, failure(error)
    except MemoryError:
        return FAILURE, failure(unreadable("reading-stopped", name=name))
