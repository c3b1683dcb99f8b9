"""One attribute, two values: in the contract and in its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from review.commitments.values import scan
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
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
        mentions = list(_in_text(scene.text, attribute)) if scene.facts.attachments else []
        seen = seen or len(mentions) > 1
        answer = _differs(scene, attribute, mentions)
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


def _in_text(text: str, attribute: Any) -> Iterator[Mention]:
    """The first value behind the words on their line."""
    words: Patterns = attribute["words"]
    lines = Lines(fold(text))
    whole = lines.excerpt(lines.readable)
    for _, end in lines.matches(compiled(words, {"buyer": "x", "seller": "x"}), whole) if whole else ():
        piece = text[end : end + _REACH].split("\n")[0]
        for v in scan(piece)[:1]:
            key = values.key(v)
            if key and v.type.value == attribute["type"]:
                yield v.span.shifted(end), key[1], key[2]


CHECK = Check("consistency", PARAMS, run, fields=("attribute", "first", "second"))
