"""A unit with what was found in it: parties, values, wordings. Everything later is decided from readings alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from review.commitments import modality
from review.commitments.events import Around, around
from review.commitments.lexicon import Hit
from review.commitments.mention import Mention
from review.commitments.obligor import Actor, actor
from review.commitments.unit import Unit
from review.commitments.values import RawValue
from review.model.commitment import Modality, ValueType
from review.model.span import Span


@dataclass(frozen=True)
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

    @cached_property
    def key(self) -> str:
        """``zh`` or ``en``: the word tables to read it by."""
        return self.unit.language.key

    @cached_property
    def acting(self) -> Actor:
        """The side that acts."""
        return actor(self.key, self.unit.text, self.mentions)

    @cached_property
    def leading(self) -> Actor:
        """The side that acts in what governs it: the lead-in, or the sentence before."""
        return actor(self.key, self.context, self.context_mentions)

    @cached_property
    def bearing(self) -> tuple[Modality, str]:
        """The modality and the words that say it; empty when none do."""
        return modality.bearing(self.key, self.unit.text, self.unit.lead, self.acting)

    @property
    def is_case(self) -> bool:
        """Whether it only names a case in which the lead-in of its list holds."""
        return modality.is_case(self.key, self.unit.text, self.unit.lead)

    @cached_property
    def binds(self) -> bool:
        """Whether any word of duty, prohibition, right or fiction stands in it."""
        return modality.found(self.key, self.unit.text) is not None

    @cached_property
    def around(self) -> Around:
        """The event that starts its time, the condition it hangs on, what it excepts."""
        times = (v.span for v in self.values if v.type is ValueType.DURATION and not v.recurring)
        time = next(times, None)
        return around(self.key, self.unit.text, time.shifted(-self.unit.span.start) if time else None)

    def place(self, part: tuple[int, int] | None) -> Span | None:
        """Where a part of its text stands in the document."""
        return Span(self.unit.span.start + part[0], self.unit.span.start + part[1]) if part else None

    @property
    def vague(self) -> bool:
        """Whether only words measure it (及时, best efforts), and no number, date or event."""
        measured = any(v.n is not None or v.iso is not None for v in self.values)
        return not measured and modality.vague(self.key, self.unit.text)
