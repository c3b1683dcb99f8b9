"""The clauses tab: who answers for which clause, who is consulted, and why."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.desk import Desk
from api.web.lines import one_line
from api.web.offers import Offer, offer
from api.web.words import words
from review.model.canonical import sha256
from review.model.roles import Role
from review.workflow.routing import Routed, parting

_TITLE = 80


@dataclass(frozen=True, slots=True)
class ClauseLine:
    anchor: str
    number: str
    title: str
    inner: bool
    owner: str
    consulted: tuple[str, ...]
    why: str
    acts: tuple[Offer, ...]
    """To give it to another role, for whoever may."""


def clauses(desk: Desk) -> tuple[ClauseLine, ...]:
    """The outermost clauses, and those within them that somebody else answers for."""
    return tuple(_line(desk, one) for one in parting(desk.view.clauses))


def _line(desk: Desk, one: Routed) -> ClauseLine:
    document = desk.result.document
    title = one.title or next(document.quote(c.span).removeprefix(one.number) for c in document.clauses if c.id == one.clause)
    return ClauseLine(
        anchor=f"k-{one.clause}",
        number=one.number,
        title=one_line(title, _TITLE),
        inner=one.level > 0,
        owner=one.owner.value,
        consulted=tuple(role.value for role in one.consulted),
        why=_why(desk, one),
        acts=_acts(desk, one),
    )


def _why(desk: Desk, one: Routed) -> str:
    text, given = words(desk.language)[f"because_{one.because}"], desk.view.case.clause_owners.get(one.clause)
    return text.format(person=given.by.person, reason=given.reason) if given else text


def _acts(desk: Desk, one: Routed) -> tuple[Offer, ...]:
    """Only for the role that answers for it, and the contract manager."""
    if not {one.owner, Role.CM} & set(desk.roles):
        return ()
    place = sha256(one.clause.encode())[:8]
    return tuple(
        offer(desk, "reassign_clause", place, {"line.owner": one.owner.value}, clause=one.clause, held_by=one.owner.value)
    )
