"""What Word is strict about in a file with comments and tracked changes (ISO/IEC 29500-1, 17.13), each fault by name."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from review.redline.names import CHANGES, TRACKED

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ID, _AUTHOR, _SPACE = qn("w:id"), qn("w:author"), "{http://www.w3.org/XML/1998/namespace}space"
_INS, _DEL, _MOVED, _P, _R = qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:p"), qn("w:r")
_START, _END, _REFERENCE = qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference")
_BOX = qn("w:txbxContent")
#: Tracked change -> tracked changes it may not stand in.
_NEVER_IN = {_INS: {_INS, _DEL, _MOVED}, _DEL: {_DEL, _MOVED}}
_MARKS_IN = {qn(f"w:{n}") for n in ("p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")} | {
    qn(f"w:{n}") for n in ("body", "tbl", "tr", "tc", "del", "moveFrom", "fldSimple", "footnote", "endnote", "hdr", "ftr")
}
#: Children of ``w:pPr`` in the order of CT_PPr.
_ORDER = """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
divId cnfStyle rPr sectPr pPrChange"""
_PPR = [qn(f"w:{name}") for name in _ORDER.split()]
_LARGEST = 2**31
_WORD = qn("w:p").partition("}")[0]


def violations(data: bytes) -> Counter[str]:
    """Every fault, with how often; one that the draft had already is no fault of a redline."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if not n.endswith("/")]
        parts = {n: package.read(n) for n in names}
    trees = {n: etree.fromstring(d) for n, d in parts.items() if n.endswith((".xml", ".rels"))}
    found = Counter(f"{name} twice" for name, times in Counter(names).items() if times > 1)
    found.update(_package(trees, parts))
    for name, root in trees.items():
        if name.startswith("word/") and root.tag.startswith(_WORD):
            found.update(f"{name}: {fault}" for fault in _part(root))
    found.update(_comments(trees))
    return found


def _package(trees: dict[str, Any], parts: dict[str, bytes]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    known = {n.get("PartName").lstrip("/").lower() for n in types.iter(_TYPES + "Override")}
    endings = {n.get("Extension").lower() for n in types.iter(_TYPES + "Default")}
    for name in parts:
        if name != "[Content_Types].xml" and name.lower() not in known and name.rpartition(".")[2].lower() not in endings:
            yield f"{name}: no content type"
    for name, root in trees.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            ids = Counter(n.get("Id") for n in root.iter(_RELATIONS))
            yield from (f"{name}: {i} twice" for i, times in ids.items() if times > 1)
            inner = [n.get("Target") for n in root.iter(_RELATIONS) if n.get("TargetMode") != "External"]
            places = {posixpath.normpath(posixpath.join("/" + folder, t)).lstrip("/") for t in inner}
            yield from (f"{name}: {place} is not there" for place in places - set(parts))


def _part(root: Any) -> Iterator[str]:
    ids = Counter(n.get(_ID) for n in root.iter(*TRACKED))
    yield from (f"change {i} twice" for i, times in ids.items() if times > 1)
    for node in root.iter(*CHANGES):
        if node.getparent().tag in (qn("w:rPr"), qn("w:trPr")):
            continue
        if not (node.get(_ID, "").isdigit() and int(node.get(_ID)) < _LARGEST and node.get(_AUTHOR)):
            yield "a change without id or author"
        if not len(node):
            yield "an empty change"
        if _NEVER_IN.get(node.tag, set()) & set(_above(node)):
            yield f"{_short(node)} in {[_short(n) for n in node.iterancestors() if n.tag in CHANGES]}"
    for run in root.iter(_R):
        yield from _run(run)
    for ppr in root.iter(qn("w:pPr")):
        order = [_PPR.index(c.tag) for c in ppr if c.tag in _PPR]
        if order != sorted(order) or (ppr.getparent().tag == _P and ppr.getparent().index(ppr) != 0):
            yield "pPr out of order"


def _run(run: Any) -> Iterator[str]:
    deleted = _DEL in _above(run)
    tags = {c.tag for c in run}
    if deleted and tags & {qn("w:t"), qn("w:instrText")}:
        yield "live text in a deletion"
    if not deleted and tags & {qn("w:delText"), qn("w:delInstrText")}:
        yield "deleted text outside a deletion"
    if run.find(qn("w:rPr")) is not None and run[0].tag != qn("w:rPr"):
        yield "rPr is not first"
    for rpr in run.iterfind(qn("w:rPr")):
        if [c.tag for c in rpr].count(qn("w:rPrChange")) > 1 or qn("w:rPrChange") in [c.tag for c in rpr[:-1]]:
            yield "rPrChange is not last"
    if tags & (CHANGES | {_START, _END, _P, _R}):
        yield "a run holds what stands beside runs"
    for text in run.iterchildren(qn("w:t"), qn("w:delText")):
        if (text.text or "") != (text.text or "").strip() and text.get(_SPACE) != "preserve":
            yield "blanks are not kept"


def _above(node: Any) -> Iterator[str]:
    """Tags around a node up to its paragraph: in a text box another story begins."""
    for above in node.iterancestors():
        if above.tag in (_P, _BOX):
            return
        yield above.tag


def _comments(trees: dict[str, Any]) -> Iterator[str]:
    root = next((t for n, t in trees.items() if n.startswith("word/comments") and t.tag == qn("w:comments")), None)
    ids = Counter(c.get(_ID) for c in root) if root is not None else Counter()
    yield from (f"comment {i} twice" for i, times in ids.items() if times > 1)
    yield from (f"comment {i} is no number" for i in ids if not (i.isdigit() and int(i) < _LARGEST))
    marks: dict[str, list[tuple[str, Any, str]]] = {}
    for name, tree in trees.items():
        if name.startswith("word/"):
            for node in tree.iter(_START, _END, _REFERENCE):
                marks.setdefault(node.get(_ID), []).append((node.tag, _story(node), name))
                if node.tag != _REFERENCE and node.getparent().tag not in _MARKS_IN:
                    yield f"a comment's mark in {_short(node.getparent())}"
    for i, found in marks.items():
        tags, stories = [tag for tag, _, _ in found], {(id(story), name) for _, story, name in found}
        if tags not in ([_START, _END, _REFERENCE], [_REFERENCE]) or len(stories) != 1:
            yield f"comment {i} is marked {[t.rpartition('}')[2] for t in tags]} in {len(stories)} stories"
        if any(name.startswith(("word/header", "word/footer")) for _, _, name in found):
            yield f"comment {i} in a header or footer"
    yield from (f"comment {i} is marked and not there" for i in set(marks) - set(ids))
    yield from (f"comment {i} is not marked" for i in set(ids) - set(marks))


def _story(node: Any) -> Any:
    return next((a for a in node.iterancestors() if a.tag == _BOX), None)


def _short(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
