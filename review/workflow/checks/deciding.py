"""May this decision be taken? Evidence, ownership, and nobody confirms his own promise."""

from __future__ import annotations

from review.model.commitment import OWNER
from review.model.decision import Choice, Condition, ConditionKind
from review.model.roles import Role
from review.workflow.checks.ask import Ask, Check, Checks, item_of, needs
from review.workflow.denied import Denied
from review.workflow.facts.deciding import (
    AddCommitment,
    BulkConfirm,
    Comment,
    Decide,
    DismissCommitment,
    EditCommitment,
    ReassignClause,
)
from review.workflow.facts.drafts import Item

CONFIRMING = frozenset({Choice.CONFIRM, Choice.CONFIRM_WITH_CONDITION})


def _as_seen(ask: Ask, id_: str, fingerprint: str) -> Item | Denied:
    item = item_of(ask, id_)
    if isinstance(item, Denied) or item.fingerprint == fingerprint:
        return item
    return Denied("denied-item-changed", {}, id_)


def _line(ask: Ask, action: Decide) -> Denied | None:
    item = _as_seen(ask, action.item, action.fingerprint)
    return item if isinstance(item, Denied) else _owner(ask, item)


def _owner(ask: Ask, item: Item) -> Denied | None:
    if ask.actor.role is item.owner:
        return None
    return Denied("denied-not-owner", {"owner": item.owner, "role": ask.actor.role}, item.id)


def _promiser(ask: Ask, action: Decide) -> Denied | None:
    own = ask.actor.persons & set(ask.case.items[action.item].promised_by)
    return Denied("denied-own-promise", {}, action.item) if own and action.choice in CONFIRMING else None


def _evidence(ask: Ask, action: Decide) -> Denied | None:
    missing = ask.actor.role is Role.FR and action.choice in CONFIRMING and not action.evidence.strip()
    return Denied("denied-evidence", {}, action.item) if missing else None


def _conditional(ask: Ask, action: Decide) -> Denied | None:
    if action.choice is not Choice.CONFIRM_WITH_CONDITION:
        return None
    return condition_of(action.condition, action.item)


def condition_of(condition: Condition | None, subject: str) -> Denied | None:
    """A condition says what, by whom, and, when it outlives the signing, by when; nobody hands in one that is closed."""
    whole = condition is not None and condition.text.strip() and condition.owner.strip() and condition.closed_at is None
    dated = condition is not None and (condition.kind is not ConditionKind.AFTER_SIGNING or condition.due is not None)
    return None if whole and dated else Denied("denied-condition", {}, subject)


def _wording(ask: Ask, action: Decide) -> Denied | None:
    missing = action.choice is Choice.REJECT and not (action.wording.strip() and action.reason.strip())
    return Denied("denied-wording", {}, action.item) if missing else None


def _reassign(ask: Ask, action: Decide) -> Denied | None:
    if action.choice is not Choice.REASSIGN:
        return None
    item, to = ask.case.items[action.item], action.reassign_to
    decides = to is not None and to in ask.policy.permissions["decide"].roles
    if decides and to is not item.owner and (item.born_to, to) not in ask.policy.reassign_barred:
        return None
    return Denied("denied-reassign", {"role": to or "?"}, item.id)


def _not_a_commitment(ask: Ask, action: Decide) -> Denied | None:
    if action.choice is not Choice.NOT_A_COMMITMENT:
        return None
    if ask.case.blocking(action.item):
        return Denied("denied-blocking-dismissal", {}, action.item)
    return needs(reason=action.reason)


def _proven(ask: Ask, action: BulkConfirm) -> Denied | None:
    if not action.items or len({i for i, _ in action.items}) != len(action.items):
        return Denied("denied-text-missing", {"what": "items"})
    return next((denied for pair in action.items if (denied := _proven_line(ask, *pair))), None)


