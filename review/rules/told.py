"""Sums that words make steps of a payment where no promise is read: "30 % on signature", "preceded by a 20 % start fee".

An amount is a share where the contract states the price. What belongs to a sum is read as in a promise to pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from review.commitments.deadline import classify
from review.commitments.sums import Passage, leaving, runs_on
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Payment, Trigger, Value, ValueType
from review.model.span import Span
from review.rules import timing, values
from review.rules.fractions import LEAST, MOST, fractions, ratios
from review.rules.scene import Scene
from review.rules.steps import Step, in_chinese, paid

Params = Mapping[str, Any]
#: A sum and the promise that it stands in.
Place = tuple[Commitment | None, Value | RawValue]
_TIMES = (ValueType.DURATION, ValueType.DATE)
_WHOLE = 100
_CUT = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；。、/|]|\band\b|\bwith\b|\bpreceded\b", re.I)


def place(scene: Scene, v: Value | RawValue) -> Place:
    """A sum with the first promise that holds it."""
    return next(iter(scene.commitments_at(v.span)), None), v


def worth(payment: Payment, sort: ValueType) -> Decimal | None:
    """What a payment says in percent or in money."""
    return payment.share if sort is ValueType.PERCENT else payment.amount


def read(scene: Scene, places: Iterable[Place], held: Iterable[Step] = ()) -> list[Step]:
    """Steps of sums: the payments of a promise that sets some, else by the words beside each sum.

    A sum in such a promise that is none of its payments is no step. ``held``: steps that are known already.
    """
    ordered = sorted({v.span: (c, v) for c, v in places}.values(), key=lambda place: place[1].span)
    paying = [(c, v) for c, v in ordered if c is not None and any(worth(p, v.type) is not None for p in c.payments)]
    worded = [place for place in ordered if place not in paying]
    found = [s for c, there in groupby(paying, key=lambda place: place[0]) for s in _paid(c, [v for _, v in there])]
    known = [s.span for s in (*held, *found)]
    for sentence, group in groupby(worded, key=lambda place: scene.sentence(place[1].span.start)):
        found += _read(scene, sentence, list(group), known)
    return found


def _paid(c: Commitment, sums: list[Value | RawValue]) -> Iterator[Step]:
    for p in c.payments:
        n = worth(p, sums[0].type)
        own = sorted((v for v in sums if p.span.contains(v.span)), key=lambda v: v.n != n)
        if n is not None and own:
            yield of_payment(c, p, n, own[0].span)


def of_payment(c: Commitment, payment: Payment, n: Decimal, at: Span) -> Step:
    return Step(c, at, n, payment.span, payment.deadline.trigger if payment.deadline else None)


def _read(scene: Scene, sentence: Span, places: list[Place], known: list[Span]) -> Iterator[Step]:
    spans = sorted({*(v.span for _, v in places), *(s for s in known if sentence.contains(s))})
    times = (v for v in values.within(scene, sentence) if v.type in _TIMES)
    passage = Passage(
        scene.document.quote(sentence),
        "zh" if in_chinese(scene, sentence) else "en",
        tuple(replace(v, span=v.span.shifted(-sentence.start)) for v in times),
        scene.sides,
    )
    parts = dict(zip(spans, passage.parts([s.shifted(-sentence.start) for s in spans]), strict=True))
    for c, v in places:
        alone = sum(of is c for of, _ in places) == 1
        trigger = _trigger(scene, c if alone else None, passage, parts[v.span])
        yield Step(c, v.span, v.n or Decimal(0), parts[v.span].shifted(sentence.start), trigger, runs_on(scene.text, v.span))


def _trigger(scene: Scene, c: Commitment | None, passage: Passage, part: Span) -> Trigger | None:
    """The event of the promise where it sets one sum alone, else of the sum's own words."""
    own = c.deadline.trigger if c is not None and c.deadline else None
    if own not in (None, Trigger.OTHER):
        return own
    return passage.due(part, {}, {}).trigger or (timing.start(scene, c) if c is not None else None)


