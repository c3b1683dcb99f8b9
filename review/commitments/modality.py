"""Duty, prohibition, right or fiction, by the words of the main clause; and whether anybody could check the promise."""

from __future__ import annotations

import re
from functools import cache

from review.commitments.gates import Gates
from review.commitments.obligor import Actor
from review.commitments.tables import table
from review.commitments.values.width import lowered
from review.model.commitment import Modality

Shown = frozenset[str]
"""Names of the patterns that may be found in a text."""
_ORDER = (Modality.DEEMED, Modality.PROHIBITION, Modality.RIGHT, Modality.OBLIGATION)
_CONDITION = {
    "zh": re.compile(r"^(?:如果|如|若|倘若|一旦|凡|当|因|由于)[^，。；]{2,80}?(?:的|时|，)[，]?"),
    "en": re.compile(
        r"^(?:If|In the event|In case|Where|When|Should|Unless|Upon"
        r"|Subject to|Provided|Notwithstanding|Except)\b[^.;]{3,200}?,\s",
        re.IGNORECASE,
    ),
}


def bearing(key: str, text: str, lead: str, acting: Actor) -> tuple[Modality, str]:
    """The modality of a text and the words that say it: those after its subject, else of its main clause, else of its lead-in."""
    case = found(key, lead) if is_case(key, text, lead) else None
    said = case or _said(key, text, lead, acting)
    denied = key == "en" and said[0] is Modality.RIGHT and _DENIED.match(text)
    return (Modality.PROHIBITION, said[1]) if denied else said


def is_case(key: str, text: str, lead: str) -> bool:
    """Whether a Chinese item of a list only names a case in which its lead-in holds (甲方有权解除合同：（一）乙方破产的；)."""
    return bool(lead) and key == "zh" and _CASE.search(text) is not None


#: An item that only names a case in which the lead-in holds.
_CASE = re.compile(r"^[^，。；]*(?:，[^，。；]*){0,3}的(?:[（(][^（）()]*[）)])?[；;。，]?$")
#: ``No action may be brought``: the leave is denied.
_DENIED = re.compile(r"[\s(]*(?:no|neither|none of|nothing in)\b(?![^.;]*\bwithout\b)", re.IGNORECASE)


def _said(key: str, text: str, lead: str, acting: Actor) -> tuple[Modality, str]:
    small = lowered(text)
    shown = _gates(key).open(small)
    if acting.how == "subject" or (acting.how == "condition" and key == "zh"):
        said = _after_subject(key, text, small, acting, shown)
        if said:
            return said
    condition = _CONDITION[key].match(text)
    main = _first(key, text[condition.end() :], small[condition.end() :], shown) if condition else None
    return main or _first(key, text, small, shown) or (found(key, lead) if lead else None) or (Modality.OBLIGATION, "")


def _after_subject(key: str, text: str, small: str, acting: Actor, shown: Shown) -> tuple[Modality, str] | None:
    clause = _clause(text[: acting.until] if acting.until > acting.at else text, acting.at)
    if key == "zh":
        clause = _bound(_beyond(clause) if acting.how == "condition" else clause)
    if _GRANTS.match(clause):
        return Modality.OBLIGATION, "grants"
    low = lowered(clause)
    said = _first(key, clause, low, shown)
    sanction = _pattern(key, "sanction").search(low) if "sanction" in shown else None
    mild = said is None or (said[0] is Modality.OBLIGATION and said[1] not in _DUTY)
    if sanction and mild and not _SUFFERS.search(clause[: sanction.start()]):
        return Modality.RIGHT, clause[sanction.start() : sanction.end()]
    binds = said is not None and said[0] is Modality.OBLIGATION
    feigned = binds and Modality.DEEMED in shown and _pattern(key, "deemed").search(small)
    return None if feigned else said


def _bound(clause: str) -> str:
    """What follows the conditions that stand between a Chinese subject and its verb."""
    while (aside := _ASIDE_ZH.match(clause)) and found("zh", clause[aside.end() :]):
        clause = clause[aside.end() :]
    return clause


def _beyond(clause: str) -> str:
    """What follows the condition that a Chinese clause opens with (乙方不再需要的，有权…), where anything binds there."""
    condition = _OPENING_ZH.match(clause)
    rest = clause[condition.end() :] if condition else ""
    return rest if found("zh", rest) else clause


_OPENING_ZH = re.compile(r"[^。；]{0,60}?(?:(?<!目)的|(?<!同)时)，")
_ASIDE_ZH = re.compile(r"\s*(?:如果?(?!期|实|数)|若|倘若|一旦|因|在|自|经|对|当|除|未|逾期|违反)[^，。；]*，")
_GRANTS = re.compile(r"\s*(?:hereby\s+)?grants?\b", re.IGNORECASE)
#: Whoever is sanctioned has no right to it.
_SUFFERS = re.compile(r"被|接受|承担|支付|同意|缴纳")
_DUTY = {"应", "应当", "须", "必须", "需", "负责", "保证", "承诺", "承担", "shall", "must", "同意"}


def _clause(text: str, start: int) -> str:
    """From the subject to the next full stop or semicolon."""
    ends = (i for c in "。；;" if (i := text.find(c, start)) >= 0)
    return text[start : min(ends, default=len(text))]


def vague(key: str, text: str) -> bool:
    """Whether words that nobody can check stand in a text."""
    return bool(_pattern(key, "vague").search(lowered(text)))


def found(key: str, text: str) -> tuple[Modality, str] | None:
    """The first modality that a text's words say, a fiction before all; ``None`` when they say none."""
    small = lowered(text)
    return _first(key, text, small, _gates(key).open(small))


def _first(key: str, text: str, small: str, shown: Shown) -> tuple[Modality, str] | None:
    """As ``found``; ``small`` is the text in small letters, ``shown`` the patterns that may be found in it or around it."""
    if "not" in shown:
        small = _pattern(key, "not").sub(lambda m: " " * len(m.group(0)), small)
    first: tuple[int, int, Modality, str] | None = None
    for rank, modality in enumerate(_ORDER):
        word = _pattern(key, modality.value).search(small) if modality.value in shown else None
        if word and modality is Modality.DEEMED:
            return modality, text[word.start() : word.end()]
        if word and (first is None or (word.start(), rank) < first[:2]):
            first = (word.start(), rank, modality, text[word.start() : word.end()])
    if first is None and "weak" in shown and (weak := _pattern(key, "weak").search(small)):
        return Modality.OBLIGATION, text[weak.start() : weak.end()]
    return (first[2], first[3]) if first else None


@cache
def _gates(key: str) -> Gates[str]:
    return Gates({name: _pattern(key, name).pattern for name in ("not", "weak", "sanction", *(m.value for m in _ORDER))})


#: May stand inside a wording: ``shall also have the right``.
_ADVERB = r"(?:(?:also|further|then|thereafter|always|hereby|additionally)\s+)?"


@cache
def _pattern(key: str, name: str) -> re.Pattern[str]:
    """Of words in small letters: far faster than a pattern that ignores case."""
    words = sorted((lowered(w) for w in table("modality")[key][name]), key=len, reverse=True)
    gap = rf"\s+{_ADVERB}" if name in ("right", "prohibition") else r"\s+"
    joined = "|".join(re.escape(w).replace(r"\ ", gap) for w in words)
    return re.compile(rf"\b(?:{joined})\b" if key == "en" else joined)
