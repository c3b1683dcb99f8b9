"""How fast delay damages reach their cap: cap / rate, in days. 0.2 %/day with 5 % is day 25."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import daily, per_day, recurs
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Number, Param, PatternLists
from review.rules.stated import CAPPED, again, caps

PARAMS = {
    "of": Param(Selects(), REQUIRED, "delay damages"),
    "words": Param(PatternLists(across=True), None, "sentences of such damages, where no commitment of `of` holds both numbers"),
    "times": Param(PatternLists(), None, "words by which a rate that says no day itself is one for each day"),
    "days": Param(Number(), REQUIRED, "days that must pass at least"),
    **CAPPED,
}


#: What a rate and its cap are told in, both alike.
_SUMS = (ValueType.PERCENT, ValueType.MONEY)


def days_to_cap(rate: Decimal, cap: Decimal) -> Decimal:
    """The day on which a daily rate reaches the cap, both in percent of the same base."""
    return (cap / rate).to_integral_value(ROUND_CEILING)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    judged = set()
    for c in scene.select(params["of"]):
        rate, cap = c.value(ValueRole.RATE), c.value(ValueRole.CAP)
        if not rate or not cap or cap.n is None or cap.type is not rate.type or cap.type not in _SUMS:
            continue
        sentence = scene.sentence(c.span.start)
        if (rate_a_day := daily(c, rate)) and (_recurs(c, rate) or scene.has(params["times"], sentence)):
            judged.add(sentence)
            yield _judge(days_to_cap(rate_a_day, cap.n), params, c, c.span)
    for sentence, rate_a_day, most in _told(scene, params):
        if sentence not in judged:
            yield _judge(days_to_cap(rate_a_day, most), params, None, sentence)


def _recurs(c: Commitment, rate: Value) -> bool:
    """Whether a rate is one of time: what is charged for a breach, or for each third one, tells no days."""
    interval = c.value(ValueRole.INTERVAL)
    return recurs(rate) or (not rate.per and interval is not None and bool(interval.n))


def _told(scene: Scene, params: Params) -> Iterator[tuple[Span, Decimal, Decimal]]:
    """Sentences that hold two percentages or two amounts, of which the lower comes again and the higher is the cap."""
    places = scene.find(params["words"]) if params["words"] else ()
    for sentence in dict.fromkeys(scene.sentence(p.start) for p in places):
        whole = scene.finder.whole(sentence.start)
        held = next((h for s in (sentence, whole) for t in _SUMS if s and len(h := _sums(scene, s, t, params)) == 2), [])
        rate = per_day(held[0]) if len(held) == 2 else None
        timed = rate and (recurs(held[0]) or scene.has(params["times"], sentence))
        if rate and timed and held[1].n and (not recurs(held[1]) or caps(scene, held[1], params)):
            yield sentence, rate, held[1].n


def _sums(scene: Scene, span: Span, sort: ValueType, params: Params) -> list[RawValue]:
    """From the lowest to the highest; of amounts those that are a rate or the cap of one."""
    held = (again(scene, v) for v in values.within(scene, span) if v.type is sort and v.n)
    return sorted((v for v in held if sort is ValueType.PERCENT or recurs(v) or caps(scene, v, params)), key=lambda v: v.n or 0)


def _judge(days: Decimal, params: Params, c: Commitment | None, at: Span) -> Answer:
    label = {"zh": "达到上限", "en": "reaches the cap"}
    compared = (Compared(label, render.measured(days, "day"), render.measured(params["days"], "day")),)
    if days >= params["days"]:
        return passed(c, compared=compared)
    return failed(
        c, *(() if c else (at,)), compared=compared, fields={"reached": decimal_text(days), "least": decimal_text(params["days"])}
    )


CHECK = Check("reach", PARAMS, run, fields=("reached", "least"))
