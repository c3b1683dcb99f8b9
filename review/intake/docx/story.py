"""One part read block by block: paragraphs, tables, and everything that wraps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from review.intake.builder import Builder, CellDraft
from review.intake.docx.drawings import branch_of, other_words
from review.intake.docx.facts import NONE, Facts, child_of, facts_of
from review.intake.docx.formula import linear
from review.intake.docx.inline import Inline, change_of, is_in_view
from review.intake.docx.line import Change, CommentMarks, Line
from review.intake.docx.names import M_NS, MC, MC_NS, PPR, RPR, SECTION, STYLE, TBL, TEXTPATH, VAL, W_NS, M, P, W
from review.intake.docx.numbering import Numbering
from review.intake.docx.styles import Style, Styles, is_on
from review.intake.docx.theme import Theme
from review.intake.docx.visible import HEADING_LENGTH, WHITE, collapsed_row, ground_of, is_bold, misplaced, narrow_cell
from review.intake.messages import too_large
from review.intake.structure.kinds import is_contents_line
from review.model.document import BlockKind, RevisionKind, View

_MAX_COLUMNS = 1000
_CONTAINERS = ("sdtContent", "customXml", "smartTag", "txbxContent")
_CHANGE_MARKS = ("del", "moveFrom", "ins", "moveTo")
_CELL_CHANGES = ((W + "cellDel", RevisionKind.DELETED), (W + "cellIns", RevisionKind.INSERTED))
CONTENTS_STYLE = "toc 1"
"""Word's own name for the style of a line of a table of contents."""
_PARENTS = ("r", "p", "ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir",
            "bdo", "rt", "rubyBase", "body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment", "docPartBody",
            "document", "sdt", "sdtPr", "placeholder")  # fmt: skip
_OTHERS = f"[not({' or '.join(f'parent::w:{name}' for name in _PARENTS)} or parent::mc:*"
_NAMES = {"w": W_NS, "mc": MC_NS, "m": M_NS}
_USUAL = etree.XPath(
    "count(//w:r) + count(//w:p) = count(//w:p/w:r) + count(//w:body/w:p) + count(//w:tc/w:p)", namespaces=_NAMES
)
"""Whether runs stand in paragraphs and paragraphs in the body and in cells: what all others stand in need not be looked at."""
_STRANGE = etree.XPath(
    f"count(//w:r[not(parent::w:p)]{_OTHERS} or parent::m:*)]|//w:p[not(parent::w:body)][not(parent::w:tc)]{_OTHERS})])",
    namespaces=_NAMES,
)
"""Runs and paragraphs in something that is not known to hold any: they are not read."""


@dataclass(slots=True)
class Shared:
    """What all parts of one file have in common."""

    builder: Builder
    styles: Styles
    numbering: Numbering
    comments: CommentMarks
    view: View
    theme: Theme
    ground: str = WHITE
    """Colour of the pages."""


