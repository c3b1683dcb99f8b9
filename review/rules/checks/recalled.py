"""A thing that a contract takes up again as the said one, with another value: "the cap is 5%", "the said cap is 9%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from review.commitments.values import RawValue
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed
from review.rules.checks.conflict import shown
from review.rules.checks.slips import slipped
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, Flag, MapOf, Param, PatternLists, Record

_THING = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "words": Param(PatternLists(), REQUIRED, "words for it, each of which may take up another"),
        "ends": Param(Flag(), False, "whether the words may also stand behind the value"),
    }
)
PARAMS = {
    "said": Param(PatternLists(), REQUIRED, "words before it by which it is the one told of before"),
    "things": Param(MapOf(_THING), REQUIRED, "what may be taken up again"),
    "unless": Param(PatternLists(), REQUIRED, "words in its sentence by which its value is changed, or another's"),
}
#: Characters from the words of taking up to the thing, from the thing to its value, and back to where it was told.
_TO_THING, _TO_VALUE, _BACK = 24, 24, 1200
#: What parts a thing from a value that is not its own.
_APART = re.compile(r"[,;:，。；]|[后内]|\b(?:after|within|and|or|plus)\b")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for said in scene.find(params["said"]):
        line = scene.sentence(said.start)
        if values.NUMBER.search(scene.finder.folded, said.end, line.end) and not scene.has(params["unless"], line):
            yield from _taken_up(scene, params, said, line)


def _taken_up(scene: Scene, params: Params, said: Span, line: Span) -> Iterator[Answer]:
    for thing in params["things"].values():
        after = Span(said.end - 1, max(said.end, min(line.end, said.end + _TO_THING)))
        named = scene.find(thing["words"], after)[:1]
        again = next((v for n in named if (v := _value(scene, thing, n, line))), None)
        before = _told(scene, thing, said.start, again) if again else None
        if again and before and _differ(before, again):
            yield _answer(scene, thing, before, again)
            return


def _told(scene: Scene, thing: Any, end: int, again: RawValue) -> RawValue | None:
    """The value of the thing where it was told last, of the sort that it now has."""
    for words in reversed(scene.find(thing["words"], Span(max(0, end - _BACK), end))):
        v = _value(scene, thing, words, scene.sentence(words.start))
        if v and v.type is again.type:
            return v
    return None


def _value(scene: Scene, thing: Any, words: Span, line: Span) -> RawValue | None:
    """The value nearest to the words, with nothing between them that parts them."""
    since = words.start - _TO_VALUE if thing["ends"] else words.start
    near = Span(max(line.start, since), max(words.end, min(line.end, words.end + _TO_VALUE)))
    text = scene.finder.folded
    held = [(_between(words, v.span), v) for v in values.within(scene, near) if not (v.blank or v.malformed or v.recurring)]
    own = [(len(b), v) for b, v in held if not _APART.search(text, b.start, b.end)]
    return min(own, key=lambda pair: pair[0])[1] if own else None


def _between(one: Span, other: Span) -> Span:
    start = min(one.end, other.end)
    return Span(start, max(start, one.start, other.start))


def _differ(one: RawValue, other: RawValue) -> bool:
    first, second = values.said(one), values.said(other)
    if not first or not second or (first[0], first[2]) != (second[0], second[2]) or first[1] == second[1]:
        return False
    alike = (one.per, one.day_type) == (other.per, other.day_type) and (one.unit == other.unit or first[0] == "duration")
    return alike and not (one.n and other.n and slipped(one.n, other.n))


def _answer(scene: Scene, thing: Any, one: RawValue, other: RawValue) -> Answer:
    first, second = shown(scene, one.span), shown(scene, other.span)
    fields = {"attribute": thing["title"], "first": first, "second": second}
    return failed(None, other.span, one.span, compared=(Compared(thing["title"], first, second),), fields=fields)


CHECK = Check("recalled", PARAMS, run, fields=("attribute", "first", "second"))
