"""Two limits of one thing side by side, of which the least lies above the most: ``≥10套且≤8套``, ``28度以上、24度以下``.

Limits that other words than a conjunction part are of two things, and may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from review.commitments.values import RawValue
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.fractions import ONES
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "lower": Param(PatternLists(), REQUIRED, "words right before the least value"),
    "upper": Param(PatternLists(), REQUIRED, "words right before the greatest"),
    "upwards": Param(PatternLists(), REQUIRED, "words right behind the least value"),
    "downwards": Param(PatternLists(), REQUIRED, "words right behind the greatest"),
}
#: What may stand between the words of a limit and its value.
_LEADS = re.compile(r"[\s:：=为是达约]*(?:of|is|be)?\s*(?:(?:the|week|day|month|level|grade) (?=\d))?")
#: What may stand between a limit and the next of the same thing.
_JOINS = re.compile(
    r"(?:\s(?:c|f|celsius)\b)?(?:\s*(?:after|before|prior to))?"
    r"[\s,，、/()（）]*(?:且|并且|并|和|与|而|但|又|亦|及|同时|and|but|nor|yet)?[\s,，]*"
    r"(?:(?:an?|the|its|it|they|in any case|also|simultaneously|at the same time|always|at all times|never|however|still|yet|then"
    r"|shall|must|should|will|to|be|is|are|lies?|remains?|stays?|kept|keeps?|held)\s+){0,4}(?:within\s+)?[\s(（]*(?:应|须|也|同时|始终|仍)?"
)
_FIGURE = re.compile(
    rf"(?P<n>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(ONES)})\b)(?:(?:st|nd|rd|th)\b)?(?P<unit>\s?degrees?(?:\s(?:c|f|celsius)\b)?|\s?[a-z°%℃]{{1,14}}\b|\s?(?:摄氏|华氏)?[°%℃度](?:c\b)?)?"
)
_BARE = ["of", "and", "or", "nor", "but", "the", "a"]
_REACH = 12
#: So many times above the greatest, the least has a word of scale that the greatest leaves out: $20 million and up to $30.
_LEFT_OUT = 1000


@dataclass(frozen=True)
class _Limit:
    span: Span
    value: Span
    n: Decimal
    unit: tuple[str, str] | None
    """Type and unit; None for a bare figure, whose unit follows the other limit."""
    least: bool


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    limits = _each_once(_limits(scene, params))
    broken = [(one, other) for one, other in pairwise(limits) if _of_one(scene, one, other) and _crossed(one, other)]
    for one, other in broken:
        span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
        yield failed(scene.holder(span), span, fields={"found": scene.document.quote(span), "count": "1"})
    if limits and not broken:
        yield passed()


def _each_once(found: Iterable[_Limit]) -> list[_Limit]:
    """In text order, of each value the limit whose words begin first: ``not less than`` holds ``less than``."""
    first: dict[int, _Limit] = {}
    for limit in sorted(found, key=lambda limit: limit.span.start):
        first.setdefault(limit.value.start, limit)
    return sorted(first.values(), key=lambda limit: limit.value.start)


def _limits(scene: Scene, params: Params) -> Iterator[_Limit]:
    for name in ("lower", "upper"):
        for words in scene.find(params[name]):
            yield from _value(scene, words, name == "lower")
    for name in ("upwards", "downwards"):
        for words in scene.find(params[name]):
            yield from _before(scene, words, name == "upwards")


def _value(scene: Scene, words: Span, least: bool) -> Iterator[_Limit]:
    """The limit whose value follows the words; its figure alone where it has no unit that the grammar knows."""
    v = values.first(scene, Span(words.end, min(words.end + _REACH, len(scene.text))))
    lead = _LEADS.match(scene.finder.folded, words.end)
    if v and (said := _said(v)) and _LEADS.fullmatch(scene.finder.folded, words.end, v.span.start):
        yield _Limit(Span(words.start, v.span.end), v.span, *said, least)
    elif lead and (figure := _FIGURE.match(scene.finder.folded, lead.end())):
        yield _of_figure(figure, words, least)


def _before(scene: Scene, words: Span, least: bool) -> Iterator[_Limit]:
    """The limit whose value ends where the words begin."""
    held = [v for v in values.within(scene, Span(max(words.start - _REACH, 0), words.start)) if v.span.end == words.start]
    if held and (said := _said(held[-1])):
        yield _Limit(Span(held[-1].span.start, words.end), held[-1].span, *said, least)
        return
    start = max(words.start - _REACH, 0)
    figures = [m for m in _FIGURE.finditer(scene.finder.folded, start, words.start) if m.end() == words.start]
    yield from (_of_figure(m, words, least) for m in figures[-1:])


def _said(v: RawValue) -> tuple[Decimal, tuple[str, str]] | None:
    said = values.said(v)
    return (said[1], (said[0], said[2])) if said and isinstance(said[1], Decimal) else None


def _of_figure(figure: re.Match[str], words: Span, least: bool) -> _Limit:
    unit = (figure["unit"] or "").strip()
    named = unit and unit not in _BARE
    value = Span(figure.start(), figure.end() if named else figure.end("n"))
    n = Decimal(ONES[figure["n"]]) if figure["n"] in ONES else values.figures(figure["n"])
    span = Span(min(words.start, value.start), max(words.end, value.end))
    return _Limit(span, value, n, ("", unit) if named else None, least)


def _of_one(scene: Scene, one: _Limit, other: _Limit) -> bool:
    between = scene.finder.folded[one.span.end : other.span.start]
    comparable = one.unit is None or other.unit is None or one.unit == other.unit
    return comparable and one.least != other.least and _JOINS.fullmatch(between) is not None


def _crossed(one: _Limit, other: _Limit) -> bool:
    least, most = (one, other) if one.least else (other, one)
    return _LEFT_OUT > least.n / most.n > 1 if most.n else least.n > 0


CHECK = Check("bounds", PARAMS, run, fields=("found", "count"))
