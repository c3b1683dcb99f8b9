"""Files that are refused: each with its code, and one sentence in both languages."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from review.errors import Failure, TooLarge
from review.intake import Limits, parse, read
from tests.intake.word import content_types, p, word, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "aaaa">]>'


def _pdf(**options: object) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        buffer = io.BytesIO()
        document.save(buffer, **options)
        return buffer.getvalue()


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": content_types(), "word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})


def _overlapping() -> bytes:
    data = bytearray(word(p("一")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        second = archive.infolist()[1].header_offset
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = (second + 4).to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "empty": ("a.docx", b"", "file-empty"),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "file-type"),
    "binary as text": ("a.txt", bytes(range(256)) * 8, "file-type"),
    "encrypted docx": ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    "other OLE file": ("a.doc", _OLE, "file-type"),
    "cut zip": ("a.docx", word(p("一"))[:300], "file-broken"),
    "no zip": ("a.docx", b"plain words", "file-broken"),
    "no pdf": ("a.pdf", b"%PDF-1.7 nothing", "file-broken"),
    "locked pdf": ("a.pdf", _pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "file-encrypted"),
    "pdf without text": ("a.pdf", _pdf(), "pdf-no-text"),
    "macros by type": ("a.docm", word(p("一"), main_type=_MACROS), "file-macros"),
    "macros by part": ("a.docx", word(p("一"), parts={"word/vbaProject.bin": "x"}), "file-macros"),
    "workbook": ("a.docx", word(p("一"), main_type=_SHEET),
                 "file-not-word"),
    "other zip": ("a.zip", zipped({"[Content_Types].xml": content_types(), "a.txt": "x"}), "file-not-word"),
    "doctype": ("a.docx", word("", parts={"word/document.xml": _DOCTYPE + "<a>&a;</a>"}), "file-doctype"),
    "traversal": ("a.docx", word(p("一"), parts={"../evil.xml": "x"}), "file-unsafe-archive"),
    "name twice": ("a.docx", word(p("一"), parts={"WORD/document.xml": "<a/>"}), "file-unsafe-archive"),
    "overlap": ("a.docx", _overlapping(), "file-unsafe-archive"),
    "no text": ("a.docx", word(p("")), "file-no-text"),
    "blank text": ("a.txt", b" \n\t\n", "file-no-text"),
}  # fmt: skip


@pytest.mark.parametrize("name,data,code", REFUSED.values(), ids=REFUSED)
def test_refused_with_its_code_and_two_sentences(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Failure) as caught:
        read(name, data)
    assert caught.value.code == code
    assert name in caught.value.diagnostics("zh")
    assert caught.value.diagnostics("zh") != caught.value.diagnostics("en")


def test_over_size_is_refused_before_any_child_sees_it() -> None:
    with pytest.raises(TooLarge) as caught:
        read("a.txt", b"x" * 101, limits=Limits(file_bytes=100))
    assert caught.value.status == 413


def test_a_bomb_is_refused_by_its_declared_ratio_before_it_is_inflated() -> None:
    with pytest.raises(TooLarge) as caught:
        parse("bomb.docx", bomb(), limits=Limits(ratio=100))
    assert caught.value.fields["what_en"] == "compression ratio"


def test_a_child_that_runs_out_of_time_is_an_error_not_a_hang() -> None:
    body = p("word " * 40) * 30_000
    with pytest.raises(Failure) as caught:
        read("slow.docx", word(body), limits=Limits(wall_seconds=0.05))
    assert caught.value.code in ("reading-stopped", "reading-timeout")


@pytest.mark.parametrize(
    "name, data", [("a.txt", b"The Seller pays. " * 60_000), ("a.docx", word(p("The Seller pays. " * 60_000)))]
)
def test_a_text_beyond_what_a_review_can_do_is_refused_with_its_size_and_the_bound(name: str, data: bytes) -> None:
    with pytest.raises(TooLarge) as told:
        parse(name, data)
    assert told.value.fields["limit"] == 1_000_000
    assert int(str(told.value.fields["found"])) > 1_000_000
    assert "number of characters" in told.value.diagnostics("en") and "字符数" in told.value.diagnostics("zh")
