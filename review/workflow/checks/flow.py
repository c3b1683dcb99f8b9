"""May this be delegated, held, ended? A delegate never may more than the delegator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from review.model.decision import Actor, Rank
from review.model.roles import TRIANGLE, Role
from review.workflow.case import Case
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.denied import Denied
from review.workflow.facts.flow import (
    Delegate,
    Hold,
    NameTeam,
    PassGate,
    RejectContract,
    Remind,
    Resume,
    RevokeDelegation,
    Withdraw,
)
from review.workflow.gates import unmet
from review.workflow.records import DelegationRecord


def as_delegated(case: Case, actor: Actor, now: datetime) -> Actor:
    """The actor with the rank that was delegated, where the own one is higher: a head who stands in for a member is one."""
    highest = max((d.rank for d in _given(case, actor, now)), key=lambda r: r.level, default=actor.rank)
    return replace(actor, rank=min(actor.rank, highest, key=lambda r: r.level))


def lent_to(case: Case, person: str, now: datetime) -> tuple[DelegationRecord, ...]:
    """Delegations to the person that are in force."""
    return tuple(d for d in case.delegations if d.to == person and not d.revoked and d.since <= now < d.until)


def acting_in(case: Case, person: str, held: Iterable[Role], now: datetime) -> dict[Role, str]:
    """The roles that somebody acts in here, the own ones first, each with the person acted for ("" for oneself).

    In an own role that the deal names others for, one acts for whoever of them delegated it.
    """
    lent = {d.by.role: d.by.person for d in lent_to(case, person, now)}
    own = {r: "" if case.holds(r, frozenset({person})) else lent.get(r, "") for r in held}
    return {**own, **{r: by for r, by in lent.items() if r not in own}}


def _given(case: Case, actor: Actor, now: datetime) -> list[DelegationRecord]:
    """Delegations in force to the actor, from the person acted for, in the role acted in."""
    asked = (actor.delegate_of, actor.role)
    return [d for d in lent_to(case, actor.person, now) if (d.by.person, d.by.role) == asked]


def delegation(ask: Ask) -> Denied | None:
    """Whether an actor who acts for somebody has a delegation in force, of at least that rank."""
    if not ask.actor.delegate_of:
        return None
    given = _given(ask.case, ask.actor, ask.now)
    if not given:
        return Denied("denied-delegation", {"person": ask.actor.person, "by": ask.actor.delegate_of})
    enough = any(ask.actor.rank.level <= d.rank.level for d in given)
    return None if enough else Denied("denied-delegation-rank")


def _delegate(ask: Ask, action: Delegate) -> Denied | None:
    if ask.actor.delegate_of or action.to in ask.actor.persons or not action.to:
        return Denied("denied-delegation-onward")
    if action.rank.level > ask.actor.rank.level:
        return Denied("denied-delegation-rank")
    if action.since.tzinfo is None or action.until.tzinfo is None or not max(action.since, ask.now) < action.until:
        return Denied("denied-period")
    return _apart(ask, action)


def _apart(ask: Ask, action: Delegate) -> Denied | None:
    return corner(ask, action.to)


def corner(ask: Ask, person: str) -> Denied | None:
    """The corners of the triangle stay three persons: who is one of them here acts in no other, not even for somebody.

    Where the deal's team names one person for two corners, rule R-02 asks for that to be waived.
    """
    held = ask.case.corners_of(person) if ask.actor.role in TRIANGLE else frozenset()
    if not held or ask.actor.role in held:
        return None
    return Denied("denied-delegation-role", {"person": person, "role": min(held)})


def not_named(ask: Ask) -> Denied | None:
    """The deal names who holds the role: a person named acts in it, and whoever that person lends it to, nobody else."""
    role, persons = ask.actor.role, ask.actor.persons
    apart = next((m.person for m in ask.case.team if m.apart and m.role is role and m.person in persons), None)
    if apart is not None:
        return Denied("denied-apart", {"person": apart, "role": role})
    if ask.case.holds(ask.actor.role, ask.actor.persons):
        return None
    named = tuple(sorted(ask.case.named(ask.actor.role)))
    return Denied("denied-not-named", {"role": ask.actor.role, "persons": named})


def _revoke(ask: Ask, action: RevokeDelegation) -> Denied | None:
    mine = (ask.actor.person, ask.actor.role, action.to)
    known = any((d.by.person, d.by.role, d.to) == mine and not d.revoked for d in ask.case.delegations)
    return None if known else Denied("denied-unknown", {"what": "delegation", "id": action.to})


def _gate(ask: Ask, action: PassGate) -> Denied | None:
    if action.gate not in ask.policy.gates:
        return Denied("denied-unknown", {"what": "gate", "id": action.gate}, action.gate)
    missing = unmet(ask.case, ask.policy, action.gate, ask.today)
    return Denied("denied-gate", {"gate": action.gate, "what": missing}, action.gate) if missing else None


def _reason(ask: Ask, action: Hold | RejectContract | Withdraw) -> Denied | None:
    return needs(reason=action.reason)


def _unsigned(ask: Ask, action: RejectContract | Withdraw) -> Denied | None:
    return Denied("denied-signed-contract") if ask.case.signed else None


def _team(ask: Ask, action: NameTeam) -> Denied | None:
    if not action.members or not all(m.person for m in action.members):
        return Denied("denied-text-missing", {"what": "members"})
    changed = dict.fromkeys(m.role for m in (*ask.case.team, *action.members) if (m in ask.case.team) != (m in action.members))
    return next((denied for role in changed if (denied := _may_name(ask, role))), None)


def _may_name(ask: Ask, role: Role) -> Denied | None:
    """Nobody picks the person who is to check him: the contract manager or the head of the role names another.

    AR may be the first to name somebody, but for FR, who has the last word on what AR promised.
    """
    actor = ask.actor
    head = actor.role is role and actor.rank is Rank.HEAD
    first = actor.role is Role.AR and role is not Role.FR and not ask.case.named(role)
    return None if head or first or actor.role in (Role.CM, Role.ADMIN) else Denied("denied-naming", {"role": role})


CHECKS: Checks = {
    NameTeam: (_team,),
    Delegate: (_delegate,),
    RevokeDelegation: (_revoke,),
    PassGate: (_gate,),
    Hold: (_reason,),
    Resume: (),
    RejectContract: (_unsigned, _reason),
    Withdraw: (_unsigned, _reason),
    Remind: (),
}
