"""The history tab: every event of the case in words, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.lines import moment
from api.web.words import words
from review.errors import outline
from review.model.event import Event
from review.model.names import CHOICES, ROLES
from review.workflow import fact_name
from review.workflow.facts.deciding import Decide
from review.workflow.facts.flow import Refusal


@dataclass(frozen=True, slots=True)
class Entry:
    at: str
    by: str
    what: str
    detail: str


def entries(events: tuple[Event, ...], language: str) -> tuple[Entry, ...]:
    """The events as lines; the product's own acts carry its name."""
    return tuple(_entry(e, language) for e in reversed(events))


def _entry(event: Event, language: str) -> Entry:
    t = words(language)
    refused = isinstance(event.fact, Refusal)
    name = event.fact.action if isinstance(event.fact, Refusal) else fact_name(type(event.fact))
    what = t.get(f"act_{name}", name)
    person = f"{event.actor.person} · {ROLES[event.actor.role][language]}" if event.actor.person else "Tripact"
    return Entry(moment(event.at), person, f"{t['refused']}{t['colon']}{what}" if refused else what, _detail(event, language))


def _detail(event: Event, language: str) -> str:
    fact = event.fact
    if isinstance(fact, Decide):
        return " · ".join(t for t in (CHOICES[fact.choice][language], fact.evidence, fact.reason, fact.wording) if t)
    if isinstance(fact, Refusal):
        return (fact.zh if language == "zh" else fact.en) or outline(fact.code, language)
    fields = (getattr(fact, name, "") for name in ("name", "reason", "text", "code", "statement", "gate"))
    return " · ".join(str(f) for f in fields if f)
