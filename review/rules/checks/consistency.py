"""One attribute, two values: in the contract and in its attachments, or in its body and one of its annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from review.commitments.values import scan
from review.model.commitment import ValueType
from review.model.document import ClauseKind
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.conflict import shown
from review.rules.lines import Lines
from review.rules.patterns import Patterns, compiled
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, MapOf, OneOf, Param, PatternLists, Record
from review.rules.text import fold

_ATTRIBUTE = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "words": Param(PatternLists(), REQUIRED, "words right before the value"),
        "type": Param(OneOf(tuple(t.value for t in ValueType)), REQUIRED, "type of the value"),
    }
)
PARAMS = {"attributes": Param(MapOf(_ATTRIBUTE), REQUIRED, "what a contract says once")}
_REACH = 24
Mention = tuple[Span, Decimal | str, str]
"""Place, value and unit."""


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    seen = False
    for attribute in params["attributes"].values():
        mentions = list(_own(scene, attribute))
        seen = seen or len(mentions) > 1
        answer = _differs(scene, attribute, mentions) or _differs_within(scene, attribute, mentions)
        if answer:
            yield answer
    if seen:
        yield passed()


def _differs(scene: Scene, attribute: Any, mentions: list[Mention]) -> Answer | None:
    for attachment in scene.facts.attachments:
        for place, n, unit in _in_text(attachment.text, attribute):
            for one in mentions:
                if (n, unit) == one[1:] or unit != one[2]:
                    continue
                first, second = scene.document.quote(one[0]), attachment.quote(place)
                compared = (Compared(attribute["title"], first, f"{second} ({attachment.source.name})"),)
                fields = {"attribute": attribute["title"], "first": first, "second": second}
                return failed(None, one[0], compared=compared, fields=fields)
    return None


def _differs_within(scene: Scene, attribute: Any, mentions: list[Mention]) -> Answer | None:
    """The one value that the body gives against the one that the annexes give; several are of several things."""
    annexed = [m for m in mentions if scene.in_annex(m[0].start)]
    body = [m for m in mentions if m not in annexed]
    sides = {m[1:] for m in body}, {m[1:] for m in annexed}
    if any(len(side) != 1 for side in sides) or sides[0] == sides[1] or body[0][2] != annexed[0][2]:
        return None
    first, second = shown(scene, body[0][0]), shown(scene, annexed[0][0])
    fields = {"attribute": attribute["title"], "first": first, "second": second}
    return failed(None, body[0][0], annexed[0][0], compared=(Compared(attribute["title"], first, second),), fields=fields)


def _own(scene: Scene, attribute: Any) -> Iterator[Mention]:
    """Those of the contract, where there is anything to hold them against."""
    if scene.facts.attachments or any(scene.clauses_of(ClauseKind.ANNEX)):
        yield from _behind(scene.text, (s.end for s in scene.find(attribute["words"])), attribute)


def _in_text(text: str, attribute: Any) -> Iterator[Mention]:
    """Those of another document."""
    words: Patterns = attribute["words"]
    lines = Lines(fold(text))
    whole = lines.excerpt(lines.readable)
    found = lines.matches(compiled(words, {"buyer": "x", "seller": "x"}), whole) if whole else ()
    yield from _behind(text, (end for _, end in found), attribute)


def _behind(text: str, places: Iterable[int], attribute: Any) -> Iterator[Mention]:
    """The first value behind each of the places on its line."""
    for end in places:
        for v in scan(text[end : end + _REACH].split("\n")[0])[:1]:
            key = values.key(v)
            if key and v.type.value == attribute["type"]:
                yield v.span.shifted(end), key[1], key[2]


CHECK = Check("consistency", PARAMS, run, fields=("attribute", "first", "second"))
