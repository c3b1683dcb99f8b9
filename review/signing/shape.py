"""What a packet is made of, and nothing else: anything that acts, hides, lays over or can be filled in is no part of one.

Asked of the file as readers show it, whoever signed it: a seal over a script is a script under a seal. Every dictionary that a
reader obeys is held to the keys that a packet writes (ISO 32000-2, 7.7.2, 7.7.3, 12.5, 12.7).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from review.signing.policy import ALL_FIELDS

_CATALOGUE = frozenset(
    {"/Type", "/Version", "/Extensions", "/Pages", "/Outlines", "/Names", "/AF", "/AcroForm", "/DSS", "/Metadata", "/Lang"}
    | {"/MarkInfo", "/StructTreeRoot", "/OutputIntents", "/ViewerPreferences", "/PageMode", "/PageLayout", "/PageLabels"}
)
_NAMES = frozenset({"/EmbeddedFiles", "/Dests"})
_FORM = frozenset({"/Fields", "/SigFlags"})
_PAGE = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate", "/Group", "/Contents", "/Resources"}
    | {"/Annots", "/Tabs", "/StructParents"}
)
_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/BS", "/Border", "/Contents", "/Dest", "/StructParent", "/F", "/P"})
_FIELD = frozenset({"/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Rect", "/P", "/AP", "/V", "/StructParent", "/Parent"})
_TEXT = rb"(?:\([^()\\]*\)|<[0-9A-Fa-f]*>)"
_PLAIN_LINK = re.compile(
    rb"\d+ 0 obj\s*<</Type /Annot/Subtype /Link/Rect \[[-\d. ]*\]/BS <</W 0>>/Contents "
    + _TEXT
    + rb"/Dest "
    + _TEXT
    + rb"/StructParent \d+/F \d+>>\s*endobj"
)
_ANNOTATIONS = {"/Link": _LINK, "/Widget": _FIELD}
#: Pages and their groups together.
_MOST = 20_000


def foreign(reader: Any, data: bytes) -> Iterator[str]:
    """Names of what no packet holds, each with its place; ``data`` are the bytes of the file."""
    root = reader.root
    yield from _beyond("catalogue", root, _CATALOGUE)
    yield from _beyond("names", _at(root, "/Names", {}), _NAMES)
    form = _at(root, "/AcroForm", {})
    yield from _beyond("form", form, _FORM)
    yield from _fields([field.get_object() for field in _at(form, "/Fields", ())])
    for number, page in enumerate(_pages(root["/Pages"]), 1):
        yield from _page(f"page {number}", page, data)


def _at(held: Any, key: str, otherwise: Any) -> Any:
    """A value of a dictionary, followed where it stands elsewhere in the file."""
    try:
        return held[key]
    except KeyError:
        return otherwise


def _is_plain(reference: Any, data: bytes) -> bool:
    """Whether an annotation stands in the file as a packet writes a link: told by its bytes, far faster."""
    numbered = getattr(reference, "reference", None)
    at = numbered.get_pdf_handler().xrefs[numbered] if numbered is not None else None
    return isinstance(at, int) and _PLAIN_LINK.match(data, at) is not None


def _beyond(place: str, held: Any, known: frozenset[str]) -> Iterator[str]:
    return (f"{place}: {key}" for key in sorted(map(str, held)) if key not in known)


def _fields(fields: list[Any]) -> Iterator[str]:
    """Signature fields alone, each once, by the names that a packet gives them."""
    names = Counter(str(_at(field, "/T", "")) for field in fields)
    yield from (f"field {name} twice" for name, times in names.items() if times > 1)
    yield from (f"field {name}" for name in names if name not in ALL_FIELDS)
    for field in fields:
        name = str(_at(field, "/T", ""))
        yield from _beyond(f"field {name}", field, _FIELD)
        if _at(field, "/FT", "") != "/Sig":
            yield f"field {name} is no signature"
        if "/V" not in field and _shows(_at(field, "/AP", {})):
            yield f"field {name} looks signed"


def _shows(looks: Any) -> bool:
    """Whether anything is drawn: an empty field shows nothing until it is signed."""
    return any(key != "/N" for key in looks) or bool(_at(looks, "/N", None) is not None and looks["/N"].data.strip())


def _pages(root: Any) -> Iterator[Any]:
    """The pages in order. Raises ValueError for a tree that has no end."""
    waiting, seen = [root], 0
    while waiting:
        node, seen = waiting.pop(), seen + 1
        if seen > _MOST:
            raise ValueError("too many pages")
        if _at(node, "/Type", "") == "/Page":
            yield node
        else:
            waiting += [kid.get_object() for kid in node["/Kids"]][::-1]


def _page(place: str, page: Any, data: bytes) -> Iterator[str]:
    yield from _beyond(place, page, _PAGE)
    listed = _at(page, "/Annots", ())
    for i in range(len(listed)):
        if _is_plain(listed.raw_get(i), data):
            continue
        annotation = listed[i]
        kind = str(_at(annotation, "/Subtype", ""))
        known = _ANNOTATIONS.get(kind)
        yield from _beyond(f"{place} {kind}", annotation, known) if known else iter((f"{place}: {kind}",))
