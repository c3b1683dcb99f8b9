"""Two values that the words themselves make one, and that are not: 45 days, that is, 60 days; 120 sets (135 in Annex 1); 120 sets
in the text and 135 behind the heading of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.language import Bilingual as Texts
from review.model.span import Span
from review.rules import values
from review.rules.beside import before, behind, gaps
from review.rules.check import Answer, Check, Params, failed
from review.rules.checks.conflict import shown
from review.rules.checks.slips import slipped
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "same": Param(PatternLists(), REQUIRED, "words between two values that say that the second is the first again"),
    "papers": Param(PatternLists(), REQUIRED, "papers of the contract right before the value that they tell"),
    "behind": Param(PatternLists(), REQUIRED, "the same right behind it"),
    "heads": Param(PatternLists(), REQUIRED, "the same where a sentence begins with one"),
    "whole": Param(PatternLists(), REQUIRED, "words of the number of all goods, where neither names them"),
    "unless": Param(PatternLists(), REQUIRED, "words from the one value to the other by which both may hold"),
}
_TITLES: Mapping[ValueType, Texts] = {
    ValueType.DURATION: {"zh": "期限", "en": "length of time"},
    ValueType.PERCENT: {"zh": "比例", "en": "percentage"},
    ValueType.QUANTITY: {"zh": "数量", "en": "quantity"},
    ValueType.MONEY: {"zh": "金额", "en": "amount"},
    ValueType.DATE: {"zh": "日期", "en": "date"},
}
#: Characters from words to the value on either side of them, and between two values of two papers.
_REACH, _APART = 36, 60
#: Back from a list to where the text told the same.
_BACK = 1500
#: What may stand before the heading in its sentence.
_NUMBERED = re.compile(r"[\s\d.()、·*-]*(?:第[一二三四五六七八九十\d]+[条款章])?\s*")
_THING = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{4,}")
#: What a value in a list may be said to be beside the name of its thing.
_BARE = re.compile(r"共|合|总|计|列|载|明|有|为|是|数量|units?|total\w*|list\w*|quantit\w*|pieces|sets")
_TO_VALUE = gaps(r"[^,。;\d]{0,3}", r"[^.;,\d]{0,6}")
_FROM_VALUE = gaps("", r"[ ,]{0,2}")
#: Lengths of time that differ by less than this share are one.
_NEARLY = 0.06


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [*_said_again(scene, params), *_of_papers(scene, params), *_listed(scene, params)]
    for one, other in dict.fromkeys(pairs):
        around = Span(one.span.end, max(one.span.end, other.span.start))
        if _differ(one, other) and not scene.has(params["unless"], around):
            yield _answer(scene, one, other)


def _said_again(scene: Scene, params: Params) -> Iterator[tuple[RawValue, RawValue]]:
    """The last value before the words and the first of its kind behind them, in one sentence."""
    for words in _amid_numbers(scene, scene.find(params["same"])):
        line = scene.sentence(words.start)
        ahead = _known(values.within(scene, Span(max(line.start, words.start - _REACH), words.start)))
        if ahead:
            last = Span(words.end - 1, max(words.end, min(line.end, words.end + _REACH)))
            again = _known(values.within(scene, last))[:1]
            yield from ((ahead[-1], v) for v in again if v.type is ahead[-1].type)


def _of_papers(scene: Scene, params: Params) -> Iterator[tuple[RawValue, RawValue]]:
    """A value that a paper tells, and the one of its kind that stands last before the paper."""
    for words in (*_amid_numbers(scene, scene.find(params["papers"])), *_amid_numbers(scene, scene.find(params["behind"]))):
        line = scene.sentence(words.start)
        near = Span(max(line.start, words.start - _APART), max(words.end, min(line.end, words.end + _REACH)))
        held = _known(values.within(scene, near))
        for told in held if len(held) > 1 else ():
            earlier = [v for v in held if v.span.end <= told.span.start and v.type is told.type]
            if earlier and told.span.start - earlier[-1].span.end <= _APART and _tells(scene, params, told):
                yield earlier[-1], told


def _listed(scene: Scene, params: Params) -> Iterator[tuple[RawValue, RawValue]]:
    """The first number behind the heading of a list, and the last before it of the same thing; none where one is the same."""
    text = scene.finder.folded
    for head in scene.find(params["heads"]):
        line = scene.sentence(head.start)
        if not _NUMBERED.fullmatch(text, line.start, head.start):
            continue
        again = _known(values.within(scene, Span(head.end, max(head.end, min(line.end, head.end + _REACH)))))
        if again and (again[0].type is ValueType.QUANTITY or again[0].per):
            named = _thing(text[head.end : again[0].span.start] + (again[0].unit or ""))
            told = [v for v in _before(scene, head, again[0]) if _of_thing(scene, params, v, named)]
            yield from ((v, again[0]) for v in told[-1:] if all(_differ(o, again[0]) for o in told))


def _before(scene: Scene, head: Span, again: RawValue) -> list[RawValue]:
    held = _known(values.within(scene, Span(max(0, head.start - _BACK), head.start)))
    return [v for v in held if (v.type, v.unit, v.per) == (again.type, again.unit, again.per)]


def _thing(words: str) -> set[str]:
    return set(_THING.findall(_BARE.sub(" ", words)))


def _of_thing(scene: Scene, params: Params, v: RawValue, named: set[str]) -> bool:
    """Whether a value is told of the thing, or both of all that is sold."""
    text = scene.finder.folded
    ahead = Span(max(scene.sentence(v.span.start).start, v.span.start - _REACH), v.span.start)
    own = _thing(text[ahead.start : ahead.end] + (v.unit or ""))
    return any(a.endswith(b) for a in own for b in named) if named else scene.has(params["whole"], ahead)


def _amid_numbers(scene: Scene, places: Iterable[Span]) -> Iterator[Span]:
    """The places before which a number stands and behind or in which another does; most need no value read."""
    text = scene.finder.folded
    for words in places:
        ahead = values.NUMBER.search(text, max(0, words.start - _APART), words.start)
        if ahead and values.NUMBER.search(text, words.start, words.end + _REACH):
            yield words


def _tells(scene: Scene, params: Params, v: RawValue) -> bool:
    ahead = before(scene, params["papers"], v.span, _TO_VALUE) is not None
    return ahead or behind(scene, params["behind"], v.span, _FROM_VALUE) is not None


def _known(held: Iterable[RawValue]) -> list[RawValue]:
    return [v for v in held if v.type in _TITLES and not (v.blank or v.malformed or v.recurring) and (v.n or v.iso)]


def _differ(one: RawValue, other: RawValue) -> bool:
    alike = one.unit == other.unit or one.type is ValueType.DURATION
    if one.per != other.per or one.currency != other.currency or not alike or one.day_type != other.day_type:
        return False
    if one.iso or other.iso:
        return bool(one.iso and other.iso and one.iso != other.iso)
    first, second = (in_unit(v, "hour") or v.n for v in (one, other))
    assert first is not None and second is not None
    near = (
        float(abs(first - second)) <= _NEARLY * float(max(first, second)) if one.type is ValueType.DURATION else first == second
    )
    return not near and not slipped(first, second)


def _answer(scene: Scene, one: RawValue, other: RawValue) -> Answer:
    title, first, second = _TITLES[one.type], shown(scene, one.span), shown(scene, other.span)
    fields = {"attribute": title, "first": first, "second": second}
    return failed(None, other.span, one.span, compared=(Compared(title, first, second),), fields=fields)


CHECK = Check("equated", PARAMS, run, fields=("attribute", "first", "second"))
