"""Old formats through LibreOffice, where it is installed; else one sentence that says what to do."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from review.errors import Failure
from review.intake import Limits, convert, parse, read
from review.intake.child.folders import write_only_in
from review.intake.child.syscalls import forbid_network

_RTF = rb"{\rtf1\ansi 1. Delivery. The Seller shall deliver within 30 days.\par 2. Price. The price is fixed.\par}"
_needs_libreoffice = pytest.mark.skipif(convert.converter() is None, reason="LibreOffice is not installed")


@_needs_libreoffice
def test_a_converted_file_says_so_and_is_still_the_file_that_was_sent() -> None:
    document = read("a.rtf", _RTF)
    assert [c.number for c in document.clauses] == ["1.", "2."]
    assert [n.code for n in document.coverage.notices] == ["converted"]
    assert (document.source.media_type, document.source.size, len(document.anchors)) == ("application/rtf", len(_RTF), 0)


_WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
    "<w:body><w:p><w:r><w:t>第一条 交货</w:t></w:r></w:p></w:body></w:wordDocument>"
)
_HTML = '<html><head><meta charset="utf-8"></head><body><p>第一条 交货</p><p style="display: none">放弃</p></body></html>'


@_needs_libreoffice
@pytest.mark.parametrize("text,codes", [(_WORD_2003, ["converted"]), (_HTML, ["converted", "hidden-text"])])
def test_markup_that_word_processors_call_doc(text: str, codes: list[str]) -> None:
    document = read("a.doc", text.encode())
    assert document.text.startswith("第一条 交货") and [n.code for n in document.coverage.notices] == codes


@pytest.mark.parametrize(
    "data,code",
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "file-web-archive"),
        (b"<?xml version='1.0'?><a/>", "file-type"),
    ],
)
def test_other_markup_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Failure) as caught:
        read("a.doc", data)
    assert caught.value.code == code


@_needs_libreoffice
@pytest.mark.parametrize("data", [rb"{\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 99])
def test_what_cannot_be_converted_is_a_typed_error(data: bytes) -> None:
    with pytest.raises(Failure) as caught:
        read("a.doc", data)
    assert caught.value.code in ("file-conversion", "file-no-text")


@_needs_libreoffice
def test_a_conversion_has_a_time_limit() -> None:
    started = time.monotonic()
    with pytest.raises(Failure) as caught:
        read("a.rtf", _RTF, limits=Limits(conversion_seconds=0.2))
    assert caught.value.code == "file-conversion" and time.monotonic() - started < 10


def test_without_libreoffice_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "converter", lambda: None)
    with pytest.raises(Failure) as caught:
        convert.to_docx("a.rtf", _RTF, convert.FileKind.RTF, Limits())
    assert caught.value.code == "file-legacy" and "LibreOffice" in caught.value.diagnostics("zh")


def test_a_locked_word_97_file_is_told_as_such() -> None:
    header = bytearray(512)
    header[:2], header[11] = b"\xec\xa5", 1
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(header) + "WordDocument".encode("utf-16-le")
    with pytest.raises(Failure) as caught:
        parse("a.doc", data)
    assert caught.value.code == "file-encrypted"


def test_a_converter_writes_in_its_own_folder_only(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    (other / "kept.txt").write_text("kept")
    pid = os.fork()
    if pid == 0:
        if not write_only_in(own):
            os._exit(77)
        (own / "made.txt").write_text("made")
        (own / "made.txt").rename(own / "moved.txt")
        Path("/dev/null").write_text("x")
        os._exit(sum(_can(action) for action in _writes(other)))
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status == 77:
        pytest.skip("this kernel has no Landlock")
    assert status == 0 and (own / "moved.txt").read_text() == "made" and (other / "kept.txt").read_text() == "kept"


def _writes(folder: Path) -> tuple[Callable[[], object], ...]:
    kept = folder / "kept.txt"
    return (
        lambda: (folder / "new.txt").write_text("x"), lambda: kept.write_text("x"), kept.unlink, (folder / "a").mkdir,
        lambda: os.truncate(kept, 0), lambda: (folder / "b").symlink_to(kept),
    )  # fmt: skip


def _can(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="the system call filter is Linux only")
def test_a_converter_has_no_network_but_may_talk_to_itself() -> None:
    pid = os.fork()
    if pid == 0:
        status = 0 if forbid_network() else 3
        socket.socket(socket.AF_UNIX).close()
        for family in (socket.AF_INET, socket.AF_INET6):
            try:
                socket.socket(family)
                status = 1
            except OSError:
                continue
        os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
