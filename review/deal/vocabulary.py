"""The words in which people and CRMs fill a deal record (``rules/terms/deal.yml``), read in both languages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from review.commitments.deadline import classify
from review.commitments.values.terms import table
from review.commitments.values.width import halfwidth
from review.intake.script import simplified
from review.model.commitment import Trigger

_GAPS = re.compile(r"[\s_\-]+")
_LATIN = re.compile(r"[a-z0-9]")


def folded(word: str) -> str:
    """A word as it is looked up: half-width small letters and simplified characters without spaces, hyphens and underscores."""
    plain = simplified(halfwidth(word)).strip().lower()
    return _GAPS.sub("", plain) or plain


@cache
def words(vocabulary: str) -> Mapping[str, str]:
    """Every word of a closed vocabulary -> its code, as written."""
    return {str(word): str(code) for code, said in table("deal")[vocabulary].items() for word in said}


@cache
def _codes(vocabulary: str) -> Mapping[str, str]:
    return {folded(word): code for word, code in words(vocabulary).items()}


def code(vocabulary: str, word: str) -> str | None:
    """The code that a word stands for; ``None`` when the vocabulary does not know it."""
    return _codes(vocabulary).get(folded(word))


def nearest(vocabulary: str, word: str) -> str:
    """The word of the vocabulary that is written most alike; empty when none is near."""
    close = difflib.get_close_matches(folded(word), _codes(vocabulary), n=1, cutoff=0.7)
    return next((w for w in words(vocabulary) if close and folded(w) == close[0]), "")


def field(group: str, name: str) -> str | None:
    """The field of a group that another name stands for."""
    return _names(group).get(folded(name))


@cache
def _names(group: str) -> Mapping[str, str]:
    return {folded(name): target for name, target in other_names(group).items()}


def other_names(group: str) -> Mapping[str, str]:
    """Other names of a group's fields -> the field."""
    found: Mapping[str, str] = table("deal")["fields"].get(group, {})
    return found


def event(text: str) -> Trigger:
    """The event that a plan's words name, as in a contract's text; ``other`` when nobody knows it.

    Words of a code (``prepayment_received``) and short forms that only plans use (B/L, FAT, PO) come first.
    """
    if folded(text) in _EVENTS:
        return _EVENTS[folded(text)]
    short = named("trigger", text)
    return Trigger(short) if short else classify(text)[0] or Trigger.OTHER


_EVENTS: Mapping[str, Trigger] = {folded(t.value): t for t in Trigger}


def named(vocabulary: str, text: str) -> str | None:
    """The code whose word stands in a longer text; the longest word counts."""
    plain = halfwidth(text).lower()
    found = (match for pattern, _ in _patterns(vocabulary) if (match := pattern.search(plain)))
    longest = max(found, key=lambda m: (len(m[0]), -m.start()), default=None)
    return next((c for p, c in _patterns(vocabulary) if longest and p is longest.re), None)


def first_named(vocabulary: str, text: str) -> str | None:
    """The first code of the vocabulary, in its order, one of whose words stands in a longer text."""
    plain = halfwidth(text).lower()
    return next((c for pattern, c in _patterns(vocabulary) if pattern.search(plain)), None)


@cache
def _patterns(vocabulary: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(word), c) for word, c in words(vocabulary).items())


def _pattern(word: str) -> re.Pattern[str]:
    plain = re.sub(r"(?:\\ |\\-|_)+", r"[\\s_-]*", re.escape(halfwidth(word).lower()))
    return re.compile(rf"(?<![a-z0-9]){plain}(?![a-z0-9])" if _LATIN.search(plain) else plain)


def speaks_of(subject: str, text: str) -> bool:
    """Whether one of the words of a list (``trial_run``, ``subcontracted``) stands in a text."""
    plain = halfwidth(text).lower()
    return any(pattern.search(plain) for pattern in _listed(subject))


@cache
def _listed(subject: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(str(word)) for word in table("deal")[subject])


def time(text: str) -> tuple[Decimal, str, str | None] | None:
    """The number, unit and kind of day of a time that is named instead of counted: next business day."""
    row = _times().get(folded(text))
    return (Decimal(row["n"]), row["unit"], row.get("day_type")) if row else None


@cache
def _times() -> Mapping[str, Mapping[str, str]]:
    return {folded(word): row for row in table("deal")["time"].values() for word in row["words"]}
