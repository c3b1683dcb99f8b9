"""Whether the payments add up to the price.

Shares of one schedule must total 100 %. "Up to 95 %" after "30 %" is an increment of 65; "the remainder" closes a schedule.
A schedule is what stands in one article and one language; money is totalled where every step gives an amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.sums import words
from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import instalments, milestones
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.fractions import LEAST, MOST, equal
from review.rules.scene import Scene
from review.rules.shape import Number, Param
from review.rules.steps import Step, by_schedule, increments, without_total

PARAMS = {
    **instalments.PARAMS,
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in percent or in the currency"),
}

#: Sentences behind the last step in which a remainder is looked for.
_BEHIND = 2


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    same = [(v, count) for v, count in equal(scene) if v.type is ValueType.PERCENT and v.n]
    found = by_schedule(scene, instalments.steps(scene, params))
    held = [_spread(steps, same) for steps in found if not same or _tells(steps, same)]
    for steps in held or [[_step(v)] * count for v, count in same]:
        yield from _judge(scene, without_total(steps), params)


def _tells(steps: list[Step], same: list[tuple[RawValue, int]]) -> bool:
    """Whether a schedule tells the equal steps among others."""
    return len(steps) > 1 and any(_at(s, v) for s in steps for v, _ in same)


def _step(v: RawValue) -> Step:
    return Step(None, v.span, v.n or Decimal(0), v.span, None)


def _at(step: Step, v: RawValue) -> bool:
    return step.span.overlaps(v.span)


def _spread(steps: list[Step], same: list[tuple[RawValue, int]]) -> list[Step]:
    """The steps with each of several equal ones told, without the share they come to: the other 80 %, four times 20 %."""
    for v, count in same:
        if _tells(steps, [(v, count)]):
            own = [s for s in steps if _at(s, v) or s.n != _step(v).n * count]
            steps = [told for s in own for told in [s] * (count if _at(s, v) else 1)]
    return steps


def _judge(scene: Scene, steps: list[Step], params: Params) -> Iterator[Answer]:
    shares = increments(steps)
    total = sum(shares, Decimal(0))
    if len(shares) < 2 or not LEAST < total < MOST or any(s.n == 100 for s in steps):
        return  # shares of something else, alternatives, or a letter of credit over everything
    if total != 100 and any(words("again").search(scene.document.quote(s.words)) for s in steps if not s.runs_on):
        return  # shares paid several times
    spans = tuple(s.span for s in steps)
    c = steps[0].commitment
    whole = c.span if c else scene.sentence(spans[0].start)
    rest = total < 100 and bool(milestones.left(scene, _beside(scene, Span(whole.start, max(spans[-1].end, whole.end))), spans))
    shown = " + ".join(decimal_text(s) for s in shares)
    compared = (Compared({"zh": "付款比例合计", "en": "sum of the payments"}, f"{shown} = {decimal_text(total)}%", "100%"),)
    if abs(total - 100) <= params["slack"] or rest:
        yield passed(c, compared=compared)
    else:
        yield failed(c, whole, *spans, compared=compared, fields={"sum": shown, "total": decimal_text(total)})


def _beside(scene: Scene, steps: Span) -> Span:
    """The steps and the sentences behind them in which a remainder may be told, not beyond their article."""
    end = steps.end
    for _ in range(_BEHIND):
        end = max(end, scene.sentence(min(end + 1, max(len(scene.text) - 1, 0))).end)
    article = scene.region(steps, "article")
    return Span(steps.start, min(end, article.end) if article else end)


CHECK = Check("payments", PARAMS, run, fields=("sum", "total"))
