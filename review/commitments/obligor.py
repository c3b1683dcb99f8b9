"""Who acts in a sentence: the subject of its main clause, the agent of a passive, the owner of the thing spoken of.

Conditions come first in contracts and have subjects of their own; the main clause is what is left of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from review.commitments.mention import Mention
from review.commitments.squeezed import squeezed
from review.model.commitment import OPPOSITE, Party
from review.model.quick import quick

_BINDS = {
    "zh": r"(?:应当?|须|必须|不得|负责|保证|承诺|有权|可以?(?!能|用)|将|需要?(?!求)|同意|承担"
    r"|确保|提供|支付|出具|开具|进行|享有|保留|不|已|愿|派|向|对|按|凭|为|在|于|从|无权|无需"
    r"|确认|指派|指定|安排|组织|办理|配合|协助|认为|根据|严格|自行|迟延|收到|接到|自(?=接到|收到|签|交)|通知(?=[甲乙丙买卖供需])|逾期|未|违反|发生|提出|出现|怠于|拒绝|延迟)",
    "en": r"(?:shall|will|must|agrees?|may|warrants?|represents?|undertakes?"
    r"|is|are|was|has|have|had|hereby|reserves?|does|do|did"
    r"|should|provides?|can|cannot|acknowledges?|guarantees?"
    r"|fails?|grants?|needs?|assumes?|indemnif\w+|defines?|requires?"
    r"|makes?|finds?|accepts?|implements?|not|wil"
    r"|sends?|pays?|gives?|keeps?|delivers?|supplies|submits?|remains?|holds?|bears?|takes|ensures?|notif(?:y|ies)|confirms?"
    r"|reports?|maintains?|owns?|retains?|carries|names|appoints?|returns?|performs?|commits?|targets?"
    r"|covenants?|certif(?:y|ies)|waives?|consents?|releases?|assigns?|licenses?|elects?)",
}
_SUBJECT = {
    "zh": re.compile(r"[\u4e00-\u9fff（）()、“”\s]{0,12}?" + _BINDS["zh"]),
    "en": re.compile(
        r"(?:['’]s?\s+(?:[\w-]+\s+){1,9}|,[^,]{3,90},\s*|\s+(?:nor"
        r"|or)\s+[\w ]{2,30}|\s+(?:or any [\w ]{3,60}|and its [\w ]{3,40}|or its [\w ]{3,40}|and (?:its )?affiliate[\w ]{0,12}"
        r"|[\w-]+ly|each|both|all|\((?:i|a|A|1)\)|also|then|further|therefore|hereby|at all times"
        r"|(?:[\w-]+ ){0,3}(?:personnel|employees?|representatives?|staff|agents?|officers?|engineers?|technicians?"
        r"|specialists?|team)"
        r"|(?:in|at) its (?:own |sole |absolute |reasonable |and )*[\w ]{0,12}(?:discretion|option|election|expense|cost)s?"
        r"|(?:in|at|of|from|during|for|under) [\w ]{3,40}|upon [\w ]{3,60})\s*){0,2}\s*,?\s*\b" + _BINDS["en"] + r"\b",
        re.IGNORECASE,
    ),
}
#: Words after which a subject is bound without doubt.
_STRONG = {
    "zh": re.compile(
        r"[^，。；]{0,30}?(?:应|须|必须|不得|有权|有责任|有义务|负责|承担|保证|承诺|(?<!许|认)可(?!能|用|靠)|同意|确保|无权|保留|无需|需(?!求))"
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
        r"|both|either|except|hereunder|any|an?|these|those|such|so|which|each|for each"
        r"|staff of|representatives of|behalf of|rights of|obligations? of"
        r"|liability of|responsibility of|interests of|(?:each|every) (?:day|week|month|quarter|year)))[\s\"“'(]*(?:the\s+)?$",
        re.IGNORECASE,
    ),
}
#: Opens a part that only says when, if or which; its subject is not that of the sentence.
_SUBORDINATE = re.compile(
    r"\b(?:if|when|where|whether|because|as|unless|until|after|before|which|whom?|whose|while|once|since|although|than"
    r"|to the extent|in the event(?: that)?|should)\s+(?:(?:either|both|the)\s+)?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\bthat\s+(?:the\s+)?$", re.IGNORECASE)
_SAYS_THAT = re.compile(
    r"\b(?:agree|acknowledg|understand|confirm|warrant|represent|ensur|guarantee|undertak|provided|covenant|procur)\w*[^.;]{0,80}$",
    re.IGNORECASE,
)
#: ``It is the Client's responsibility to …``, ``Supplier's total liability shall not exceed …``.
_BEARS = re.compile(
    r"(?:['’]s?|(?=\s+(?:sole|only|entire|exclusive)\s))\s+(?:(?:sole|own|exclusive|total|aggregate|entire|maximum|cumulative|overall|full|and|only|primary)\s+)*"
    r"(?:responsibility|responsibilities|obligations?|duty|duties|liability)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"\b(?:it|which|this) (?:is|shall be|will be)\s+(?:the\s+)?$", re.IGNORECASE)
_BEARS_ZH = re.compile(r"的(?:责任|义务)(?:[。；，]|是|为)")
#: A passive whose named party does not act but lets others act: who needs the approval owes it.
_GATE = re.compile(
    r"\b(?:be|been|is|are)\s+(?:[\w]+\s+){0,4}?(?:pre-? ?)?(?:received|accepted|approved|authori[sz]ed|consented to|signed)"
    r"(?:\s+(?:in writing|in advance|in each case|and signed))?\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_GATE_ZH = re.compile(r"(?:应当?|须|必须|需|未|均)[^，。；]{0,12}(?:经过?|取得|征得|得到|获得|报|提请)\s*$|(?:^|[，。；])只有$")
_GATED_ZH = re.compile(r"[^，。；]{0,12}?(?:同意|认可|批准|许可|确认|授权|审批|审核|审定|核准|签字|签认)")
#: Chinese words of duty that make the party before them the subject, whatever stands before it.
_DIRECT_ZH = re.compile(
    r"(?:均|都|仍|亦|也|还|同时|严格|必)?(?:应(?![^，。；]{1,5}的)|须|必须|不得|有权|有责任|有义务|负责|无权|负有)"
)
_TO_ZH = re.compile(r"(?:向|对|给|与|和|为|由|经|按|因|替|同|以|凭|按照|根据|对于|要求|赋予|及)$")
#: What follows a party that opens a Chinese sentence and acts in it, in whatever verb.
_OPENER_ZH = re.compile(r"(?![的、和与及之或及其]|以及)[\u4e00-\u9fff]")
#: What follows a party that is the topic of the sentence, its verb still to come.
_TOPIC_ZH = re.compile(
    r"(?:如|若|未|因|在|逾期|无|违反|不|对|按|擅自|提前|迟延|延迟|拒绝|单方|中途|没有|需|要求|提出|收到|接到|经|于)"
)
_DUTY_IN_CASE = re.compile(r"(?:在|未|不|逾期)[^，。；]{0,40}(?:的|时|后)，(?:则|即|也)?(?:应|须|必须|不得)")
_IF_ZH = re.compile(r"^.{0,8}?(?:如果|如|若|倘若)(?!实|期|下|需方|数)")
#: ``In no event shall the Customer be liable``: the subject stands behind its modal word.
_INVERTED = re.compile(
    r"\b(?:in no (?:event|case|circumstances?)|under no (?:event|circumstances?)|at no time|nor|neither)[\w\s,-]{0,30}?"
    r"\b(?:shall|will|may|must|does|is)\b[\s,]*(?:the\s+)?$",
    re.IGNORECASE,
)
#: What is given, told or done to a party is the other's to do.
_RECEIVES = {
    "zh": re.compile(r"(?:向|给|通知|告知|交付|送交|提交|提供|归还|返还|支付|赔偿|为|移交|送达|协助|配合)$"),
    "en": re.compile(
        r"(?:(?<!subject )(?<!according )(?<!respect )(?<!pursuant )(?<!due )(?<!prior )(?<!relating )(?<!relates )\bto"
        r"|\b(?:notify|inform|advise|provide|furnish|supply|give|assist|reimburse|indemnify|deliver))\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
}
#: What is done as a party said, wants or allows is the other's to do.
_AS_TOLD = {
    "zh": re.compile(r"(?:按照?|根据|依据|依照|符合|满足|达到|服从|遵守|接受|经过?|征得|取得|报|受)$"),
    "en": re.compile(
        r"\b(?:specified|approved|requested|designated|instructed|directed|required|nominated|selected|prescribed|authori[sz]ed)"
        r"(?: in writing| from time to time)? by\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
}
#: ``Half of the fee shall be paid to the Supplier within ten days of the Customer's notice``.
_GIVEN_TO = re.compile(
    r"\b(?:paid|payable|due|delivered|provided|returned|given|sent|submitted|supplied|furnished|reimbursed|remitted|transferred"
    r"|credited)\s+(?:directly |in full |back )?to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BORNE = re.compile(r"(?:由|不免除|不排除)\s*$")
#: ``由乙方提供的材料``: only tells which thing is spoken of.
_ATTRIBUTE_ZH = re.compile(r"(?!承担|负担)[^，。；]{1,5}?的(?=[\u4e00-\u9fff])")
#: ``甲方委托乙方进行…``: whoever is entrusted acts, where somebody is said to entrust it.
_ENTRUSTED = re.compile(r"(?<!受)(?:委托|聘请|聘用|雇用|选定)\s*$")
_BY = re.compile(
    r"(?<!that may )(?<!which may )\b(?:be|been|is|are)\b(?![^.;]*\b(?:as"
    r"|unless|except|until|was|were|limited|terminated|bound)\b)(?:(?!(?<!be )(?<!been )(?<!is )(?<!are )(?<!and )(?<!or )"
    r"\b(?:paid|made|used|given|held|stated|incurred"
    r"|suffered|owned)\s+by)[^.;]){2,80}\bby\s+(?:the\s+)?$|(?<=.)\b(?:subject to"
    r"|contingent upon|conditioned (?:up)?on)[\s:(i)]*(?:the\s+)?$",
    re.IGNORECASE,
)
#: ``The quantity to be held by the Supplier will be told monthly``: a participle of the subject, no passive of the sentence.
_WILL = re.compile(r"(?:\s+(?!and\b|or\b)\w+){0,3}?\s+(?:shall|will|must|may)\b", re.IGNORECASE)
_MODALS = re.compile(r"\b(?:shall|will|must|may|agrees?)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:to|from|by|of|with|for|on|upon|against|between|in)\s+(?:the\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
_MODAL = re.compile(r"\s+(?:hereby\s+)?(?:shall|will|must|agrees to|undertakes|warrants)\b", re.IGNORECASE)
#: A title that runs into its sentence, no mark between: ``Termination for Cause Customer may terminate …``.
_RUN_IN = re.compile(r"(?:(?:[A-Z][\w'’-]{1,24},?|and|for|of|or|to|the|by|in|on|with) ){0,9}[A-Z][\w'’-]{1,24} ")
_ACTS = re.compile(
    r"\s+(?:hereby\s+)?(?:shall|will|must|may|agrees|represents|warrants|undertakes|covenants|acknowledges|reserves|retains"
    r"|is|has|does)\b"
)
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
#: Opens a condition behind a number, a title that runs in, or ``that``.
CONDITION_INSIDE = re.compile(
    r"(?<=[\w).] )(?:In the event|In case|If|Should|Unless|Upon|When|Where)\b"
    r"|\b(?:that|and|but) (?:in the event|in case|if|should|unless|upon)\b"
)
#: Opens no clause of its own: a party with a modal word after it is the subject all the same.
_PREPOSITION = re.compile(
    r"(?:upon|notwithstanding|subject to|except|after|before|following|during|within|at the|on request|for|without|by"
    r"|provided,? (?:however,? )?that)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:,|\bthen)\s+(?:it|they|he|she)\s+(?:shall|will|must|may|agrees?)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*,?\s*(?:和|与|、|及|或者?|and|or|nor)\s*(?:the\s+)?", re.IGNORECASE)
_CONDITION_REACH = 200
_CONDITION_ENDS = re.compile(r"(?:(?<!目)的|(?<!同)时|情况下)，(?:[^，。；]{0,30}，)?$")
_DUTY_ZH = re.compile(r"(?<![供相适反响对])应|须|不得|有权|负责|保证(?!金)|承诺|(?<![许认])可(?!能|用|靠)")
_TAIL = re.compile(r"(?:的|时|后|前|起|内|外|情况下)[，,]?$")


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """A side, how it was found, and where its own words stand: they begin at ``at`` and end at ``until``.

    ``how`` is ``subject``, ``agent`` (of a passive), ``gate`` (its consent is needed), ``condition`` (only of a condition),
    ``giver`` (the other side receives), ``opener`` (it opens a Chinese sentence), ``only`` or ``first`` (named, no more), or
    nothing.
    """

    side: Party | None
    how: str = ""
    at: int = 0
    until: int = -1

    @property
    def settled(self) -> bool:
        """Whether grammar says so, and not a bare mention."""
        return self.how in ("subject", "agent", "condition", "gate")


def actor(key: str, text: str, mentions: tuple[Mention, ...]) -> Actor:
    """The side that acts in a text of a language (``zh`` or ``en``), whatever white space parts its words."""
    flat = squeezed(text) if key == "en" else None
    if flat is None or not flat.ends:
        return _actor(key, text, mentions)
    found = _actor(key, flat.text, tuple(Mention(flat.forth(m.start), flat.forth(m.end), m.side) for m in mentions))
    until = flat.back(found.until) if found.until > 0 else found.until
    return replace(found, at=flat.back(found.at) if found.at else 0, until=until)


def _actor(key: str, text: str, mentions: tuple[Mention, ...]) -> Actor:
    subjects = [m for m in mentions if _is_subject(key, text, m)]
    main = _main(key, text, subjects, mentions)
    agents = [
        m
        for n, m in enumerate(mentions)
        if _is_agent(key, text, m, bool(n)) and not (main and key == "zh" and _in_condition(key, text, m))
    ]
    bearer = next((m for m in mentions if _bears(key, text, m)), None)
    if bearer is not None and not any(m.start < bearer.start for m in main):
        return Actor(bearer.side, "subject", bearer.end, len(text))
    if main and not (agents and _passes_on(key, text, main[0], agents[0])):
        return _of_subjects(key, text, main, mentions)
    meant = _meant(key, text, subjects)
    if meant is not None:
        return Actor(meant.side, "subject", meant.end, len(text))
    gates = [m for m in mentions if _is_gate(key, text, m)]
    acting = [m for m in agents if m not in gates]
    if acting:
        agent = next((m for m in acting if m.side in OPPOSITE), acting[0])
        return Actor(_together(key, text, agent, mentions), "agent", agent.end, len(text))
    if gates and not subjects:
        return Actor(gates[0].side, "gate", gates[0].end, len(text))
    topics = _topics(text, mentions) if key == "zh" else ()
    if topics or (subjects and key == "zh"):
        first = _failing(text, topics) or min((*topics, *subjects), key=lambda m: m.start)
        return Actor(first.side, "condition", first.end, len(text))
    sides = tuple(dict.fromkeys(m.side for m in mentions))
    if (receiver := _receiver(key, text, mentions)) in OPPOSITE:
        return Actor(OPPOSITE[receiver], "giver")
    if key == "zh" and sides and _opens(text, mentions[0]):
        return Actor(sides[0], "opener", mentions[0].end)
    return Actor(sides[0], "only" if len(sides) == 1 else "first") if sides else Actor(None)


def _opens(text: str, mention: Mention) -> bool:
    """Whether the party opens a Chinese sentence that tells what it does, and no condition (乙方交货后，甲方10日内付款)."""
    acts = not text[: mention.start].strip() and _OPENER_ZH.match(text, mention.end)
    return bool(acts) and not _in_condition("zh", text, mention)


def _receiver(key: str, text: str, mentions: tuple[Mention, ...]) -> Party | None:
    """The side that something is given or told to: the only one that is named, or the one behind the verb of giving."""
    before = [(m.side, text[max(0, m.start - 40) : m.start]) for m in mentions]
    if len({side for side, _ in before}) == 1 and all(_RECEIVES[key].search(words[-16:]) for _, words in before):
        return before[0][0]
    if len({side for side, _ in before}) == 1 and all(_AS_TOLD[key].search(words) for _, words in before):
        return before[0][0]
    return next((side for side, words in before if key == "en" and _GIVEN_TO.search(words)), None)


def _meant(key: str, text: str, subjects: list[Mention]) -> Mention | None:
    """The one subject of the condition, when the main clause only says ``it`` (If the Supplier is late, it shall pay)."""
    pronoun = _PRONOUN.search(text) if key == "en" and subjects else None
    if pronoun is None or len({m.side for m in subjects}) > 1 or subjects[-1].start > pronoun.start():
        return None
    return replace(subjects[-1], end=pronoun.start())


def _main(key: str, text: str, subjects: list[Mention], mentions: tuple[Mention, ...]) -> list[Mention]:
    """The subjects of main clauses, those that a strong word binds if there are any; of what is agreed, not of who agrees."""
    main = [m for m in subjects if not _in_condition(key, text, m)]
    if key == "zh":
        main = [m for m, later in zip_longest(main, main[1:]) if later is None or not _leads_to(text, m, later)]
    agreed = next((f.end() for m in main if (f := _AGREES_THAT.match(text, m.end))), None)
    if agreed is not None:
        main = [m for m in mentions if m.start >= agreed and (m in main or m.start - agreed < 6)] or main
    return [m for m in main if _STRONG[key].match(text, m.end)] or main


def _leads_to(text: str, mention: Mention, later: Mention) -> bool:
    """Whether a Chinese party only opens a condition before the next subject (乙方按要求完成，达到标准时，甲方支付…)."""
    between = text[mention.end : later.start]
    return 0 < len(between) < _CONDITION_REACH and bool(_CONDITION_ENDS.search(between)) and not _DUTY_ZH.search(between)


def _of_subjects(key: str, text: str, main: list[Mention], mentions: tuple[Mention, ...]) -> Actor:
    first = main[0]
    side = _together(key, text, first, mentions)
    following = next((m.start for m in main[1:] if m.side is not first.side), len(text))
    return Actor(side, "subject", first.end, following)


def speaks(key: str, text: str, mention: Mention) -> bool:
    """Whether a word of duty or of leave follows the party, however far from being its subject it stands."""
    return _STRONG[key].match(text, mention.end) is not None


def _topics(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Parties that open a Chinese clause as its topic; a verb that binds them may stand clauses later."""
    return tuple(m for m in mentions if _OPENS["zh"].search(text[max(0, m.start - 8) : m.start]) and _TOPIC_ZH.match(text, m.end))


