"""Who is who on a deal: named by an act that somebody answers for, with or without a draft, by page and by API alike."""

from __future__ import annotations

from collections.abc import Iterable

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, people
from api.services.access import require
from api.services.cases import As, Stream
from api.services.context import Context
from api.store import deals
from review.errors import NotFound
from review.model.roles import Role
from review.workflow.facts.drafts import Member
from review.workflow.facts.flow import NameTeam


def name(
    context: Context, principal: Principal, external_id: str, role: Role, persons: Iterable[str], as_: As | None = None
) -> Stream:
    """Name the accounts that hold a role on the deal from now on; the other roles stay as they are.

    Raises NotFound, Failure for somebody without an account in the role, Refused for who may not name this role.
    """
    require(context, principal, Scope.TEAMS_NAME, external_id)
    with context.database.read() as connection:
        row = deals.by_external_id(connection, external_id)
        if row is None:
            raise NotFound("deal-unknown", {"id": external_id})
        team = cases.load(context, connection, row.id).history.case.team
        wanted = tuple(Member(person.strip(), role, known=True) for person in persons)
        action = NameTeam(people.chosen(connection, (*(m for m in team if m.role is not role), *wanted), team))
    return cases.act(context, principal, row.id, action, as_ or As(), Scope.TEAMS_NAME)
