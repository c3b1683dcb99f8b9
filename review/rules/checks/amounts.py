"""Whether the amounts of a payment schedule add up to the price that the contract states.

A schedule is what stands in one article and one language. It is totalled where every step gives one amount; an amount that is a
running total ("up to 950,000") counts as its increment, and words for the remainder close a schedule that is short of the price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import Value, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import instalments, render, told, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.payments import PARAMS as PAYMENTS
from review.rules.fractions import equal
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists
from review.rules.steps import Step, by_schedule, increments

PARAMS = {
    **{k: PAYMENTS[k] for k in ("of", "slack", "paid")},
    "total": Param(PatternLists(), REQUIRED, "words right before the price of the contract"),
}
#: Amounts whose sum lies outside these parts of the price are no schedule of it.
_LEAST, _MOST = Decimal("0.5"), Decimal("1.5")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    price = stated(scene, params["total"])
    if price is None or not price.n:
        return
    owed = instalments.promised(scene, params, ValueType.MONEY, lambda v: _counts(v, price))
    promised = [steps for steps in by_schedule(scene, owed) if len(steps) > 1]
    for steps in promised or _told(scene, price, params):
        yield from _judge(scene, steps, price, params)


def _counts(v: Value | RawValue, price: RawValue) -> bool:
    """The price itself, and amounts in another currency, are no steps."""
    return bool(v.n) and v.n != price.n and v.currency == price.currency and not v.per


def _told(scene: Scene, price: RawValue, params: Params) -> list[list[Step]]:
    """Equal instalments, and amounts with the words of a step beside them."""
    same = [(v, count) for v, count in equal(scene) if v.currency == price.currency and v.n]
    if same:
        return [[Step(None, v.span, v.n, v.span, None)] * count for v, count in same if v.n]
    return [instalments.amounts(scene, params, price)] if params["paid"] else []


def _judge(scene: Scene, steps: list[Step], price: RawValue, params: Params) -> Iterator[Answer]:
    if len(steps) < 2:
        return
    assert price.n is not None
    parts = increments(steps)
    total = sum(parts, Decimal(0))
    if not _LEAST * price.n < total < _MOST * price.n:
        return
    article = scene.region(Span(steps[0].span.start, steps[-1].span.end), "article")
    rest = total < price.n and bool(told.left(scene, article, [s.span for s in steps]))
    shown = " + ".join(f"{n:,.2f}" for n in parts)
    reckoned, right = f"{shown} = {render.amount(total)}", render.amount(price.n, price.currency)
    compared = (Compared({"zh": "各期金额合计与总价", "en": "sum of the payments against the price"}, reckoned, right),)
    c = steps[0].commitment
    if rest or abs(total - price.n) <= params["slack"] or _stated(scene, steps, total):
        yield passed(c, compared=compared)
    else:
        fields = {"sum": shown, "total": render.amount(total), "price": right}
        yield failed(c, *((c.span,) if c else ()), *(s.span for s in steps), price.span, compared=compared, fields=fields)


def _stated(scene: Scene, steps: list[Step], total: Decimal) -> bool:
    """Whether the contract itself names the sum elsewhere: a price without tax, or for a part, of which the payments are."""
    own = {s.span for s in steps}
    if any(v.n == total and v.span not in own for v in values.of(scene, ValueType.MONEY)):
        return True
    bare = (
        rf"(?<![\d.,])(?:{total:.0f}|{total:,.0f})(?:\.00?)?(?![\d,])"
        if total == total.to_integral()
        else re.escape(f"{total:,.2f}")
    )
    return re.search(bare, scene.text) is not None  # a cell of a table names no currency


CHECK = Check("amounts", PARAMS, run, fields=("sum", "total", "price"))
