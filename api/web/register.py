"""The commitments tab: each line of the register with its decision, and whether this person decides it."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.cards import CommitmentCard, DecisionNote, decision_note
from api.web.desk import Desk
from api.web.lines import moment
from api.web.words import words
from review.model.names import CHOICES, ROLES
from review.model.roles import Role
from review.workflow.checks import allowed
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Item

#: Groups in the order of the page.
_GROUPS = ("mine", "others", "decided", "theirs")


@dataclass(frozen=True, slots=True)
class Line:
    """A card with the state of its decision. ``fingerprint`` goes back with the form: what was seen is what is decided."""

    card: CommitmentCard
    fingerprint: str
    owner: str
    decision: DecisionNote | None
    stale: str
    may_decide: bool
    denied: str
    proven: tuple[str, ...] = ()
    """Deal fields that prove it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: for me to decide, for others, decided, the other side's."""

    name: str
    lines: tuple[Line, ...]
    open: bool
    provable: tuple[Line, ...] = ()
    """Lines that the deal record proves and that may be confirmed together."""


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    all: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.all if self.all else 100


def groups(desk: Desk, cards: tuple[CommitmentCard, ...]) -> tuple[Group, ...]:
    """The register as this person works through it; each group in text order, empty ones left out."""
    items = desk.view.case.items if desk.view.current else {}
    found: dict[str, list[Line]] = {name: [] for name in _GROUPS}
    for card in cards:
        line = _line(desk, card, items.get(card.id))
        found[_group(line, items.get(card.id))].append(line)
    return tuple(_as_group(desk, name, tuple(lines)) for name, lines in found.items() if lines)


def _group(line: Line, item: Item | None) -> str:
    if item is None or not item.ours:
        return "theirs"
    if line.decision:
        return "decided"
    return "mine" if line.may_decide else "others"


def _as_group(desk: Desk, name: str, lines: tuple[Line, ...]) -> Group:
    provable = tuple(line for line in lines if line.proven) if name == "mine" else ()
    return Group(words(desk.language)[f"group_{name}"], lines, name in ("mine", "others"), provable)


def progress(desk: Desk, role: Role) -> Progress:
    """How many of the role's lines are decided."""
    own = [i for i in desk.view.case.register if i.owner is role] if desk.view.current else []
    return Progress(sum(1 for i in own if i.id in desk.view.case.standing), len(own))


def _line(desk: Desk, card: CommitmentCard, item: Item | None) -> Line:
    if item is None:
        return Line(card, "", card.owner, None, "", False, "")
    case, language = desk.view.case, desk.language
    decision, stale = case.standing.get(item.id), case.stale.get(item.id)
    note = decision_note(decision, language, moment(decision.at)) if decision else None
    earlier = f"{CHOICES[stale.choice][language]} · {stale.by.person}" if stale and not decision else ""
    if not item.ours:
        return Line(card, item.fingerprint, item.owner.value, note, earlier, False, words(language)["theirs"])
    open_now = allowed(desk.context.policy, Decide, item.owner, desk.view.state)
    mine = item.owner in desk.roles
    denied = "" if mine else words(language)["owner_decides"].format(role=ROLES[item.owner][language])
    return Line(card, item.fingerprint, item.owner.value, note, earlier, mine and open_now, denied, item.proven_by)
