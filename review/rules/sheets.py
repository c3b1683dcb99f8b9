"""Tables that sell something: which column holds the item, quantity, price and amount, which rows are items or totals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, groupby

from review.commitments.values import RawValue
from review.commitments.values.numbers import read
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from review.model.document import Row, Table
from review.model.lines import line_end
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene
from review.rules.text import fold

#: Words of a head cell -> column; the first that fits, in this order.
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("discount", ("折扣", "优惠", "discount", "rebate")),
    ("periods", ("月数", "年数", "期数", "天数", "人月", "人天", "服务期", "months", "years", "periods", "no. of days")),
    ("price", ("单价", "unit price", "unit cost", "unit fee", "unit rate", "price each", "price per", "fee per", "rate per")),
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
            "line value",
            "yearly fee",
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
#: Words of a head cell that mean as much where no other cell of the head is the column.
_ELSE = {
    "price": re.compile(
        r"\b(?:each|price|rate|unit|wages?|ea)\b|\bper [a-z]+$|/ ?(?:ea|unit|hr|hour|day|mth|month|pcs?|kg|mt|t)\b"
        r"|每(?:[一-龥]{1,2}(?:运|租|服务)?[价费]用?|[台套件个人天日月])|价格|费率|含税价|净价|日薪|时薪|月薪|[工日时]价"
    ),
    "amount": re.compile(
        r"\b(?:ext|fees?|sum|value|cost|charges?|net|freight|rent|rental|hire|consideration)\b"
        r"|计价|费用|总计|共计|货款|价款|租金|报酬|运费|酬金|[一-龥]费$"
    ),
    "quantity": re.compile(
        r"\b(?:ordered|men|persons?|people|headcount|operatives?|qnty|quant|nos?|pcs|pieces|number|count|heads?|users?|seats|licen[cs]es|hours|hrs|days|man-?days|person-?days|volume"
        r"|area|weight|tonnes|tons|metres|litres|trips|loads|shifts|visits|samples|tests|sessions|man-?hours|man-?months|fte|trucks"
        r"|vehicles|containers|meals|copies|nights|sets|lots|sites|mt|kgs?)\b|(?:工程|供货|采购|用|订购|订货|需求|需要|总|运|货)量|编制|定员|(?:用户|授权|许可|人|件|个|套|台|张|车|课时|点|户|座席|份)数|工时|工日|面积|重量|小时|天数|人[天日月时次年]|台[班时]|班次|趟次|[一-龥]数$"
    ),
    "periods": re.compile(r"\b(?:days|weeks|shifts|hours)\b|天数|班次|周数|工日"),
}
#: The same words in a head whose cells only spaces part.
_IN_LINE = re.compile(
    r"(?P<price>单价|单位价格|每[一-龥](?:价|费)|\b(?:unit|day|daily|hourly|monthly) (?:price|cost|fee|rate|value)s?\b"
    r"|\b(?:price|cost|fee|rate|charge)s? (?:per|for each) [a-z]+|\b(?:price|cost|rate) each\b"
    r"|\bunit (?:usd|eur|gbp|rmb|hkd|sgd)\b"
    r"|\b(?:price|rate|each)\b)"
    r"|(?P<amount>小计|[合总]价|金额|合计|共计|费用|货款|价款|价格"
    r"|\b(?:extended|line|net|total|sub) ?(?:price|value|amount|cost|total)?\b"
    r"|\b(?:amount|subtotal|fees?|sum|value|ext|charges?|cost)\b)"
    r"|(?P<quantity>数量|(?:工程|供货|采购|用|订购|订货|需求)量|[一-龥]数(?![量据])|人天|人月|工时|工日"
    r"|\b(?:qty|quantity|quantities|units?|pcs|pieces|number"
    r"|hours|days|months|users|seats|licen[cs]es|man-?days)\b)"
)
#: Such columns, which together make a table one of prices whatever its lines are called.
_RECKONED = {"quantity", "price", "amount"}
#: A table of fewer columns sells nothing; its amounts may be totalled.
_LEAST_COLUMNS = 3
#: Words that make a line one of a total.
TOTALS = re.compile(
    r"小计|合计|总计|共计|合共|总共|总价|总额|总金额|总和|大写|(?:合同|签约(?:合同)?|中标|成交|应付)(?:价|金额|价款)|总造价|总费用"
    r"|\b(?:sub-?|grand)?totals?\b|\bsum\b|\baltogether\b"
    r"|\b(?:contract|tender|purchase|order|accepted|quoted|offer|bid|agreed) (?:price|value|amount)\b"
    r"|\b(?:price|amount|net) (?:payable|due)\b"
)
#: What makes the amount of a line below the table no plain sum of the lines.
_ROUGH = re.compile(
    r"优惠|折|下浮|让利|取整|抹零|约|暂|估|不超过|上限|最高|另|其他|其余|每|\b(?:discount\w*|rebate\w*|less|round\w*|about|approx\w*"
    r"|estimat\w*|exceed\w*|maximum|plus|other|besides|per|each)\b"
)
_LEAST_ROWS = 2
#: Rows in which a table that reckons has its figures.
_FIRST_ROWS = 3
#: Signs at the beginning of a line in which it says that it tells a total.
_OPENING = 12
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
    """The price and quantity tables of the contract that name what is sold."""
    return tuple(s for s in _all(scene) if len(s.columns) >= _LEAST_COLUMNS and "item" in s.columns)


def totalled(scene: Scene) -> tuple[Sheet, ...]:
    """Those, and lists of nothing but amounts with their total."""
    return tuple(s for s in _all(scene) if len(s.columns) >= _LEAST_COLUMNS or ("amount" in s.columns and s.totals))


def _all(scene: Scene) -> tuple[Sheet, ...]:
    found: tuple[Sheet, ...] = scene.once("sheets", lambda: tuple(s for t in scene.document.tables if (s := _sheet(scene, t))))
    return found


def _sheet(scene: Scene, table: Table) -> Sheet | None:
    for i, head in enumerate(table.rows[:3]):
        columns = _columns(scene, head)
        if columns.keys() >= _RECKONED or ("item" in columns and ("quantity" in columns or "amount" in columns)):
            rest = [r for r in table.rows[i + 1 :] if scene.document.quote(r.span).strip()]
            _add_reckoned(scene, columns, rest)
            return _under(scene, table, columns, rest)
    return _unnamed(scene, table) or _of_amounts(scene, table)


def _under(scene: Scene, table: Table, columns: dict[str, int], rest: list[Row]) -> Sheet:
    """These rows under that head, the totals apart."""
    totals = tuple(r for r in rest if _is_total(scene, r))
    if not totals and _sums_up(scene, columns, rest):
        totals = (rest[-1],)
    return Sheet(table, columns, tuple(rest), tuple(r for r in rest if r not in totals), totals)


def _unnamed(scene: Scene, table: Table) -> Sheet | None:
    """A table whose head says nothing known, but whose rows reckon."""
    columns, rest = dict[str, int](), [r for r in table.rows[1:] if scene.document.quote(r.span).strip()]
    if not any(len(row) >= len(_RECKONED) for row in _figures(scene, rest[:_FIRST_ROWS])):
        return None
    _add_reckoned(scene, columns, rest)
    return _under(scene, table, columns, rest) if columns else None


def _of_amounts(scene: Scene, table: Table) -> Sheet | None:
    """A list whose head says nothing known, or without one: a number in each cell of its last column, their total at its end."""
    last = max((c.column for c in table.rows[0].cells), default=0) if table.rows else 0
    headed = not last or last not in _figures(scene, [table.rows[0]])[0]
    rest = tuple(r for r in table.rows[headed:] if scene.document.quote(r.span).strip())
    if not last or len(rest) < _LEAST_COLUMNS or (headed and any(c.isdigit() for c in scene.document.quote(table.rows[0].span))):
        return None
    plain = all(last in row for row in _figures(scene, list(rest))) and "%" not in scene.document.quote(table.span)
    closed = _is_total(scene, rest[-1]) and not any(_is_total(scene, r) for r in rest[:-1])
    return Sheet(table, {"item": 0, "amount": last}, rest, rest[:-1], rest[-1:]) if plain and closed else None


def _add_reckoned(scene: Scene, columns: dict[str, int], rows: list[Row]) -> None:
    """The columns that the head does not name as such, where in most rows two that are left give a third."""
    if columns.keys() >= _RECKONED:
        return
    cells, taken = _figures(scene, rows), {n for name, n in columns.items() if name not in {*_RECKONED, "unit"}}
    free = sorted({c for row in cells for c in row} - taken)
    for first, second, product in combinations(free, 3):
        chosen = _named(columns, first, second, product)
        told = [row for row in cells if {first, second, product} <= row.keys()]
        right = [row for row in told if row[first] * row[second] == row[product] and 1 not in (row[first], row[second])]
        if chosen and len(right) > 1 and 2 * sum(row[first] * row[second] == row[product] for row in told) > len(told):
            columns.update(chosen)
            if columns.get("unit") in chosen.values():
                del columns["unit"]
            return


def _named(columns: dict[str, int], first: int, second: int, product: int) -> dict[str, int] | None:
    """Those three as quantity, price and amount, in either order of the first two; None where the head says otherwise."""
    for quantity, price in ((first, second), (second, first)):
        chosen = {"quantity": quantity, "price": price, "amount": product}
        if all(columns.get(name, column) == column for name, column in chosen.items()):
            return chosen
    return None


def _sums_up(scene: Scene, columns: dict[str, int], rows: list[Row]) -> bool:
    """Whether the last row has an amount alone, and the greatest: "Contract Price" below the lines."""
    asked = {"quantity", "price", "amount"} & columns.keys()
    figures = [{}, *_figures(scene, rows)]
    above, last = figures[:-1], figures[-1]
    amounts = [row[columns["amount"]] for row in above if columns.get("amount", -1) in row]
    alone = last.keys() == {columns.get("amount", -1)} and len(asked) > 1
    return alone and len(amounts) > 1 and last[columns["amount"]] > max(amounts)


def _figures(scene: Scene, rows: list[Row]) -> list[dict[int, Decimal]]:
    """The number of each cell that holds one, by its column."""
    return [{c.column: n for c in row.cells if (n := number(scene, c.span)) is not None} for row in rows]


def _columns(scene: Scene, head: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in head.cells:
        name = _column(fold(scene.document.quote(cell.span)), found)
        if name:
            found[name] = cell.column
    if "quantity" not in found and {"periods", "price", "amount"} <= found.keys():
        found["quantity"] = found.pop("periods")
    return found | _else(scene, head, found)


def _else(scene: Scene, head: Row, found: dict[str, int]) -> dict[str, int]:
    """The columns still missing to reckon a line, from the cells that are none yet."""
    taken, more = set(found.values()), dict[str, int]()
    for cell in (c for c in head.cells if c.column not in taken):
        text = fold(scene.document.quote(cell.span))
        name = next(
            (n for n, words in _ELSE.items() if n not in {*found, *more} and len(text) <= 24 and words.search(text)), None
        )
        if name:
            more[name] = cell.column
    whole = found.keys() | more.keys() >= _RECKONED
    return more if whole else {}


def _column(text: str, taken: dict[str, int]) -> str | None:
    plain = "".join(text.split()) if any(ord(c) > 127 for c in text) else text
    if len(plain) > 24 or not plain:
        return None
    return next((name for name, words in _HEADS if name not in taken and any(w in plain for w in words)), None)


def figures_named(head: str) -> tuple[str, ...]:
    """Which of quantity, price and amount a head names whose cells only spaces part, in order."""
    names = (m.lastgroup or "" for m in _IN_LINE.finditer(head))
    return tuple(name for name, _ in groupby(names))


def told_below(scene: Scene, table: Table) -> RawValue | None:
    """The one amount of the line below a table that opens with words of a total: 货款合计：…"""
    start = table.span.end
    while start < len(scene.text) and scene.text[start].isspace():
        start += 1
    line = Span(start, line_end(scene.text, start))
    found = [v for v in values.within(scene, line) if v.type is ValueType.MONEY and v.n is not None]
    opens = TOTALS.search(scene.finder.folded[line.start : found[0].span.start]) if found else None
    rough = _ROUGH.search(scene.finder.folded, line.start, line.end)
    return found[0] if opens and opens.start() < _OPENING and not rough and len({v.n for v in found}) == 1 else None


def column_sums(scene: Scene, table: Table) -> tuple[Decimal, ...]:
    """What each column comes to in which every row below the head holds a number, where no row is a total."""
    rows = [r for r in table.rows[1:] if scene.document.quote(r.span).strip()]
    figures = _figures(scene, rows)
    if len(rows) < _LEAST_ROWS or any(_is_total(scene, r) or is_less(scene, r) for r in rows):
        return ()
    full = sorted(set.intersection(*(set(row) for row in figures)))
    return tuple(sum((row[c] for row in figures), Decimal(0)) for c in full)


def _is_total(scene: Scene, row: Row) -> bool:
    return any(TOTALS.search(head) for head in _heads(scene, row))


def is_less(scene: Scene, row: Row) -> bool:
    """Whether a line is taken off the others."""
    return any(_LESS.search(head) for head in _heads(scene, row))


def _heads(scene: Scene, row: Row) -> list[str]:
    """The first two cells of a row that hold anything, with the spaces of Chinese words left out."""
    held = [text for c in row.cells if (text := fold(scene.document.quote(c.span)).strip())][:2]
    return [text if text.isascii() else text.replace(" ", "") for text in held]
