"""Two limits of one thing side by side, of which the least lies above the most: ``≥10套且≤8套``, ``min 12%, max 9%``.

Limits that other words than a conjunction part are of two things, and may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "lower": Param(PatternLists(), REQUIRED, "words right before the least value"),
    "upper": Param(PatternLists(), REQUIRED, "words right before the greatest"),
}
#: What may stand between the words of a limit and its value.
_LEADS = re.compile(r"[\s:：=为是达约]*(?:of|is|be)?\s*")
#: What may stand between a limit and the next of the same thing.
_JOINS = re.compile(
    r"[\s,，、/()（）]*(?:且|并且|并|和|与|而|但|又|亦|及|and|but|nor)?[\s,，]*(?:(?:an?|the|its|in any case"
    r"|also)\s+)?[\s(（]*(?:应|须|也)?"
)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_REACH = 12


@dataclass(frozen=True)
class _Limit:
    words: Span
    value: Span
    n: Decimal
    unit: tuple[str, str] | None
    """Type and unit; None for a bare figure, whose unit follows the other limit."""
    least: bool


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    limits = _each_once(_limits(scene, params))
    broken = [(one, other) for one, other in pairwise(limits) if _of_one(scene, one, other) and _crossed(one, other)]
    for one, other in broken:
        span = Span(min(one.words.start, other.words.start), max(one.value.end, other.value.end))
        yield failed(scene.holder(span), span, fields={"found": scene.document.quote(span), "count": "1"})
    if limits and not broken:
        yield passed()


def _each_once(found: Iterable[_Limit]) -> list[_Limit]:
    """In text order, of each value the limit whose words begin first: ``not less than`` holds ``less than``."""
    first: dict[int, _Limit] = {}
    for limit in sorted(found, key=lambda limit: limit.words.start):
        first.setdefault(limit.value.start, limit)
    return sorted(first.values(), key=lambda limit: limit.value.start)


def _limits(scene: Scene, params: Params) -> Iterator[_Limit]:
    for name in ("lower", "upper"):
        for words in scene.find(params[name]):
            yield from _value(scene, words, name == "lower")


def _value(scene: Scene, words: Span, least: bool) -> Iterator[_Limit]:
    """The limit whose value follows the words; its figure alone where it has no unit of its own."""
    v = values.first(scene, Span(words.end, min(words.end + _REACH, len(scene.text))))
    said = values.said(v) if v else None
    if v and said and isinstance(said[1], Decimal) and _LEADS.fullmatch(scene.finder.folded, words.end, v.span.start):
        yield _Limit(words, v.span, said[1], (said[0], said[2]), least)
        return
    lead = _LEADS.match(scene.finder.folded, words.end)
    if lead and (figure := _FIGURE.match(scene.finder.folded, lead.end())):
        yield _Limit(words, Span(*figure.span()), Decimal(figure[0].replace(",", "")), None, least)


def _of_one(scene: Scene, one: _Limit, other: _Limit) -> bool:
    between = scene.finder.folded[one.value.end : other.words.start]
    comparable = one.unit is None or other.unit is None or one.unit == other.unit
    return comparable and one.least != other.least and _JOINS.fullmatch(between) is not None


def _crossed(one: _Limit, other: _Limit) -> bool:
    least, most = (one, other) if one.least else (other, one)
    return least.n > most.n


CHECK = Check("bounds", PARAMS, run, fields=("found", "count"))
