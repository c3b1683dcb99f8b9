"""The warm, single-threaded parent of the children: imports the parsers once, then forks for every file.

Started as ``python -m review.intake.child.server FD``; each message on that socket carries the socket of one job.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys

from review.intake.child.codec import encode
from review.intake.child.confine import memory
from review.intake.child.syscalls import nothing_else
from review.intake.child.work import work
from review.intake.parsing import parse

_MOST = 1 << 31
_SAMPLE = "1. Delivery\n\n1.1 The Supplier shall deliver.\n\n第二条 付款\n\n甲方应当付款。\n".encode()
"""Read once before any file: what is made at first use is then made for all children. No other bytes are read here."""
_COLLECTED = (100_000, 20, 20)
"""When garbage is looked for: seldom, because a child reads one file and ends; never among what was loaded before the fork."""


def serve(control: socket.socket) -> None:
    """Fork a child for every job until the control socket closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        for descriptor in descriptors:
            _fork(descriptor, control)


def _fork(descriptor: int, control: socket.socket) -> None:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return
    status = 1
    with contextlib.suppress(BaseException):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        with socket.socket(fileno=descriptor) as job:
            work(job, _MOST)
        status = 0
    os._exit(status)


def warm() -> None:
    """Load what would otherwise be loaded by every child."""
    import pypdfium2  # type: ignore[import-untyped]

    import review.intake.pdf.read  # noqa: F401  what a PDF is read by

    pypdfium2.PdfDocument.new().close()
    encode(parse("warm.txt", _SAMPLE))
    nothing_else()
    memory()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def main() -> None:
    warm()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)


if __name__ == "__main__":
    main()
