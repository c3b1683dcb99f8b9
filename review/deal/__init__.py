"""JSON of a deal record -> ``Deal``; the published schema of that record."""

from review.deal.read import read_deal

__all__ = ["read_deal"]
