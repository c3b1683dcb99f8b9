"""What travels between parent and child: frames of a four-byte length and that many bytes."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict
from typing import Any

from review.errors import Failure, IntakeError, TooLarge
from review.intake.limits import Limits
from review.model.document import View

_HEAD = 4
_ERRORS: dict[str, type[IntakeError]] = {"IntakeError": IntakeError, "TooLarge": TooLarge}


def send(sock: socket.socket, *parts: bytes) -> None:
    """One frame; the parts of its body are not copied into one."""
    sock.sendall(sum(map(len, parts)).to_bytes(_HEAD, "big"))
    for part in parts:
        sock.sendall(part)


def receive(sock: socket.socket, limit: int) -> bytes | None:
    """One frame; None at the end of the stream. Raises ValueError for a frame longer than ``limit``."""
    head = _exactly(sock, _HEAD)
    if head is None:
        return None
    size = int.from_bytes(head, "big")
    if size > limit:
        raise ValueError("frame too long")
    return _exactly(sock, size)


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    data = bytearray(size)
    view, got = memoryview(data), 0
    while got < size:
        count = sock.recv_into(view[got:])
        if count == 0:
            return None
        got += count
    return bytes(data)


def request(name: str, view: View, limits: Limits) -> bytes:
    return json.dumps({"name": name, "view": view.value, "limits": asdict(limits)}).encode()


def read_request(data: bytes) -> tuple[str, View, Limits]:
    found = json.loads(data)
    return found["name"], View(found["view"]), Limits(**found["limits"])


def failure(error: Failure) -> bytes:
    """An error of ours as data."""
    fields = {k: v if isinstance(v, int | float) else str(v) for k, v in error.fields.items()}
    return json.dumps({"class": type(error).__name__, "code": error.code, "fields": fields, "where": error.where}).encode()


def read_failure(data: bytes) -> IntakeError:
    """Only the classes and codes of intake are ever built from what a child sends."""
    found: dict[str, Any] = json.loads(data)
    error = _ERRORS[found["class"]](str(found["code"]), dict(found["fields"]), str(found["where"]))
    error.diagnostics()
    return error
