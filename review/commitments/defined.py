"""Words of haste that the contract defines: if "Immediately" means within 90 seconds, who must act Immediately has a deadline."""

from __future__ import annotations

import re
from dataclasses import replace

from review.commitments.tables import table
from review.commitments.values import RawValue, scan
from review.model.commitment import Commitment, Deadline, Definition, ValueType


def with_defined_deadlines(found: tuple[Commitment, ...], defined: tuple[Definition, ...]) -> tuple[Commitment, ...]:
    """The commitments; those without a deadline of their own take that of a defined word of haste they use, and say so."""
    haste = {d.term: period for d in defined if _is_haste(d.term) and (period := _period(d.meaning)) is not None}
    return tuple(_timed(c, haste) if c.deadline is None else c for c in found) if haste else found


def _is_haste(term: str) -> bool:
    words = table("modality")
    return any(term.lower() in words[key]["vague"] for key in ("zh", "en"))


def _period(meaning: str) -> RawValue | None:
    """The one length of time that the meaning names; of several none is the deadline."""
    lengths = [v for v in scan(meaning) if v.type is ValueType.DURATION and v.n is not None]
    return lengths[0] if len(lengths) == 1 else None


def _timed(c: Commitment, haste: dict[str, RawValue]) -> Commitment:
    used = next((term for term in haste if re.search(_standing(term), c.quote)), None)
    if used is None:
        return c
    period = haste[used]
    deadline = Deadline(None, used, None, n=period.n, unit=period.unit, day_type=period.day_type, unresolved="no-trigger")
    return replace(c, deadline=deadline, verifiable=True, reasons=(*c.reasons, f"defined={used}"))


def _standing(term: str) -> str:
    return rf"\b{re.escape(term)}\b" if term.isascii() else re.escape(term)
