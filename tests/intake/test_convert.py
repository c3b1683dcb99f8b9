"""Old formats through LibreOffice, where it is installed; else one sentence that says what to do."""

from __future__ import annotations

import os
import socket
import sys
import time

import pytest

from review.errors import Failure
from review.intake import Limits, convert, parse, read
from review.intake.child.syscalls import forbid_network

_RTF = rb"{\rtf1\ansi 1. Delivery. The Seller shall deliver within 30 days.\par 2. Price. The price is fixed.\par}"
_needs_libreoffice = pytest.mark.skipif(convert.converter() is None, reason="LibreOffice is not installed")


@_needs_libreoffice
def test_a_converted_file_says_so_and_is_still_the_file_that_was_sent() -> None:
    document = read("a.rtf", _RTF)
    assert [c.number for c in document.clauses] == ["1.", "2."]
    assert [n.code for n in document.coverage.notices] == ["converted"]
    assert (document.source.media_type, document.source.size, len(document.anchors)) == ("application/rtf", len(_RTF), 0)


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
