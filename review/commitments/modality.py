"""Duty, prohibition, right or fiction, by the words of the main clause; and whether anybody could check the promise."""

from __future__ import annotations

import re
from functools import cache

from review.commitments.obligor import subject_of
from review.commitments.reading import Reading, language_key
from review.commitments.tables import table
from review.model.commitment import Modality

_ORDER = (Modality.DEEMED, Modality.PROHIBITION, Modality.RIGHT, Modality.OBLIGATION)
_CONDITION = {
    "zh": re.compile(r"^(?:如果|如|若|倘若|一旦|凡|当|因|由于)[^，。；]{2,80}?(?:的|时|，)[，]?"),
    "en": re.compile(
        r"^(?:If|In the event|In case|Where|When|Should|Unless|Upon"
        r"|Subject to|Provided|Notwithstanding|Except)\b[^.;]{3,200}?,\s",
        re.IGNORECASE,
    ),
}


def modality_of(reading: Reading) -> tuple[Modality, str]:
    """The modality and the words that say it (empty when none do): those after the subject, else of the main clause."""
    key, text, acting = language_key(reading), reading.unit.text, subject_of(reading)
    if acting.how == "subject":
        clause = _clause(text, acting.at)
        if _GRANTS.match(clause):
            return Modality.OBLIGATION, "grants"
        found = _found(key, clause)
        sanction = _pattern(key, "sanction").search(clause)
        if (
            sanction
            and (found is None or (found[0] is Modality.OBLIGATION and found[1] not in _DUTY))
            and not _SUFFERS.search(clause[: sanction.start()])
        ):
            return Modality.RIGHT, sanction.group(0)
        if found and not (found[0] is Modality.OBLIGATION and _pattern(key, "deemed").search(text)):
            return found
    condition = _CONDITION[key].match(text)
    main = text[condition.end() :] if condition else text
    for part in (main, text, reading.unit.lead):
        found = _found(key, part)
        if found:
            return found
    return Modality.OBLIGATION, ""


_GRANTS = re.compile(r"\s*(?:hereby\s+)?grants?\b", re.IGNORECASE)
#: Whoever is sanctioned has no right to it.
_SUFFERS = re.compile(r"被|接受|承担|支付|同意|缴纳")
_DUTY = {"应", "应当", "须", "必须", "需", "负责", "保证", "承诺", "承担", "shall", "must", "同意"}


def _clause(text: str, start: int) -> str:
    """From the subject to the next full stop or semicolon."""
    ends = (i for c in "。；;" if (i := text.find(c, start)) >= 0)
    return text[start : min(ends, default=len(text))]


def modal_words(reading: Reading) -> bool:
    """Whether any word of duty, prohibition, right or fiction stands in the unit."""
    return _found(language_key(reading), reading.unit.text) is not None


def is_vague(reading: Reading) -> bool:
    """Whether only words measure the promise (及时, best efforts), and no number, date or event."""
    key = language_key(reading)
    return not any(v.n is not None or v.iso is not None for v in reading.values) and bool(
        _pattern(key, "vague").search(reading.unit.text)
    )


def _found(key: str, text: str) -> tuple[Modality, str] | None:
    text = _pattern(key, "not").sub(lambda m: " " * len(m.group(0)), text)
    first: tuple[int, int, Modality, str] | None = None
    for rank, modality in enumerate(_ORDER):
        found = _pattern(key, modality.value).search(text)
        if found and modality is Modality.DEEMED:
            return modality, found.group(0)
        if found and (first is None or (found.start(), rank) < first[:2]):
            first = (found.start(), rank, modality, found.group(0))
    return (first[2], first[3]) if first else None


@cache
def _pattern(key: str, name: str) -> re.Pattern[str]:
    words = sorted(table("modality")[key][name], key=len, reverse=True)
    joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return re.compile(rf"\b(?:{joined})\b" if key == "en" else joined, re.IGNORECASE)