@dataclass(slots=True)
class _At:
    """The table cell that is being read."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    ground: str | None = WHITE
    """Colour behind the text; None where it cannot be known."""
    hidden: bool = False
    """Whether the style of the table hides its text."""


class Story:
    """Reads one part in document order. ``kind`` is that of its plain paragraphs."""

    def __init__(self, shared: Shared, part: str, root: etree._Element, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        self._shared = shared
        self._part = part
        self._kind = kind
        shared.theme.write_out(root)
        self._inline = Inline(shared.builder.part(part), root, shared.styles, shared.view, shared.ground)
        if not _USUAL(root) and (lost := int(_STRANGE(root))):  # type: ignore[arg-type]
            shared.builder.notice("unread-part", str(lost), where=part)
        self._paragraphs = {p: i for i, p in enumerate(root.iter(P))}
        self._line: Line | None = None
        self._at = _At(ground=shared.ground)
        self._number_prefix = ""
        self._boxed = 0
        self._contents = False
        self._blocks: dict[str, Callable[[etree._Element], None]] = {
            P: self._paragraph,
            TBL: self._table,
            W + "sdt": self._control,
            W + "altChunk": lambda n: shared.builder.notice("inserted-file", where=part),
            W + "subDoc": lambda n: shared.builder.notice("external-content", "subDoc", where=part),
            MC + "AlternateContent": self._alternate,
            M + "oMathPara": self._formula,
            **{W + name: self.read for name in _CONTAINERS},
            **{W + name: self._change for name in _CHANGE_MARKS},
        }

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Notes referred to so far: (kind, id)."""
        return self._inline.notes

    def read(self, node: etree._Element) -> None:
        """Everything below a body, cell, note or text box."""
        blocks = self._blocks
        for child in node:
            reader = blocks.get(child.tag)
            if reader is not None:
                reader(child)

    def finish(self) -> None:
        """A last paragraph whose mark is deleted has nothing to be merged with."""
        if self._line is not None:
            line, self._line = self._line, None
            self._commit(line, self._shared.styles.plain, NONE)

    def _paragraph(self, node: etree._Element) -> None:
        if not len(node) and self._line is None and self._shared.styles.plain.num_id is None:
            return
        ppr = child_of(node, PPR)
        facts = facts_of(ppr)
        style = self._style(facts)
        line = self._line or Line()
        self._line = None
        look = replace(style.look, vanish=True) if self._at.hidden and style.look.vanish is None else style.look
        ground = ground_of(facts, self._at.ground)
        in_contents = self._inline.paragraph(node, line, self._paragraphs.get(node, -1), look, ground) or self._contents
        if self._mark_is_gone(facts):
            self._line = line
            return
        if in_contents and not is_contents_line("", style.name):
            style = replace(style, name=CONTENTS_STYLE, outline=None)
        if self._commit(line, style, facts) and self._at.table is None and line.length <= HEADING_LENGTH:
            builder = self._shared.builder
            builder.emphasised.add(len(builder.blocks) - 1 - self._boxed, partial(is_bold, node))

    def _style(self, facts: Facts) -> Style:
        named = facts.get(STYLE)
        return self._shared.styles.plain if named is None else self._shared.styles.paragraph(named.get(VAL, ""))

    def _mark_is_gone(self, facts: Facts) -> bool:
        """Whether the end of the paragraph is not part of this view, so that the next one continues it."""
        for child in facts.get(RPR, ()):
            change = change_of(child)
            if change is not None:
                return not is_in_view(change.kind, self._shared.view)
        return False

    def _commit(self, line: Line, style: Style, facts: Facts) -> bool:
        """Hand a paragraph over, and its text boxes after it; whether it made a block."""
        num_id, level, outline = _own_numbering(facts)
        change = self._inline.change
        gone = change is not None and not is_in_view(change.kind, self._shared.view)
        gone = gone or (not line.shown and SECTION in facts)
        number = None if gone else self._shared.numbering.next(num_id, level, style)
        outline = style.outline if outline is None else outline
        kind = BlockKind.HEADING if outline is not None and outline < 9 and self._kind is BlockKind.PARAGRAPH else self._kind
        kind = BlockKind.CELL if self._at.table is not None and kind is BlockKind.PARAGRAPH else kind
        text = "" if number is None else number.text
        depth = outline if number is None else number.level
        boxes = line.boxes
        for code, detail in misplaced(facts) if facts and line.shown else ():
            line.notice(code, detail, 0)
        at = self._at
        level = depth if depth is not None and depth < 9 else None
        standing = (self._number_prefix or text, level, style.name, at.table, at.row, at.column)
        made = line.commit(self._shared.builder, kind, self._shared.comments, standing)
        self._number_prefix = ""
        blocks = len(self._shared.builder.blocks)
        for box in boxes:
            self._box(box)
        self._boxed = len(self._shared.builder.blocks) - blocks
        return made

    def note(self, node: etree._Element, number: str) -> None:
        """A foot- or endnote; its number stands before its first paragraph."""
        self._number_prefix = number
        self.read(node)
        self.finish()
        self._number_prefix = ""

    def _box(self, box: etree._Element) -> None:
        kind, at = self._kind, self._at
        if kind is BlockKind.PARAGRAPH:
            self._kind = BlockKind.TEXT_BOX
        self._at = _At(at.table, at.row, at.column, ground=None)
        if box.tag == TEXTPATH:
            line = Line()
            line.write(box.get("string", ""), None)
            self._commit(line, self._shared.styles.plain, NONE)
        self.read(box)
        self.finish()
        self._kind, self._at = kind, at

    def _control(self, node: etree._Element) -> None:
        content = node.find(W + "sdtContent")
        if content is None:
            return
        outer, gallery = self._contents, node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        self._contents = outer or (gallery is not None and gallery.get(VAL) == "Table of Contents")
        self.read(content)
        self._contents = outer

    def _alternate(self, node: etree._Element) -> None:
        branch = branch_of(node)
        if other := other_words(node):
            self._shared.builder.notice("alternate-text", other[:300], where=self._part)
        if branch is not None:
            self.read(branch)

    def _change(self, node: etree._Element) -> None:
        outer = self._inline.change
        self._inline.change = change_of(node) or outer
        self.read(node)
        self._inline.change = outer

    def _formula(self, node: etree._Element) -> None:
        line = Line()
        line.write(linear(node), None)
        self._commit(line, self._shared.styles.plain, NONE)

    def _table(self, node: etree._Element) -> None:
        builder, outer = self._shared.builder, self._at
        table = builder.start_table(outer.table)
        named = node.find(f"{W}tblPr/{W}tblStyle")
        around = replace(
            outer,
            ground=outer.ground if named is None else None,
            hidden=outer.hidden or (named is not None and named.get(VAL, "") in self._shared.styles.hiding),
        )
        open_cells: dict[int, CellDraft] = {}
        for number, row in enumerate(_rows(node)):
            self._row(row, table, number, around, open_cells)
        self._at = outer
        builder.end_table()

    def _row(self, node: etree._Element, table: int, number: int, around: _At, open_cells: dict[int, CellDraft]) -> None:
        properties = facts_of(child_of(node, W + "trPr"))
        outer_change = self._inline.change
        change = _row_change(properties)
        self._inline.change = change or outer_change
        gone = change is not None and not is_in_view(change.kind, self._shared.view)
        if gone:
            for cell in _cells(node):
                self.read(cell)
        else:
            self._read_row(node, properties, table, number, around, open_cells)
        self._inline.change = outer_change

    def _read_row(
        self, node: etree._Element, properties: Facts, table: int, number: int, around: _At,
        open_cells: dict[int, CellDraft],
    ) -> None:  # fmt: skip
        builder = self._shared.builder
        header = properties.get(W + "tblHeader")
        row = builder.start_row(table, header is not None and is_on(header))
        if properties and collapsed_row(properties) and (text := _words(node)):
            builder.notice("collapsed", text[:300], where=self._part)
        column = _integer(properties, "gridBefore")
        for cell in _cells(node):
            facts = facts_of(child_of(cell, W + "tcPr"))
            width = max(_integer(facts, "gridSpan"), 1)
            if column + width > _MAX_COLUMNS:
                raise too_large("columns", column + width, _MAX_COLUMNS)
            merge, change = facts.get(W + "vMerge"), _cell_change(facts)
            if change is not None and not is_in_view(change.kind, self._shared.view):
                self._keep_gone(cell, change)
                continue
            if merge is not None and merge.get(VAL, "continue") == "continue" and column in open_cells:
                open_cells[column].row_span += 1
                self._unseen(cell)
            else:
                draft = builder.start_cell(row, number, column, width)
                self._at = _At(table, number, column, ground_of(facts, around.ground), around.hidden)
                self._read_cell(cell, facts, change)
                builder.end_cell(row, draft)
                if merge is not None:
                    open_cells[column] = draft
                else:
                    open_cells.pop(column, None)
            column += width

    def _read_cell(self, cell: etree._Element, facts: Facts, change: Change | None) -> None:
        outer = self._inline.change
        self._inline.change = change or outer
        self.read(cell)
        self.finish()
        self._inline.change = outer
        if facts and narrow_cell(facts) and (text := _words(cell)):
            self._shared.builder.notice("collapsed", text[:300], where=self._part)

    def _keep_gone(self, cell: etree._Element, change: Change) -> None:
        """Read a cell that a tracked change keeps out of this view, so that its text is kept."""
        outer, self._inline.change = self._inline.change, change
        self.read(cell)
        self._inline.change = outer

    def _unseen(self, cell: etree._Element) -> None:
        """Word does not show what stands in a cell that continues the one above it."""
        if text := _words(cell):
            self._shared.builder.notice("hidden-cell", text, where=self._part)


