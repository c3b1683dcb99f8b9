"""From a posted form of the table of forms to the act it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.auth.principal import Principal
from api.services import acts, corrections
from api.services.context import Context
from api.services.corrections import Correction
from api.web.offers import fields_from
from api.web.words import wrong
from review.model.event import Fact
from review.model.roles import Role


def made_from(context: Context, person: Principal, review_id: str, name: str, given: Mapping[str, str]) -> Fact:
    """The act, with what only the draft can say filled in. Raises Failure naming the field that does not fit."""
    fields = fields_from(name, given)
    corrected = _CORRECTIONS.get(name)
    return corrected(context, person, review_id, fields) if corrected else acts.action_from(name, fields)


def _addition(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    line = fields["line"]
    owner = _owner(line.get("owner", ""))
    return corrections.addition(context, person, review_id, fields["quote"], line["kind"], fields["reason"], owner)


def _correction(context: Context, person: Principal, review_id: str, fields: Mapping[str, Any]) -> Fact:
    line = fields["line"]
    change = Correction(line["kind"], _owner(line["owner"]), line["binds"] == "ours")
    return corrections.correction(context, person, review_id, fields.get("item", ""), change, fields["reason"])


def _owner(text: str) -> Role | None:
    try:
        return Role(text) if text else None
    except ValueError:
        raise wrong("owner") from None


_CORRECTIONS: Mapping[str, Callable[[Context, Principal, str, Mapping[str, Any]], Fact]] = {
    "add_commitment": _addition,
    "edit_commitment": _correction,
}
