"""The parent's side: hand a file to a child, wait no longer than allowed, believe only what has the right shape."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from review.intake.child.codec import decode
from review.intake.child.job import read_failure, receive, request, send
from review.intake.child.packed import WrongShape
from review.intake.child.work import DOCUMENT, FAILURE
from review.intake.limits import Limits
from review.intake.messages import unreadable
from review.model.document import Document, View

_GRACE_SECONDS = 5.0
_LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""A child touches all its memory for the first time: in large pages that costs a fraction of the faults."""
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "TMPDIR")


class Warm:
    """A running fork server, started on first use and again when it is gone. Safe for threads; not carried over a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._owner = 0

    def job(self) -> socket.socket:
        """A connection to a fresh child. Raises OSError when none can be made."""
        with self._lock:
            for attempt in (0, 1):
                if attempt or not self._alive():
                    self._start()
                ours, theirs = socket.socketpair()
                with theirs:
                    try:
                        assert self._control is not None
                        socket.send_fds(self._control, [b"j"], [theirs.fileno()])
                        return ours
                    except OSError:
                        ours.close()
            raise OSError("no child process")

    def _alive(self) -> bool:
        return self._owner == os.getpid() and self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tripact-")
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "review.intake.child.server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=self._folder.name,
                env={
                    **_LARGE_PAGES,
                    **{k: v for k, v in os.environ.items() if k in _KEPT},
                    "PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path),
                },
            )
        self._owner = os.getpid()


_WARM = Warm()


def parse_limited(name: str, data: bytes, view: View, limits: Limits) -> Document:
    """The document, parsed by a limited child. Raises IntakeError or TooLarge, also when the child had to be stopped."""
    with _WARM.job() as sock:
        sock.settimeout(limits.wall_seconds + _GRACE_SECONDS)
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                send(sock, request(name, view, limits))
                send(sock, data)
            answer = receive(sock, limits.result_bytes)
        except TimeoutError:
            raise unreadable("reading-timeout", name=name, seconds=f"{limits.wall_seconds:g}") from None
        except (OSError, ValueError):
            answer = None
    return _document(name, answer)


def _document(name: str, answer: bytes | None) -> Document:
    if not answer:
        raise unreadable("reading-stopped", name=name)
    kind, body = answer[:1], memoryview(answer)[1:]
    try:
        if kind == FAILURE:
            raise read_failure(bytes(body))
        if kind == DOCUMENT:
            return decode(body)
    except (WrongShape, KeyError, TypeError, ValueError) as error:
        raise unreadable("reading-failed", name=name, detail=type(error).__name__) from None
    raise unreadable("reading-failed", name=name, detail="answer")
