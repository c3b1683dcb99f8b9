"""Content controls that are bound to data in the file: Word shows the data when it opens the file, whatever the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from review.intake.docx.names import W
from review.intake.docx.package import Package

_STORE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_STEP: Final = re.compile(r"/(?:(\w+):)?([\w.-]+)(?:\[(\d{1,5})\])?")
_PREFIX: Final = re.compile(r"xmlns:(\w+)\s*=\s*['\"]([^'\"]*)['\"]")
_OTHER_KINDS: Final = ("date", "picture")
"""Controls that show their data in another form than it is kept in."""
_MOST: Final = 2_000
_RICH: Final = ("<?xml", "<pkg:")


def differences(package: Package, root: etree._Element) -> Iterator[tuple[str, str]]:
    """(text as written, text as bound) of every control where they differ, white space aside."""
    controls = [sdt for sdt in root.iter(W + "sdt") if sdt.find(f"{W}sdtPr/{W}dataBinding") is not None][:_MOST]
    stores = _stores(package) if controls else {}
    for control in controls:
        properties = control.find(W + "sdtPr")
        content = control.find(W + "sdtContent")
        if properties is None or content is None or any(properties.find(W + kind) is not None for kind in _OTHER_KINDS):
            continue
        bound = _bound(properties, stores)
        shown = "".join(t.text or "" for t in content.iter(W + "t"))
        if bound and not bound.startswith(_RICH) and bound.split() != shown.split():
            yield shown, bound


def _stores(package: Package) -> dict[str, etree._Element]:
    """The custom XML parts by the id that their properties give them."""
    found: dict[str, etree._Element] = {}
    for relation in package.related(package.main, "customXml"):
        for link in package.related(relation.target, "customXmlProps"):
            properties, store = package.xml(link.target), package.xml(relation.target)
            if properties is not None and store is not None:
                found[properties.get(_STORE, "").lower()] = store
    return found


def _bound(properties: etree._Element, stores: dict[str, etree._Element]) -> str:
    """The bound value; empty where the data or the path are not understood. Only plain paths are followed."""
    binding = properties.find(W + "dataBinding")
    store = None if binding is None else stores.get(binding.get(W + "storeItemID", "").lower())
    if binding is None or store is None:
        return ""
    node = _at(store, binding.get(W + "xpath", ""), dict(_PREFIX.findall(binding.get(W + "prefixMappings", ""))))
    value = "" if node is None else (node.text or "").strip()
    for item in properties.iter(W + "listItem"):
        if item.get(W + "value") == value:
            return item.get(W + "displayText", value)
    return value


def _at(store: etree._Element, path: str, prefixes: dict[str, str]) -> etree._Element | None:
    steps = list(_STEP.finditer(path))
    if not steps or "".join(step[0] for step in steps) != path:
        return None
    nodes = [store]
    for depth, step in enumerate(steps):
        name = f"{{{prefixes[step[1]]}}}{step[2]}" if step[1] in prefixes else step[2]
        found = [n for n in (nodes if depth == 0 else nodes[0]) if n.tag == name]
        nodes = found[int(step[3] or 1) - 1 :][:1]
        if not nodes:
            return None
    return nodes[0]
