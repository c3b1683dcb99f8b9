"""Names beside a party's label that are another's: 甲方：某公司 in the head and 甲方：另一公司（盖章） where it signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.commitments.companies import BODY, FORM
from review.model.commitment import PartyName
from review.model.span import Span
from review.rules.scene import Scene
from review.rules.text import fold

_CHINESE = (
    r"[ \t]*(?:[(（][^()（）\n]{{1,10}}[)）])?[ \t]*[:：][ \t]*"
    rf"(?P<name>[\u4e00-\u9fff]{{{{4,24}}}}?{BODY})(?=[\s(（,，。；;]|$)"
)
_ENGLISH = (
    r"\b(?:[Ff]or|[Bb]ehalf of)(?: and on behalf of)?(?: the)? {}[ \t]*[:：][ \t]*"
    rf"(?P<name>(?:[A-Z][\w&.'()-]* ){{{{1,5}}}}{FORM}\b)"
)
_LEAST = 4


def others(scene: Scene) -> Iterator[Span]:
    """Where another name than the party's own stands beside its label."""
    for party in (p for p in scene.facts.understanding.parties if p.name):
        own = plain(party.name or "")
        for span in _beside(scene.text, party):
            name = plain(scene.text[span.start : span.end])
            if len(own) >= _LEAST and name not in own and own not in name:
                yield span


def _beside(text: str, party: PartyName) -> Iterator[Span]:
    for term in party.terms:
        pattern = _ENGLISH if term.isascii() else r"(?<![\u4e00-\u9fff]){}" + _CHINESE
        yield from (Span(*m.span("name")) for m in re.finditer(pattern.format(re.escape(term)), text, re.MULTILINE))


def plain(name: str) -> str:
    """A name without the signs in which its spellings differ."""
    return re.sub(r"[\s,.()'\"-]+", "", fold(name))
