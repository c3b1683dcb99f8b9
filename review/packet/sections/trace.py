"""Requirements against the contract (sections 9 and 10), after ISO 9001:2015 8.2.3.1 e and 8.2.3.2 b."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.model.finding import Finding, Outcome
from review.packet.input import PacketInput
from review.packet.refs import Refs

#: Clauses that a requirement is traced to.
_CLAUSES = 6
#: Behind the number of an item, as its list writes it.
_STOPS = ".、．"
_GROUPS = ("requirements", "promises", "assumptions", "deviations")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something agreed or asked earlier that the contract may say otherwise."""

    group: str
    id: str
    text: str
    where: str
    """Clause it went into, as the record says; empty when it does not."""
    resolution: str
    """Key of how it was resolved: in_contract, withdrawn, covered, open, confirmed, unconfirmed, positive, negative."""
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Requirement -> solution item -> clause."""

    requirement: str
    text: str
    solution: tuple[str, ...]
    clauses: tuple[str, ...]
    """Numbers of clauses, and references of commitments that stand in none."""


@dataclass(frozen=True, slots=True)
class Trace:
    given: bool
    """Whether the deal record holds any of it."""
    differences: tuple[Difference, ...]
    links: tuple[Link, ...]
    promises: tuple[Difference, ...]


def trace(packet: PacketInput, refs: Refs) -> Trace:
    deal = packet.review.deal
    if deal is None:
        return Trace(False, (), (), ())
    rows = [_difference(packet, refs, g, p, row) for g in _GROUPS for p, row in deal.rows(g)]
    solution = tuple(s for _, s in deal.rows("solution"))
    links = tuple(_link(packet, refs, row, solution) for _, row in deal.rows("requirements"))
    return Trace(bool(rows), tuple(rows), links, tuple(r for r in rows if r.group == "promises"))


def _difference(packet: PacketInput, refs: Refs, group: str, pointer: str, row: Mapping[str, Any]) -> Difference:
    about = tuple(f for f in packet.counted.open_findings if any(_inside(c.pointer, pointer) for c in f.compared))
    return Difference(
        group=group,
        id=str(row.get("id") or row.get("tender_ref") or ""),
        text=str(row.get("text") or ""),
        where=str(row.get("clause") or ""),
        resolution=_resolution(group, row),
        findings=tuple((refs.findings[f.id], f) for f in about),
    )


def _inside(pointer: str, row: str) -> bool:
    return pointer == row or pointer.startswith(row + "/")


def _resolution(group: str, row: Mapping[str, Any]) -> str:
    if group == "promises":
        return str(row.get("disposition") or "open")
    if group == "deviations":
        return "negative" if row.get("negative") else "positive"
    if group == "requirements":
        return "confirmed" if row.get("confirmed_by_customer") else "unconfirmed"
    return "in_contract" if row.get("clause") else "open"


def _link(packet: PacketInput, refs: Refs, row: Mapping[str, Any], solution: tuple[Mapping[str, Any], ...]) -> Link:
    items = [s for s in solution if row.get("id") in (s.get("satisfies") or ())]
    names = tuple(" · ".join(str(s[k]) for k in ("id", "sku", "feature") if s.get(k)) for s in items)
    text, called = str(row.get("text") or ""), [str(s[k]) for s in items for k in ("sku", "feature") if s.get(k)]
    clauses = dict.fromkeys((*_met(packet, row), *_naming(packet, refs, [text, *called])))
    return Link(str(row.get("id") or ""), text, names, tuple(clauses)[:_CLAUSES])


def _met(packet: PacketInput, row: Mapping[str, Any]) -> Iterator[str]:
    """Clauses where a passed or open rule met this requirement, as its findings cite them."""
    words = str(row.get("id") or "")
    met = (f for f in packet.review.findings if f.outcome is not Outcome.NOT_APPLICABLE and f.number)
    return (f.number.rstrip(_STOPS) for f in met if any(words and words in c.said("en") for c in f.compared))


def _naming(packet: PacketInput, refs: Refs, called: list[str]) -> Iterator[str]:
    """Clauses that name the requirement or what meets it, by whole words; outside numbered clauses, the commitment there."""
    document = packet.review.document
    for words in called:
        pattern = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(words.strip())}(?![A-Za-z0-9-])", re.IGNORECASE)
        for found in pattern.finditer(document.text) if words.strip() else ():
            clause = document.clause_at(found.start())
            there = (refs.commitments[c.id] for c in packet.commitments if c.span.start <= found.start() < c.span.end)
            if place := (clause.number if clause else "") or next(there, ""):
                yield place.rstrip(_STOPS)
