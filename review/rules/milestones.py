"""The steps that sums are: payments of a promise where it sets some, else read from the words beside them in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import groupby

from review.commitments.sums import Passage, leaving, runs_on
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Payment, Trigger, Value, ValueRole, ValueType
from review.model.span import Span
from review.rules import timing, values
from review.rules.scene import Scene
from review.rules.steps import WHOLE, Step, in_chinese, paid

#: A sum and the promise that it stands in.
Place = tuple[Commitment | None, Value | RawValue]
_TIMES = (ValueType.DURATION, ValueType.DATE)


def place(scene: Scene, v: Value | RawValue) -> Place:
    """A sum with the first promise that holds it."""
    return scene.holder(v.span), v


def worth(payment: Payment, sort: ValueType) -> Decimal | None:
    """What a payment says in percent or in money."""
    return payment.share if sort is ValueType.PERCENT else payment.amount


def is_total(scene: Scene, at: Span) -> bool:
    """Whether words right before a sum make it a running total; several rules ask it of each."""
    total: bool = scene.once((is_total, at), lambda: runs_on(scene.text, at))
    return total


def read(scene: Scene, places: Iterable[Place], held: Iterable[Step] = ()) -> list[Step]:
    """Steps of sums: the payments of a promise that sets some, else by the words beside each sum.

    A sum in such a promise that is none of its payments is no step, but for promises that set running totals as if they were
    caps. ``held``: steps that are known already.
    """
    ordered = sorted({v.span: (c, v) for c, v in places}.values(), key=lambda place: place[1].span)
    if not ordered:
        return []
    paying: dict[str, tuple[Commitment, list[Value | RawValue]]] = {}
    worded: list[Place] = []
    capped = {c.id for c, v in ordered if c is not None and isinstance(v, Value) and v.role is ValueRole.CAP}
    for c, v in ordered:
        own = c is not None and c.id not in capped and any(worth(p, v.type) is not None for p in c.payments)
        if c is not None and own and _read_there(c, v):
            paying.setdefault(c.id, (c, []))[1].append(v)
        else:
            worded.append((c, v))
    before = tuple(held)
    found = [s for c, sums in paying.values() for s in _paid(c, sums, before)]
    known = [s.span for s in (*before, *found)]
    for sentence, group in groupby(worded, key=lambda place: scene.sentence(place[1].span.start)):
        found += _read(scene, sentence, list(group), known)
    return found


def _read_there(c: Commitment, v: Value | RawValue) -> bool:
    """Whether the promise's own values hold the sum; tenths in words are none of them."""
    return any(own.span.overlaps(v.span) for own in c.values)


def _paid(c: Commitment, sums: list[Value | RawValue], held: tuple[Step, ...]) -> Iterator[Step]:
    known = {s.words for s in held if s.commitment is c}
    for p in (p for p in c.payments if p.span not in known):
        n = worth(p, sums[0].type)
        own = sorted((v for v in sums if p.span.contains(v.span)), key=lambda v: v.n != n)
        if n is not None and own:
            at = own[0].span
            total = p is c.payments[0] and own[0].n == n and runs_on(c.quote, at.shifted(-c.span.start))
            yield of_payment(c, p, n, at, total)


def of_payment(c: Commitment, payment: Payment, n: Decimal, at: Span, total: bool = False) -> Step:
    """``total``: it says what is paid till then, of other promises, too."""
    return Step(c, at, n, payment.span, payment.deadline.trigger if payment.deadline else None, total)


def _read(scene: Scene, sentence: Span, places: list[Place], known: list[Span]) -> Iterator[Step]:
    spans = sorted({*(v.span for _, v in places), *(s for s in known if sentence.contains(s))})
    passage: Passage = scene.once(("passage", sentence), lambda: _passage(scene, sentence))
    parts: dict[Span, Span] = scene.once(("parts", sentence, *spans), lambda: _parts(sentence, passage, spans))
    for c, v in places:
        alone = sum(of is c for of, _ in places) == 1
        event = partial(scene.once, ("event", sentence, parts[v.span]), partial(_event, passage, parts[v.span]))
        trigger = _trigger(scene, c if alone else None, event)
        yield Step(c, v.span, v.n or Decimal(0), parts[v.span].shifted(sentence.start), trigger, is_total(scene, v.span))


def _passage(scene: Scene, sentence: Span) -> Passage:
    times = (v for v in values.within(scene, sentence) if v.type in _TIMES)
    return Passage(
        scene.document.quote(sentence),
        "zh" if in_chinese(scene, sentence) else "en",
        tuple(replace(v, span=v.span.shifted(-sentence.start)) for v in times),
        scene.sides,
    )


def _parts(sentence: Span, passage: Passage, spans: list[Span]) -> dict[Span, Span]:
    """The part of the passage that each of the sums stands in."""
    return dict(zip(spans, passage.parts([s.shifted(-sentence.start) for s in spans]), strict=True))


def _event(passage: Passage, part: Span) -> Trigger | None:
    return passage.due(part, {}, {}).trigger


def _trigger(scene: Scene, c: Commitment | None, told: Callable[[], Trigger | None]) -> Trigger | None:
    """The event of the promise where it sets one sum alone, else the one ``told`` by the sum's own words."""
    own = c.deadline.trigger if c is not None and c.deadline else None
    if own not in (None, Trigger.OTHER):
        return own
    return told() or (timing.start(scene, c) if c is not None else None)


def rest(scene: Scene, found: list[Step]) -> list[Step]:
    """What words for the remainder stand for, in the sentence of the last step or in the next: all that the steps leave."""
    if not found or paid(found) >= WHOLE:
        return []
    last = scene.sentence(found[-1].span.start)
    after = scene.sentence(min(last.end + 1, max(len(scene.text) - 1, 0)))
    within = Span(last.start, max(after.end, last.end))
    words = left(scene, within, [s.span for s in found])
    if not words or words[-1].start < found[-1].span.end:
        return []
    return read(scene, [(None, RawValue(ValueType.PERCENT, words[-1], WHOLE - paid(found)))], found)


def left(scene: Scene, within: Span | None, sums: Iterable[Span]) -> list[Span]:
    """Words of a region for what its sums leave, and those by which all is paid."""
    region = within or Span(0, len(scene.text))
    own = [s.shifted(-region.start) for s in sums if region.contains(s)]
    return [at.shifted(region.start) for at in leaving(scene.document.quote(region), own)]
