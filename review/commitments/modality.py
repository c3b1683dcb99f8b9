"""Duty, prohibition, right or fiction, by the words of the main clause; and whether anybody could check the promise."""

from __future__ import annotations

import re
from functools import cache

from review.commitments.reading import Reading
from review.commitments.tables import table
from review.model.commitment import Modality
from review.model.language import Language

_ORDER = (Modality.DEEMED, Modality.PROHIBITION, Modality.RIGHT, Modality.OBLIGATION)
_CONDITION = {
    "zh": re.compile(r"^(?:如果|如|若|倘若|一旦|凡|当|因|由于)[^，。；]{2,80}?(?:的|时|，)[，]?"),
    "en": re.compile(r"^(?:If|In the event|In case|Where|When|Should|Unless|Upon|Subject to|Provided|Notwithstanding|Except)\b[^.;]{3,200}?,\s", re.IGNORECASE),
}


def language_key(reading: Reading) -> str:
    """``zh`` or ``en``: the word tables to read it by."""
    return "en" if reading.unit.language is Language.EN else "zh"


def modality_of(reading: Reading) -> tuple[Modality, str]:
    """The modality and the words that say it (empty when none do)."""
    key, text = language_key(reading), reading.unit.text
    condition = _CONDITION[key].match(text)
    main = text[condition.end() :] if condition else text
    for part in (main, text, reading.unit.lead):
        found = _found(key, part)
        if found:
            return found
    return Modality.OBLIGATION, ""


def modal_words(reading: Reading) -> bool:
    """Whether any word of duty, prohibition, right or fiction stands in the unit."""
    return _found(language_key(reading), reading.unit.text) is not None


def is_vague(reading: Reading) -> bool:
    """Whether only words measure the promise (及时, best efforts), and no number, date or event."""
    key = language_key(reading)
    return not any(v.n is not None or v.iso is not None for v in reading.values) and bool(_pattern(key, "vague").search(reading.unit.text))


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
