"""Acts on a case as forms: which fields each has, and which of them this person may take now.

One table instead of a page for each act. What is done is decided by ``review.workflow``; a form only carries it there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from api.web.desk import Desk
from api.web.words import missing, words, wrong
from review.model.names import CONDITION_KINDS, KINDS, ROLES
from review.model.roles import Role
from review.workflow import FACTS
from review.workflow.checks import allowed
from review.workflow.registers.wording import MATTERS, STATUS, STEPS, TRIGGERS

#: Who can own a commitment.
OWNERS = (Role.AR, Role.SR, Role.FR, Role.COM, Role.FIN, Role.LEG, Role.CM)


@dataclass(frozen=True, slots=True)
class Field:
    """``kind``: area, line, date, first_day, last_day (it is whole), amount, choice, ticks or flag.

    A dotted name is a field of a record inside the act.
    """

    name: str
    kind: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page draws it."""

    name: str
    kind: str
    label: str
    needed: bool
    choices: tuple[tuple[str, str], ...] = ()
    now: str = ""
    """What it is at present, where the act changes it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as a form. ``place`` is its address on the page; ``fixed``: fields that the page already knows."""

    name: str
    place: str
    title: str
    fields: tuple[Shown, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)


_REASON = (Field("reason", "area"),)

#: The field that says in which of the own roles somebody acts, where that is a part of what is done.
AS_ROLE = "as_role"

#: Act -> the fields that a person fills in.
FORMS: Mapping[str, tuple[Field, ...]] = {
    "add_condition": (
        Field("condition.kind", "choice"),
        Field("condition.text", "area"),
        Field("condition.owner", "line"),
        Field("condition.due", "date", False),
    ),
    "close_condition": (Field("evidence", "area"),),
    "escalate": (Field("reason", "area"), Field("level", "choice"), Field("due", "date")),
    "close_escalation": (Field("decision", "area"), Field("evidence", "area"), Field("overrules", "flag", False)),
    "contest_rejection": _REASON,
    "dismiss_commitment": _REASON,
    "edit_commitment": (
        Field("line.kind", "choice"),
        Field("line.owner", "choice"),
        Field("line.binds", "choice"),
        *_REASON,
    ),
    "add_commitment": (Field("quote", "area"), Field("line.kind", "choice"), Field("line.owner", "choice", False), *_REASON),
    "reassign_clause": (Field("line.owner", "choice"), *_REASON),
    "delegate": (
        Field(AS_ROLE, "choice"),
        Field("to", "line"),
        Field("since", "first_day"),
        Field("until", "last_day"),
    ),
    "revoke_delegation": (),
    "name_team": (Field("member.role", "choice"), Field("member.person", "line")),
    "pass_gate": (Field("reason", "area", False),),
    "comment": (Field("text", "area"),),
    "hold": _REASON,
    "resume": (Field("reason", "area", False),),
    "withdraw": _REASON,
    "reject_contract": _REASON,
    "confirm_scan": (Field("misread", "ticks", False), Field("statement", "area")),
    "record_signed": (Field("signed_on", "date"),),
    "offer_hand_over": (Field("note", "area", False),),
    "accept_hand_over": (),
    "return_hand_over": _REASON,
    "record_trigger": (Field("trigger", "choice"), Field("on", "date"), Field("evidence", "line")),
    "record_obligation": (Field("status", "choice"), Field("on", "date"), Field("evidence", "line")),
    "plan_receivables": (),
    "record_receivable": (
        Field("step", "choice"),
        Field("on", "date"),
        Field("evidence", "line"),
        Field("amount", "amount", False),
    ),
    "open_matter": (Field("kind", "choice"), Field("name", "line")),
    "settle_matter": (Field("evidence", "line"),),
    "record_outcome": (Field("kept", "flag", False), Field("note", "line", False)),
    "close_case": (Field("note", "area", False),),
}

#: What an act on the case as a whole is about: nothing in particular.
_WHOLE: Mapping[str, Mapping[str, str]] = {"add_condition": {"subject": ""}, "escalate": {"subject": ""}}

_TABLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "condition.kind": CONDITION_KINDS,
    "trigger": TRIGGERS,
    "status": STATUS,
    "step": STEPS,
    "line.kind": {kind: {language: f"{kind} {name}" for language, name in names.items()} for kind, names in KINDS.items()},
    "line.owner": {role.value: ROLES[role] for role in OWNERS},
    "member.role": {role.value: ROLES[role] for role in OWNERS},
    "line.binds": {"ours": {"zh": "我方", "en": "Our side"}, "theirs": {"zh": "对方", "en": "The other side"}},
    "kind": MATTERS,
}


def offer(desk: Desk, name: str, of: str = "", now: Mapping[str, str] | None = None, /, **fixed: str) -> Iterator[Offer]:
    """The form of an act, when the table of permissions lets this person take it now.

    ``of``: what tells it from its like. ``now``: what its fields are at present.
    """
    if not desk.view.current:
        return
    fact = FACTS[name]
    if any(allowed(desk.context.policy, fact, role, desk.view.state) for role in desk.roles):
        fields = tuple(_shown(f, desk, (now or {}).get(f.name, "")) for f in FORMS[name])
        place = f"act-{name}-{of}" if of else f"act-{name}"
        yield Offer(name, place, words(desk.language)[f"do_{name}"], fields, fixed)


def offers(desk: Desk, names: Iterable[str]) -> tuple[Offer, ...]:
    """Several that need to know nothing but what the person fills in."""
    return tuple(o for name in names for o in offer(desk, name, "", None, **_WHOLE.get(name, {})))


def fields_from(name: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The act's fields from a posted form. Raises Failure naming the field that is missing or does not fit."""
    kinds = {f.name: f for f in FORMS[name]}
    found: dict[str, Any] = {}
    for key, text in given.items():
        known = kinds.get(key)
        value = _READERS.get(known.kind if known else _fixed_kind(key), _text)(text, key)
        if value is not None:
            _put(found, key, value)
    for needed in (f for f in kinds.values() if f.needed and f.kind != "flag"):
        if not given.get(needed.name, "").strip():
            raise missing(needed.name)
    for flag in (f.name for f in kinds.values() if f.kind == "flag"):
        _put(found, flag, given.get(flag) == "yes")
    found.pop(AS_ROLE, None)
    return found


def _shown(f: Field, desk: Desk, now: str) -> Shown:
    t = words(desk.language)
    table = _TABLES.get(f.name, {})
    choices = tuple((key, names[desk.language]) for key, names in table.items())
    if f.name == "level":
        choices = tuple((str(n), level.name[desk.language]) for n, level in enumerate(desk.context.policy.levels, 1))
    if f.name == "misread":
        choices = tuple((str(n), d) for n, d in enumerate(desk.view.case.copy.differences if desk.view.case.copy else ()))
    if f.name == AS_ROLE:
        choices = tuple((role.value, ROLES[role][desk.language]) for role, lent in desk.seats.items() if not lent)
    return Shown(f.name, f.kind, t[f"field_{f.name.rpartition('.')[2]}"], f.needed, choices, now)


def _put(found: dict[str, Any], key: str, value: Any) -> None:
    group, _, name = key.rpartition(".")
    place = found.setdefault(group, {}) if group else found
    place[name] = value


def _fixed_kind(key: str) -> str:
    return "json" if key == "milestones" else "line"


_NUMBERS = ("level", "nth")


def _text(text: str, key: str) -> Any:
    value = text.strip()
    return int(value) if key in _NUMBERS and value.isdecimal() else value


def _optional(text: str, key: str) -> Any:
    return text.strip() or None


def _first_day(text: str, key: str) -> Any:
    return _midnight(text, key, 0)


def _last_day(text: str, key: str) -> Any:
    return _midnight(text, key, 1)


def _midnight(text: str, key: str, days: int) -> str:
    """The beginning of the day, or of one later, where the server stands. Raises Failure."""
    try:
        day = date.fromisoformat(text.strip()) + timedelta(days)
    except (ValueError, OverflowError):
        raise wrong(key) from None
    return datetime.combine(day, time()).astimezone().isoformat()


def _json(text: str, key: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise wrong(key) from None


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "date": _optional,
    "first_day": _first_day,
    "last_day": _last_day,
    "amount": lambda text, key: text.replace(",", "").strip() or None,
    "json": _json,
    "flag": lambda text, key: None,
}
