"""The archive check: nothing of a zip file reaches a parser before its structure and actual sizes are known to be sound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter

from review.intake.limits import MIB, Limits
from review.intake.messages import too_large, unreadable

_CENTRAL_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


class Archive:
    """A zip file whose entries are checked. Only parts that are asked for are inflated; pictures never are.

    Raises IntakeError for a broken, encrypted or unsafe archive, TooLarge for one over a limit.
    """

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self._name = name
        self._data = data
        self._limits = limits
        self._inflated = 0
        entries = _directory(name, data, limits)
        _check_names(name, entries)
        _check_overlaps(name, entries)
        self._entries = {_canonical(e.filename): e for e in entries if not e.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, part: str) -> bool:
        return _canonical(part) in self._entries

    def size(self, part: str) -> int:
        """Declared inflated size."""
        return self._entries[_canonical(part)].file_size

    def read(self, part: str) -> bytes:
        """The inflated part. Raises KeyError when there is none."""
        entry = self._entries[_canonical(part)]
        self._check_declared(entry)
        data = self._inflate(entry)
        if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise unreadable("file-broken", name=self._name, detail=f"{part[:80]}: CRC")
        self._inflated += len(data)
        if self._inflated > self._limits.total_bytes:
            raise too_large("total", self._inflated, self._limits.total_bytes)
        return data

    def _check_declared(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 0x1:
            raise unreadable("file-encrypted", name=self._name)
        if entry.file_size > self._limits.part_bytes:
            raise too_large("part", entry.file_size, self._limits.part_bytes)
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > MIB and ratio > self._limits.ratio:
            raise too_large("ratio", ratio, self._limits.ratio)

    def _inflate(self, entry: zipfile.ZipInfo) -> bytes:
        """At most one byte more than declared is ever produced, whatever the directory says."""
        header = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise unreadable("file-broken", name=self._name, detail="zip")
        skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        start = entry.header_offset + _LOCAL_HEADER + skip
        packed = self._data[start : start + entry.compress_size]
        if entry.compress_type == _STORED:
            return packed
        if entry.compress_type != _DEFLATED:
            raise unreadable("file-unsafe-archive", name=self._name, detail=f"method {entry.compress_type}")
        try:
            return zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
        except zlib.error:
            raise unreadable("file-broken", name=self._name, detail="zip") from None


def _directory(name: str, data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    count = data.count(_CENTRAL_ENTRY)
    if count > limits.archive_entries:
        raise too_large("entries", count, limits.archive_entries)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except Exception as error:  # the standard library raises many kinds on damaged directories
        detail = "zip" if isinstance(error, zipfile.BadZipFile) else type(error).__name__
        raise unreadable("file-broken", name=name, detail=detail) from None


def _check_names(name: str, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        steps = entry.orig_filename.replace("\\", "/").split("/")
        if ".." in steps or ":" in steps[0] or "\0" in entry.orig_filename:
            raise unreadable("file-unsafe-archive", name=name, detail=f"path {entry.filename[:80]!r}")
    twice = [part for part, n in Counter(_canonical(e.filename) for e in entries).items() if n > 1]
    if twice:
        raise unreadable("file-unsafe-archive", name=name, detail=f"{twice[0][:80]} stands twice")


def _check_overlaps(name: str, entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise unreadable("file-unsafe-archive", name=name, detail="entries overlap")
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size


def _canonical(part: str) -> str:
    """Part names are compared without case and without a leading slash (OPC, ISO/IEC 29500-2, 6.2.2)."""
    return part.replace("\\", "/").lstrip("/").lower()
