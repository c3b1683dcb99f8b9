"""What a commitment stands on, where that reads otherwise than it did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Altered:
    """Words, or a value of the deal record, as they read in the draft before and as they read now; either may be empty."""

    part: str
    """As in ``CommitmentPair.reopened``: ``text``, ``party``, ``definition:Equipment``, ``reference:2.1``, ``deal:/…``."""
    old: str
    new: str
    head: str = ""
    """The words before them."""
    tail: str = ""
    """The words after them."""