def _proven_line(ask: Ask, id_: str, fingerprint: str) -> Denied | None:
    item = _as_seen(ask, id_, fingerprint)
    if isinstance(item, Denied):
        return item
    if not item.proven_by:
        return Denied("denied-not-proven", {}, id_)
    single = Decide(id_, fingerprint, Choice.CONFIRM)
    return _owner(ask, item) or _promiser(ask, single)


def _comment(ask: Ask, action: Comment) -> Denied | None:
    return needs(text=action.text)


def _added(ask: Ask, action: AddCommitment) -> Denied | None:
    if action.item.id in ask.case.items or not (action.item.id and action.item.fingerprint):
        return Denied("denied-fingerprint", {}, action.item.id)
    return (
        _well_owned(ask, action.item) or _to_its_owner(ask, action.item) or needs(reason=action.reason, quote=action.item.quote)
    )


def _to_its_owner(ask: Ask, item: Item) -> Denied | None:
    """A commitment that was missed goes to an owner to whom it could be reassigned, not to whoever found it."""
    barred = (OWNER.get(item.kind, item.owner), item.owner) in ask.policy.reassign_barred
    return Denied("denied-reassign", {"role": item.owner}, item.id) if barred else None


def _edited(ask: Ask, action: EditCommitment) -> Denied | None:
    item = item_of(ask, action.item.id)
    if isinstance(item, Denied):
        return item
    if not action.item.fingerprint:
        return Denied("denied-fingerprint", {}, item.id)
    if action.item.owner is not item.owner or action.item.ours is not item.ours:
        return _by_owner(ask, action.item, item)
    return needs(reason=action.reason, quote=action.item.quote)


def _by_owner(ask: Ask, new: Item, old: Item) -> Denied | None:
    """Correcting who is bound or who owns a line is for its owner, within the same bars as a reassignment."""
    if (old.born_to, new.owner) in ask.policy.reassign_barred:
        return Denied("denied-reassign", {"role": new.owner}, old.id)
    return _owner(ask, old) or _well_owned(ask, new)


def _well_owned(ask: Ask, item: Item) -> Denied | None:
    decides = item.owner in ask.policy.permissions["decide"].roles
    return None if decides else Denied("denied-reassign", {"role": item.owner}, item.id)


def _dismissed(ask: Ask, action: DismissCommitment) -> Denied | None:
    item = _as_seen(ask, action.item, action.fingerprint)
    if isinstance(item, Denied):
        return item
    twice = any((d.item, d.fingerprint, d.by.role) == (item.id, item.fingerprint, ask.actor.role) for d in ask.case.dismissals)
    same = any(d.item == item.id and d.by.persons & ask.actor.persons for d in ask.case.dismissals)
    return Denied("denied-already", {}, item.id) if twice or same else needs(reason=action.reason)


def _given(ask: Ask, action: ReassignClause) -> Denied | None:
    """By whoever answers for it, or the contract manager, who routes; never round the bars of clause ownership."""
    held = ask.case.clause_owners.get(action.clause)
    owner, first = (held.owner, held.first) if held else (action.owner, action.owner)
    if action.owner is not owner:
        return Denied("denied-item-changed", {}, action.clause)
    if ask.actor.role not in (owner, Role.CM):
        return Denied("denied-not-owner", {"owner": owner, "role": ask.actor.role}, action.clause)
    if action.to is owner or action.to not in ask.policy.routing.owners or (first, action.to) in ask.policy.reassign_barred:
        return Denied("denied-reassign", {"role": action.to}, action.clause)
    return needs(reason=action.reason)


_DECIDE: tuple[Check, ...] = (_line, _promiser, _evidence, _conditional, _wording, _reassign, _not_a_commitment)

CHECKS: Checks = {
    Decide: _DECIDE,
    BulkConfirm: (_proven,),
    Comment: (_comment,),
    AddCommitment: (_added,),
    EditCommitment: (_edited,),
    DismissCommitment: (_dismissed,),
    ReassignClause: (_given,),
}
