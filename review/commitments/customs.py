"""Constructions and customs that say who owes, whatever the subject: the rows of ``rules/terms/customs.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from review.commitments.gates import Gates
from review.commitments.mention import Mention
from review.commitments.tables import table
from review.model.commitment import OPPOSITE, Party

#: A private character for each side, in a text and in the table's patterns.
_SIGNS = {Party.SELLER: "\ue001", Party.BUYER: "\ue002", Party.BOTH: "\ue003"}
_SIDES = {sign: side for side, sign in _SIGNS.items()}
_PLACES = {"<P>": "([\ue001-\ue003])", "<S>": "\ue001", "<B>": "\ue002", "<2>": "\ue003", "<": "\ue001-\ue003"}


@dataclass(frozen=True, slots=True)
class Custom:
    """One row; no ``kinds`` stand for all, ``weak`` gives way to a subject that is bound."""

    side: str
    kinds: frozenset[str]
    weak: bool
    pattern: re.Pattern[str]

    def owes(self, text: str) -> Party | None:
        """The side that it puts under the duty in a text with signs for its parties."""
        found = self.pattern.search(text)
        if found is None:
            return None
        if self.side not in ("named", "other"):
            return Party(self.side)
        named = _SIDES[found.group(found.lastindex or 0)]
        return OPPOSITE.get(named, named) if self.side == "other" else named


@cache
def customs(key: str) -> Mapping[str, Custom]:
    """The rows of a language in order, each under a name of its own."""
    return {str(n): _custom(row) for n, row in enumerate(table("customs")[key])}


@cache
def _gates(key: str) -> Gates[str]:
    return Gates({name: row.pattern.pattern for name, row in customs(key).items()})


def customary(key: str, kind: str, text: str, mentions: Sequence[Mention], bound: bool) -> Party | None:
    """The side that owes by construction; weak rows are asked only where no subject is ``bound``."""
    signed = _signed(text, mentions)
    open_ = _gates(key).open(signed)
    asked = (c for name, c in customs(key).items() if name in open_ and (not c.kinds or kind in c.kinds))
    sides = (c.owes(signed) for c in asked if not (c.weak and bound))
    return next((side for side in sides if side is not None), None)


def _custom(row: dict[str, object]) -> Custom:
    pattern = str(row["pattern"])
    for place, signs in _PLACES.items():
        pattern = re.sub(rf"(?<!\(\?){re.escape(place)}", lambda _, signs=signs: signs, pattern)  # type: ignore[misc]
    kinds = frozenset(str(k) for k in row.get("kinds", ()))  # type: ignore[attr-defined]
    return Custom(str(row["side"]), kinds, bool(row.get("weak")), re.compile(pattern, re.IGNORECASE))


def _signed(text: str, mentions: Sequence[Mention]) -> str:
    """The text in one line with a sign for every party."""
    out, at = [], 0
    for mention in mentions:
        if mention.start >= at and mention.side in _SIGNS:
            out += [text[at : mention.start], _SIGNS[mention.side]]
            at = mention.end
    return " ".join("".join((*out, text[at:])).split())