def shares(scene: Scene, params: Params, heads: Any, counts: Any) -> Iterator[RawValue]:
    """Percentages, tenths and ratios with words of paying, or of the event paid at, right beside them.

    ``heads`` gives the words that a sentence begins under, ``counts`` tells whether a share is one of the price.
    """
    if params["paid"] is None or not scene.has(params["paid"]):
        return
    found = list(values.of(scene, ValueType.PERCENT))
    found += [v for v in fractions(scene) if not any(v.span.overlaps(o.span) for o in found)]
    found.sort(key=lambda v: v.span)
    for sentence, held in _by_sentence(scene, found):
        if _speaks(scene, params, Span(heads(scene, sentence).start, sentence.end)):
            able = [v for v in held if counts(scene, v, params)]
            steps = [v for v in able if _is_step(scene, params, sentence, _own(scene, sentence, v, found))]
            yield from able if steps and _sum(able) == _WHOLE else steps
    yield from ratios(scene)


def amounts(scene: Scene, params: Params, total: RawValue) -> list[RawValue]:
    """Amounts of a price that are paid at an event; none where their sum is no price. ``total``: the price."""
    found = [v for v in values.of(scene, ValueType.MONEY) if v.currency == total.currency and v.n and not v.per]
    steps, every = [], []
    for sentence, held in _by_sentence(scene, [v for v in found if v.span != total.span and v.n != total.n]):
        if _speaks(scene, params, sentence):
            own = [v for v in held if scene.has(params["paid"], _own(scene, sentence, v, found))]
            steps += own
            every += held if own else []
    steps = every if _sum(every) == total.n else steps
    if len(steps) == 1 and params.get("alone"):
        return steps
    return steps if len(steps) > 1 and LEAST < _sum(steps) / (total.n or 1) * 100 < MOST else []


def _by_sentence(scene: Scene, found: list[RawValue]) -> list[tuple[Span, list[RawValue]]]:
    return [(s, list(held)) for s, held in groupby(found, key=lambda v: scene.sentence(v.span.start))]


def _sum(found: list[RawValue]) -> Decimal:
    return sum((v.n for v in found if v.n is not None), Decimal(0))


def _is_step(scene: Scene, params: Params, sentence: Span, own: Span) -> bool:
    return scene.has(params["paid"], own) or (scene.has(params["paid"], sentence) and _event(scene, own))


def rest(scene: Scene, found: list[Step]) -> list[Step]:
    """What words for the remainder stand for, in the sentence of the last step or in the next: all that the steps leave."""
    if not found or paid(found) >= _WHOLE:
        return []
    last = scene.sentence(found[-1].span.start)
    after = scene.sentence(min(last.end + 1, max(len(scene.text) - 1, 0)))
    within = Span(last.start, max(after.end, last.end))
    words = left(scene, within, [s.span for s in found])
    if not words or words[-1].start < found[-1].span.end:
        return []
    return read(scene, [(None, RawValue(ValueType.PERCENT, words[-1], _WHOLE - paid(found)))], found)


def left(scene: Scene, within: Span | None, sums: Iterable[Span]) -> list[Span]:
    """Words of a region for what its sums leave, and those by which all is paid."""
    region = within or Span(0, len(scene.text))
    own = [s.shifted(-region.start) for s in sums if region.contains(s)]
    return [at.shifted(region.start) for at in leaving(scene.document.quote(region), own)]


def _speaks(scene: Scene, params: Params, sentence: Span) -> bool:
    return scene.has(params["paid"], sentence) and not scene.has(params["of"].unless, sentence)


def _own(scene: Scene, sentence: Span, v: RawValue, found: list[RawValue]) -> Span:
    """The words from the cut or the value before to the cut or the value behind."""
    before = [m.end() for m in _CUT.finditer(scene.text, sentence.start, v.span.start)]
    before += [o.span.end for o in found if sentence.start <= o.span.end <= v.span.start]
    behind = [o.span.start for o in found if v.span.end <= o.span.start < sentence.end]
    cut = _CUT.search(scene.text, v.span.end, sentence.end)
    return Span(max([sentence.start, *before]), min([cut.start() if cut else sentence.end, *behind, sentence.end]))


def _event(scene: Scene, own: Span) -> bool:
    return classify(scene.text[own.start : own.end], scene.sides)[0] not in (None, Trigger.OTHER)
