"""Who acts in a sentence: the subject of its main clause, the agent of a passive, the owner of the thing spoken of.

Conditions come first in contracts and have subjects of their own; the main clause is what is left of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from review.commitments.mention import Mention
from review.model.commitment import Party

_BINDS = {
    "zh": r"(?:应当?|须|必须|不得|负责|保证|承诺|有权|可以?(?!能|用)|将|需要?(?!求)|同意|承担"
    r"|确保|提供|支付|出具|开具|进行|享有|保留|不|已|愿|派|向|对|按|凭|为|在|于|从|无权|无需"
    r"|确认|指派|指定|安排|组织|办理|配合|协助|认为|根据|严格|自行|迟延|收到|接到|逾期|未|违反|发生|提出|出现|怠于|拒绝|延迟)",
    "en": r"(?:shall|will|must|agrees?|may|warrants?|represents?|undertakes?"
    r"|is|are|was|has|have|had|hereby|reserves?|does|do|did"
    r"|should|provides?|can|cannot|acknowledges?|guarantees?"
    r"|fails?|grants?|needs?|assumes?|indemnif\w+|defines?|requires?"
    r"|makes?|finds?|accepts?|implements?|not|wil)",
}
_SUBJECT = {
    "zh": re.compile(r"[\u4e00-\u9fff（）()、“”\s]{0,12}?" + _BINDS["zh"]),
    "en": re.compile(
        r"(?:['’]s?\s+(?:[\w-]+\s+){1,9}|,[^,]{3,90},\s*|\s+(?:nor"
        r"|or)\s+[\w ]{2,30}|\s+(?:and its [\w ]{3,40}|or its [\w ]{3,40}"
        r"|[\w-]+ly|also|then|further|therefore|hereby|personnel"
        r"|employees|upon [\w ]{3,60})\s*){0,2}\s*,?\s*\b" + _BINDS["en"] + r"\b",
        re.IGNORECASE,
    ),
}
#: Words after which a subject is bound without doubt.
_STRONG = {
    "zh": re.compile(
        r"[^，。；]{0,30}?(?:应|须|必须|不得|有权|负责|承担|保证|承诺|(?<!许|认)可(?!能|用|靠)|同意|确保|无权|保留|无需|需(?!求))"
    ),
    "en": re.compile(
        r"[^.;]{0,60}?\b(?:shall|will|must|may|undertakes?|warrants?"
        r"|agrees? (?:to|not)|is (?:entitled|responsible)|has the"
        r"|reserves|has to|indemnif)\b",
        re.IGNORECASE,
    ),
}
_AGREES_THAT = re.compile(
    r"\s+(?:hereby\s+)?(?:acknowledges?|agrees?|understands?|confirms?|and agrees?|\s)+\s*that\b|确认[，,]", re.IGNORECASE
)
_OPENS = {
    "zh": re.compile(
        r"(?:^|[，。；：:、）)]|则|但|且|并|同时|而|否则|均|要求|规定|约定|如果|如|若|当|一旦|凡|因|由于|因此|所以|后|时|前|内|日)[\s“]*$"
    ),
    "en": re.compile(
        r"(?:^|[,;:.)(]|\b(?:and|or|but|that|then|than|if|when|where"
        r"|should|event|whether|because|as|unless|until|provided"
        r"|case|nor|shall|will|may|hereof|hereto|whereas|neither"
        r"|both|either|except|hereunder|any|such|so|which|each|for each"
        r"|staff of|representatives of|behalf of|rights of|obligations? of"
        r"|liability of|responsibility of|interests of))[\s\"“'(]*(?:the\s+)?$",
        re.IGNORECASE,
    ),
}
_BORNE = re.compile(r"(?:由|不免除|不排除)\s*$")
_BY = re.compile(
    r"(?<!that may )(?<!which may )\b(?:be|been|is|are)\b(?![^.;]*\b(?:as"
    r"|unless)\b)[^.;]{2,80}\bby\s+(?:the\s+)?$|(?<=.)\b(?:subject to"
    r"|contingent upon|conditioned (?:up)?on)[\s:(i)]*(?:the\s+)?$",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:to|from|by|of|with|for|on|upon|against|between|in)\s+(?:the\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
_MODAL = re.compile(r"\s+(?:hereby\s+)?(?:shall|will|must|agrees to|undertakes|warrants)\b", re.IGNORECASE)
_CONDITION = {
    "zh": re.compile(r"^(?:如果|如|若|倘若|一旦|凡|因|由于|当|除非|除)"),
    "en": re.compile(
        r"^(?:if|in the event|in case|where|when|should|upon|unless"
        r"|notwithstanding|subject to|except|after|before|following"
        r"|during|within|at the|on request|for|provided|to the extent"
        r"|once|until|without|in consideration|by)\b",
        re.IGNORECASE,
    ),
}
_JOINED = re.compile(r"\s*(?:和|与|、|及|and|or)\s*(?:the\s+)?", re.IGNORECASE)
_TAIL = re.compile(r"(?:的|时|后|前|起|内|外|情况下)[，,]?$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A side, how it was found (``subject``, ``agent``, ``condition``, ``only``, ``first``, nothing), and where its words end."""

    side: Party | None
    how: str = ""
    at: int = 0

    @property
    def settled(self) -> bool:
        """Whether grammar says so, and not a bare mention."""
        return self.how in ("subject", "agent", "condition")


