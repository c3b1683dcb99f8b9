"""What the limited child may not do, and what the parent believes of its answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.errors import Failure, IntakeError
from review.intake import Limits, parse, read
from review.intake.child.codec import decode, encode
from review.intake.child.confine import confine
from review.intake.child.job import failure, read_failure
from review.intake.child.packed import Packed, WrongShape, from_bytes, to_bytes
from review.intake.child.syscalls import forbid_everything_else
from review.model.document import Notice
from review.model.span import Span
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
        read("big.txt", ("word " * 2_000_000).encode(), limits=Limits(memory_bytes=8 * 1024 * 1024, characters=20_000_000))
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
        lambda p: p._replace(columns=p.columns[:3]),
        lambda p: p._replace(columns={"text": "x"}),
        lambda p: p._replace(columns=[*p.columns[:1], [7], *p.columns[2:]]),
        lambda p: p._replace(columns=[*p.columns[:1], 2, *p.columns[2:]]),
        lambda p: p._replace(columns=[*p.columns[:1], -1, *p.columns[2:]]),
        lambda p: p._replace(columns=[*p.columns[:1], True, *p.columns[2:]]),
        lambda p: p._replace(numbers=p.numbers[:-1]),
        lambda p: p._replace(numbers=p.numbers + p.numbers[:1]),
        lambda p: p._replace(text=p.text[:-1]),
        lambda p: p._replace(text=p.text + "x"),
        lambda p: _with_view(p, 99),
        lambda p: _with_view(p, -1),
    ],
    ids=[
        "short", "object", "number for text", "two texts", "less than none", "truth for a count", "number left out",
        "number too many", "text cut off", "text too long",
        "unknown view", "view before the first",
    ],
)  # fmt: skip
def test_a_forged_answer_is_refused(change: Callable[[Packed], Packed]) -> None:
    with pytest.raises(WrongShape):
        decode(to_bytes(change(from_bytes(encode(_DOCUMENT)))))


def _with_view(packed: Packed, view: int) -> Packed:
    """The view of a document is its last number."""
    return packed._replace(numbers=packed.numbers[:-1] + array("q", [view]))


@pytest.mark.parametrize(("start", "end"), [(0, 10**9), (5, 1), (-1, 1)], ids=["outside", "reversed", "before the text"])
def test_a_forged_span_is_refused(start: int, end: int) -> None:
    span = Span(0, 0)
    object.__setattr__(span, "start", start)
    object.__setattr__(span, "end", end)
    first, *others = _DOCUMENT.blocks
    with pytest.raises(WrongShape):
        decode(encode(replace(_DOCUMENT, blocks=(replace(first, span=span), *others))))


@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1))
def test_any_letters_survive_the_border(words: list[str]) -> None:
    notices = tuple(Notice("image", word) for word in words)
    document = replace(_DOCUMENT, coverage=replace(_DOCUMENT.coverage, notices=notices))
    assert decode(encode(document)) == document


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
