"""Where a text names a party."""

from __future__ import annotations

import re
from dataclasses import dataclass

from review.commitments.parties import Parties, side_of
from review.model.commitment import Party
from review.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A word for a party; offsets are into the unit's text."""

    start: int
    end: int
    side: Party

    def moved(self, by: int) -> Mention:
        """The same words, counted from another place."""
        return Mention(self.start + by, self.end + by, self.side)


#: Before ``party``: somebody outside the contract.
_OUTSIDE = re.compile(r"\b(?:third|affiliated|related|unrelated|outside|unaffiliated)\s$", re.IGNORECASE)
_REACH = 14


def mentions_of(parties: Parties, text: str) -> tuple[Mention, ...]:
    """Every word for a party in a text."""
    found = ((m.start(), m.end(), side_of(parties, m.group(0))) for m in parties.pattern.finditer(text))
    return tuple(
        Mention(start, end, side)
        for start, end, side in found
        if side is not None and not (side is Party.BOTH and _OUTSIDE.search(text, max(0, start - _REACH), start))
    )
