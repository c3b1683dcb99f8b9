"""Deals and revisions as lines of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.services.lists import Line
from api.store.rows import CheckState, DealRow
from review.model.deal import Deal, Missing
from review.model.names import SEVERITIES, STATES
from review.model.review import counts_of, verdict_of
from review.model.wording import money_text
from review.workflow.facts.drafts import Member


@dataclass(frozen=True, slots=True)
class ReviewLine:
    id: str
    revision: int
    file: str
    sha256: str
    at: str
    state: str
    verdict: str
    counts: str


@dataclass(frozen=True, slots=True)
class DealLine:
    external_id: str
    name: str
    customer: str
    review: ReviewLine | None


@dataclass(frozen=True, slots=True)
class MemberLine:
    role: str
    person: str
    known: bool
    """Whether the role is this account's on the deal."""


@dataclass(frozen=True, slots=True)
class DealHead:
    external_id: str
    name: str
    customer: str
    amount: str
    team: tuple[MemberLine, ...]


def moment(at: datetime) -> str:
    """A point in time for people: minutes are enough."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def one_line(text: str, most: int) -> str:
    """The text on one line, cut where it is longer than a page shows."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def counts_text(counts: dict[str, int], language: str) -> str:
    """``阻断 2 · 高 1`` or ``2 blocking · 1 high``; severities without findings are left out."""
    said = "{name} {n}" if language == "zh" else "{n} {name}"
    found = ((counts.get(s, 0), name[language].lower()) for s, name in SEVERITIES.items())
    return " · ".join(said.format(n=n, name=name) for n, name in found if n)


def review_line(line: Line, state: str, language: str) -> ReviewLine:
    """``state`` is that of the case while the revision is its current one. Verdict and numbers are of what is unresolved, or,
    of a draft that is not in review, of what its check found.
    """
    revision, check = line.draft, line.check
    summary: dict[str, Any] = (check.summary if check else None) or {}
    if summary and line.open is not None:
        summary = {"verdict": verdict_of(line.open).value, "counts": counts_of(line.open)}
    running = check is not None and check.state is CheckState.PENDING
    return ReviewLine(
        id=revision.id,
        revision=revision.number,
        file=revision.name,
        sha256=revision.sha256,
        at=moment(revision.at),
        state=STATES["RECEIVED" if running else state][language],
        verdict=summary.get("verdict", ""),
        counts=counts_text(summary.get("counts", {}), language),
    )


def deal_line(row: DealRow, review: ReviewLine | None) -> DealLine:
    return DealLine(row.external_id, row.title, row.customer, review)


def deal_head(row: DealRow, record: Deal | None, team: Iterable[Member] = ()) -> DealHead:
    """What a deal's page says of it before anything was read."""
    get: Callable[[str], Any] = record.get if record else Missing
    amount = get("/opp/amount")
    people = tuple(MemberLine(m.role.value, m.person, m.known) for m in team)
    shown = "" if isinstance(amount, Missing) else money_text(amount, str(get("/opp/currency") or ""))
    return DealHead(row.external_id, row.title, row.customer, shown, people)
