"""Shares of the price that the words beside them make steps of a payment: no promise holds them, no heading lists them.

"30 % on signature", "preceded by a 20 % start fee", 到货付四成, 结算比例3:5:2. An amount is a share where the contract states
the price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from review.commitments.deadline import classify
from review.commitments.values import RawValue
from review.model.commitment import Trigger, ValueType
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene

Params = Mapping[str, Any]
_TENTHS = {w: n for n, w in enumerate("一二三四五六七八九", 1)} | {"两": 2, "半": 5}
_CHENG = re.compile(
    r"(?<![第组构形促达完])([一二两三四五六七八九])成([一二三四五六七八九半])?(?![本功品员果立为人交套分熟新型绩就长语因份色年])"
)
_ONES = {w: n for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)} | {
    "a": 1,
    "an": 1,
}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20}
_PART = re.compile(
    rf"\b({'|'.join(_ONES)})[- ]({'|'.join(_PARTS)})s?(?=\s*[,.;]| (?:on|of|at|upon|is|are|after|when|once|as|within|before|by|to|against|due|down|each)\b)",
    re.I,
)
#: The word that every such part ends with, looked for first; ``_PART`` runs around it only.
_PART_WORD = re.compile("(?:hird|uarter|ifth|ixth|venth|ighth|inth|enth|elfth|tieth)s?")
_LONGEST_ONE = 12
_HALF = re.compile(r"(?:另|剩余|其余)?一半|半数|\b(?:(?:the )?other|another|remaining) half\b", re.I)
#: 3:5:2 or 30/50/20 behind words of a division, and names with bare numbers between strokes: advance 30 / delivery 70.
_RATIO = re.compile(r"(?<![\d:/])\d{1,2}(?:\s?[:：/∶]\s?\d{1,2}){1,5}(?![\d:/])")
_RATIO_LEAD = re.compile(r"(?:比例?|分配|付款|支付|结算|split|schedule|payments?|ratio|stages)\D{0,8}$", re.I)
_LEAD = 20
_STROKE = re.compile(r"\d\s?/\s?[^\d\s]")
_STROKES = re.compile(r"(?:[^\d/\n.。;；]{2,30} \d{1,2}\s?/\s?){1,5}[^\d/\n.。;；]{2,30} \d{1,2}\b(?! ?[%\d/])")
_NUMBER = re.compile(r"\d{1,2}")
_COUNTS = {**_TENTHS, **_ONES, "十": 10, "十二": 12, "ten": 10, "twelve": 12, "twenty-four": 24, "二十四": 24}
_EQUAL = re.compile(
    r"分(?:为|成|作)?([一二两三四五六七八九十\d]{1,3})(?:个)?(?:次|期|笔|批|月|季度)[^。;；]{0,16}每(?:次|期|笔|批|月|季)[^。;；\d,，]{0,6}"
    r"|\b(?:in|by) (\w+|twenty-four) (?:equal )?(?:monthly |quarterly |yearly |annual |consecutive )*"
    r"(?:instal?ments|payments|parts) of ",
    re.I,
)
_CUT = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[;；。、/|]|\band\b|\bwith\b|\bpreceded\b", re.I)
#: Sums outside these bounds are no division of one price.
LEAST, MOST, _WHOLE = 50, 150, 100


def shares(scene: Scene, params: Params, heads: Any, counts: Any) -> Iterator[RawValue]:
    """Percentages, tenths and ratios with words of paying, or of the event paid at, right beside them.

    ``heads`` gives the words that a sentence begins under, ``counts`` tells whether a share is one of the price.
    """
    if params["paid"] is None or not scene.has(params["paid"]):
        return
    found = list(values.of(scene, ValueType.PERCENT))
    found += [v for v in _written(scene) if not any(v.span.overlaps(o.span) for o in found)]
    found.sort(key=lambda v: v.span)
    for sentence, held in _by_sentence(scene, found):
        if _speaks(scene, params, Span(heads(scene, sentence).start, sentence.end)):
            able = [v for v in held if counts(scene, v, params)]
            steps = [v for v in able if _is_step(scene, params, sentence, _own(scene, sentence, v, found))]
            yield from able if steps and _sum(able) == _WHOLE else steps
    yield from _ratios(scene)


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


def in_percent(v: RawValue, total: RawValue) -> RawValue:
    """An amount as a share of the price."""
    return replace(v, type=ValueType.PERCENT, n=(v.n or Decimal(0)) / (total.n or 1) * 100, of=None)


def equal(scene: Scene) -> Iterator[tuple[RawValue, int]]:
    """Amounts that are paid in a number of equal instalments, with that number."""
    for m in _EQUAL.finditer(scene.text):
        written = (m[1] or m[2]).lower()
        amount = values.first(scene, Span(m.end(), min(m.end() + 24, len(scene.text))))
        count = int(written) if written.isdigit() else _COUNTS.get(written, 0)
        if count > 1 and amount is not None and amount.type is ValueType.MONEY and amount.n:
            yield amount, count


def rest(scene: Scene, params: Params, sentence: Span, paid: Decimal) -> RawValue | None:
    """What words for the remainder, in the sentence or in the next, stand for: all that the steps leave."""
    after = scene.sentence(min(sentence.end + 1, max(len(scene.text) - 1, 0)))
    words = scene.find(params["rest"], Span(sentence.start, max(after.end, sentence.end))) if params["rest"] else ()
    return RawValue(ValueType.PERCENT, words[-1], 100 - paid) if words and paid < 100 else None


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


def _written(scene: Scene) -> tuple[RawValue, ...]:
    """Tenths and the other half, which the grammar of values leaves alone; read once in a contract."""
    found: tuple[RawValue, ...] = scene.once(_written, lambda: tuple(_read_written(scene.text)))
    return found


def _read_written(text: str) -> Iterator[RawValue]:
    for tenths in _CHENG.finditer(text) if "成" in text else ():
        yield _percent(tenths.span(), 10 * _TENTHS[tenths[1]] + (_TENTHS[tenths[2]] if tenths[2] else 0))
    for end in _PART_WORD.finditer(text):
        if m := _PART.search(text, max(0, end.start() - _LONGEST_ONE), end.end() + _LONGEST_ONE):
            share = Decimal(100 * _ONES[m[1].lower()]) / _PARTS[m[2].lower()]
            yield _percent(m.span(), share.quantize(Decimal("0.0001")))
    for half in _HALF.finditer(text):
        yield _percent(half.span(), 50)


def _ratios(scene: Scene) -> tuple[RawValue, ...]:
    """Shares of a division that is written as bare numbers; read once in a contract."""
    found: tuple[RawValue, ...] = scene.once(_ratios, lambda: tuple(_read_ratios(scene.text)))
    return found


def _read_ratios(text: str) -> Iterator[RawValue]:
    divided = [m for m in _RATIO.finditer(text) if _RATIO_LEAD.search(text, max(0, m.start() - _LEAD), m.start())]
    lines = sorted({(text.rfind("\n", 0, m.start()) + 1, _line_end(text, m.end())) for m in _STROKE.finditer(text)})
    named = [m for start, end in lines for m in _STROKES.finditer(text, start, end)]
    for m in (*divided, *named):
        numbers = list(_NUMBER.finditer(text, *m.span()))
        factor = 10 if max(int(n[0]) for n in numbers) < 10 else 1
        total = factor * sum(int(n[0]) for n in numbers)
        if LEAST < total < MOST and (m.re is _RATIO or total == 100):
            yield from (_percent(n.span(), factor * int(n[0])) for n in numbers)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _percent(at: tuple[int, int], n: int | Decimal) -> RawValue:
    return RawValue(ValueType.PERCENT, Span(*at), Decimal(n), in_words=True)
