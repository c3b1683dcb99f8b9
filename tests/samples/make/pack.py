"""A Word file with one fixed date on every part, so that the same draft gives the same bytes on any day."""

from __future__ import annotations

import io
import zipfile

FIXED = (2026, 3, 2, 10, 0, 0)


def repack(data: bytes) -> bytes:
    """The same parts in the same order, dated ``FIXED``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, FIXED), source.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
