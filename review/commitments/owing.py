"""What grammar and custom say of who owes, before anything learned."""

from __future__ import annotations

import re

from review.commitments.customs import customary
from review.commitments.kinds import KINDS
from review.commitments.obligor import speaks
from review.commitments.reading import Reading
from review.model.commitment import OPPOSITE, Modality, Party


def _of_price(text: str) -> Party:
    """A price is the seller's promise, a cost that is charged or added is the buyer's."""
    return Party.BUYER if _CHARGED.search(text) else Party.SELLER


def _of_term(text: str) -> Party:
    """A contract's term binds both, a term of service or of works the seller."""
    return Party.SELLER if _SERVICE_TERM.search(text) else Party.BOTH


_PRONOUN = re.compile(r"(?:They|It|He|She|Same|其|该方)\b|其(?!他|它|余|中)", re.IGNORECASE)
_CHARGED = re.compile(
    r"\b(?:charged (?:at|to|according|separately)|will be charged"
    r"|shall be charged|is charged|exclusive of|does not include"
    r"|do not include|at cost|be increased|adjustments?|payable by)\b"
    r"|另行收费|另行支付|甲方另",
    re.IGNORECASE,
)
_SERVICE_TERM = re.compile(
    r"服务期|服务实施|工期|维护期|质保|maintenance and support shall|support shall continue"
    r"|maintenance (?:is|shall be|will be) for",
    re.IGNORECASE,
)
#: A leave with a duty of its own: whoever has the leave owes the duty.
_BUT_MUST = {
    "zh": re.compile(r"但(?:是)?(?:[^，。；甲乙]{0,8})(?:应|须|必须|不得)"),
    "en": re.compile(
        r"\bprovided,? (?:however,? )?that (?:it|they|he) (?:shall|must|will|remains?|is|are)\b|\bbut agrees\b", re.IGNORECASE
    ),
}
#: Opens with its verb: the subject is that of the words before it.
_GOES_ON = {
    "zh": re.compile(r"(?:并且|并|且|同时|但是|但)?(?:应|可|不得|须|必须|有权|保证|承诺|负责)(?!能|用|抗)"),
    "en": re.compile(r"(?:and |but |or )?(?:shall|will|may|must|agrees)\b|(?:and|or) [a-z]{2,20}ing\b"),
}
#: A title over the duties of a party, its name left out: ``乙方的权利和义务``, ``Supplier's obligations``.
_CHARGES = {
    "zh": re.compile(
        r"[\W\dＡ-ＺA-Z一二三四五六七八九十]*\ue000(?:的|应负的?|应承担的|主要|基本|其他)*(?:(?:权利|义务|责任|职责|工作)[和与及、]?)*"
        r"(?:[（(][^（）()]*[)）])?[:：]?"
    ),
    "en": re.compile(
        r"[\W\d]*(?:\ue000['’]?s?(?: \w+){0,2} (?:obligations?|responsibilit(?:y|ies)|duties|undertakings)"
        r"|(?:obligations|responsibilities|duties|undertakings)(?: \w+){0,3} of \ue000)[.:]?",
        re.IGNORECASE,
    ),
}
#: Ends what leads to a whole contract, and to none of its duties: ``…双方确认，条款如下：``, ``the parties agree as follows:``.
_PREAMBLE = re.compile(
    r"(?:条款|协议|合同|约定|事项)如下\s*[:：，。]?\s*$|\b(?:agree|agreed|covenant)s? as follows\W*$", re.IGNORECASE
)
#: What stands among a party's rights and duties, and is a right by its verb.
_BY_RIGHT = re.compile(r"(?:有权|依法|按[^，。；]{1,12}约定)?(?:检查|监督|督促|督导|获得|取得|享有|享受|要求|可(?!能|用|靠))")
_FREED = re.compile(
    r"[^，。；]{0,30}?(?:不承担[^，。；]{0,12}责任|无需[^，。；]{0,30}(?:承担|支付|补偿)|不负[^，。；]{0,6}责任|不负责)"
)
_CUSTOM = {"K15": _of_price, "K17": _of_price, "K13": _of_term}
_SELLER_KINDS = "K01 K02 K03 K05 K06 K07 K08 K09 K10 K12 K14 K15 K17 K18 K19 K20 K21 K22 K23 K28 K29"
#: Who owes a promise of the kind by custom, when no words say it.
USUAL = {
    **dict.fromkeys(_SELLER_KINDS.split(), Party.SELLER),
    **dict.fromkeys(("K11", "K16"), Party.BUYER),
    **dict.fromkeys(("K13", "K24", "K26", "K27", "K00"), Party.BOTH),
}


def _bound(reading: Reading) -> bool:
    return reading.acting.settled or _leader(reading) is not None or _mutual(reading) or _charged(reading) is not None


def _mutual(reading: Reading) -> bool:
    """Whether the sentence speaks of either party and of nobody by name (因一方原因…应通知对方)."""
    return reading.key == "zh" and bool(reading.mentions) and all(m.side is Party.BOTH for m in reading.mentions)


