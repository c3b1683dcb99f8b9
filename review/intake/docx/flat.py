"""A Word file as one XML document (Flat OPC, saved by Word as "Word XML Document"): its parts as an archive would give them."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from lxml import etree

from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable

NAMESPACE: Final = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG: Final = f"{{{NAMESPACE.decode()}}}"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES: Final = "[Content_Types].xml"


class FlatArchive:
    """The parts by name. Raises IntakeError where a part stands twice or is damaged, TooLarge where there are too many."""

    def __init__(self, name: str, root: etree._Element, limits: Limits) -> None:
        self._name = name
        self._parts: dict[str, etree._Element] = {}
        types = etree.Element(f"{{{_TYPES}}}Types")
        for node in root.iterfind(_PKG + "part"):
            part = node.get(_PKG + "name", "").lstrip("/").lower()
            if part in self._parts:
                raise unreadable("file-unsafe-archive", name=name, detail=f"{part[:80]} stands twice")
            self._parts[part] = node
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=node.get(_PKG + "contentType", ""))
        if len(self._parts) > limits.archive_entries:
            raise too_large("entries", len(self._parts), limits.archive_entries)
        self._types = etree.tostring(types)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def __contains__(self, part: str) -> bool:
        return part == CONTENT_TYPES or _canonical(part) in self._parts

    def read(self, part: str) -> bytes:
        """The part as bytes. Raises KeyError when there is none."""
        if part == CONTENT_TYPES:
            return self._types
        node = self._parts[_canonical(part)]
        xml, binary = node.find(f"{_PKG}xmlData/*"), node.find(_PKG + "binaryData")
        if xml is not None:
            return etree.tostring(xml, encoding="UTF-8")
        try:
            return base64.b64decode("" if binary is None else binary.text or "")
        except binascii.Error:
            raise unreadable("file-broken", name=self._name, detail=part[:80]) from None


def _canonical(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
