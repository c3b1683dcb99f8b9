"""The scope tab: what was read, and what was not."""

from __future__ import annotations

from dataclasses import dataclass

from api.services import results
from api.web.desk import Desk, submitter
from api.web.lines import moment
from api.web.words import words
from review.intake.notices import Gravity, kind_of
from review.model.document import Coverage, Notice
from review.workflow.facts.drafts import ReceiveDraft

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


@dataclass(frozen=True, slots=True)
class Checked:
    """With what the draft was checked, whether that is what is used today, and whether this person may have it checked again."""

    at: str
    rules: str
    engine: str
    of_today: bool
    may: bool


def checked(desk: Desk) -> Checked:
    found, view = desk.result, desk.view
    role, revision = submitter(desk.context, desk.visit), view.revision
    asked = ReceiveDraft(revision.name, revision.sha256, "", again=True)
    return Checked(
        at=moment(view.check.finished_at or view.check.at),
        rules=f"{found.rules_version} ({found.rules_digest[:12]})",
        engine=found.engine_version,
        of_today=results.made_today(desk.context, found),
        may=view.current and desk.denial(asked, role) is None,
    )


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
