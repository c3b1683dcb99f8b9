"""Whether the payments add up to the price.

Shares of one schedule must total 100 %. "Up to 95 %" after "30 %" is an increment of 65; "the remainder" closes a schedule.
A schedule is what stands in one article and one language; money is totalled where every step gives an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from review.commitments.deadline import classify
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Trigger, Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.language import Language
from review.model.span import Span
from review.rules import timing
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), REQUIRED, "payments of the customer"),
    "cumulative": Param(PatternLists(), REQUIRED, "words before a share that make it a running total"),
    "rest": Param(PatternLists(), REQUIRED, "words that stand for all that is left"),
    "base": Param(PatternLists(), REQUIRED, "what the shares are of, when the text says it"),
    "slack": Param(Number(), Decimal("0.01"), "difference that does not matter, in percent or in the currency"),
}
TOTAL = re.compile(r"\s*(?:合计|总计|小计|共计|total|subtotal)", re.I)
_STOP = re.compile(r"[;；]|(?<![\d元])[,，](?!\s*(?:即|计|人民币|[A-Z]{3}\s?\d|[$€£¥]))")
_EVENT = re.compile(r"\b(?:on|upon|after|within|following|when|once|prior to|before|by|until|against)\b", re.I)
#: Sums outside these bounds are no schedule of one price.
_LEAST, _MOST = 50, 150
_SHARES = frozenset({ValueRole.SHARE, ValueRole.RATE, ValueRole.OTHER, ValueRole.AMOUNT})


@dataclass(frozen=True)
class Step:
    commitment: Commitment
    value: Value
    cumulative: bool
    trigger: Trigger | None = None
    """The event that this share waits for."""


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    schedules: dict[tuple[str, str], list[Step]] = {}
    for c in scene.select(params["of"]):
        if TOTAL.match(c.quote):
            continue
        article = scene.region(c.span, "article")
        key = (str(article.start if article else 0), c.language.value)
        schedules.setdefault(key, []).extend(steps_of(scene, c, params))
    for steps in schedules.values():
        yield from _judge(scene, without_total(distinct(steps)), params)


def steps_of(scene: Scene, c: Commitment, params: Params) -> Iterator[Step]:
    for v in c.values:
        if v.type is ValueType.PERCENT and v.n is not None and v.role in _SHARES and not v.per and _of_price(scene, v, params):
            yield Step(c, v, follows(scene, v, params))


def follows(scene: Scene, v: Value, params: Params) -> bool:
    """Whether words right before the value make it a running total."""
    before = Span(max(scene.sentence(v.span.start).start, v.span.start - 24), v.span.start)
    return any(_close(scene, s, v.span) for s in scene.find(params["cumulative"], before))


def _close(scene: Scene, words: Span, value: Span) -> bool:
    """Whether nothing but a noun phrase stands between the words and the share."""
    return not re.search(r"[,，、;；。]", scene.text[words.end : value.start])


def _of_price(scene: Scene, v: Value, params: Params) -> bool:
    return (
        v.of is None
        or "\t" in scene.document.quote(scene.sentence(v.span.start))
        or bool(scene.has(params["base"], scene.sentence(v.span.start)))
    )


def distinct(steps: list[Step]) -> list[Step]:
    """Each place once, in text order."""
    return list({s.value.span: s for s in sorted(steps, key=lambda s: s.value.span)}.values())


def schedule(scene: Scene, params: Params) -> list[Step]:
    """The steps of all payments that the rule is about, each with its event."""
    steps = distinct([s for c in scene.select(params["of"]) if not TOTAL.match(c.quote) for s in steps_of(scene, c, params)])
    return without_total([replace(s, trigger=trigger(scene, s, steps)) for s in steps])


def part(scene: Scene, step: Step, steps: list[Step]) -> Span:
    """What belongs to a share: in English the words behind it, where they name an event (30 % on signature and 70 % on delivery);
    else what lies from the share before it to the next comma after it, inside its sentence.

    An amount set between commas (30 % of the price, EUR 72,000.00, within 10 days) does not end it.
    """
    value = step.value.span
    sentence = scene.sentence(value.start)
    later = [s.value.span.start for s in steps if value.end <= s.value.span.start < sentence.end]
    own = Span(value.start, min([sentence.end, *later]))
    in_row = "\t" in scene.text[sentence.start : sentence.end]
    if step.commitment.language is Language.EN and not in_row and _EVENT.search(scene.text[own.start : own.end]):
        return own
    before = [s.value.span.end for s in steps if sentence.start <= s.value.span.end <= value.start]
    stop = _STOP.search(scene.text[value.end : sentence.end])
    end = value.end + stop.start() if stop else max(sentence.end, value.end)
    return Span(max([sentence.start, *before]), end)


def trigger(scene: Scene, step: Step, steps: list[Step]) -> Trigger | None:
    """The event of the part: beside its length of time, else of the words themselves, else of the commitment."""
    alone = sum(s.commitment is step.commitment for s in steps) == 1
    if alone and step.commitment.deadline and step.commitment.deadline.trigger not in (None, Trigger.OTHER):
        return step.commitment.deadline.trigger
    own = part(scene, step, steps)
    times = [v for v in step.commitment.values if v.type is ValueType.DURATION and own.contains(v.span)]
    found = timing.event(scene, times[0], own) if times else None
    if found in (None, Trigger.OTHER):
        found = classify(scene.text[own.start : own.end], scene.sides)[0] or found
    return found or timing.start(scene, step.commitment)


def near(scene: Scene, step: Step, steps: list[Step], words: Patterns) -> bool:
    return scene.has(words, part(scene, step, steps))


def without_total(steps: list[Step]) -> list[Step]:
    """The steps but for a row that states their total of 100 %."""
    rest = [s for s in steps if s.value.n != 100]
    return rest if len(rest) > 1 and sum(increments(rest), Decimal(0)) == 100 else steps


def increments(steps: list[Step]) -> list[Decimal]:
    """Shares as increments: 30, to 95, 5 is 30, 65, 5."""
    found: list[Decimal] = []
    for step in steps:
        assert step.value.n is not None
        found.append(step.value.n - sum(found, Decimal(0)) if step.cumulative else step.value.n)
    return found


def _judge(scene: Scene, steps: list[Step], params: Params) -> Iterator[Answer]:
    shares = increments(steps)
    total = sum(shares, Decimal(0))
    if len(shares) < 2 or not _LEAST < total < _MOST or any(s.value.n == 100 for s in steps):
        return  # shares of something else, alternatives, or a letter of credit over everything
    last = scene.region(Span(steps[0].commitment.span.start, steps[-1].commitment.span.end), "article")
    rest = total < 100 and scene.has(params["rest"], last)
    shown = " + ".join(decimal_text(s) for s in shares)
    compared = (Compared({"zh": "付款比例合计", "en": "sum of the payments"}, f"{shown} = {decimal_text(total)}%", "100%"),)
    spans = tuple(s.value.span for s in steps)
    c = steps[0].commitment
    if abs(total - 100) <= params["slack"] or rest:
        yield passed(c, compared=compared)
    else:
        yield failed(c, c.span, *spans, compared=compared, fields={"sum": shown, "total": decimal_text(total)})


CHECK = Check("payments", PARAMS, run, fields=("sum", "total"))
