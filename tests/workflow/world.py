"""A small deal to play with: people, a register, and a history that says no loudly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from review.model.commitment import Trigger
from review.model.decision import Actor, Choice, Rank
from review.model.event import Event, Fact
from review.model.finding import Outcome
from review.model.process import State
from review.model.roles import Role, Severity
from review.workflow import Case, Denied, History, Policy, decide, load_policy, state_of
from review.workflow.clock import due
from review.workflow.facts.clearing import ContestRejection
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import FindingRef, Item, Member, ParseDraft, ReceiveDraft, SubmitRevision
from review.workflow.facts.execution import (
    AcceptHandOver,
    CloseCase,
    Milestone,
    ObligationStatus,
    OfferHandOver,
    PlanReceivables,
    ReceivableStep,
    RecordObligation,
    RecordOutcome,
    RecordReceivable,
    RecordTrigger,
)
from review.workflow.facts.flow import Hold, RejectContract, Withdraw
from review.workflow.facts.signing import Approve, CompareExecutionCopy, RecordSigned, ReleasePacket, SignOffPacket

POLICY: Policy = load_policy()
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

AR = Actor("ann", Role.AR)
SR = Actor("sam", Role.SR)
FR = Actor("fred", Role.FR)
FIN = Actor("fiona", Role.FIN)
LEG = Actor("leo", Role.LEG)
COM = Actor("cora", Role.COM)
CM = Actor("carl", Role.CM)
DEC = Actor("dora", Role.DEC)
FR_HEAD = Actor("frida", Role.FR, rank=Rank.HEAD)
FIN_HEAD = Actor("finn", Role.FIN, rank=Rank.HEAD)
LEG_HEAD = Actor("lena", Role.LEG, rank=Rank.HEAD)
ADMIN = Actor("root", Role.ADMIN)
AUDIT = Actor("aude", Role.AUDIT)
SYSTEM = Actor("", Role.ADMIN)
RECORDED = ("requirements", "solution", "estimate", "deviations")
TEAM = (Member("ann", Role.AR), Member("sam", Role.SR), Member("fred", Role.FR))
BY_ROLE = {a.role: a for a in (AR, SR, FR, FIN, LEG, COM, CM, DEC, AUDIT, ADMIN, Actor("bob", Role.BID))}

DELIVERY = Item("k1", "f-k1", Role.FR, "K01", "Seller shall deliver within 45 days.", number="3.1")
SOLUTION = Item("k2", "f-k2", Role.SR, "K05", "The system shall support 5,000 users.", number="4.2")
REJECTION = Decide("k1", "f-k1", Choice.REJECT, reason="lead time 75 days", wording="within 90 days")
CUSTOMER = Item("k3", "f-k3", Role.FR, "K04", "Customer shall provide access.", ours=False)


def finding(id_: str, rule: str, severity: Severity, owner: Role = Role.FR, commitment: str = "") -> FindingRef:
    return FindingRef(id_, rule, severity, owner, Outcome.FAIL, f"digest-{id_}", commitment)


def draft(
    name: str = "one",
    items: Iterable[Item] = (DELIVERY, SOLUTION, CUSTOMER),
    findings: Iterable[FindingRef] = (),
    deal: str = "deal",
    **more: object,
) -> SubmitRevision:
    """A checked draft; documents and deals are told apart by their names."""
    identity = f"check-{name}-{deal}"
    given = {"recorded": RECORDED, **more}
    return SubmitRevision(f"sha-{name}", deal, identity, tuple(items), tuple(findings), TEAM, **given)  # type: ignore[arg-type]


def confirm(item: Item, evidence: str = "plan v3") -> Decide:
    return Decide(item.id, item.fingerprint, Choice.CONFIRM, evidence=evidence)


def sign(name: str = "one", deal: str = "deal") -> SignOffPacket:
    return SignOffPacket(f"sha-{name}", f"check-{name}-{deal}", "I have read it and sign.")


@dataclass
class World:
    """A history with a clock. ``does`` fails the test when it is refused; ``refused`` when it is not."""

    history: History = field(default_factory=History)
    now: datetime = START

    @property
    def case(self) -> Case:
        return self.history.case

    @property
    def state(self) -> State:
        return state_of(self.case, POLICY, self.now.date())

    def tries(self, actor: Actor, action: Fact) -> tuple[Event, ...] | Denied:
        self.now += timedelta(minutes=1)
        answer = decide(self.history, actor, action, now=self.now, policy=POLICY)
        if not isinstance(answer, Denied):
            self.history = self.history.extended(answer)
        return answer

    def does(self, actor: Actor, *actions: Fact) -> World:
        for action in actions:
            answer = self.tries(actor, action)
            assert not isinstance(answer, Denied), f"{actor.role} {action}: {answer.code} {answer.reason['en']}"
        return self

    def refused(self, actor: Actor, action: Fact) -> str:
        """The code of the refusal; nothing has changed."""
        before = self.history
        answer = self.tries(actor, action)
        assert isinstance(answer, Denied), f"{actor.role} was allowed {action}"
        assert self.history is before and set(answer.reason) == {"zh", "en"} and all(answer.reason.values())
        return answer.code

    def tries_clock(self) -> tuple[Event, ...]:
        """What is due by now happens."""
        events = due(self.history, now=self.now, policy=POLICY)
        self.history = self.history.extended(events)
        return events

    def later(self, **period: float) -> World:
        self.now += timedelta(**period)
        return self


def in_review(*findings: FindingRef, **more: object) -> World:
    return World().does(AR, draft(findings=findings, **more))


def ready(**more: object) -> World:
    return in_review(**more).does(FR, confirm(DELIVERY)).does(SR, confirm(SOLUTION))


def signed_by_all(world: World | None = None, name: str = "one") -> World:
    world = world or ready()
    for actor in (AR, SR, FR):
        world.does(actor, sign(name))
    return world


def approved(world: World | None = None) -> World:
    return signed_by_all(world).does(CM, Approve("sha-one"))


def released(world: World | None = None) -> World:
    return approved(world).does(CM, ReleasePacket("sha-one", "packet"))


def copied(world: World | None = None) -> World:
    """The copy to be signed agrees."""
    return released(world).does(AR, CompareExecutionCopy("sha-copy"))


def signed(world: World | None = None) -> World:
    return copied(world).does(AR, RecordSigned("sha-copy", "2026-03-05"))


def handed_over() -> World:
    return signed().does(AR, OfferHandOver("sheet")).does(FR, AcceptHandOver("sheet"))


def in_execution() -> World:
    world = handed_over().later(days=10)
    return world.does(FR, RecordTrigger(Trigger.SIGNING, world.now.date(), "contract"))


MILESTONE = Milestone("prepayment", Decimal(300), "CNY", Trigger.SIGNING, 15, "ann")


def closed() -> World:
    world = in_execution().does(FIN, PlanReceivables((MILESTONE,)))
    day = world.now.date()
    for step in (ReceivableStep.TRIGGER_MET, ReceivableStep.EVIDENCED, ReceivableStep.INVOICED):
        world.does(FIN, RecordReceivable("prepayment", step, day, "paper"))
    world.does(FIN, RecordReceivable("prepayment", ReceivableStep.RECEIVED, day, "bank", Decimal(300)))
    for item in ("k1", "k2"):
        world.does(FR, RecordObligation(item, ObligationStatus.DONE, day, "protocol"), RecordOutcome(item, True))
    return world.does(CM, CloseCase())


def received() -> World:
    return World().does(AR, ReceiveDraft("one.docx", "sha-one", "deal"))


#: A world in each state that a case can be in.
STATES: dict[State, Callable[[], World]] = {
    State.NEW: World,
    State.RECEIVED: received,
    State.PARSED: lambda: received().does(SYSTEM, ParseDraft("sha-one")),
    State.CHECKED: in_review,
    State.IN_REVIEW: lambda: in_review().does(FR, confirm(DELIVERY)),
    State.CHANGES_REQUESTED: lambda: in_review().does(FR, REJECTION),
    State.READY_FOR_DECISION: ready,
    State.APPROVED: approved,
    State.PACKET_RELEASED: released,
    State.SIGNED: signed,
    State.HANDED_OVER: handed_over,
    State.IN_EXECUTION: in_execution,
    State.CLOSED: closed,
    State.ESCALATED: lambda: in_review().does(FR, REJECTION).does(AR, ContestRejection("k1", "customer insists")),
    State.ON_HOLD: lambda: in_review().does(CM, Hold("customer silent")),
    State.REJECTED: lambda: in_review().does(DEC, RejectContract("no margin")),
    State.WITHDRAWN: lambda: in_review().does(AR, Withdraw("deal lost")),
}
