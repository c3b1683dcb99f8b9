"""From a posted form of the table of forms to the act it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.auth.principal import Principal
from api.services import acts, corrections, reviews
from api.services.context import Context
from api.services.corrections import Correction
from api.web.offers import fields_from
from api.web.words import missing, wrong
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts.drafts import Member
from review.workflow.facts.flow import NameTeam


def made_from(context: Context, person: Principal, review_id: str, name: str, given: Mapping[str, str]) -> Fact:
    """The act, with what only the draft can say filled in. Raises Failure naming the field that does not fit."""
    fields = fields_from(name, given)
    corrected = _MAKERS.get(name)
    return corrected(context, person, review_id, fields) if corrected else acts.action_from(name, fields)


def _addition(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    line = fields["line"]
    owner = _owner(line.get("owner", ""))
    return corrections.addition(context, person, review_id, fields["quote"], line["kind"], fields["reason"], owner)


def _correction(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    line = fields["line"]
    change = Correction(line["kind"], _owner(line["owner"]), line["binds"] == "ours")
    return corrections.correction(context, person, review_id, fields.get("item", ""), change, fields["reason"])


def _reassignment(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    now, to = _owner(fields.get("held_by", "")), _owner(fields["line"]["owner"])
    if now is None or to is None:
        raise missing("owner")
    return corrections.reassignment(context, person, review_id, fields.get("clause", ""), now, to, fields["reason"])


def _naming(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    """The team with one role given to somebody else."""
    role = _owner(fields["member"]["role"])
    if role is None:
        raise missing("role")
    named = Member(fields["member"]["person"], role, known=True)
    team = reviews.view(context, person, review_id).case.team
    return NameTeam((*(m for m in team if m.role is not named.role), named))


def _scan(context: Context, person: Principal, review_id: str, fields: dict[str, Any]) -> Fact:
    """The ticked places by their words; they are those of the copy that the form names, or the act is refused."""
    copy = reviews.view(context, person, review_id).case.copy
    ticked = fields.pop("misread", {})
    misread = [d for n, d in enumerate(copy.differences if copy else ()) if str(n) in ticked]
    return acts.action_from("confirm_scan", {**fields, "misread": misread})


def _owner(text: str) -> Role | None:
    try:
        return Role(text) if text else None
    except ValueError:
        raise wrong("owner") from None


_MAKERS: Mapping[str, Callable[[Context, Principal, str, dict[str, Any]], Fact]] = {
    "add_commitment": _addition,
    "edit_commitment": _correction,
    "reassign_clause": _reassignment,
    "name_team": _naming,
    "confirm_scan": _scan,
}