def actor(key: str, text: str, mentions: tuple[Mention, ...]) -> Actor:
    """The side that acts in a text of a language (``zh`` or ``en``)."""
    subjects = [m for m in mentions if _is_subject(key, text, m)]
    main = [m for m in subjects if not _in_condition(key, text, m)]
    agents = [m for m in mentions if _is_agent(key, text, m)]
    agreed = next((f.end() for m in main if (f := _AGREES_THAT.match(text, m.end))), None)
    if agreed is not None:
        main = [m for m in mentions if m.start >= agreed and (m in main or m.start - agreed < 6)] or main
    main = [m for m in main if _STRONG[key].match(text, m.end)] or main
    if main and not (agents and _passes_on(key, text, main[0], agents[0])):
        return Actor(_together(key, text, main[0], mentions), "subject", main[0].end)
    if agents:
        return Actor(agents[0].side, "agent", agents[0].end)
    if subjects:
        return Actor(subjects[-1].side, "condition", subjects[-1].end)
    sides = tuple(dict.fromkeys(m.side for m in mentions))
    return Actor(sides[0], "only" if len(sides) == 1 else "first") if sides else Actor(None)


def _is_subject(key: str, text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 24) : mention.start]
    if key == "en" and _MODAL.match(text, mention.end) and (not _OBJECT.search(before) or _OF.search(before)):
        return True
    return bool(_SUBJECT[key].match(text, mention.end) and _OPENS[key].search(before))


def _passes_on(key: str, text: str, subject: Mention, agent: Mention) -> bool:
    """Whether nothing binds the subject before the agent is named (甲方的损失由乙方承担)."""
    return key == "zh" and (agent.start < subject.start or not re.search("应|须|不得|有权|可", text[subject.end : agent.start]))


def _is_agent(key: str, text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 80) : mention.start]
    return bool(_BORNE.search(before)) if key == "zh" else bool(_BY.search(before))


def _in_condition(key: str, text: str, mention: Mention) -> bool:
    """Whether the mention stands in a part that only says when or if."""
    opens = max(text.rfind(c, 0, mention.start) for c in "，,；;：:。") + 1
    closes = min((i for c in "，,；;。" if (i := text.find(c, mention.end)) >= 0), default=len(text))
    piece = text[opens:closes].strip()
    if key == "zh":
        return bool(_TAIL.search(piece)) or (bool(_CONDITION["zh"].match(piece)) and closes < len(text) - 1)
    return bool(_CONDITION["en"].match(piece)) and closes < len(text) - 2


def _together(key: str, text: str, first: Mention, mentions: tuple[Mention, ...]) -> Party:
    """Both, when another side is joined to the subject (甲方和乙方应…, Flotek and FCC shall …)."""
    for other in mentions:
        low, high = (first, other) if first.start < other.start else (other, first)
        joined = other.side is not first.side and low.end <= high.start and _JOINED.fullmatch(text[low.end : high.start])
        if joined and not re.search(r"(?:向|给|between)\s*$", text[: low.start]):
            return Party.BOTH
    return first.side
