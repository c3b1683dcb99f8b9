"""The scope tab: what was read, and what was not."""

from __future__ import annotations

from dataclasses import dataclass

from review.intake import notices
from review.model.document import Coverage


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class NoticeLine:
    title: str
    where: str
    detail: str
    severity: str


@dataclass(frozen=True, slots=True)
class Scope:
    read: tuple[Count, ...]
    notices: tuple[NoticeLine, ...]


def scope(coverage: Coverage, language: str) -> Scope:
    """The coverage statement in words."""
    lines = (NoticeLine(_title(n.code, language), n.where, n.detail, "M") for n in coverage.notices)
    return Scope(tuple(Count(name, n) for name, n in coverage.read), tuple(lines))
