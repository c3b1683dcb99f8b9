"""What stands inside a paragraph: runs, changes, fields, controls, drawings."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from review.intake.docx.drawings import (
    boxes_of,
    branch_of,
    covers_text,
    description_of,
    is_hidden,
    other_words,
    pictures_in,
    words_of,
)
from review.intake.docx.fields import DYNAMIC, Fields, form_value, name_of, shown_by
from review.intake.docx.formula import linear
from review.intake.docx.line import Change, Line
from review.intake.docx.names import MC, RPR, RUN, VAL, M, R, W
from review.intake.docx.styles import Look, Styles, look_of
from review.intake.docx.symbols import REPLACEMENT, shown_as, symbol
from review.intake.docx.visible import WHITE, Extremes, unseen
from review.model.document import RevisionKind, View

_CHANGES = {
    W + "ins": RevisionKind.INSERTED,
    W + "moveTo": RevisionKind.MOVED_TO,
    W + "del": RevisionKind.DELETED,
    W + "moveFrom": RevisionKind.MOVED_FROM,
}
_SOFT_HYPHEN = "\xad"
"""Shown only where a line ends in it, so no part of the text."""
_ADDING = frozenset({RevisionKind.INSERTED, RevisionKind.MOVED_TO})
_CONTAINERS = ("hyperlink", "smartTag", "customXml", "dir", "sdtContent", "rt", "rubyBase")


def is_in_view(kind: RevisionKind, view: View) -> bool:
    """Whether changed text is part of the text in a view."""
    return (kind in _ADDING) is (view is View.FINAL)


def change_of(node: etree._Element) -> Change | None:
    """The tracked change that an element such as ``w:ins`` stands for."""
    kind = _CHANGES.get(node.tag)
    return None if kind is None else Change(kind, node.get(W + "author", ""), node.get(W + "date", ""))


class Inline:
    """Writes the inline content of one part into lines; open fields and changes carry over from paragraph to paragraph."""

    def __init__(self, part: int, root: etree._Element, styles: Styles, view: View, ground: str = WHITE) -> None:
        self._part = part
        self._styles = styles
        self._view = view
        self._fields = Fields(root)
        harmless = Extremes(ground, root, *styles.texts()).harmless
        self._harmless = harmless and not styles.hiding
        self._looks: dict[str, Look] = {}
        self._ground: str | None = ground
        self.notes: list[tuple[str, str]] = []
        self._line = Line()
        self._look = Look()
        self._paragraph = self._run = self._offset = -1
        self._font: str | None = None
        self.change: Change | None = None
        self._inside = self._readers_inside()
        self._in_run = self._readers_in_run()

    def _readers_inside(self) -> dict[str, Callable[[etree._Element], None]]:
        """What may stand in a paragraph, and who reads it."""
        return {
            RUN: self._read_run,
            W + "sdt": self._read_control,
            W + "fldSimple": self._read_simple_field,
            MC + "AlternateContent": self._read_alternate,
            W + "commentRangeStart": lambda n: self._line.mark(n.get(W + "id", ""), True),
            W + "commentRangeEnd": lambda n: self._line.mark(n.get(W + "id", ""), False),
            M + "oMath": self._read_math,
            M + "oMathPara": self._read_math,
            W + "ruby": self._read_ruby,
            **{W + name: self.read for name in _CONTAINERS},
            W + "bdo": self._read_reordered,
            **dict.fromkeys(_CHANGES, self._read_change),
        }

    def _readers_in_run(self) -> dict[str, Callable[[etree._Element], None]]:
        """What may stand in a run, and who reads it."""
        return {
            W + "t": self._read_text,
            W + "delText": lambda n: self._write(n.text or ""),
            W + "tab": lambda n: self._write("\t"),
            W + "ptab": lambda n: self._write("\t"),
            W + "br": self._break,
            W + "cr": self._break,
            W + "noBreakHyphen": lambda n: self._write("-"),
            W + "sym": self._read_symbol,
            W + "commentReference": lambda n: self._line.refer(n.get(W + "id", "")),
            W + "fldChar": self._field_mark,
            W + "instrText": lambda n: self._fields.instruct(n.text or ""),
            W + "footnoteReference": lambda n: self.notes.append(("footnotes", n.get(W + "id", ""))),
            W + "endnoteReference": lambda n: self.notes.append(("endnotes", n.get(W + "id", ""))),
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            W + "control": self._object,
            MC + "AlternateContent": self._read_alternate,
            W + "ruby": self._read_ruby,
            W + "rt": self.read,
        }

    def paragraph(self, node: etree._Element, line: Line, number: int, look: Look, ground: str | None) -> bool:
        """Read all of a paragraph into a line; whether a table of contents is open at its beginning or its end.

        ``number`` is its place in the part, ``look`` that of its style.
        """
        self._line, self._look, self._ground = line, look, ground
        self._paragraph, self._run = number, -1
        fields = self._fields
        in_contents = bool(fields.open) and fields.in_contents
        self.read(node)
        return in_contents or (bool(fields.open) and fields.in_contents)

    def read(self, node: etree._Element) -> None:
        inside = self._inside
        for child in node:
            reader = inside.get(child.tag)
            if reader is not None:
                reader(child)

    def _read_run(self, node: etree._Element) -> None:
        self._run += 1
        self._offset = 0
        if self._harmless:
            self._read_content(node)
            return
        rpr = node.find(RPR)
        look = self._look if rpr is None else self._look_of(rpr)
        if look.vanish:
            self._hide(node)
            return
        start = self._line.length
        self._font = look.font
        self._read_content(node)
        self._judge(look, start)

    def _read_content(self, node: etree._Element) -> None:
        in_run = self._in_run
        for child in node:
            reader = in_run.get(child.tag)
            if reader is not None:
                reader(child)

    def _look_of(self, rpr: etree._Element) -> Look:
        look = look_of(rpr)
        style = rpr.find(W + "rStyle")
        if style is not None:
            style_id = style.get(VAL, "")
            if style_id not in self._looks:
                self._looks[style_id] = self._styles.character(style_id)
            return look.over(self._looks[style_id].within(self._look))
        return look.over(self._look)

    def _judge(self, look: Look, start: int) -> None:
        """Flag text that is written, but cannot be seen."""
        if self._line.length == start or not self._line.shown:
            return
        for code, detail in unseen(look, self._ground):
            self._line.notice(code, detail, start)

    def _hide(self, node: etree._Element) -> None:
        """Hidden text is no part of the text, but its fields still open and close, and it is kept in a notice."""
        words = []
        for child in node:
            if child.tag in (W + "fldChar", W + "instrText"):
                self._in_run[child.tag](child)
            elif child.tag == W + "t":
                words.append(child.text or "")
        text = "".join(words)
        if text.strip() and not self._fields.hides:
            self._line.notice("hidden-text", text)

    def _read_text(self, node: etree._Element) -> None:
        text = node.text or ""
        if self._font and text:
            text, known = shown_as(self._font, text)
            if not known and not self._fields.hides:
                self._line.notice("symbol-font", f"{self._font}: {node.text}"[:200])
        self._write(text)

    def _write(self, text: str) -> None:
        if not text or self._fields.hides:
            return
        if self.change is not None and not is_in_view(self.change.kind, self._view):
            self._line.leave_out(text, self.change)
            return
        if "\n" not in text and _SOFT_HYPHEN not in text:
            self._line.write(text, (self._part, self._paragraph, self._run, self._offset), self.change)
            self._offset += len(text)
            return
        for part in text.replace("\n", " ").split(_SOFT_HYPHEN):
            if part:
                self._line.write(part, (self._part, self._paragraph, self._run, self._offset), self.change)
            self._offset += len(part) + 1
        self._offset -= 1

    def _break(self, node: etree._Element) -> None:
        """A line break, or a page break in the middle of a paragraph. One at the start of a paragraph shows nothing."""
        if self._fields.hides or (self.change is not None and not is_in_view(self.change.kind, self._view)):
            return
        if self._line.shown:
            self._line.write("\n", (self._part, self._paragraph, self._run, self._offset), self.change)
        self._offset += 1

    def _read_change(self, node: etree._Element) -> None:
        outer = self.change
        if outer is None or is_in_view(outer.kind, self._view):
            self.change = change_of(node)
        self.read(node)
        self.change = outer

    def _read_reordered(self, node: etree._Element) -> None:
        """Text in the other direction than its letters have (``w:bdo``)."""
        start = self._line.length
        self.read(node)
        if self._line.length > start + 1 and node.get(VAL) == "rtl":
            self._line.notice("bidi-control", "bdo", start)

    def _read_symbol(self, node: etree._Element) -> None:
        sign = symbol(node.get(W + "font", ""), node.get(W + "char", ""))
        if sign == REPLACEMENT and not self._fields.hides:
            self._line.notice("unread-sign", f"{node.get(W + 'font', '')} {node.get(W + 'char', '')}")
        self._write(sign)

    def _read_control(self, node: etree._Element) -> None:
        content = node.find(W + "sdtContent")
        if content is not None:
            self.read(content)

    def _read_simple_field(self, node: etree._Element) -> None:
        self._tell_field(node.get(W + "instr", ""))
        self.read(node)

    def _field_mark(self, node: etree._Element) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.begin(node)
            self._form_field(node.find(W + "ffData"))
        elif kind == "separate":
            self._tell_field(self._fields.separate())
        elif kind == "end":
            self._end_field(self._fields.end())

    def _end_field(self, instruction: str) -> None:
        """A field without a result may show something all the same."""
        if not instruction:
            return
        self._tell_field(instruction)
        text, whole = shown_by(instruction)
        self._show(text)
        if not whole:
            self._line.notice("unread-sign", instruction.strip()[:200])

    def _form_field(self, data: etree._Element | None) -> None:
        """A legacy check box or list has no result text: its mark or choice is shown."""
        if data is not None:
            self._show(form_value(data))

    def _show(self, text: str) -> None:
        """Write what no text of the file holds."""
        offset, hidden = self._offset, self._fields.hides
        self._fields.hides = False
        self._write(text)
        self._offset, self._fields.hides = offset, hidden

    def _tell_field(self, instruction: str) -> None:
        if name_of(instruction) in DYNAMIC:
            self._line.notice("dynamic-field", instruction.strip()[:200])

    def _read_alternate(self, node: etree._Element) -> None:
        branch = branch_of(node)
        if branch is None:
            return
        if other := other_words(node):
            self._line.notice("alternate-text", other[:300])
        for child in branch:
            reader = self._inside.get(child.tag) or self._in_run.get(child.tag)
            if reader is not None:
                reader(child)

    def _read_ruby(self, node: etree._Element) -> None:
        base = node.find(W + "rubyBase")
        if base is not None:
            self.read(base)

    def _read_math(self, node: etree._Element) -> None:
        self._run += 1
        self._offset = 0
        self._write(linear(node))

    def _drawing(self, node: etree._Element) -> None:
        """Text boxes wait for the end of the paragraph; pictures are told, never opened."""
        boxes = boxes_of(node)
        hidden = is_hidden(node)
        if hidden:
            self._line.notice(hidden, words_of(boxes) or description_of(node))
        if hidden != "hidden-text":
            self._line.boxes.extend(boxes)
        if covers_text(node):
            self._line.notice("covering-shape", description_of(node))
        for code, detail in pictures_in(node, bool(boxes)):
            self._line.notice(code, detail)

    def _object(self, node: etree._Element) -> None:
        embedded = next((n for n in node if isinstance(n.tag, str) and n.tag.endswith("}OLEObject")), None)
        self._line.boxes.extend(boxes_of(node))
        self._line.notice("embedded-object", "" if embedded is None else embedded.get("ProgID", "") or embedded.get(R + "id", ""))
