"""The commitments tab: each line of the register with its decision, whether this person decides it, and what is shown of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.web.cards import CommitmentCard, DecisionNote, Pair, decision_note, pairs
from api.web.desk import Desk
from api.web.filters import Chip, Filter, role_chips, severity_chips
from api.web.lines import moment, one_line
from api.web.offers import Offer, offer
from api.web.words import words
from review.compare.wording import Why, why
from review.model.decision import Choice
from review.model.names import KINDS, ROLES
from review.model.roles import Role
from review.workflow.checks import allowed
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Item
from review.workflow.records import Fallen

_QUOTE = 400

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
    changed: tuple[Why, ...] = ()
    """Why it is to be decided again, or for the first time in other words than before."""
    earlier: DecisionNote | None = None
    """The decision that fell off."""
    decided_quote: str = ""
    """The words on which that was taken, where they are others now."""
    new: bool = False
    """Whether the draft before had no such line."""
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
    proof: tuple[Pair, ...] = ()
    """What the checks compared with the deal record."""
    following: str = ""
    """Id of the line of mine that is shown after it."""
    consulted: tuple[str, ...] = ()
    """Roles that are asked beside the owner."""


@dataclass(frozen=True, slots=True)
class Register:
    """The lines that are shown, and the ways to show others. ``provable``: of mine, those that the deal record proves."""

    lines: tuple[Line, ...]
    shows: tuple[Chip, ...]
    roles: tuple[Chip, ...]
    severities: tuple[Chip, ...]
    provable: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody's lines are decided."""

    name: str
    left: int
    all: int

    @property
    def percent(self) -> int:
        return 100 * (self.all - self.left) // self.all if self.all else 100


def register(desk: Desk, cards: tuple[CommitmentCard, ...], asked: Filter) -> Register:
    """The register as this person works through it, in text order."""
    items = desk.view.case.items if desk.view.current else {}
    every = tuple(_line(desk, card, items.get(card.id)) for card in cards)
    counts = Counter(line.group for line in every)
    show = asked.show if asked.show in SHOWS else next((s for s in SHOWS if counts[s]), "all")
    used = replace(asked, tab="commitments", show=show)
    refused = desk.said.place.removeprefix("c-") if desk.said else ""
    group = [line for line in every if show in (line.group, "all") or line.card.id == refused]
    lines = [line for line in group if used.has(line.owner, _severities(line))]
    with_findings = Counter(s for line in group for s in _severities(line))
    return Register(
        lines=tuple(_in_turn(lines)),
        shows=tuple(_shows(used, counts, desk.language)),
        roles=role_chips(used, (line.owner for line in group), desk.language),
        severities=severity_chips(used, with_findings.elements(), desk.language),
        provable=tuple(line for line in lines if line.group == "mine" and line.proven),
    )


def progress(desk: Desk) -> tuple[Progress, ...]:
    """How many lines are still undecided: fulfilment's, which everybody waits for, and the reader's own."""
    t, own = words(desk.language), tuple(r for r in desk.roles if r is not Role.FR)
    found = (_progress(desk, t["fr_progress"], (Role.FR,)), _progress(desk, t["own_progress"], own))
    return tuple(p for p in found if p.all)


def _progress(desk: Desk, name: str, roles: tuple[Role, ...]) -> Progress:
    case = desk.view.case
    owned = [i for i in case.register if i.owner in roles] if desk.view.current else []
    return Progress(name, sum(1 for i in owned if i.id not in case.standing), len(owned))


def _severities(line: Line) -> set[str]:
    return {f.severity for f in line.card.findings}


def _in_turn(lines: list[Line]) -> Iterator[Line]:
    """The lines, each of mine with the next of mine that is shown."""
    mine = [line.card.id for line in lines if line.group == "mine"]
    following = dict(zip(mine, [*mine[1:], *mine[:1]], strict=True))
    return (replace(line, following=following.get(line.card.id, "")) for line in lines)


def _shows(used: Filter, counts: Mapping[str, int], language: str) -> Iterator[Chip]:
    for show in SHOWS:
        count = sum(counts.values()) if show == "all" else counts.get(show, 0)
        if count or show == used.show:
            yield Chip(words(language)[f"group_{show}"], count, Filter(show=show).href, show == used.show)


def _line(desk: Desk, card: CommitmentCard, item: Item | None) -> Line:
    if item is None:
        return Line(card, "theirs", "", card.owner)
    case, language = desk.view.case, desk.language
    decision, fallen, dismissed = case.standing.get(item.id), case.fallen.get(item.id), item.id in case.dismissed
    open_now = allowed(desk.context.policy, Decide, item.owner, desk.view.state)
    mine = item.ours and item.owner in desk.roles
    return Line(
        card=replace(card, kind_name=f"{item.kind} {KINDS[item.kind][language]}") if item.manual else card,
        group=_group(item, decision is not None or dismissed, mine and open_now),
        fingerprint=item.fingerprint,
        owner=item.owner.value,
        decision=decision_note(decision, language, moment(decision.at)) if decision else None,
        seen=decision.id if decision else "",
        changed=_changed(item, fallen, language) if not decision else (),
        earlier=decision_note(fallen.decision, language, moment(fallen.decision.at)) if fallen else None,
        decided_quote=one_line(fallen.line.quote, _QUOTE) if fallen and fallen.line.quote != item.quote else "",
        new=case.revision is not None and case.revision.number > 1 and not item.was,
        may_decide=mine and open_now and not dismissed,
        denied=words(language)["dismissed"] if dismissed else _denied(item, mine, language),
        acting_for=words(language)["acting_for"].format(person=lent) if mine and (lent := desk.seats[item.owner]) else "",
        manual=item.manual,
        consulted=tuple(role.value for role in item.consulted),
        proven=item.proven_by,
        proof=pairs(desk.result, item.id, language) if item.proven_by else (),
        evidence=_evidence(desk, item),
        more=_more(desk, item, decision is not None and decision.choice is Choice.REJECT),
    )


def _changed(item: Item, fallen: Fallen | None, language: str) -> tuple[Why, ...]:
    return why(fallen.because, fallen.altered, language) if fallen else why(item.reopened, item.altered, language)


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
