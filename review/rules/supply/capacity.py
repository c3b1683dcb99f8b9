"""Committed quantities per period against the capacity that is available."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import catalogue, values
from review.rules.check import Answer, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.sheets import sheets
from review.rules.supply.promised import HEADS, Line, numbers, short
from review.rules.text import fold

_PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季", "year": "年"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(c, v) for c, v in numbers(scene, params, ("K03",)) if (v.unit or "") not in HEADS and v.type is ValueType.QUANTITY]
    rows = scene.rows("capacity")
    if not isinstance(rows, Missing):
        yield from _tabled(scene, rows)
    periodic = [(c, v) for c, v in pairs if c.value(ValueRole.INTERVAL)]
    if isinstance(rows, Missing):
        if periodic:
            yield unknown(rows.pointer, commitment=periodic[0][0])
        return
    for c, v in pairs:
        row = _named(scene, c, v, rows) or (rows[0] if len(rows) == 1 and (c, v) in periodic else None)
        if row is None:
            continue
        if row[1].get("available") is None:
            yield unknown(f"{row[0]}/available", commitment=c)
            continue
        need = _per_period(c, v, str(row[1].get("period") or "month"))
        have = Decimal(row[1]["available"])
        over = need is not None and need > have
        yield short(c, v, have, f"{row[0]}/available", {"zh": "产能", "en": "capacity"}) if over else passed(c)


def _tabled(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """Quantities of the contract's price and delivery tables; one without an interval is wanted within one period."""
    for sheet in sheets(scene):
        for row in sheet.items:
            said, cells = sheet.number(scene, row, "quantity"), fold(scene.document.quote(row.span))
            held = [(p, r) for p, r in rows if r.get("available") is not None and any(w in cells for w in _goods(r))]
            if said is None or not held or _recurs(scene, row.span):
                continue
            pointer, have = f"{held[0][0]}/available", sum((Decimal(r["available"]) for _, r in held), Decimal(0))
            shown = {"promised": decimal_text(said), "available": decimal_text(have)}
            compared = (Compared({"zh": "产能", "en": "capacity"}, shown["promised"], shown["available"], pointer),)
            yield failed(None, row.span, compared=compared, fields=shown) if said > have else passed(compared=compared)


def _goods(row: Mapping[str, Any]) -> list[str]:
    return [fold(str(row[k])) for k in ("sku", "resource") if row.get(k) and len(str(row[k])) > 1]


def _recurs(scene: Scene, span: Span) -> bool:
    """Whether a row counts by the month or another interval."""
    return any(v.recurring for v in values.within(scene, span))


#: Characters between a quantity and the name of what it counts.
_BESIDE = 25


def _named(scene: Scene, c: Commitment, v: Value, rows: tuple[Line, ...]) -> Line | None:
    """The row of the goods or resource named beside the quantity."""
    quote, at = fold(c.quote), v.span.start - c.span.start
    for pointer, row in rows:
        places = map(quote.find, catalogue.names(scene, row))
        if any(p >= 0 and abs(p - at) <= _BESIDE for p in places):
            return pointer, row
    return None


def _per_period(c: Commitment, v: Value, period: str) -> Decimal | None:
    """The quantity for one period of the capacity row; a quantity without an interval is wanted within one period."""
    assert v.n is not None
    interval = c.value(ValueRole.INTERVAL)
    unit = next((en for en, zh in _PERIODS.items() if en in period.lower() or zh in period), "month")
    times = time(Decimal(1), unit, interval.unit) if interval and interval.unit in _PERIODS else None
    return v.n * times if times is not None else v.n