def _by_custom(reading: Reading, kind: str) -> Party | None:
    """What a construction says; silent for a general promise, of which nothing is known."""
    if kind == KINDS[0]:
        return None
    return customary(reading.key, kind, reading.unit.text, reading.mentions, _bound(reading))


def owner(reading: Reading) -> Party | None:
    """The side that grammar makes owe, whatever the kind; ``None`` where it says nothing."""
    return Party(next(iter(owing(reading, KINDS[0])))) if _bound(reading) else None


def _led(reading: Reading) -> bool:
    """Whether a lead-in governs it that is not that of the whole contract."""
    return bool(reading.unit.lead) and not _PREAMBLE.search(reading.unit.lead)


def _leader(reading: Reading) -> Party | None:
    """The side that the lead-in of a list puts under the duty, for an item that has no subject of its own."""
    found = reading.leading
    if reading.mentions:
        own = reading.acting.settled or any(speaks(reading.key, reading.unit.text, m) for m in reading.mentions)
        return found.side if _led(reading) and found.how == "subject" and not own else None
    if not reading.unit.lead:
        return found.side if found.how == "subject" and _GOES_ON[reading.key].match(reading.unit.text) else None
    return found.side if _led(reading) and (found.settled or found.how == "only") else None


def _charged(reading: Reading) -> Party | None:
    """The side that owes what has no subject and stands under the title of a party's duties: across from it what is its right."""
    named = next(iter(reading.title_mentions), None)
    if named is None or named.side not in OPPOSITE or (_led(reading) and reading.leading.settled):
        return None
    titles = (f"{t[: named.start]}\ue000{t[named.end :]}" for t in reading.unit.headings[-2:])
    if not any(_CHARGES[reading.key].fullmatch(t.strip()) for t in titles):
        return None
    right = reading.bearing[0] is Modality.RIGHT or _BY_RIGHT.match(reading.unit.text)
    return OPPOSITE[named.side] if right else named.side


def owing(reading: Reading, kind: str) -> dict[str, float]:
    """What grammar and custom say of who owes, by side: a subject with a word that binds says most, the custom of the kind least.

    A right binds the other side.
    """
    return owed(reading, kind)[0]


def owed(reading: Reading, kind: str) -> tuple[dict[str, float], bool]:
    """As ``owing``, and whether grammar settles it: a construction, a subject of the sentence's own, or of its list's lead-in."""
    by_custom = _by_custom(reading, kind)
    return ({str(by_custom): 2.0}, True) if by_custom is not None else (_by_grammar(reading, kind), _bound(reading))


def _as_led(reading: Reading, leader: Party) -> Party:
    """The side that owes what stands under a lead-in whose subject is ``leader``: the other, where it is given a right."""
    right = reading.bearing[0] is Modality.RIGHT and not _BUT_MUST[reading.key].search(reading.unit.text)
    return OPPOSITE.get(leader, leader) if right else leader


def _by_grammar(reading: Reading, kind: str) -> dict[str, float]:
    acting, (modality, word) = reading.acting, reading.bearing
    if reading.is_case and reading.leading.side is not None and reading.leading.how == "subject":
        return {str(_as_led(reading, reading.leading.side)): 2.0}
    if acting.side is not None and acting.settled:
        freed = bool(_FREED.match(reading.unit.text, acting.at))
        passive = acting.how == "agent" and reading.key == "zh"
        if acting.how == "gate":
            return {str(OPPOSITE.get(acting.side, acting.side)): 1.0}
        granted = modality is Modality.RIGHT and not passive and not _BUT_MUST[reading.key].search(reading.unit.text, acting.at)
        side = OPPOSITE.get(acting.side, acting.side) if freed or granted else acting.side
        return {str(side): 2.0 if word and acting.how == "subject" else 1.0}
    if _mutual(reading):
        return {str(Party.BOTH): 2.0}
    if (leader := _leader(reading)) is not None:
        return {str(_as_led(reading, leader)): 2.0}
    if (charged := _charged(reading)) is not None:
        return {str(charged): 2.0}
    usual = _CUSTOM[kind](reading.unit.text) if kind in _CUSTOM else USUAL.get(kind)
    found = {str(usual): 1.2 if kind in _CUSTOM else 0.7} if usual is not None else {}
    before = reading.leading
    title = next((m.side for m in reading.title_mentions), None)
    bare = 1.0 if acting.side is Party.BOTH or acting.how in ("giver", "opener") else 0.3
    trusts = (
        (before.side, 1.5 if _led(reading) else 1.0 if _PRONOUN.match(reading.unit.text) else 0.2 if before.settled else 0.0),
        (title, 0.8),
        (acting.side, bare),
    )
    for named, trust in trusts:
        if named is not None:
            found[str(named)] = found.get(str(named), 0.0) + trust
    return found