def _rows(table: etree._Element) -> list[etree._Element]:
    return _within(table, W + "tr")


def _cells(row: etree._Element) -> list[etree._Element]:
    return _within(row, W + "tc")


def _within(node: etree._Element, tag: str) -> list[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls and custom XML."""
    found: list[etree._Element] = []
    for child in node:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "del", W + "moveFrom"):
            found.extend(_within(child, tag))
    return found


def _row_change(properties: Facts) -> Change | None:
    return next((c for c in map(change_of, properties.values()) if c is not None), None)


def _cell_change(facts: Facts) -> Change | None:
    """A cell of its own that was inserted or deleted (``w:cellIns``, ``w:cellDel``)."""
    for tag, kind in _CELL_CHANGES:
        if tag in facts:
            return Change(kind, facts[tag].get(W + "author", ""), facts[tag].get(W + "date", ""))
    return None


def _own_numbering(facts: Facts) -> tuple[str | None, int | None, int | None]:
    """(numId, ilvl, outline level) as written on the paragraph itself."""
    if not facts:
        return None, None, None
    num_id = level = None
    if W + "numPr" in facts:
        num = facts_of(facts[W + "numPr"])
        num_id = num[W + "numId"].get(VAL) if W + "numId" in num else None
        level = _integer(num, "ilvl") if W + "ilvl" in num else None
    return num_id, level, _integer(facts, "outlineLvl") if W + "outlineLvl" in facts else None


def _words(node: etree._Element) -> str:
    return "".join(t.text or "" for t in node.iter(W + "t")).strip()


def _integer(facts: Facts, name: str) -> int:
    found = facts.get(W + name)
    value = "" if found is None else found.get(VAL, "")
    return int(value) if value.isdigit() and len(value) < 12 else 0
