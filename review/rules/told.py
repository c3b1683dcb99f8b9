"""Sums that words make steps of a payment where no promise is read: "30 % on signature", "preceded by a 20 % start fee".

An amount is a share where the contract states the price.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from typing import Any

from review.commitments.deadline import classify
from review.commitments.values import RawValue
from review.model.commitment import Trigger, ValueType
from review.model.span import Span
from review.rules import values
from review.rules.fractions import LEAST, MOST, fractions, ratios
from review.rules.scene import Scene
from review.rules.sheets import sheets
from review.rules.steps import WHOLE

Params = Mapping[str, Any]
Heads = Callable[[Scene, Span], Span]
Counts = Callable[[Scene, RawValue, Params], bool]
#: A share, and what tells when it is asked whether it is a step.
Told = tuple[RawValue, Callable[[], bool]]
#: Words of a time or an event beside an amount.
_WHEN = re.compile(r"[后时前]|之日|\b(?:on|upon|after|at|against|before|once|when)\b", re.I)
_AT = re.compile(r"(?: of [^,;.\d]{3,40}?)? (?:on|upon|after|at|against|when|once)\b", re.I)
_ACCOUNT = re.compile(r" \d{4}(?!\d)")
_CUT = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；。、/|]|\band\b|\bwith\b|\bpreceded\b", re.I)


def shares(scene: Scene, params: Params, heads: Heads, counts: Counts) -> Iterator[RawValue]:
    """Percentages, tenths and ratios with words of paying, or of the event paid at, right beside them.

    ``heads`` gives the words that a sentence begins under, ``counts`` tells whether a share is one of the price.
    """
    if params["paid"] is None:
        return
    asked = shares, params["paid"], params["of"].unless
    lists: dict[int, list[Told]] = scene.once(asked, lambda: _lists(scene, params, heads))
    for together in lists.values():
        able = [(v, is_step) for v, is_step in together if counts(scene, v, params)]
        steps = [v for v, is_step in able if is_step()]
        whole = steps and (_sum(v for v, _ in able) == WHOLE or all(_timed(scene, v) for v, _ in able))
        yield from (v for v, _ in able) if whole else steps
    divided = ratios(scene) if not any(_told_again(scene, v) for v in ratios(scene)) else ()
    yield from divided if divided and scene.has(params["paid"]) else ()


def _timed(scene: Scene, v: RawValue) -> bool:
    """Whether a time or an event follows a share right away: one fifth of the budget at database lock."""
    return _AT.match(scene.text, v.span.end) is not None


def _told_again(scene: Scene, ratio: RawValue) -> bool:
    """Whether the sentence of a ratio tells its shares in percent, too."""
    within = values.within(scene, scene.sentence(ratio.span.start))
    return any(v.type is ValueType.PERCENT and not v.span.overlaps(ratio.span) for v in within)


def _lists(scene: Scene, params: Params, heads: Heads) -> dict[int, list[Told]]:
    """The shares of sentences that speak of paying, by where the list begins that a sentence belongs to."""
    every = list(values.of(scene, ValueType.PERCENT))
    every += [v for v in fractions(scene) if not any(v.span.overlaps(o.span) for o in every)]
    every.sort(key=lambda v: v.span)
    lists: dict[int, list[Told]] = {}
    headed = [(heads(scene, sentence).start, sentence, held) for sentence, held in _by_sentence(scene, every)]
    scene.finder.look(params["paid"], (Span(start, sentence.end) for start, sentence, _ in headed))
    for start, sentence, held in headed:
        if _speaks(scene, params, Span(start, sentence.end)):
            told = ((v, cache(partial(_is_step, scene, params, sentence, v, every))) for v in held)
            lists.setdefault(start, []).extend(told)
    return lists


def amounts(scene: Scene, params: Params, total: RawValue, heads: Heads) -> list[RawValue]:
    """Amounts of a price that are paid at an event; none where their sum is no price. ``total``: the price.

    In a sentence that speaks of paying, or that such a one heads, each with words of a time is one.
    """
    money = (v for v in values.of(scene, ValueType.MONEY) if v.currency == total.currency and v.n and not v.per)
    found = [v for v in money if may_be_paid(scene, v.span)]
    steps, every = [], []
    for sentence, held in _by_sentence(scene, [v for v in found if v.span != total.span and v.n != total.n]):
        if _speaks(scene, params, Span(heads(scene, sentence).start, sentence.end)):
            own = [v for v in held if _is_due(scene, params, _own(scene, sentence, v, found))]
            steps += own
            every += held if own else []
    steps = every if _sum(every) == total.n else steps
    if len(steps) == 1 and params.get("alone"):
        return steps
    return steps if len(steps) > 1 and LEAST < _sum(steps) / (total.n or 1) * 100 < MOST else []


def may_be_paid(scene: Scene, amount: Span) -> bool:
    """Whether an amount is neither a price in a table of goods nor the beginning of an account number."""
    goods = (s.table.span for s in sheets(scene) if "price" in s.columns)
    return not any(g.contains(amount) for g in goods) and not _ACCOUNT.match(scene.text, amount.end)


def _by_sentence(scene: Scene, found: list[RawValue]) -> list[tuple[Span, list[RawValue]]]:
    return [(s, list(held)) for s, held in groupby(found, key=lambda v: scene.sentence(v.span.start))]


def _sum(found: Iterable[RawValue]) -> Decimal:
    return sum((v.n for v in found if v.n is not None), Decimal(0))


def _is_step(scene: Scene, params: Params, sentence: Span, v: RawValue, found: list[RawValue]) -> bool:
    own = _own(scene, sentence, v, found)
    return scene.has(params["paid"], own) or (scene.has(params["paid"], sentence) and _event(scene, own))


def _is_due(scene: Scene, params: Params, own: Span) -> bool:
    return scene.has(params["paid"], own) or _WHEN.search(scene.text, own.start, own.end) is not None


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
