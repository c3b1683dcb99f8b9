"""Tables that sell something: which column holds the item, quantity, price and amount, which rows are items or totals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values.numbers import read
from review.commitments.values.width import halfwidth
from review.model.document import Row, Table
from review.model.span import Span
from review.rules.scene import Scene
from review.rules.text import fold

#: Words of a head cell -> column; the first that fits, in this order.
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("discount", ("折扣", "优惠", "discount", "rebate")),
    ("periods", ("月数", "年数", "期数", "天数", "人月", "人天", "服务期", "months", "years", "periods", "no. of days")),
    (
        "price",
        (
            "单价",
            "unit price",
            "unit cost",
            "unit fee",
            "unit rate",
            "price each",
            "price per",
            "fee per",
            "rate per",
            "cost per",
        ),
    ),
    (
        "amount",
        (
            "小计",
            "合价",
            "总价",
            "金额",
            "合计",
            "价税合计",
            "amount",
            "total",
            "subtotal",
            "extended",
            "line price",
            "value",
            "sum",
        ),
    ),
    ("price", ("price", "rate")),
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
#: A table of fewer columns sells nothing; its amounts may be totalled.
_LEAST_COLUMNS = 3
_NAME_AND_SUM = 2
_TOTALS = re.compile(
    r"小计|合计|总计|共计|合共|总共|总价|总额|总金额|总和|大写|\b(?:sub-?|grand)?totals?\b|\bsum\b|\baltogether\b"
)
#: The name of the price itself, which closes a table without a word of summing up.
_ALL = re.compile(
    r"(?:合同|投标|中标|成交)?(?:价款|价格?|报价)|货款|(?:the )?(?:contract|tender|bid|purchase|order)?\s*(?:price|sum|value)"
)
#: Columns that may be known by their place alone: name, the column before it, the one behind it.
_PLACES = (("amount", "price", None), ("price", "quantity", "amount"), ("quantity", "item", "price"))
#: A line that is taken off.
_LESS = re.compile(r"减|扣除?|优惠(?!价|后)|折扣(?!价|后)|折让|让利|\b(?:less|discounts?|deduct\w*|rebates?)\b")
_MINUS = re.compile(r"[-−–][¥$€£a-z\s]*$")
_IN_BRACKETS = re.compile(r"\s*\(\s*[¥$€£a-z]*\s*\d[\d,.]*\s*\)\s*", re.I)


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
    """The one number of a cell; None when it holds none or several. A minus before it or brackets around it: negative."""
    text = halfwidth(scene.document.quote(span))
    start = next((i for i, c in enumerate(text) if c.isdigit()), None)
    found = read(text, start) if start is not None else None
    if found is None or any(c.isdigit() for c in text[found.end :]):
        return None
    return -found.n if _MINUS.search(text[:start].lower()) or _IN_BRACKETS.fullmatch(text) else found.n


def sheets(scene: Scene) -> tuple[Sheet, ...]:
    """The price and quantity tables of the contract."""
    return tuple(s for s in _all(scene) if len(s.columns) >= _LEAST_COLUMNS)


def totalled(scene: Scene) -> tuple[Sheet, ...]:
    """Those, and lists of nothing but amounts with their total."""
    return tuple(s for s in _all(scene) if len(s.columns) >= _LEAST_COLUMNS or ("amount" in s.columns and s.totals))


def _all(scene: Scene) -> tuple[Sheet, ...]:
    found: tuple[Sheet, ...] = scene.once("sheets", lambda: tuple(s for t in scene.document.tables if (s := _sheet(scene, t))))
    return found


def _sheet(scene: Scene, table: Table) -> Sheet | None:
    for i, head in enumerate(table.rows[:3]):
        columns = _columns(scene, head)
        if "item" in columns and ("quantity" in columns or "amount" in columns):
            return _with_rows(scene, table, i + 1, columns)
    return _of_amounts(scene, table)


def _of_amounts(scene: Scene, table: Table) -> Sheet | None:
    """A list whose head says nothing known: names in its first column, numbers alone in its last, their total at its end."""
    last = max((c.column for c in table.rows[0].cells), default=0) if table.rows else 0
    sheet = _with_rows(scene, table, 1, {"item": 0, "amount": last}) if last else None
    if sheet is None or not sheet.totals or sheet.rows[-1] is not sheet.totals[-1]:
        return None
    named = not any(c.isdigit() for c in scene.document.quote(table.rows[0].span))
    return sheet if named and len(sheet.items) > 1 and _numeric(scene, sheet.items, last) else None


def _with_rows(scene: Scene, table: Table, first: int, columns: dict[str, int]) -> Sheet:
    rest = tuple(r for r in table.rows[first:] if scene.document.quote(r.span).strip())
    totals = tuple(r for r in rest if _is_total(scene, r) or _is_price(scene, r, columns))
    items = tuple(r for r in rest if r not in totals)
    return Sheet(table, _completed(scene, items, columns), rest, items, totals)


def _completed(scene: Scene, items: tuple[Row, ...], columns: dict[str, int]) -> dict[str, int]:
    """With the one column of numbers that stands where quantity, price or amount must, though its head says something else."""
    count = max((c.column for r in items for c in r.cells), default=-1) + 1
    open_ = [i for i in range(count) if i not in columns.values() and _numeric(scene, items, i)]
    for name, after, before in _PLACES:
        if name not in columns and after in columns and (before is None or before in columns):
            end = columns[before] if before else count
            between = [i for i in open_ if columns[after] < i < end]
            if len(between) == 1 and not {"discount", "periods"} & columns.keys():
                columns = {**columns, name: between[0]}
    return columns


def _numeric(scene: Scene, rows: tuple[Row, ...], column: int) -> bool:
    """Whether a column holds one number in each of the rows that hold more than a name and a number, and no percentage."""
    full = [r for r in rows if len(_filled(scene, r)) > _NAME_AND_SUM] or rows
    cells = [c.span for r in full for c in r.cells if c.column == column]
    held = len(cells) == len(full) > 0 and all(number(scene, s) is not None for s in cells)
    return held and not any("%" in scene.document.quote(s) for s in cells)


def _filled(scene: Scene, row: Row) -> list[Span]:
    return [c.span for c in row.cells if scene.document.quote(c.span).strip()]


def _is_price(scene: Scene, row: Row, columns: dict[str, int]) -> bool:
    """Whether a row names the price of all: by its word, with an amount alone."""
    single = {"quantity", "price"} & columns.keys()
    return bool(single) and len(_filled(scene, row)) == _NAME_AND_SUM and any(map(_ALL.fullmatch, _heads(scene, row)))


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
    return any(_TOTALS.search(head) for head in _heads(scene, row))


def is_less(scene: Scene, row: Row) -> bool:
    """Whether a line is taken off the others."""
    return any(_LESS.search(head) for head in _heads(scene, row))


def _heads(scene: Scene, row: Row) -> list[str]:
    """The first two cells of a row that hold anything, with the spaces of Chinese words left out."""
    held = [text for c in row.cells if (text := fold(scene.document.quote(c.span)).strip())][:2]
    return [text if text.isascii() else text.replace(" ", "") for text in held]
