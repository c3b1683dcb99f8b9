"""The value of a promise made outside the contract, as the deal record writes it: ``48 hours``, ``99.9 %``."""

from __future__ import annotations

import re
from decimal import Decimal

_VALUE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(%|[a-z]+)\s*", re.I)


def parsed(text: str) -> tuple[Decimal, str] | None:
    found = _VALUE.fullmatch(text)
    return (Decimal(found[1]), found[2].lower().rstrip("s") or "%") if found else None
