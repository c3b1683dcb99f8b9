"""One part read block by block: paragraphs, tables, and everything that wraps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from review.intake.builder import Builder, CellDraft
from review.intake.docx.drawings import branch_of
from review.intake.docx.inline import Inline, change_of, is_in_view
from review.intake.docx.line import Change, CommentMarks, Line
from review.intake.docx.names import MC, PPR, RPR, TBL, VAL, M, P, W
from review.intake.docx.numbering import Numbering
from review.intake.docx.styles import Style, Styles, is_on
from review.intake.docx.visible import collapsed_row, is_shaded, misplaced, stands_out
from review.intake.messages import too_large
from review.model.document import BlockKind, View

_MAX_COLUMNS = 1000
_CONTAINERS = ("sdtContent", "customXml", "smartTag", "txbxContent")
_CHANGE_MARKS = ("del", "moveFrom", "ins", "moveTo")


@dataclass(slots=True)
class Shared:
    """What all parts of one file have in common."""

    builder: Builder
    styles: Styles
    numbering: Numbering
    comments: CommentMarks
    view: View


@dataclass(slots=True)
class _At:
    """The table cell that is being read."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    background_known: bool = True


class Story:
    """Reads one part in document order. ``kind`` is that of its plain paragraphs."""

    def __init__(self, shared: Shared, part: str, root: etree._Element, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        self._shared = shared
        self._part = part
        self._kind = kind
        self._inline = Inline(shared.builder.part(part), root, shared.styles, shared.view)
        self._paragraphs = {p: i for i, p in enumerate(root.iter(P))}
        self._line: Line | None = None
        self._at = _At()
        self._number_prefix = ""
        self._boxed = 0
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
            self._commit(line, self._shared.styles.plain, None)

    def _paragraph(self, node: etree._Element) -> None:
        ppr = node.find(PPR)
        style = self._style(ppr)
        line = self._line or Line()
        self._line = None
        known = self._at.background_known and not is_shaded(ppr)
        self._inline.paragraph(node, line, self._paragraphs.get(node, -1), style.look, known)
        if self._mark_is_gone(ppr):
            self._line = line
            return
        if self._commit(line, style, ppr) and self._at.table is None and stands_out(node, line.length):
            self._shared.builder.emphasised.add(len(self._shared.builder.blocks) - 1 - self._boxed)

    def _style(self, ppr: etree._Element | None) -> Style:
        named = None if ppr is None else ppr.find(W + "pStyle")
        return self._shared.styles.plain if named is None else self._shared.styles.paragraph(named.get(VAL, ""))

    def _mark_is_gone(self, ppr: etree._Element | None) -> bool:
        """Whether the end of the paragraph is not part of this view, so that the next one continues it."""
        rpr = None if ppr is None else ppr.find(RPR)
        if rpr is None:
            return False
        for child in rpr:
            change = change_of(child)
            if change is not None:
                return not is_in_view(change.kind, self._shared.view)
        return False

    def _commit(self, line: Line, style: Style, ppr: etree._Element | None) -> bool:
        """Hand a paragraph over, and its text boxes after it; whether it made a block."""
        num_id, level, outline = _own_numbering(ppr)
        change = self._inline.change
        gone = change is not None and not is_in_view(change.kind, self._shared.view)
        gone = gone or (not line.shown and ppr is not None and ppr.find(W + "sectPr") is not None)
        number = None if gone else self._shared.numbering.next(num_id, level, style)
        outline = style.outline if outline is None else outline
        kind = BlockKind.HEADING if outline is not None and outline < 9 and self._kind is BlockKind.PARAGRAPH else self._kind
        kind = BlockKind.CELL if self._at.table is not None and kind is BlockKind.PARAGRAPH else kind
        text = "" if number is None else number.text
        depth = outline if number is None else number.level
        boxes = line.boxes
        for code, detail in () if ppr is None or not line.shown else misplaced(ppr):
            line.notice(code, detail, 0)
        at = self._at
        made = line.commit(
            self._shared.builder, kind, self._shared.comments,
            number=self._number_prefix or text, level=depth if depth is not None and depth < 9 else None,
            style=style.name, table=at.table, row=at.row, column=at.column,
        )  # fmt: skip
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
        self._at = _At(at.table, at.row, at.column, background_known=False)
        self.read(box)
        self.finish()
        self._kind, self._at = kind, at

    def _control(self, node: etree._Element) -> None:
        content = node.find(W + "sdtContent")
        if content is not None:
            self.read(content)

    def _alternate(self, node: etree._Element) -> None:
        branch = branch_of(node)
        if branch is not None:
            self.read(branch)

    def _change(self, node: etree._Element) -> None:
        outer = self._inline.change
        self._inline.change = change_of(node) or outer
        self.read(node)
        self._inline.change = outer

    def _formula(self, node: etree._Element) -> None:
        line = Line()
        line.write("".join(t.text or "" for t in node.iter(M + "t")), None)
        self._commit(line, self._shared.styles.plain, None)

    def _table(self, node: etree._Element) -> None:
        builder, outer = self._shared.builder, self._at
        table = builder.start_table(outer.table)
        known = outer.background_known and node.find(f"{W}tblPr/{W}tblStyle") is None
        open_cells: dict[int, CellDraft] = {}
        for number, row in enumerate(_rows(node)):
            self._row(row, table, number, known, open_cells)
        self._at = outer
        builder.end_table()

    def _row(self, node: etree._Element, table: int, number: int, known: bool, open_cells: dict[int, CellDraft]) -> None:
        properties = node.find(W + "trPr")
        outer_change = self._inline.change
        change = _row_change(properties)
        self._inline.change = change or outer_change
        gone = change is not None and not is_in_view(change.kind, self._shared.view)
        if gone:
            for cell in _cells(node):
                self.read(cell)
        else:
            self._read_row(node, properties, table, number, known, open_cells)
        self._inline.change = outer_change

    def _read_row(
        self, node: etree._Element, properties: etree._Element | None, table: int, number: int, known: bool,
        open_cells: dict[int, CellDraft],
    ) -> None:  # fmt: skip
        builder = self._shared.builder
        header = None if properties is None else properties.find(W + "tblHeader")
        row = builder.start_row(table, header is not None and is_on(header))
        if properties is not None and collapsed_row(properties) and (text := _words(node)):
            builder.notice("collapsed", text[:300], where=self._part)
        column = _integer(properties, "gridBefore")
        for cell in _cells(node):
            facts = cell.find(W + "tcPr")
            width = max(_integer(facts, "gridSpan"), 1)
            if column + width > _MAX_COLUMNS:
                raise too_large("columns", column + width, _MAX_COLUMNS)
            merge = None if facts is None else facts.find(W + "vMerge")
            if merge is not None and merge.get(VAL, "continue") == "continue" and column in open_cells:
                open_cells[column].row_span += 1
                self._unseen(cell)
            else:
                draft = builder.start_cell(row, number, column, width)
                self._at = _At(table, number, column, known and not is_shaded(facts))
                self.read(cell)
                self.finish()
                builder.end_cell(row, draft)
                if merge is not None:
                    open_cells[column] = draft
                else:
                    open_cells.pop(column, None)
            column += width

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


def _row_change(properties: etree._Element | None) -> Change | None:
    if properties is None:
        return None
    return next((c for c in map(change_of, properties) if c is not None), None)


def _own_numbering(ppr: etree._Element | None) -> tuple[str | None, int | None, int | None]:
    """(numId, ilvl, outline level) as written on the paragraph itself."""
    if ppr is None:
        return None, None, None
    num_id = level = None
    num = ppr.find(W + "numPr")
    if num is not None:
        found = num.find(W + "numId")
        num_id = None if found is None else found.get(VAL)
        level = _integer(num, "ilvl") if num.find(W + "ilvl") is not None else None
    outline = ppr.find(W + "outlineLvl")
    return num_id, level, None if outline is None else _integer(ppr, "outlineLvl")


def _words(node: etree._Element) -> str:
    return "".join(t.text or "" for t in node.iter(W + "t")).strip()


def _integer(node: etree._Element | None, name: str) -> int:
    found = None if node is None else node.find(W + name)
    value = "" if found is None else found.get(VAL, "")
    return int(value) if value.isdigit() and len(value) < 12 else 0
