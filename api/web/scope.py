"""The scope tab: what was read, and what was not."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.words import words
from review.intake.notices import Gravity, kind_of
from review.model.document import Coverage, Notice

#: How a notice is coloured.
_WEIGHTS = {Gravity.HIDDEN: "H", Gravity.UNREAD: "M", Gravity.INFORM: "L"}


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
    t = words(language)
    return Scope(
        read=tuple(Count(t.get(f"read_{name}", name), n) for name, n in coverage.read),
        notices=tuple(_notice(n, language) for n in coverage.notices),
    )


def _notice(notice: Notice, language: str) -> NoticeLine:
    kind = kind_of(notice.code)
    return NoticeLine(kind.sentence[language], notice.where, notice.detail, _WEIGHTS[kind.gravity])
