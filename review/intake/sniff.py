"""What kind of file bytes are, by their content; the name only helps with plain text."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from review.intake.messages import unreadable


class FileKind(StrEnum):
    """Media types of the files that can be told apart."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    TEXT = "text/plain"
    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    WORD_2003_XML = "application/msword+xml"
    HTML = "text/html"


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP_HEAD: Final = 4096
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_BLANK: Final = b"\xef\xbb\xbf \r\n\t"
_FLAT_PACKAGE: Final = b"http://schemas.microsoft.com/office/2006/xmlpackage"
_WORD_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_SECTOR: Final = 512
_MOST_SECTORS: Final = 40_000
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"II*\0",
    b"MM\0*",
    b"BM",
)


def sniff(name: str, data: bytes) -> FileKind:
    """Raises IntakeError for a locked file, and for one of a kind that is not a contract."""
    head = data[:1024]
    if head.startswith(_ZIP):
        return FileKind.ODT if b"mimetypeapplication/vnd.oasis.opendocument.text" in head else FileKind.DOCX
    if head.startswith(_OLE):
        return _in_ole(name, data)
    if b"%PDF-" in head:
        return FileKind.PDF
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return FileKind.RTF
    if (kind := _in_markup(name, data)) is not None:
        return kind
    if head.startswith(_FOREIGN) or name.lower().endswith((".docx", ".docm", ".pdf", ".odt")):
        raise _not_readable(name)
    return FileKind.TEXT


def _in_markup(name: str, data: bytes) -> FileKind | None:
    """XML and HTML that word processors write, often named .doc; other markup is no contract. None for what is no markup."""
    head = data[:_MARKUP_HEAD].lower()
    if head[:2] in _WIDE_MARKS:
        head = head.decode("utf-16", errors="replace").encode("utf-8", "replace")
    text = head.lstrip(_BLANK)
    if text.startswith((b"<?xml", b"<pkg:package", b"<w:worddocument")):
        if _FLAT_PACKAGE in text:
            return FileKind.DOCX
        if _WORD_2003 in text:
            return FileKind.WORD_2003_XML
        if b"<html" not in text:
            raise unreadable("file-type", name=name)
    if text.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return FileKind.HTML
    if text.startswith(b"mime-version:") and b"multipart/related" in text:
        raise unreadable("file-web-archive", name=name)
    return None


def _in_ole(name: str, data: bytes) -> FileKind:
    """An encrypted .docx is an OLE file with a stream of that name ([MS-OFFCRYPTO] 2.3.4); so does a Word 97 file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise unreadable("file-encrypted", name=name)
    if "WordDocument".encode("utf-16-le") in data:
        if _is_locked(data):
            raise unreadable("file-encrypted", name=name)
        return FileKind.DOC
    raise unreadable("file-type", name=name)


def _is_locked(data: bytes) -> bool:
    """``fEncrypted`` in the header of the Word stream, which begins at a sector ([MS-DOC] 2.5.2)."""
    for at in range(_SECTOR, min(len(data), _SECTOR * _MOST_SECTORS), _SECTOR):
        if data[at : at + 2] == b"\xec\xa5":
            return bool(data[at + 11] & 1)
    return False


def _not_readable(name: str) -> Exception:
    if name.lower().endswith((".docx", ".docm", ".odt")):
        return unreadable("file-broken", name=name, detail="zip")
    return (
        unreadable("file-broken", name=name, detail="PDF")
        if name.lower().endswith(".pdf")
        else unreadable("file-type", name=name)
    )
