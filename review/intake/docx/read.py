"""A whole Word file: body, headers and footers, notes, comments, and what the package says beside its text."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from review.errors import IntakeError
from review.intake.builder import Builder
from review.intake.docx.binding import differences
from review.intake.docx.line import CommentMarks
from review.intake.docx.names import W14, W15, A, P, W
from review.intake.docx.numbering import Numbering
from review.intake.docx.package import Package
from review.intake.docx.story import Shared, Story
from review.intake.docx.styles import Styles, is_on
from review.intake.docx.theme import Theme
from review.intake.docx.visible import page_colour
from review.intake.limits import Limits
from review.intake.messages import unreadable
from review.model.anchors import PlaceKind
from review.model.document import BlockKind, View

_HEADS: Final = (("header", BlockKind.HEADER), ("footer", BlockKind.FOOTER))
_NOTES: Final = (("footnotes", "footnote", BlockKind.FOOTNOTE), ("endnotes", "endnote", BlockKind.ENDNOTE))
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FORMAT_CHANGES: Final = tuple(
    W + name for name in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange")
)
_OUTSIDE: Final = {
    "attachedTemplate": "external-template",
    "oleObject": "external-content",
    "image": "external-content",
    "frame": "external-content",
    "subDocument": "external-content",
}

_REMOTE: Final = re.compile(r"(?:https?|ftp|mhtml):|file:///?\\\\|file://[^/]|\\\\", re.I)


def read_docx(name: str, data: bytes, view: View, limits: Limits) -> Builder:
    """Everything a reader of the file sees, and what is hidden in it. Raises IntakeError or TooLarge."""
    package = Package(name, data, limits)
    builder = Builder(limits, PlaceKind.WORD)
    theme, sheet = Theme(_decoration(package, "theme", builder)), package.one("styles")
    for node in () if sheet is None else sheet:
        if node.get(W + "type") != "table":
            theme.write_out(node)
    styles = Styles(sheet)
    root = package.xml(package.main)
    if root is None:
        raise unreadable("file-broken", name=name, detail=package.main)
    numbering = Numbering(package.one("numbering"), styles)
    ground = page_colour(root, _is_set(package, "displayBackgroundShape"))
    shared = Shared(builder, styles, numbering, CommentMarks(), view, theme, ground)
    bodies = root.findall(W + "body")
    if not bodies:
        raise unreadable("file-not-word", name=name, found="XML")
    story = Story(shared, package.main, root)
    for body in bodies:
        story.read(body)
    story.finish()
    _read_diagrams(package, builder)
    _read_heads(package, shared, root)
    _read_notes(package, shared, story)
    _read_comments(package, shared)
    _tell_outside(package, builder)
    _tell_settings(package, builder)
    for shown, bound in differences(package, root):
        builder.notice("bound-content", f"{shown[:150]} / {bound[:150]}")
    changed = sum(1 for _ in root.iter(*_FORMAT_CHANGES))
    if changed:
        builder.notice("format-changes", str(changed))
    return builder


def _read_diagrams(package: Package, builder: Builder) -> None:
    """The words of SmartArt stand in parts of their own, after the body."""
    for relation in package.related(package.main, "diagramData"):
        root = None if relation.external else package.xml(relation.target)
        for paragraph in () if root is None else root.iter(A + "p"):
            text = "".join(t.text or "" for t in paragraph.iter(A + "t"))
            if text.strip():
                builder.block([(text, None)], BlockKind.TEXT_BOX)


def _read_heads(package: Package, shared: Shared, root: etree._Element) -> None:
    """Each header and footer part once, in the order of the package's relationships."""
    for kind, block in _HEADS:
        for relation in package.related(package.main, kind):
            part = None if relation.external else package.xml(relation.target)
            if part is not None:
                story = Story(shared, relation.target, part, block)
                story.read(part)
                story.finish()


def _read_notes(package: Package, shared: Shared, story: Story) -> None:
    """Notes in the order of their first reference, numbered as they are shown; unreferenced ones last, without a number."""
    for kind, tag, block in _NOTES:
        relations = [r for r in package.related(package.main, kind) if not r.external]
        root = package.xml(relations[0].target) if relations else None
        if root is None:
            continue
        notes = {n.get(W + "id", ""): n for n in root.iterfind(W + tag) if n.get(W + "type") not in _SEPARATORS}
        referred = dict.fromkeys(i for k, i in story.notes if k == kind and i in notes)
        reader = Story(shared, relations[0].target, root, block)
        for number, note in enumerate(referred, 1):
            reader.note(notes[note], str(number))
        for note in notes.keys() - referred.keys():
            reader.note(notes[note], "")


def _read_comments(package: Package, shared: Shared) -> None:
    root = package.one("comments")
    if root is None:
        return
    texts = {}
    for node in root.iterfind(W + "comment"):
        text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in node.iter(P))
        texts[node.get(W + "id", "")] = (text, node.get(W + "author", ""), node.get(W + "date", ""))
    shared.builder.comments.extend(shared.comments.comments(texts, _replies(package, root)))


def _replies(package: Package, comments: etree._Element) -> dict[str, str]:
    """Which comment another one replies to: both are named by their last paragraphs ([MS-DOCX] 2.5.4)."""
    links = package.one("commentsExtended")
    ids = {p.get(W14 + "paraId"): c.get(W + "id", "") for c in comments.iterfind(W + "comment") for p in c.iter(P)}
    found = {}
    for link in () if links is None else links.iter(W15 + "commentEx"):
        reply, parent = ids.get(link.get(W15 + "paraId")), ids.get(link.get(W15 + "paraIdParent"))
        if reply is not None and parent is not None:
            found[reply] = parent
    return found


def _decoration(package: Package, kind: str, builder: Builder) -> etree._Element | None:
    """A part that only says how things look: a file is read without it when it is damaged."""
    try:
        return package.one(kind)
    except IntakeError as error:
        if error.code != "file-broken":
            raise
        builder.notice("unread-part", kind)
        return None


def _is_set(package: Package, name: str) -> bool:
    settings = package.one("settings")
    found = None if settings is None else settings.find(W + name)
    return found is not None and is_on(found)


def _tell_outside(package: Package, builder: Builder) -> None:
    parts = [package.main, *(r.target for r in package.relations(package.main) if not r.external)]
    for part in dict.fromkeys(parts):
        for relation in package.relations(part):
            code = _OUTSIDE.get(relation.type) if relation.external else None
            if relation.external and code == "external-template" and not _REMOTE.match(relation.target):
                code = "local-template"
            if code is not None:
                builder.notice(code, relation.target[:300], where=part)


def _tell_settings(package: Package, builder: Builder) -> None:
    root = package.one("settings")
    protection = None if root is None else root.find(W + "documentProtection")
    if protection is not None and protection.get(W + "enforcement", "0") in ("1", "true", "on"):
        builder.notice("protection", protection.get(W + "edit", ""))
    if any(r.type in ("origin", "signature") for r in package.relations("")):
        builder.notice("signature-line")
