"""Any people doing anything in any order: what must hold, holds.

The machine draws actions of every kind, by every role and rank, on every draft, sensible and senseless alike. After each
step the laws are asked of the history alone, by code that shares nothing with the checks that let the step pass.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from review.model.decision import Actor, Choice, Condition, ConditionKind, Rank
from review.model.event import Fact
from review.model.process import State
from review.model.roles import TRIANGLE, Role, Severity
from review.workflow import Denied, History, decide, from_bytes, replay, state_of, to_bytes
from review.workflow.clock import due
from review.workflow.facts.clearing import (
    AddCondition,
    CloseCondition,
    CloseEscalation,
    ConcurWaiver,
    ContestRejection,
    Escalate,
    GrantWaiver,
    RequestWaiver,
)
from review.workflow.facts.deciding import AddCommitment, BulkConfirm, Decide, DismissCommitment, EditCommitment
from review.workflow.facts.drafts import DiscardDraft, Item, Member, ReceiveDraft, RecordGate, SubmitRevision
from review.workflow.facts.flow import Delegate, Hold, NameTeam, Resume, RevokeDelegation
from review.workflow.facts.signing import Approve, CompareExecutionCopy, RecordSigned, ReleasePacket, SignOffPacket
from tests.workflow.world import POLICY, START, SYSTEM, finding

PEOPLE = ("ann", "sam", "fred", "carl", "dora", "frida", "fiona")
ACTORS = st.builds(Actor, st.sampled_from(PEOPLE), st.sampled_from(list(Role)), st.just(""), st.sampled_from(list(Rank)))
USUAL = st.sampled_from(
    [
        Actor("ann", Role.AR),
        Actor("sam", Role.SR),
        Actor("fred", Role.FR),
        Actor("carl", Role.CM),
        Actor("dora", Role.DEC),
        Actor("frida", Role.FR, rank=Rank.HEAD),
        Actor("fiona", Role.FIN, rank=Rank.HEAD),
        Actor("gail", Role.FR, "fred"),
    ]
)
WHO = st.one_of(USUAL, USUAL, USUAL, ACTORS)
KINDS = st.sampled_from(list(ConditionKind))
RULES = st.sampled_from([("D-01", Severity.B), ("D-02", Severity.H), ("C-01", Severity.B), ("P-14", Severity.M)])


class Deals(RuleBasedStateMachine):
    """One deal. ``history`` is all there is."""

    @initialize()
    def begin(self) -> None:
        self.history = History()
        self.now = START
        self.drafts = 0
        self.decided: dict[str, int] = {}
        self.released_before: set[str] = set()
        self.seen = 0
        self.named: dict[Role, set[str]] = {}

    def attempt(self, actor: Actor, action: Fact) -> None:
        self.now += timedelta(minutes=1)
        answer = decide(self.history, actor, action, now=self.now, policy=POLICY)
        if isinstance(answer, Denied):
            assert all(answer.reason.values())
            return
        self.history = self.history.extended(answer)

    @property
    def case(self):
        return self.history.case

    def pick(self, data: st.DataObject, choices: list[str]) -> str:
        return data.draw(st.sampled_from([*choices, "nothing"])) if choices else "nothing"

    def line(self, data: st.DataObject) -> Item:
        items = list(self.case.items.values())
        return data.draw(st.sampled_from(items)) if items else Item("k0", "f0", Role.FR, "K01", "x")

    @rule(actor=WHO, data=st.data())
    def submits_a_draft(self, actor: Actor, data: st.DataObject) -> None:
        """A new draft, or the same one against another deal record: some lines stay, some change, some go, one may come."""
        same = data.draw(st.booleans()) and bool(self.case.revisions)
        self.drafts += 1
        items = []
        for old in self.case.items.values():
            fate = data.draw(st.sampled_from(["same", "same", "changed", "gone"]))
            if fate != "gone":
                print_ = old.fingerprint if fate == "same" else f"{old.fingerprint}+"
                items.append(replace(old, was=old.id, fingerprint=print_))
        if not items or data.draw(st.booleans()):
            owner = data.draw(st.sampled_from([Role.FR, Role.FR, Role.SR]))
            proven = data.draw(st.sampled_from([(), ("/lead_times/0/p90",)]))
            items.append(Item(f"k{self.drafts}", f"f{self.drafts}", owner, "K01", "x", proven_by=proven, promised_by=("ann",)))
        found = [
            finding(f"x{n}", rule_, s, commitment=items[0].id)
            for n, (rule_, s) in enumerate(data.draw(st.lists(RULES, max_size=2)))
        ]
        sha = self.case.revision.submitted.document_sha256 if same else f"sha-{self.drafts}"
        if self.case.draft and data.draw(st.booleans()):
            sha = self.case.draft.received.document_sha256
        self.attempt(actor, SubmitRevision(sha, f"deal-{self.drafts}", f"check-{self.drafts}", tuple(items), tuple(found)))

    @rule(actor=WHO)
    def receives_a_file(self, actor: Actor) -> None:
        self.attempt(actor, ReceiveDraft("next.docx", f"sha-{self.drafts + 1}", f"deal-{self.drafts + 1}"))

    @precondition(lambda self: self.case.draft is not None)
    @rule()
    def the_file_is_unreadable(self) -> None:
        self.attempt(SYSTEM, DiscardDraft(self.case.draft.received.document_sha256, "unreadable"))

    @rule(
        actor=WHO,
        choice=st.sampled_from([Choice.CONFIRM, Choice.CONFIRM, *Choice]),
        kind=KINDS,
        late=st.booleans(),
        data=st.data(),
    )
    def decides(self, actor: Actor, choice: Choice, kind: ConditionKind, late: bool, data: st.DataObject) -> None:
        item = self.line(data)
        condition = Condition(kind, "x", "fred", self.now.date()) if choice is Choice.CONFIRM_WITH_CONDITION else None
        print_ = "old" if late else item.fingerprint
        to = data.draw(st.sampled_from([Role.SR, Role.FR, Role.AR]))
        self.attempt(actor, Decide(item.id, print_, choice, "why", "evidence", condition, "wording", to))

    def everybody_confirms(self) -> None:
        for item in self.case.undecided:
            person = {Role.FR: "fred", Role.SR: "sam"}.get(item.owner, "carl")
            self.attempt(Actor(person, item.owner), Decide(item.id, item.fingerprint, Choice.CONFIRM, evidence="plan"))

    @rule(actor=WHO)
    def confirms_in_bulk(self, actor: Actor) -> None:
        self.attempt(actor, BulkConfirm(tuple((i.id, i.fingerprint) for i in self.case.undecided_of(actor.role))))

    @rule(actor=WHO, data=st.data())
    def corrects(self, actor: Actor, data: st.DataObject) -> None:
        item = self.line(data)
        owner = data.draw(st.sampled_from([item.owner, Role.AR, Role.SR]))
        ours = data.draw(st.booleans())
        self.attempt(actor, EditCommitment(replace(item, fingerprint=item.fingerprint + "e", owner=owner, ours=ours), "why"))

    @rule(actor=WHO)
    def adds(self, actor: Actor) -> None:
        n = self.case.sequence
        self.attempt(actor, AddCommitment(Item(f"manual-{n}", f"fm{n}", Role.FR, "K12", "36 months"), "missed"))

    @rule(actor=WHO, data=st.data())
    def dismisses(self, actor: Actor, data: st.DataObject) -> None:
        item = self.line(data)
        self.attempt(actor, DismissCommitment(item.id, item.fingerprint, "a heading"))

    @rule(actor=WHO, step=st.sampled_from([RequestWaiver, ConcurWaiver, GrantWaiver]), days=st.integers(-1, 3), data=st.data())
    def waives(self, actor: Actor, step: type, days: int, data: st.DataObject) -> None:
        known = {f.id: f.digest for f in self.case.open_findings}
        id_ = self.pick(data, list(known))
        expires = self.now.date() + timedelta(days=days)
        asked = RequestWaiver(id_, "why", Decimal(1), "CNY", "stock", expires)
        self.attempt(actor, asked if step is RequestWaiver else step(id_, known.get(id_, "")))

    def right_people_waive(self) -> None:
        for found in self.case.open_findings:
            asked = RequestWaiver(found.id, "why", Decimal(1), "CNY", "stock", self.now.date() + timedelta(days=2))
            self.attempt(Actor("sam", Role.SR), asked)
            self.attempt(Actor("frida", Role.FR, rank=Rank.HEAD), ConcurWaiver(found.id, found.digest))
            grantor = Actor("dora", Role.DEC) if found.severity is Severity.B else Actor("frida", Role.FR, rank=Rank.HEAD)
            self.attempt(grantor, GrantWaiver(found.id, found.digest))

    @rule(actor=WHO, kind=KINDS, data=st.data())
    def sets_a_condition(self, actor: Actor, kind: ConditionKind, data: st.DataObject) -> None:
        subjects = [*self.case.items, *(f.id for f in self.case.open_findings), ""]
        self.attempt(actor, AddCondition(self.pick(data, subjects), Condition(kind, "x", "carl", self.now.date())))

    @rule(actor=WHO, data=st.data())
    def closes_a_condition(self, actor: Actor, data: st.DataObject) -> None:
        self.attempt(actor, CloseCondition(self.pick(data, [c.id for c in self.case.open_conditions]), "done"))

    @rule(actor=WHO, data=st.data())
    def escalates(self, actor: Actor, data: st.DataObject) -> None:
        day = self.now.date() + timedelta(days=1)
        item = self.pick(data, list(self.case.items))
        self.attempt(actor, data.draw(st.sampled_from([Escalate(item, "why", 2, day), ContestRejection(item, "why")])))

    @rule(overrules=st.booleans())
    def fr_rejects_and_ar_contests(self, overrules: bool) -> None:
        for item in list(self.case.register)[:1]:
            self.attempt(Actor("fred", Role.FR), Decide(item.id, item.fingerprint, Choice.REJECT, "late", wording="90 days"))
            self.attempt(Actor("ann", Role.AR), ContestRejection(item.id, "customer insists"))
            self.now += timedelta(days=3)
            self.history = self.history.extended(due(self.history, now=self.now, policy=POLICY))
            for one in self.case.open_escalations:
                self.attempt(Actor("dora", Role.DEC), CloseEscalation(one.id, "decided", "minutes", overrules))

    @rule(actor=WHO, overrules=st.booleans(), data=st.data())
    def answers_an_escalation(self, actor: Actor, overrules: bool, data: st.DataObject) -> None:
        id_ = self.pick(data, [e.id for e in self.case.open_escalations])
        self.attempt(actor, CloseEscalation(id_, "decided", "minutes", overrules))

    def escalations_are_answered(self) -> None:
        for one in self.case.open_escalations:
            for actor in (
                Actor("carl", Role.CM),
                Actor("frida", Role.FR, rank=Rank.HEAD),
                Actor("dora", Role.DEC, rank=Rank.HEAD),
            ):
                self.attempt(actor, CloseEscalation(one.id, "decided", "minutes"))

    @rule(actor=WHO, stale=st.booleans())
    def signs(self, actor: Actor, stale: bool) -> None:
        last = self.case.revision
        sha, check = (
            (last.submitted.document_sha256, last.submitted.review_identity) if last and not stale else ("sha-1", "check-1")
        )
        self.attempt(actor, SignOffPacket(sha, check, "I sign"))

    def the_triangle_signs(self) -> None:
        for person, role in (("ann", Role.AR), ("sam", Role.SR), ("fred", Role.FR)):
            self.signs(Actor(person, role), False)

    @rule(actor=WHO)
    def approves(self, actor: Actor) -> None:
        sha = self.case.revision.submitted.document_sha256 if self.case.revision else ""
        self.attempt(actor, Approve(sha))

    def approvers_approve(self) -> None:
        for person, role in (("carl", Role.CM), ("fiona", Role.FIN), ("dora", Role.DEC)):
            self.approves(Actor(person, role))

    @rule(actor=WHO)
    def releases(self, actor: Actor) -> None:
        sha = self.case.revision.submitted.document_sha256 if self.case.revision else ""
        self.attempt(actor, ReleasePacket(sha))

    def the_manager_releases(self) -> None:
        self.releases(Actor("carl", Role.CM))

    @rule(steps=st.integers(3, 8))
    def everybody_does_their_part(self, steps: int) -> None:
        """A whole orderly review, or the first steps of one, so that what comes next meets the far states too."""
        self.attempt(Actor("carl", Role.CM), Resume())
        if self.case.draft is not None:
            self.the_file_is_unreadable()
        if not self.case.revisions:
            line = Item("k0", "f0", Role.FR, "K01", "x", promised_by=("ann",))
            self.attempt(Actor("ann", Role.AR), SubmitRevision("sha-0", "deal-0", "check-0", (line,)))
        parts = (
            self.everybody_confirms,
            self.closes_every_condition,
            self.right_people_waive,
            self.escalations_are_answered,
            self.the_triangle_signs,
            self.approvers_approve,
            self.the_manager_releases,
            self.the_contract_is_signed,
        )
        for part in parts[:steps]:
            part()

    def closes_every_condition(self) -> None:
        for held in self.case.open_conditions:
            self.attempt(Actor("carl", Role.CM), CloseCondition(held.id, "done"))

    def the_contract_is_signed(self) -> None:
        self.attempt(Actor("ann", Role.AR), CompareExecutionCopy("copy"))
        self.attempt(Actor("ann", Role.AR), RecordSigned("copy"))

    @rule(actor=WHO, agrees=st.booleans())
    def compares_the_copy(self, actor: Actor, agrees: bool) -> None:
        self.attempt(actor, CompareExecutionCopy("copy", () if agrees else ("3.1",)))

    @rule(actor=WHO)
    def records_the_signature(self, actor: Actor) -> None:
        self.attempt(actor, RecordSigned("copy"))

    @rule(actor=WHO, found=st.booleans())
    def asks_the_gate_rules(self, actor: Actor, found: bool) -> None:
        findings = (finding("g1", "R-05", Severity.B),) if found else ()
        self.attempt(actor, RecordGate("ATC", findings))

    @rule(actor=WHO, action=st.sampled_from([Hold("wait"), Resume(), RevokeDelegation("gail")]))
    def holds_or_resumes(self, actor: Actor, action: Fact) -> None:
        self.attempt(actor, action)

    @rule(actor=WHO, person=st.sampled_from(PEOPLE), role=st.sampled_from(TRIANGLE), known=st.booleans())
    def names_somebody(self, actor: Actor, person: str, role: Role, known: bool) -> None:
        others = tuple(m for m in self.case.team if m.role is not role)
        self.attempt(actor, NameTeam((*others, Member(person, role, known))))

    @rule(actor=WHO, hours=st.integers(1, 400))
    def delegates(self, actor: Actor, hours: int) -> None:
        self.attempt(actor, Delegate("gail", self.now, self.now + timedelta(hours=hours)))

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.history = self.history.extended(due(self.history, now=self.now, policy=POLICY))

    @invariant()
    def a_release_keeps_the_law(self) -> None:
        """At the moment it happens; asked of the events before it, with nothing that the checks use."""
        for at, event in enumerate(self.history.events):
            if isinstance(event.fact, ReleasePacket) and str(at) not in self.released_before:
                self.released_before.add(str(at))
                _lawful(self.history.events[:at], event)

    @invariant()
    def who_is_named_acts_and_nobody_else(self) -> None:
        """Told from the events alone: who was named before each of them, and who named whom."""
        for event in self.history.events[self.seen :]:
            fact, here = event.fact, self.named.get(event.actor.role, set())
            if isinstance(fact, Decide | BulkConfirm | Approve | SignOffPacket | ReleasePacket):
                assert not here or here & event.actor.persons
            if isinstance(fact, NameTeam):
                now = {r: {m.person for m in fact.members if m.role is r and m.known} for r in Role}
                for role in (r for r in Role if now[r] != self.named.get(r, set())):
                    own = event.actor.role is role and event.actor.rank is Rank.HEAD
                    assert (
                        own
                        or event.actor.role in (Role.CM, Role.ADMIN)
                        or (event.actor.role is Role.AR and not self.named.get(role))
                    )
                self.named = now
        self.seen = len(self.history.events)

    @invariant()
    def what_counts_as_released_is_whole(self) -> None:
        if self.case.revisions and state_of(self.case, POLICY, self.now.date()) is State.PACKET_RELEASED:
            assert not self.case.undecided and not [i for i in self.case.stale if i in {r.id for r in self.case.register}]
            assert {s.by.role for s in self.case.valid_sign_offs} >= set(TRIANGLE)

    @invariant()
    def no_decision_disappears(self) -> None:
        known = [d.id for d in self.case.decisions]
        assert known[: len(self.decided)] == list(self.decided), "decisions are only ever added"
        for id_ in known:
            self.decided.setdefault(id_, 1)

    @invariant()
    def a_decision_stands_only_on_what_it_decided(self) -> None:
        for id_, held in self.case.standing.items():
            item = self.case.items[id_]
            assert held.fingerprint == item.fingerprint and held.by.role is item.owner

    @invariant()
    def ar_never_confirms_for_fr(self) -> None:
        for held in self.case.standing.values():
            item = self.case.items[held.commitment]
            assert not (item.born_to is Role.FR and held.by.role is Role.AR)
        assert not any(w.by.role is Role.AR and w.rule[0] in "DSAW" for w in self.case.waivers)

    @invariant()
    def nobody_plays_two_parts(self) -> None:
        for waiver in self.case.waivers:
            assert waiver.requested_by not in waiver.by.persons
            assert waiver.rule not in POLICY.waivers.never
        revision = self.case.revision
        assert not any(a.by.persons & revision.by.persons for a in self.case.valid_approvals) if revision else True
        signers = [p for s in self.case.valid_sign_offs for p in s.by.persons]
        assert len(signers) == len(set(signers)) or any(w.rule == "R-02" for w in self.case.waivers)

    @invariant()
    def the_product_and_the_watchers_decide_nothing(self) -> None:
        for event in self.history.events:
            if event.actor.role in (Role.ADMIN, Role.AUDIT):
                assert not isinstance(event.fact, Decide | BulkConfirm | GrantWaiver | Approve | SignOffPacket | ReleasePacket)

    def teardown(self) -> None:
        """The history comes back from its bytes, and adds up to the same case."""
        if hasattr(self, "history"):
            again = tuple(from_bytes(to_bytes(e)) for e in self.history.events)
            assert again == self.history.events and replay(again) == self.case


def _lawful(before: tuple, event: object) -> None:
    """The law of release, told from the events alone."""
    case = replay(before)
    sha = event.fact.document_sha256
    assert case.draft is None and sha == case.revision.submitted.document_sha256
    ours = [i for i in case.items.values() if i.ours and i.id not in case.dismissed]
    for item in ours:
        last = [d for d in case.decisions if d.id == getattr(case.standing.get(item.id), "id", None)]
        assert last and last[0].fingerprint == item.fingerprint, f"{item.id} undecided or stale"
    for found in case.open_findings:
        waived = [
            w for w in case.waivers if w.finding == found.id and w.digest == found.digest and w.revision == case.revision.id
        ]
        if found.severity is Severity.B:
            assert waived and max(w.expires for w in waived) >= event.at.date(), "an open B"
        if found.severity is Severity.H:
            held = case.standing.get(found.commitment)
            conditioned = held is not None and held.choice is Choice.CONFIRM_WITH_CONDITION
            assert waived or conditioned or any(c.subject == found.id for c in case.conditions)
    signed = {e.actor.role for e in before if isinstance(e.fact, SignOffPacket) and e.fact.document_sha256 == sha}
    assert signed >= set(TRIANGLE)


Deals.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestDeals = Deals.TestCase