def _failing(text: str, topics: tuple[Mention, ...]) -> Mention | None:
    """The last party in whose case a duty without a subject follows (甲方预付定金的，乙方在违约时，应加倍返还)."""
    return next((m for m in reversed(topics) if _DUTY_IN_CASE.match(text, m.end)), None)


def _bears(key: str, text: str, mention: Mention) -> bool:
    """Whether a responsibility, an obligation or a liability is said to be this party's."""
    if key == "zh":
        return bool(_BEARS_ZH.match(text, mention.end))
    if not _BEARS.match(text, mention.end):
        return False
    opens = not text[: mention.start].strip() or _IT_IS.search(text[max(0, mention.start - 24) : mention.start])
    return bool(opens)


def _is_gate(key: str, text: str, mention: Mention) -> bool:
    """Whether the party's consent or receipt is what is needed."""
    if key == "zh":
        return bool(_GATE_ZH.search(text[max(0, mention.start - 24) : mention.start]) and _GATED_ZH.match(text, mention.end))
    return bool(_GATE.search(text[max(0, mention.start - 120) : mention.start]))


def _is_subject(key: str, text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 24) : mention.start]
    if key == "zh" and _DIRECT_ZH.match(text, mention.end):
        return not _TO_ZH.search(before)
    if key == "en" and _INVERTED.search(text[max(0, mention.start - 60) : mention.start]):
        return True
    if key == "en" and _MODAL.match(text, mention.end) and (not _OBJECT.search(before) or _OF.search(before)):
        return True
    if key == "en" and _ACTS.match(text, mention.end) and _RUN_IN.fullmatch(text, 0, mention.start):
        return True
    return bool(_SUBJECT[key].match(text, mention.end) and _OPENS[key].search(before))


