"""The review's page as values: head, tabs, and what this person may do on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from api.auth.principal import Principal
from api.services import gating
from api.services.cases import As
from api.services.context import Context
from api.services.reviews import ReviewView
from api.web.filters import Chip, Filter
from api.web.lines import counts_text, moment
from api.web.visit import Visit, signed_in
from api.web.words import words
from review.model.decision import Actor
from review.model.event import Fact
from review.model.finding import Finding
from review.model.names import ROLES, STATES
from review.model.process import State
from review.model.review import Review, counts_of, verdict_of
from review.model.roles import TRIANGLE, Role, Severity
from review.workflow import Case, Denied, acting_in, as_delegated, unresolved
from review.workflow.checks import allowed, permitted
from review.workflow.facts.drafts import ReceiveDraft
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket

#: The way of a contract as the page shows it.
WAY = (
    State.RECEIVED,
    State.CHECKED,
    State.IN_REVIEW,
    State.READY_FOR_DECISION,
    State.APPROVED,
    State.PACKET_RELEASED,
    State.SIGNED,
)
#: States that are not on the way, and the one whose place they take.
_STANDS_AT = {
    State.PARSED: State.RECEIVED,
    State.CHANGES_REQUESTED: State.IN_REVIEW,
    State.ESCALATED: State.IN_REVIEW,
    State.ON_HOLD: State.IN_REVIEW,
}

#: What stands in the way -> the list in which it is cleared.
_WAYS: Mapping[str, Filter] = {
    "open-b": Filter("findings", found="B"),
    "open-h": Filter("findings", found="H"),
    "undecided": Filter("commitments", show="others"),
    "rejected": Filter("commitments", show="decided"),
    "copy-differs": Filter("execution"),
}


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Head:
    id: str
    revision: int
    file: str
    sha256: str
    identity: str
    language: str
    verdict: str
    counts: str
    released: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """One role's place: signed, or what stands in the way of this person signing it."""

    role: str
    person: str
    at: str
    statement: str
    may_sign: bool
    denied: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that stands in the way, and how much of it each role has to clear, with the way there."""

    name: str
    roles: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class SignTab:
    gate: tuple[Gap, ...]
    signatures: tuple[Signature, ...]
    may_approve: bool
    approvals: tuple[str, ...]
    may_release: bool
    denied: str


@dataclass(frozen=True, slots=True)
class Said:
    """Why the last form was refused: ``place`` is the form's address on the page, ``given`` what was written into it."""

    place: str
    problem: str
    given: Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """One person at one review."""

    context: Context
    visit: Visit
    view: ReviewView
    result: Review
    said: Said | None = None

    @property
    def language(self) -> str:
        return self.visit.language

    @cached_property
    def seats(self) -> Mapping[Role, str]:
        """The roles this person acts in, the own ones first, each with the person acted for ("" in an own one)."""
        return seats(self.view.case, signed_in(self.visit), self.context.now())

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(self.seats)

    def as_(self, role: Role) -> As:
        """To act in that role, under the delegation that lends it where it is not an own one."""
        return As(role, self.seats.get(role, ""))

    @cached_property
    def gates(self) -> tuple[Finding, ...]:
        """What the gate rules found on this draft."""
        return gating.told(self.context, self.view.case, self.result) if self.view.current else ()

    @cached_property
    def open(self) -> tuple[Severity, ...]:
        """Of each finding that nothing lets pass as yet; of a draft that was replaced, of all its findings."""
        if not self.view.current:
            return tuple(f.severity for f in self.result.open_findings)
        return tuple(f.severity for f in unresolved(self.view.case, self.context.now().date()))

    def refused(self, place: str) -> bool:
        """Whether the form at that place was refused just now: it is shown, whatever else is not."""
        return self.said is not None and self.said.place == place

    def denial(self, action: Fact, role: Role) -> str | None:
        """Why this person may not do it in that role; None when nothing speaks against it."""
        person = signed_in(self.visit)
        if not self.view.current:
            return STATES[State.SUPERSEDED][self.language]
        case, now = self.view.case, self.context.now()
        actor = as_delegated(case, Actor(person.name, role, self.seats.get(role, ""), person.user.rank), now)
        denied = permitted(case, actor, action, now, self.context.policy)
        return denied.reason[self.language] if isinstance(denied, Denied) else None

    def able(self, action: Fact) -> Role | None:
        """The first of the person's roles that may do it now."""
        return next((r for r in self.roles if self.denial(action, r) is None), None)


