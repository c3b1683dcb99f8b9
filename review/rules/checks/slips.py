"""An amount that differs from another of the same thing by exactly ten thousand: 元 written for 万元, or the reverse.

Of one thing are amounts with the same noun beside them, and those that words of repetition join: 即, 前述, "that is".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, MapOf, Param, PatternLists, Record

_NOUN = Record({"title": Param(Bilingual(), REQUIRED), "words": Param(PatternLists(), REQUIRED, "the noun and its like")})
PARAMS = {
    "nouns": Param(MapOf(_NOUN), REQUIRED, "what an amount is of, by the nearest noun before it, else behind it"),
    "other": Param(PatternLists(), REQUIRED, "nouns of amounts that are compared with none"),
    "again": Param(PatternLists(), REQUIRED, "words between two amounts of which the second says the first again"),
}
_SLIP = Decimal(10_000)
_BEFORE, _BEHIND, _JOINED = 40, 14, 60
_TIMES = re.compile(r"\s*(?:[×xX*]|/|每)")
_FIGURE = re.compile(r"[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖]|ten|hundred|thousand")
_UNIT: Mapping[str, str] = {"zh": "金额", "en": "amount"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    amounts = [v for v in values.of(scene, ValueType.MONEY) if v.n and not v.per and _is_one(scene, v)]
    seen: set[Span] = set()
    for title, one, other in (*_joined(scene, params, amounts), *_named(scene, params, amounts), *_products(scene, amounts)):
        if other.span not in seen:
            seen |= {one.span, other.span}
            first, second = scene.document.quote(one.span), scene.document.quote(other.span)
            fields = {"attribute": title, "first": first, "second": second}
            yield failed(None, other.span, one.span, compared=(Compared(title, first, second),), fields=fields)
    if len(amounts) > 1 and not seen:
        yield passed()


def _is_one(scene: Scene, v: RawValue) -> bool:
    """Whether it is an amount by itself: no head of a column, and no factor."""
    return bool(_FIGURE.search(scene.text, v.span.start, v.span.end)) and not _TIMES.match(scene.text, v.span.end)


def slipped(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by exactly ten thousand."""
    return one == other * _SLIP or other == one * _SLIP


def _slipped(one: RawValue, other: RawValue) -> bool:
    assert one.n is not None and other.n is not None
    return one.currency == other.currency and slipped(one.n, other.n)


def _joined(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    for one, other in pairwise(amounts):
        between = Span(one.span.end, max(other.span.start, one.span.end))
        if _slipped(one, other) and len(between) <= _JOINED and scene.has(params["again"], between):
            yield _UNIT, one, other


def _named(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    by_noun: dict[str, list[RawValue]] = {}
    for v in amounts:
        if name := _noun(scene, params, v):
            by_noun.setdefault(name, []).append(v)
    for name, held in by_noun.items():
        pair = next(((a, b) for i, a in enumerate(held) for b in held[i + 1 :] if _slipped(a, b)), None)
        if pair:
            yield params["nouns"][name]["title"], *pair


def _noun(scene: Scene, params: Params, v: RawValue) -> str:
    """The name of the noun that stands last before an amount in its sentence, else first behind it; none of the others."""
    own = scene.sentence(v.span.start)
    before = Span(max(own.start, v.span.start - _BEFORE), v.span.start)
    behind = Span(v.span.end, max(min(own.end, v.span.end + _BEHIND), v.span.end))
    words = [("", params["other"]), *((name, noun["words"]) for name, noun in params["nouns"].items())]
    last = [(found[-1].end, name) for name, w in words if (found := scene.find(w, before))]
    first = [(found[0].start, name) for name, w in words if (found := scene.find(w, behind))]
    return max(last)[1] if last else min(first)[1] if first else ""


def _products(scene: Scene, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A price of one, a number of pieces and a sum that is ten thousand times theirs, or the reverse."""
    for one, other in pairwise(amounts):
        between = values.within(scene, Span(one.span.end, max(other.span.start, one.span.end)))
        pieces = [v for v in between if v.type in (ValueType.QUANTITY, ValueType.COUNT) and v.n]
        if len(pieces) == 1 and scene.sentence(one.span.start) == scene.sentence(other.span.start):
            assert one.n is not None and other.n is not None and pieces[0].n is not None
            if one.currency == other.currency and slipped(one.n * pieces[0].n, other.n):
                yield _UNIT, one, other


CHECK = Check("slips", PARAMS, run, fields=("attribute", "first", "second"))
