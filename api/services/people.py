"""Names that a deal record gives, as the accounts that these people have here.

Law: a record does not choose who checks those that it comes from. It makes nobody FR who handed it or the draft in, promised
or negotiated; that seat stays open. And whoever holds AR, under whatever account, gets no say as FR from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from api.store import users
from api.store.rows import Seat, User
from review.errors import Failure, sentences
from review.model.deal import Deal
from review.model.roles import Role
from review.workflow import Case
from review.workflow.facts.drafts import Item, Member, SubmitRevision
from review.workflow.register import recorded_team


def with_accounts(connection: Connection, fact: SubmitRevision, deal: Deal | None, case: Case, sender: str) -> SubmitRevision:
    """The fact with the people of its deal record as accounts: who is named, who promised, who negotiated."""
    return replace(
        fact,
        team=recorded(connection, deal, case, sender),
        negotiated_by=_everybody(connection, fact.negotiated_by),
        items=tuple(_promised(connection, item) for item in fact.items),
    )


def members(connection: Connection, named: Iterable[Member]) -> tuple[Member, ...]:
    """Each person as every account of that name that holds the role; as written where there is none."""
    return tuple(dict.fromkeys(m for one in named for m in _accounts(connection, one)))


def recorded(connection: Connection, deal: Deal | None, case: Case, sender: str) -> tuple[Member, ...]:
    """The team as a deal record names it. ``sender``: the account that handed it in."""
    found = members(connection, recorded_team(deal))
    sells = {m.person for m in (*found, *case.team) if m.role is Role.AR}
    promised = {str(row["by"]) for _, row in (deal.rows("promises") if deal else ()) if row.get("by")}
    negotiated = ((deal.data if deal else {}).get("contract") or {}).get("negotiated_by") or ()
    apart = frozenset(_everybody(connection, sells))
    bound = apart.union(_everybody(connection, (sender, *promised, *negotiated)))
    return tuple(
        replace(m, known=False, apart=m.person in apart) if m.role is Role.FR and m.person in bound else m for m in found
    )


def chosen(connection: Connection, named: Iterable[Member], team: tuple[Member, ...]) -> tuple[Member, ...]:
    """As ``members``, for a team that a person names; who is on the ``team`` already stays on it as he is.

    Who is given as ``known`` is named now, whatever a record said. Raises Failure for somebody new without an account in the
    role.
    """
    now = {(m.person, m.role): m for m in team}
    kept = [m if m.known and not _bound(now, m) else now.get((m.person, m.role), m) for m in named]
    found = tuple(dict.fromkeys(m for one in kept for m in ((one,) if one in team else members(connection, (one,)))))
    unknown = next((m for m in found if not m.known and m not in team), None)
    if unknown:
        raise Failure("member-unknown", {"name": unknown.person[:80], "role": unknown.role.value})
    return found


def _bound(team: Mapping[tuple[str, Role], Member], member: Member) -> bool:
    found = team.get((member.person, member.role))
    return found is not None and found.known


def seats(case: Case) -> tuple[Seat, ...]:
    """Who sits on the deal: the people named, and those who stand in for somebody."""
    found = {(m.role, m.person): Seat(m.role, m.person) for m in case.team if m.known}
    for lent in case.delegations:
        seat = found.get((lent.by.role, lent.to))
        if not lent.revoked and (seat is None or (seat.until and seat.until < lent.until)):
            found[lent.by.role, lent.to] = Seat(lent.by.role, lent.to, lent.until)
    return tuple(found.values())


def _accounts(connection: Connection, member: Member) -> Iterator[Member]:
    holders = [u for u in _called(connection, member.person) if member.role in u.roles]
    yield from (Member(u.name, member.role, True) for u in holders)
    if not holders:
        yield replace(member, known=False)


def _promised(connection: Connection, item: Item) -> Item:
    return replace(item, promised_by=_everybody(connection, item.promised_by)) if item.promised_by else item


def _everybody(connection: Connection, names: Iterable[str]) -> tuple[str, ...]:
    """The names, and after them every account of people so called: duties are kept apart under any of them."""
    found = [n for name in names for n in (name, *(u.name for u in _same_person(connection, name)))]
    return tuple(dict.fromkeys(found))


def _same_person(connection: Connection, name: str) -> Iterator[User]:
    """The accounts of that name, and others under the same person's name."""
    for user in _called(connection, name):
        yield user
        yield from users.by_full_name(connection, user.full_name)


def _called(connection: Connection, name: str) -> tuple[User, ...]:
    """The account with that name, else all whose person has it."""
    account = users.by_name(connection, name)
    return (account,) if account else users.by_full_name(connection, name)


sentences(
    {
        "member-unknown": {
            "zh": "没有担任 {role} 的账号 {name},不能列入团队。",
            "en": "There is no account {name} that holds the role {role}; it cannot be named for the team.",
        }
    }
)