def seats(case: Case, person: Principal, now: datetime) -> Mapping[Role, str]:
    """As ``Desk.seats``."""
    return acting_in(case, person.name, person.user.roles, now)


def submitter(context: Context, visit: Visit) -> Role:
    """The first of the person's roles that may hand in a draft; the workflow says no where there is none."""
    roles = signed_in(visit).user.roles
    return next((r for r in roles if allowed(context.policy, ReceiveDraft, r, State.RECEIVED)), roles[0])


def head(desk: Desk) -> Head:
    revision = desk.view.revision
    return Head(
        id=revision.id,
        revision=revision.number,
        file=revision.name,
        sha256=revision.sha256,
        identity=desk.result.identity,
        language=desk.result.document.language.value or "zh",
        verdict=verdict_of(desk.open).value,
        counts=counts_text(counts_of(desk.open), desk.language),
        released=desk.view.current and desk.view.case.released is not None,
        steps=tuple(_steps(desk.view.state, desk.language)),
    )


def _steps(state: State, language: str) -> Iterator[Step]:
    at = _STANDS_AT.get(state, state)
    now = WAY.index(at) if at in WAY else (len(WAY) if state not in (State.SUPERSEDED, State.REJECTED, State.WITHDRAWN) else 0)
    for i, step in enumerate(WAY):
        name = STATES[state if i == now else step][language]
        yield Step(name, "done" if i < now else "now" if i == now else "next")


def sign_tab(desk: Desk) -> SignTab:
    """Who signed, who may, and what stands in the way."""
    case = desk.view.case
    sha = desk.view.revision.sha256
    approve, release = Approve(sha), ReleasePacket(sha)
    may_release = desk.able(release)
    return SignTab(
        gate=tuple(_gate(desk)),
        signatures=tuple(_signature(desk, role) for role in TRIANGLE),
        may_approve=desk.able(approve) is not None,
        approvals=tuple(f"{ROLES[a.by.role][desk.language]} {a.by.person} · {moment(a.at)}" for a in case.valid_approvals),
        may_release=may_release is not None,
        denied=next((d for r in desk.roles if (d := desk.denial(release, r))), ""),
    )


def statement(desk: Desk, role: Role) -> str:
    """The words that this role signs, naming exactly what they are about."""
    lines = [i for i in desk.view.case.register if i.owner is role] if desk.view.current else []
    text = words(desk.language)[f"statement_{role.value}"]
    return text.format(file=desk.view.revision.name, sha=desk.view.revision.sha256[:16], count=len(lines))


def signing(desk: Desk, role: Role, words_seen: str) -> SignOffPacket:
    """The act of signing this review, with the statement that the person saw."""
    return SignOffPacket(desk.view.revision.sha256, desk.result.identity, words_seen)


def _signature(desk: Desk, role: Role) -> Signature:
    given = next((s for s in desk.view.case.valid_sign_offs if s.by.role is role), None) if desk.view.current else None
    if given:
        return Signature(role.value, given.by.person, moment(given.at), given.statement, False, "")
    text = statement(desk, role)
    if role not in desk.roles:
        return Signature(role.value, ", ".join(sorted(desk.view.case.person_of(role))), "", text, False, "")
    denied = desk.denial(signing(desk, role, text), role)
    person = signed_in(desk.visit).user.full_name
    return Signature(role.value, person, "", text, denied is None, denied or "")


def _gate(desk: Desk) -> Iterator[Gap]:
    """What stands in the way, by kind. A gate rule that only says again that a line is undecided is not said twice."""
    case = desk.view.case
    again = {f.id for f in case.gate_findings} - {f.id for f in case.told_by_gates}
    counts: dict[str, Counter[str]] = {}
    for blocker in desk.view.blockers:
        if blocker.subject not in again:
            counts.setdefault(blocker.code, Counter())[blocker.role or ""] += 1
    for code, roles in counts.items():
        ways = (Chip(ROLES[r][desk.language] if r else "", n, _way(desk, code, r).href, False) for r, n in roles.items())
        yield Gap(words(desk.language)[f"blocker_{code}"], tuple(ways))


def _way(desk: Desk, code: str, role: str) -> Filter:
    """Where what stands in the way is cleared."""
    way = _WAYS.get(code, Filter("matters"))
    if code == "undecided" and role in desk.roles:
        return replace(way, role=role, show="mine")
    return replace(way, role=role) if way.tab in ("commitments", "findings") else way
