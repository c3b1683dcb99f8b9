"""What the limited child may not do, and what the parent believes of its answer."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from review.errors import Failure, IntakeError
from review.intake import Limits, parse, read
from review.intake.child.codec import WrongShape, decode, encode
from review.intake.child.confine import confine
from review.intake.child.job import failure, read_failure
from review.intake.child.syscalls import forbid_everything_else
from tests.intake.word import levels, num, p, table, word

_DOCUMENT = parse("a.docx", word(p("第一条 交货", properties=num(1)) + table(["a", "b"]), numbering=levels(("decimal", "%1."))))


def _refused(action: Callable[[], object]) -> int:
    """Exit status of a confined child: 0 when the action raised OSError."""
    pid = os.fork()
    if pid == 0:
        confine(Limits(), 0)
        try:
            action()
        except OSError:
            os._exit(0)
        except BaseException:
            os._exit(2)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.skipif(sys.platform != "linux", reason="the system call filter is Linux only")
@pytest.mark.parametrize(
    "action",
    [
        lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        lambda: subprocess.run(["true"], check=False),
        lambda: Path("/tmp/tripact-child-wrote").write_text("x"),
        lambda: Path("/tmp/tripact-child-folder").mkdir(),
        lambda: os.kill(os.getppid(), 0),
        lambda: os.fork() or os._exit(9),
        lambda: [os.open("/dev/null", os.O_RDONLY) for _ in range(100)],
    ],
    ids=["connection", "program", "file", "folder", "signal", "process", "many files"],
)
def test_a_confined_child_is_refused(action: Callable[[], object]) -> None:
    assert _refused(action) == 0


def test_memory_is_bounded() -> None:
    with pytest.raises(Failure) as caught:
        read("big.txt", ("word " * 2_000_000).encode(), limits=Limits(memory_bytes=8 * 1024 * 1024))
    assert caught.value.code == "reading-stopped"


def test_the_filter_is_in_force_where_it_exists() -> None:
    if sys.platform == "linux" and os.uname().machine in ("x86_64", "aarch64"):
        pid = os.fork()
        if pid == 0:
            os._exit(0 if forbid_everything_else() else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_documents_survive_the_border() -> None:
    assert decode(encode(_DOCUMENT)) == _DOCUMENT


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d[:3],
        lambda d: {"text": "x"},
        lambda d: [*d[:1], 7, *d[2:]],
        lambda d: [*d[:2], [[[0, 10**9], *d[2][0][1:]]], *d[3:]],
        lambda d: [*d[:2], [[[5, 1], *d[2][0][1:]]], *d[3:]],
        lambda d: [*d[:2], [[d[2][0][0], "no such kind", *d[2][0][2:]]], *d[3:]],
    ],
    ids=["short", "object", "number for text", "span outside", "span reversed", "unknown kind"],
)
def test_a_forged_answer_is_refused(change: Callable[[list[object]], object]) -> None:
    forged = json.dumps(change(json.loads(encode(_DOCUMENT)))).encode()
    with pytest.raises(WrongShape):
        decode(forged)


def test_errors_survive_the_border() -> None:
    error = IntakeError("file-broken", {"name": "a", "detail": "zip"})
    again = read_failure(failure(error))
    assert (type(again), again.code, again.diagnostics("zh")) == (IntakeError, error.code, error.diagnostics("zh"))


def test_threads_share_one_server() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(read("a.txt", b"1. Delivery within 5 days.").text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["1. Delivery within 5 days."] * 8


def test_the_server_is_started_again_when_it_is_gone() -> None:
    from review.intake.child import parent

    read("a.txt", b"one")
    process = parent._WARM._process
    assert process is not None
    process.kill()
    process.wait()
    assert read("a.txt", b"two").text == "two"
