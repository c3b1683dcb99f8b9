"""Who owes: the subject of the duty, the agent of a passive, the subject of the lead-in; for a right, the other side."""

from __future__ import annotations

import re

from review.commitments.modality import language_key
from review.commitments.reading import Mention, Reading
from review.model.commitment import Modality, Party

_AFTER = {
    "zh": re.compile(r"[^，。；、：]{0,14}?(?:应|须|必须|不得|负责|保证|承诺|有权|可|将|需|同意|承担|确保|提供|支付|按|进行|对)"),
    "en": re.compile(
        r"[^,.;:]{0,60}?\b(?:shall|will|must|agrees?|may|warrants?|represents?|undertakes?|is|are|has|have|hereby|reserves|does|should|provides?|can|acknowledges?|guarantees?)\b",
        re.IGNORECASE,
    ),
}
_BEFORE = {"zh": re.compile(r"由$"), "en": re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)}
_OBJECT = {
    "zh": re.compile(r"(?:向|给|与|对|为|经|至|从|于|和|及|需|要求|凭|征得|按|接到|收到|根据|通知)$"),
    "en": re.compile(
        r"\b(?:to|from|with|of|for|on behalf of|against|between|and|upon|at|on|if|that)\s+(?:the\s+)?$", re.IGNORECASE
    ),
}
_OTHER = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}
#: Who usually owes a promise of the kind when no word says it.
USUAL = {
    "K16": Party.BUYER,
    "K25": Party.BUYER,
    "K13": Party.BOTH,
    "K24": Party.BOTH,
    "K26": Party.BOTH,
    "K27": Party.BOTH,
    "K00": Party.BOTH,
}


def subject_of(reading: Reading) -> tuple[Party | None, str]:
    """The side that acts, and how it was found: ``agent``, ``subject``, ``lead``, ``only``, ``first`` or nothing."""
    key, text = language_key(reading), reading.unit.text
    found = _by_words(key, text, reading.mentions)
    if found[0] is not None:
        return found
    sides = reading.sides()
    if len(sides) == 1:
        return sides[0], "only"
    return (sides[0], "first") if sides else (None, "")


def bound(side: Party, modality: Modality, how: str) -> Party:
    """The side that is bound when ``side`` acts: a right binds the other one."""
    return _OTHER.get(side, side) if modality is Modality.RIGHT and how != "agent" else side


def _by_words(key: str, text: str, mentions: tuple[Mention, ...]) -> tuple[Party | None, str]:
    for mention in mentions:
        before = text[max(0, mention.start - 20) : mention.start]
        if _BEFORE[key].search(before):
            return mention.side, "agent"
    for mention in mentions:
        before = text[max(0, mention.start - 20) : mention.start]
        if _AFTER[key].match(text, mention.end) and not _OBJECT[key].search(before):
            return mention.side, "subject"
    return None, ""
