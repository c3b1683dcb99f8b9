"""Who answers for a clause: each has exactly one owner, besides those who are consulted, whether it holds a promise or not.

A promise is decided on by the owner of its line. The owner of a clause answers for the rest of it: is told of its changes,
sees to it that no promise in it was missed. Nobody waits for a decision on a clause.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from review.model.document import Clause, ClauseKind, Document
from review.model.finding import Finding
from review.model.review import Review
from review.model.roles import Role
from review.workflow.facts.drafts import Item
from review.workflow.policy import Routing, Topic
from review.workflow.records import ClauseOwner

#: A general duty of no kind: the clause that it stands in says more of whose it is.
_NO_KIND = "K00"
_Held = TypeVar("_Held")
#: Characters of a clause without a title that are taken for one.
_HEAD = 40


class Because(StrEnum):
    """What made somebody the owner, the first of these that says anything."""

    GIVEN = "given"
    """Somebody gave it to that role by an act."""
    PART = "part"
    """What part of a contract it is: parties, definitions, signatures; an annex only where nothing else says more."""
    HEADING = "heading"
    """What it is called, by the table of topics. What has no title, outermost, is called as it begins."""
    LINES = "lines"
    """Most of its promises are that role's; general duties count only where there are no others."""
    PARENT = "parent"
    """The clause that it stands in."""
    FINDINGS = "findings"
    """Whose rules found most in it."""
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Routed:
    """A clause with its one owner and those who are consulted, none of them the owner."""

    clause: str
    number: str
    title: str
    level: int
    owner: Role
    consulted: tuple[Role, ...]
    because: Because


def routed(
    review: Review, items: Iterable[Item], routing: Routing, given: Mapping[str, ClauseOwner] = MappingProxyType({})
) -> tuple[Routed, ...]:
    """Every clause of the draft, in text order. ``items``: its lines as people have them, with the owners they have now;
    ``given``: clauses by id that somebody was given.
    """
    document = review.document
    lines, found = _lines(document, items), _findings(document, review.open_findings)
    made: list[Routed] = []
    for index, clause in enumerate(document.clauses):
        above = made[clause.parent].owner if clause.parent is not None else None
        routed_ = _route(document, clause, lines[index], found[index], above, routing)
        made.append(_to(routed_, given[clause.id].owner) if clause.id in given else routed_)
    return tuple(made)


def parting(clauses: tuple[Routed, ...]) -> tuple[Routed, ...]:
    """The clauses that say who answers: the outermost, and those whose owner is another than that of the clause above."""
    above: dict[int, Role] = {}
    found = []
    for one in clauses:
        if one.level == 0 or above.get(one.level - 1) is not one.owner:
            found.append(one)
        above[one.level] = one.owner
    return tuple(found)


def _route(
    document: Document, clause: Clause, lines: list[Item], found: list[Finding], above: Role | None, routing: Routing
) -> Routed:
    topic = routing.topic_of(_heading(document, clause))
    owner, because = next(_owners(clause, lines, topic, found, above, routing))
    asked = (
        *(line.owner for line in lines),
        *(role for line in lines for role in line.consulted),
        *(topic.consulted if topic else ()),
        *(f.owner for f in found),
    )
    decides = set(routing.owners)
    consulted = tuple(role for role in dict.fromkeys(asked) if role is not owner and role in decides)
    return Routed(clause.id, clause.number, clause.title, clause.level, owner, consulted, because)


def _to(one: Routed, owner: Role) -> Routed:
    """The clause given to somebody; who answered for it by the tables is consulted."""
    consulted = tuple(role for role in dict.fromkeys((one.owner, *one.consulted)) if role is not owner)
    return replace(one, owner=owner, consulted=consulted, because=Because.GIVEN)


def _owners(
    clause: Clause, lines: list[Item], topic: Topic | None, found: list[Finding], above: Role | None, routing: Routing
) -> Iterator[tuple[Role, Because]]:
    part = routing.parts.get(clause.kind)
    if part and clause.kind is not ClauseKind.ANNEX:
        yield part, Because.PART
    if topic:
        yield topic.owner, Because.HEADING
    if of_a_kind := [line.owner for line in lines if line.kind != _NO_KIND or line.owner is not line.born_to]:
        yield _most(of_a_kind), Because.LINES
    if lines:
        yield _most(line.owner for line in lines), Because.LINES
    if above:
        yield above, Because.PARENT
    owners = [f.owner for f in found if f.owner in routing.owners]
    if owners:
        yield _most(owners), Because.FINDINGS
    if part:
        yield part, Because.PART
    yield routing.general, Because.GENERAL


def _most(roles: Iterable[Role]) -> Role:
    """The most frequent; of several, the first in the text."""
    return Counter(roles).most_common(1)[0][0]


def _heading(document: Document, clause: Clause) -> str:
    if clause.title or clause.level:
        return clause.title
    words = document.quote(clause.span).removeprefix(clause.number).strip()
    return re.split(r"[\n。；;]|(?<=[a-z])\. ", words[: 2 * _HEAD], maxsplit=1)[0][:_HEAD]


def _lines(document: Document, items: Iterable[Item]) -> Mapping[int, list[Item]]:
    """Index of a clause -> the lines that stand in it or below it."""
    places = {c.id: i for i, c in enumerate(document.clauses)}
    return _up(document, ((places[item.clause], item) for item in items if item.clause in places))


def _findings(document: Document, findings: Iterable[Finding]) -> Mapping[int, list[Finding]]:
    places = {c.id: i for i, c in enumerate(document.clauses)}
    placed = ((document.clause_at(f.spans[0].start), f) for f in findings if f.spans)
    return _up(document, ((places[clause.id], f) for clause, f in placed if clause is not None))


def _up(document: Document, placed: Iterable[tuple[int, _Held]]) -> Mapping[int, list[_Held]]:
    """What stands in a clause stands in all that it is a part of."""
    found: dict[int, list[_Held]] = defaultdict(list)
    for index, one in placed:
        at: int | None = index
        while at is not None:
            found[at].append(one)
            at = document.clauses[at].parent
    return found
