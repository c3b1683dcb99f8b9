"""Who may do what, when: the permission table first, then each action's own checks. The answer is ``None`` or a reason."""

from __future__ import annotations

from datetime import datetime

from review.model.decision import Actor
from review.model.event import Fact
from review.model.process import State
from review.model.roles import Role
from review.workflow.case import Case
from review.workflow.checks import clearing, deciding, drafts, execution, flow, signing, waivers
from review.workflow.checks.ask import Ask, Check, Checks
from review.workflow.denied import Denied
from review.workflow.facts import fact_name
from review.workflow.policy import Permission, Policy
from review.workflow.state import states_of
from review.workflow.wording import way_on

CHECKS: Checks = {
    **drafts.CHECKS,
    **deciding.CHECKS,
    **clearing.CHECKS,
    **waivers.CHECKS,
    **signing.CHECKS,
    **execution.CHECKS,
    **flow.CHECKS,
}

_NOBODY = Permission()


def permitted(case: Case, actor: Actor, action: Fact, now: datetime, policy: Policy) -> Denied | None:
    """``None`` when the actor may do this now, else the first reason why not."""
    ask = Ask(case, actor, now, policy)
    steps: tuple[Check, ...] = (_somebody, _role, _delegated, _corner, _named, *signing.LAWS.get(type(action), ()), _state)
    for check in (*steps, *CHECKS[type(action)]):
        if denied := check(ask, action):
            return denied
    return None


def allowed(policy: Policy, action: type[Fact], role: Role, state: State) -> bool:
    """The permission table alone: role x action x state."""
    row = policy.permissions.get(fact_name(action), _NOBODY)
    return role in row.roles and state in row.states


def _somebody(ask: Ask, action: Fact) -> Denied | None:
    """Only the product itself has no name, and it decides nothing: it acts as ADMIN."""
    if ask.actor.person or ask.actor.role is Role.ADMIN:
        return None
    return Denied("denied-nobody")


def _role(ask: Ask, action: Fact) -> Denied | None:
    row = ask.policy.permissions.get(fact_name(type(action)), _NOBODY)
    if ask.actor.role in row.roles:
        return None
    return Denied("denied-role", {"role": ask.actor.role, "may": tuple(r for r in Role if r in row.roles)})


def _delegated(ask: Ask, action: Fact) -> Denied | None:
    return flow.delegation(ask)


def _corner(ask: Ask, action: Fact) -> Denied | None:
    return flow.corner(ask, ask.actor.person)


def _named(ask: Ask, action: Fact) -> Denied | None:
    return flow.not_named(ask) if fact_name(type(action)) in ask.policy.team_only else None


def _state(ask: Ask, action: Fact) -> Denied | None:
    row = ask.policy.permissions[fact_name(type(action))]
    states = states_of(ask.case, ask.policy, ask.today)
    if states & row.states:
        return None
    return Denied("denied-state", {"state": min(states), "next": way_on(min(states), row.states)})
