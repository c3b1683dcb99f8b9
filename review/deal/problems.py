"""What is wrong with a value that no reading fits: kinds that ``wording`` says in both languages."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def problem(kind: str, **facts: str) -> PydanticCustomError:
    """An error of a field. ``kind`` is a key of ``review.deal.wording``; ``facts`` are what its sentences name."""
    return PydanticCustomError(kind, "{kind}", {"kind": kind, **{k: v[:120] for k, v in facts.items()}})
