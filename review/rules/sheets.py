"""Tables that sell something: which column holds the item, quantity, price and amount, which rows are items or totals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values.numbers import read
from review.commitments.values.width import halfwidth
from review.model.document import Cell, Row, Table
from review.model.span import Span
from review.rules.scene import Scene
from review.rules.text import fold

#: Words of a head cell -> column; the first that fits, in this order.
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("discount", ("折扣", "优惠", "discount", "rebate")),
    ("periods", ("月数", "年数", "期数", "天数", "人月", "人天", "服务期", "months", "years", "periods", "no. of days")),
    ("amount", ("小计", "合价", "总价", "金额", "合计", "价税合计", "amount", "total", "subtotal", "extended", "line price")),
    ("price", ("单价", "unit price", "unit cost", "price", "rate")),
    ("quantity", ("数量", "台数", "套数", "qty", "quantity", "units")),
    ("unit", ("单位", "uom", "unit")),
    (
        "item",
        (
            "名称",
            "品名",
            "货物",
            "设备",
            "产品",
            "服务内容",
            "项目",
            "标的",
            "型号",
            "item",
            "description",
            "product",
            "goods",
            "service",
            "model",
        ),
    ),
)
_TOTALS = ("小计", "合计", "总计", "共计", "总价", "大写", "total", "sum", "grand total")


@dataclass(frozen=True)
class Sheet:
    """A table with a known head."""

    table: Table
    columns: dict[str, int]
    rows: tuple[Row, ...]
    """Those below the head, in order: items and totals."""
    items: tuple[Row, ...]
    totals: tuple[Row, ...]

    def cell(self, row: Row, column: str) -> Span | None:
        return next((c.span for c in row.cells if c.column == self.columns.get(column, -1)), None)

    def number(self, scene: Scene, row: Row, column: str) -> Decimal | None:
        span = self.cell(row, column)
        return number(scene, span) if span else None


def number(scene: Scene, span: Span) -> Decimal | None:
    """The one number of a cell; None when it holds none or several."""
    text = halfwidth(scene.document.quote(span))
    start = next((i for i, c in enumerate(text) if c.isdigit()), None)
    found = read(text, start) if start is not None else None
    alone = found is not None and not any(c.isdigit() for c in text[found.end :])
    return found.n if found and alone else None


def sheets(scene: Scene) -> tuple[Sheet, ...]:
    """The price and quantity tables of the contract."""
    found: tuple[Sheet, ...] = scene.once("sheets", lambda: tuple(s for t in scene.document.tables if (s := _sheet(scene, t))))
    return found


def _sheet(scene: Scene, table: Table) -> Sheet | None:
    for i, head in enumerate(table.rows[:3]):
        columns = _columns(scene, head)
        if "item" in columns and ("quantity" in columns or "amount" in columns) and len(columns) >= 3:
            rest = [r for r in table.rows[i + 1 :] if scene.document.quote(r.span).strip()]
            totals = tuple(r for r in rest if _is_total(scene, r))
            return Sheet(table, columns, tuple(rest), tuple(r for r in rest if r not in totals), totals)
    return None


def _columns(scene: Scene, head: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in head.cells:
        name = _column(fold(scene.document.quote(cell.span)), found)
        if name:
            found[name] = cell.column
    return found


def _column(text: str, taken: dict[str, int]) -> str | None:
    plain = "".join(text.split()) if any(ord(c) > 127 for c in text) else text
    if len(plain) > 24 or not plain:
        return None
    return next((name for name, words in _HEADS if name not in taken and any(w in plain for w in words)), None)


def _is_total(scene: Scene, row: Row) -> bool:
    first: list[Cell] = [c for c in row.cells if scene.document.quote(c.span).strip()][:2]
    return any(any(w in fold(scene.document.quote(c.span)).replace(" ", "") for w in _TOTALS) for c in first)