def _passes_on(key: str, text: str, subject: Mention, agent: Mention) -> bool:
    """Whether nothing binds the subject before the agent is named (甲方的损失由乙方承担).

    In English: whether it only owns what the agent handles (the data of A shall be held by B).
    """
    if key == "en":
        return agent.start > subject.start and bool(_OF.search(text[max(0, subject.start - 24) : subject.start]))
    return key == "zh" and (agent.start < subject.start or not _DUTY_ZH.search(text, subject.end, agent.start))


def _is_agent(key: str, text: str, mention: Mention, follows: bool) -> bool:
    """Whether the party is named as the one by whom a thing is done; ``follows``: another is named before it."""
    before = text[max(0, mention.start - 80) : mention.start]
    if key == "en":
        return bool(_BY.search(before)) and not (_WILL.match(text, mention.end) and not _MODALS.search(text, 0, mention.start))
    attribute = _ATTRIBUTE_ZH.match(text, mention.end) is not None
    return (bool(_BORNE.search(before)) and not attribute) or (follows and bool(_ENTRUSTED.search(before)))


def _in_condition(key: str, text: str, mention: Mention) -> bool:
    """Whether the mention stands in a part that only says when or if."""
    opens = max(text.rfind(c, 0, mention.start) for c in "，,；;：:。") + 1
    closes = min((i for c in "，,；;。" if (i := text.find(c, mention.end)) >= 0), default=len(text))
    piece = text[opens:closes].strip()
    if key == "zh":
        opened = _CONDITION["zh"].match(piece) or _IF_ZH.match(text[mention.end : closes])
        return bool(_TAIL.search(piece)) or (bool(opened) and closes < len(text) - 1)
    before = text[max(0, mention.start - 30) : mention.start]
    relative = _RELATIVE.search(before) and not _SAYS_THAT.search(text[: mention.start])
    if relative or (mention.start > 30 and _SUBORDINATE.search(before)):
        return True
    if _PREPOSITION.match(piece) and (_MODAL.match(text, mention.end) or _INVERTED.search(text, opens, mention.start)):
        return False
    opened = _CONDITION["en"].match(piece) or CONDITION_INSIDE.search(text, opens, mention.start)
    return bool(opened) and closes < len(text) - 2


def _together(key: str, text: str, first: Mention, mentions: tuple[Mention, ...]) -> Party:
    """Both, when another side is joined to the subject (甲方和乙方应…, Flotek and FCC shall …)."""
    for other in mentions:
        low, high = (first, other) if first.start < other.start else (other, first)
        joined = other.side is not first.side and low.end <= high.start and _JOINED.fullmatch(text[low.end : high.start])
        if joined and not re.search(r"(?:向|给|between)\s*$", text[: low.start]):
            return Party.BOTH
    return first.side
