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
from review.model.finding import Compared, Outcome
from review.model.span import Span
from review.rules import instalments, milestones, render, staged, values
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
_TITLE = {"zh": "各期金额合计与总价", "en": "sum of the payments against the price"}
#: Amounts whose sum lies outside these parts of the price are no schedule of it.
_LEAST, _MOST = Decimal("0.5"), Decimal("1.5")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = list(_owed(scene, params))
    yield from found
    if all(a.outcome is not Outcome.FAIL for a in found):
        yield from _tabled(scene)


def _owed(scene: Scene, params: Params) -> Iterator[Answer]:
    """The instalments of promises, or as they are told, against the price that is stated."""
    price = stated(scene, params["total"])
    if price is None or not price.n:
        return
    owed = instalments.promised(scene, params, ValueType.MONEY, lambda v: _counts(v, price))
    promised = [steps for steps in by_schedule(scene, owed) if len(steps) > 1]
    told = _told(scene, price, params)
    right = [steps for steps in (*told, _of_shares(scene, price)) if sum((s.n for s in steps), Decimal(0)) == price.n]
    for steps in right or promised or told:
        yield from _judge(scene, steps, price, params)


def _tabled(scene: Scene) -> Iterator[Answer]:
    """Tables of instalments in bare amounts, against what the price tables come to."""
    wholes = staged.wholes(scene)
    for sums in staged.instalments(scene) if wholes else ():
        total = sum((s.n for s in sums), Decimal(0))
        price = next((w for w in wholes if w.n == total), wholes[-1])
        if _written(scene, total) or not _LEAST * price.n < total < _MOST * price.n:
            continue
        shown = " + ".join(f"{s.n:,.2f}" for s in sums)
        fields = {"sum": shown, "total": render.amount(total), "price": render.amount(price.n)}
        compared = (Compared(_TITLE, f"{shown} = {render.amount(total)}", fields["price"]),)
        yield failed(None, *(s.span for s in sums), price.span, compared=compared, fields=fields)


def _counts(v: Value | RawValue, price: RawValue) -> bool:
    """The price itself, and amounts in another currency, are no steps."""
    return bool(v.n) and v.n != price.n and v.currency == price.currency and not v.per


def _told(scene: Scene, price: RawValue, params: Params) -> list[list[Step]]:
    """Equal instalments, and amounts with the words of a step beside them."""
    same = [(v, count) for v, count in equal(scene) if v.currency == price.currency and v.n]
    if same:
        return [[Step(None, v.span, v.n, v.span, None)] * count for v, count in same if v.n]
    return [instalments.amounts(scene, params, price)] if params["paid"] else []


def _of_shares(scene: Scene, price: RawValue) -> list[Step]:
    """Amounts that a share of the price in their sentence comes to: 10%, being 21,200."""
    assert price.n is not None
    found = []
    for v in (v for v in values.of(scene, ValueType.MONEY) if v.n and _counts(v, price)):
        shares = (o for o in values.within(scene, scene.sentence(v.span.start)) if o.type is ValueType.PERCENT and o.n)
        if any(v.n * 100 == o.n * price.n for o in shares if v.n and o.n):
            found.append(Step(None, v.span, v.n or Decimal(0), v.span, None))
    return found


def _judge(scene: Scene, steps: list[Step], price: RawValue, params: Params) -> Iterator[Answer]:
    if len(steps) < 2:
        return
    assert price.n is not None
    parts = increments(steps)
    total = sum(parts, Decimal(0))
    if not _LEAST * price.n < total < _MOST * price.n:
        return
    article = scene.region(Span(steps[0].span.start, steps[-1].span.end), "article")
    rest = total < price.n and bool(milestones.left(scene, article, [s.span for s in steps]))
    shown = " + ".join(f"{n:,.2f}" for n in parts)
    reckoned, right = f"{shown} = {render.amount(total)}", render.amount(price.n, price.currency)
    compared = (Compared(_TITLE, reckoned, right),)
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
    return _written(scene, total)


def _written(scene: Scene, total: Decimal) -> bool:
    """Whether a sum stands anywhere: a cell of a table names no currency."""
    bare = (
        rf"(?<![\d.,])(?:{total:.0f}|{total:,.0f})(?:\.00?)?(?![\d,])"
        if total == total.to_integral()
        else re.escape(f"{total:,.2f}")
    )
    return re.search(bare, scene.text) is not None


CHECK = Check("amounts", PARAMS, run, fields=("sum", "total", "price"))
