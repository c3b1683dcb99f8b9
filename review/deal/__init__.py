"""JSON of a deal record -> ``Deal``; the published schema of that record."""

from __future__ import annotations

from review.model.deal import Deal

__all__ = ["read_deal"]


def read_deal(data: bytes, name: str = "deal.json") -> Deal:
    """Parse and validate a deal record; the schema is loaded for the first. Raises DealError naming every field that is wrong."""
    from review.deal import read

    return read.read_deal(data, name)
