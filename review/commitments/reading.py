"""A unit with what was found in it: parties, values, wordings. Everything later is decided from readings alone."""

from __future__ import annotations

from dataclasses import dataclass

from review.commitments.lexicon import Hit
from review.commitments.parties import Parties, side_of
from review.commitments.unit import Unit
from review.commitments.values import RawValue
from review.model.commitment import Party
from review.model.language import Language


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for a party; offsets are into the unit's text."""

    start: int
    end: int
    side: Party


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit, read. Offsets of mentions and hits are into ``unit.text``; values carry spans into the document."""

    unit: Unit
    mentions: tuple[Mention, ...]
    values: tuple[RawValue, ...]
    hits: tuple[Hit, ...]
    context: str = ""
    """The lead-in of its list, else what stands before it in the paragraph."""
    context_mentions: tuple[Mention, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    """Parties named in the titles above it, the nearest first."""

    def sides(self) -> tuple[Party, ...]:
        """The sides spoken of, in order of their first mention."""
        return tuple(dict.fromkeys(m.side for m in self.mentions))


def mentions_of(parties: Parties, text: str) -> tuple[Mention, ...]:
    """Every word for a party in a text."""
    found = ((m.start(), m.end(), side_of(parties, m.group(0))) for m in parties.pattern.finditer(text))
    return tuple(Mention(start, end, side) for start, end, side in found if side is not None)


def language_key(reading: Reading) -> str:
    """``zh`` or ``en``: the word tables to read it by."""
    return "en" if reading.unit.language is Language.EN else "zh"
