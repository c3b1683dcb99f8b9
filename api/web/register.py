"""The commitments tab: each line of the register with its decision, whether this person decides it, and what is shown of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.web.cards import CommitmentCard, DecisionNote, decision_note
from api.web.desk import Desk
from api.web.lines import moment
from api.web.offers import Offer, offer
from api.web.words import words
from review.model.decision import Choice
from review.model.names import CHOICES, KINDS, ROLES
from review.model.roles import Role
from review.workflow.checks import allowed
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Item

#: What can be shown, in the order of the page.
SHOWS = ("mine", "others", "decided", "theirs", "all")


@dataclass(frozen=True, slots=True)
class Line:
    """A card with the state of its decision. ``fingerprint`` goes back with the form: what was seen is what is decided."""

    card: CommitmentCard
    group: str
    fingerprint: str
    owner: str
    decision: DecisionNote | None = None
    seen: str = ""
    """Id of that decision; it goes back with the form, so that nobody decides over what they have not seen."""
    stale: str = ""
    may_decide: bool = False
    denied: str = ""
    proven: tuple[str, ...] = ()
    """Deal fields that prove it."""
    evidence: str = ""
    """What the deal record offers as evidence, to be looked at before it is given."""
    more: tuple[Offer, ...] = ()
    acting_for: str = ""
    """Who lends the role to this person for the decision."""
    manual: bool = False
    """Whether a person added or corrected it."""
    consulted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice of what to show, as a link."""

    name: str
    count: int
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The lines that are shown, and the ways to show others. ``provable``: of mine, those that the deal record proves."""

    lines: tuple[Line, ...]
    shows: tuple[Chip, ...]
    roles: tuple[Chip, ...]
    found: Chip
    provable: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked to be shown: one of SHOWS, one owner's lines only, only lines with open findings."""

    show: str = ""
    role: str = ""
    found: bool = False

    def href(self, show: str | None = None, role: str | None = None, found: bool | None = None) -> str:
        """The same with something changed, as a link."""
        wanted = {
            "show": self.show if show is None else show,
            "role": self.role if role is None else role,
            "found": "1" if (self.found if found is None else found) else "",
        }
        return "?" + urlencode({"tab": "commitments", **{k: v for k, v in wanted.items() if v}}) + "#side"


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    all: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.all if self.all else 100


def register(desk: Desk, cards: tuple[CommitmentCard, ...], asked: Filter) -> Register:
    """The register as this person works through it, in text order."""
    items = desk.view.case.items if desk.view.current else {}
    every = tuple(_line(desk, card, items.get(card.id)) for card in cards)
    counts = Counter(line.group for line in every)
    show = asked.show if asked.show in SHOWS else next((s for s in SHOWS if counts[s]), "all")
    used = Filter(show, asked.role, asked.found)
    refused = desk.said.place.removeprefix("c-") if desk.said else ""
    group = [line for line in every if show in (line.group, "all") or line.card.id == refused]
    lines = tuple(line for line in group if used.role in ("", line.owner) and (not used.found or line.card.findings))
    mine = tuple(line for line in lines if line.group == "mine" and line.proven)
    return Register(
        lines=lines,
        shows=tuple(_shows(used, counts, desk.language)),
        roles=tuple(_roles(used, Counter(line.owner for line in group), desk.language)),
        found=Chip("", sum(1 for line in group if line.card.findings), used.href(found=not used.found), used.found),
        provable=mine,
    )


def progress(desk: Desk, role: Role) -> Progress:
    """How many of the role's lines are decided."""
    own = [i for i in desk.view.case.register if i.owner is role] if desk.view.current else []
    return Progress(sum(1 for i in own if i.id in desk.view.case.standing), len(own))


def _shows(used: Filter, counts: Mapping[str, int], language: str) -> Iterator[Chip]:
    for show in SHOWS:
        count = sum(counts.values()) if show == "all" else counts.get(show, 0)
        if count or show == used.show:
            yield Chip(words(language)[f"group_{show}"], count, Filter(show).href(), show == used.show)


def _roles(used: Filter, counts: Mapping[str, int], language: str) -> Iterator[Chip]:
    if len(counts) > 1 or used.role:
        for role in (r for r in Role if counts.get(r) or r == used.role):
            other = "" if role == used.role else role.value
            yield Chip(ROLES[role][language], counts.get(role, 0), used.href(role=other), role == used.role)


def _line(desk: Desk, card: CommitmentCard, item: Item | None) -> Line:
    if item is None:
        return Line(card, "theirs", "", card.owner)
    case, language = desk.view.case, desk.language
    decision, stale, dismissed = case.standing.get(item.id), case.stale.get(item.id), item.id in case.dismissed
    open_now = allowed(desk.context.policy, Decide, item.owner, desk.view.state)
    mine = item.ours and item.owner in desk.roles
    return Line(
        card=replace(card, kind_name=f"{item.kind} {KINDS[item.kind][language]}") if item.manual else card,
        group=_group(item, decision is not None or dismissed, mine and open_now),
        fingerprint=item.fingerprint,
        owner=item.owner.value,
        decision=decision_note(decision, language, moment(decision.at)) if decision else None,
        seen=decision.id if decision else "",
        stale=f"{CHOICES[stale.choice][language]} · {stale.by.person}" if stale and not decision else "",
        may_decide=mine and open_now and not dismissed,
        denied=words(language)["dismissed"] if dismissed else _denied(item, mine, language),
        acting_for=words(language)["acting_for"].format(person=lent) if mine and (lent := desk.seats[item.owner]) else "",
        manual=item.manual,
        consulted=tuple(role.value for role in item.consulted),
        proven=item.proven_by,
        evidence=_evidence(desk, item),
        more=_more(desk, item, decision is not None and decision.choice is Choice.REJECT),
    )


def _group(item: Item, decided: bool, mine: bool) -> str:
    if not item.ours:
        return "theirs"
    return "decided" if decided else "mine" if mine else "others"


def _denied(item: Item, mine: bool, language: str) -> str:
    t = words(language)
    if not item.ours:
        return t["theirs"]
    return "" if mine else t["owner_decides"].format(role=ROLES[item.owner][language])


def _evidence(desk: Desk, item: Item) -> str:
    """The deal record as evidence: which fields of which snapshot."""
    if not item.proven_by or desk.result.deal is None:
        return ""
    fields = ", ".join(item.proven_by)
    return words(desk.language)["evidence_record"].format(fields=fields, sha=desk.result.deal.sha256[:12])


def _more(desk: Desk, item: Item, rejected: bool) -> tuple[Offer, ...]:
    contest = offer(desk, "contest_rejection", item.id, item=item.id) if rejected else ()
    if item.id in desk.view.case.dismissed:
        return ()
    dismiss = offer(desk, "dismiss_commitment", item.id, item=item.id, fingerprint=item.fingerprint) if item.ours else ()
    now = {"line.kind": item.kind, "line.owner": item.owner.value, "line.binds": "ours" if item.ours else "theirs"}
    return (*contest, *offer(desk, "edit_commitment", item.id, now, item=item.id), *dismiss)
