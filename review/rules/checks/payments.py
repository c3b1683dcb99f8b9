"""Whether the payments add up to the price.

Shares of one schedule must total 100 %. "Up to 95 %" after "30 %" is an increment of 65; "the remainder" closes a schedule.
A schedule is what stands in one article and one language; money is totalled where every step gives an amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.canonical import decimal_text
from review.model.finding import Compared
from review.model.span import Span
from review.rules import instalments
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.instalments import Step
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, Param, PatternLists

PARAMS = {
    **instalments.PARAMS,
    "rest": Param(PatternLists(), REQUIRED, "words that stand for all that is left"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in percent or in the currency"),
}
#: Sums outside these bounds are no schedule of one price.
_LEAST, _MOST = 50, 150
#: Characters between words and the share they name.
_BESIDE = 8


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    schedules: dict[tuple[int, bool], list[Step]] = {}
    for step in instalments.steps(scene, params):
        article = scene.region(step.value.span, "article")
        key = (article.start if article else 0, instalments.in_chinese(scene, step))
        schedules.setdefault(key, []).append(step)
    for steps in schedules.values():
        yield from _judge(scene, instalments.without_total(steps), params)


def _judge(scene: Scene, steps: list[Step], params: Params) -> Iterator[Answer]:
    shares = instalments.increments(steps)
    total = sum(shares, Decimal(0))
    if len(shares) < 2 or not _LEAST < total < _MOST or any(s.value.n == 100 for s in steps):
        return  # shares of something else, alternatives, or a letter of credit over everything
    spans = tuple(s.value.span for s in steps)
    c = steps[0].commitment
    whole = c.span if c else scene.sentence(spans[0].start)
    last = scene.region(Span(whole.start, max(spans[-1].end, whole.end)), "article")
    rest = total < 100 and any(not _shared(r, spans) for r in scene.find(params["rest"], last))
    shown = " + ".join(decimal_text(s) for s in shares)
    compared = (Compared({"zh": "付款比例合计", "en": "sum of the payments"}, f"{shown} = {decimal_text(total)}%", "100%"),)
    if abs(total - 100) <= params["slack"] or rest:
        yield passed(c, compared=compared)
    else:
        yield failed(c, whole, *spans, compared=compared, fields={"sum": shown, "total": decimal_text(total)})


def _shared(rest: Span, shares: tuple[Span, ...]) -> bool:
    """Whether words of the remainder name a share at once, and so nothing that is left: 尾款三成."""
    return any(0 <= s.start - rest.end <= _BESIDE for s in shares)


CHECK = Check("payments", PARAMS, run, fields=("sum", "total"))
