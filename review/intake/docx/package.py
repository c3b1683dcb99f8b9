"""The parts of a Word file: which is the main one, how they are related, and their XML, parsed within limits."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from review.intake.archive import Archive
from review.intake.docx.flat import FlatArchive
from review.intake.docx.names import STRICT
from review.intake.limits import Limits
from review.intake.messages import too_large, unreadable

_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MACRO: Final = "macroenabled"
_WORD: Final = "wordprocessingml"
_OTHERS: Final = (("spreadsheetml", "Excel"), ("presentationml", "PowerPoint"), ("opendocument", "OpenDocument"))
_DEPTH_ERROR: Final = "depth"
_MAIN_TYPE: Final = ("document.main+xml", "document.macroenabled.main+xml", "template.main+xml")
_WIDE: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"),
    (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True, remove_pis=True
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """``type`` is the last step of the relationship type; ``target`` a part name, or an address when ``external``."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """Raises IntakeError where the file is not a Word document, holds macros or is damaged."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._archive = _archive(name, data, limits)
        self._relations: dict[str, tuple[Relationship, ...]] = {}
        self.main = self._main_part()
        self._refuse_macros()

    @property
    def parts(self) -> tuple[str, ...]:
        return self._archive.names

    def has(self, part: str) -> bool:
        return part in self._archive

    def related(self, part: str, kind: str) -> tuple[Relationship, ...]:
        """Relationships of a part of one type, in file order."""
        return tuple(r for r in self.relations(part) if r.type == kind)

    def relations(self, part: str) -> tuple[Relationship, ...]:
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def xml(self, part: str) -> etree._Element | None:
        """Root of a part; None when the package has no such part."""
        if part not in self._archive:
            return None
        return parse_xml(self.name, part, self._archive.read(part), self._limits)

    def one(self, kind: str) -> etree._Element | None:
        """Root of the main part's related part of a kind, such as ``styles``."""
        for relation in self.related(self.main, kind):
            if not relation.external and (root := self.xml(relation.target)) is not None:
                return root
        return None

    def _read_relations(self, part: str) -> tuple[Relationship, ...]:
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        if root is None:
            return ()
        nodes = root.findall(_REL)
        if len(nodes) > self._limits.relationships:
            raise too_large("relationships", len(nodes), self._limits.relationships)
        return tuple(_relationship(node, folder) for node in nodes)

    def _main_part(self) -> str:
        for relation in self.related("", "officeDocument"):
            if not relation.external and self.has(relation.target):
                return relation.target
        for part in (*self._main_by_type(), "word/document.xml"):
            if self.has(part):
                return part
        raise unreadable("file-not-word", name=self.name, found=self._other_kind())

    def _main_by_type(self) -> Iterator[str]:
        """A file without package relationships is still known by the content type of its main part."""
        types = self.xml("[Content_Types].xml")
        for node in () if types is None else types.iterfind(_TYPE + "Override"):
            if node.get("ContentType", "").lower().endswith(_MAIN_TYPE):
                yield node.get("PartName", "").lstrip("/")

    def _other_kind(self) -> str:
        if "mimetype" in self._archive:
            return "OpenDocument"
        return "ZIP"

    def _refuse_macros(self) -> None:
        types = self.xml("[Content_Types].xml")
        if types is None:
            raise unreadable("file-broken", name=self.name, detail="[Content_Types].xml")
        kind = _content_type(types, self.main)
        if _MACRO in kind or any(p.endswith("vbaproject.bin") for p in self.parts):
            raise unreadable("file-macros", name=self.name)
        for mark, found in _OTHERS:
            if mark in kind:
                raise unreadable("file-not-word", name=self.name, found=found)


def _archive(name: str, data: bytes, limits: Limits) -> Archive | FlatArchive:
    if data[:2] == b"PK":
        return Archive(name, data, limits)
    return FlatArchive(name, parse_xml(name, "package", data, limits), limits)


def _as_utf8(data: bytes) -> bytes:
    """A part in UTF-16 in the encoding of all others, so that every check of its bytes holds for it."""
    encoding = next((e for mark, e in _WIDE if data.startswith(mark)), None)
    if encoding is None:
        return data
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")


def parse_xml(name: str, part: str, data: bytes, limits: Limits) -> etree._Element:
    """Root of an XML part. DOCTYPE is refused; entities are never expanded, nothing outside is fetched."""
    data = _as_utf8(data)
    tags = data.count(b"<")
    if tags > limits.elements * 2:
        raise too_large("elements", tags // 2, limits.elements)
    if b"purl.oclc.org" in data:
        for strict, transitional in STRICT.items():
            data = data.replace(strict, transitional)
    if b"<!DOCTYPE" in data:
        raise unreadable("file-doctype", name=name, part=part)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        if _DEPTH_ERROR in str(error):
            raise too_large("depth", 256, 255) from None
        raise unreadable("file-broken", name=name, detail=f"{part[:80]}: XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable("file-doctype", name=name, part=part)
    return root


def _relationship(node: etree._Element, folder: str) -> Relationship:
    target = node.get("Target", "")
    external = node.get("TargetMode", "").lower() == "external"
    if not external:
        path = unquote(target).replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
    kind = node.get("Type", "").rstrip("/").rpartition("/")[2]
    return Relationship(node.get("Id", ""), kind, target, external)


def _content_type(types: etree._Element, part: str) -> str:
    """Lower-case content type of a part."""
    wanted = "/" + part.lower()
    for node in types.iterfind(_TYPE + "Override"):
        if node.get("PartName", "").lower() == wanted:
            return node.get("ContentType", "").lower()
    extension = part.rpartition(".")[2].lower()
    for node in types.iterfind(_TYPE + "Default"):
        if node.get("Extension", "").lower() == extension:
            return node.get("ContentType", "").lower()
    return ""
