"""Tables that tell what is paid when in bare amounts, and what the price tables of the contract come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.model.document import Table
from review.model.span import Span
from review.rules.scene import Scene
from review.rules.sheets import number, totalled
from review.rules.text import fold

#: Words of a head by which its rows are instalments, of the column of their amounts, and of a table of goods.
_STAGES = re.compile(r"节点|阶段|里程碑|期次|付款|支付|\b(?:milestones?|stages?|payments?|instal?lments?|when due|due)\b")
_AMOUNT = re.compile(r"金额|款额|付款额|\b(?:amounts?|sums?|payable|payments?)\b")
_GOODS = re.compile(r"数量|单价|型号|规格|\b(?:qty|quantity|unit price|unit rate|rate|hours|days)\b")
_TOTAL = re.compile(r"合计|总计|共计|\btotals?\b")
_LEAST = 2


@dataclass(frozen=True)
class Sum:
    """An amount of a cell."""

    span: Span
    n: Decimal


def instalments(scene: Scene) -> Iterator[tuple[Sum, ...]]:
    """The amounts of each table of instalments, where every row tells one."""
    for table in scene.document.tables:
        column = _column(scene, table)
        rows = [r for r in table.rows[1:] if _words(scene, r.span)]
        own = [r for r in rows if not _TOTAL.search(_words(scene, r.span))]
        cells = [c.span for r in own for c in r.cells if c.column == column]
        found = tuple(Sum(at, n) for at in cells if (n := number(scene, at)))
        if column is not None and len(found) == len(own) >= _LEAST:
            yield found


def wholes(scene: Scene) -> tuple[Sum, ...]:
    """What the rows of totals of the price tables say."""
    found = (sheet.cell(row, "amount") for sheet in totalled(scene) for row in sheet.totals)
    return tuple(Sum(at, n) for at in found if at and (n := number(scene, at)))


def _column(scene: Scene, table: Table) -> int | None:
    head = table.rows[0] if table.rows else None
    title = _words(scene, head.span) if head else ""
    if head is None or not _STAGES.search(title) or _GOODS.search(title) or "%" in title:
        return None
    return next((c.column for c in head.cells if _AMOUNT.search(_words(scene, c.span))), None)


def _words(scene: Scene, span: Span) -> str:
    words = fold(scene.document.quote(span))
    return words if re.search(r"[^\W_]", words) else ""
