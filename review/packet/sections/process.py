"""What people did: gates, participation, authority and signatures (sections 11 to 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from review.model.decision import Condition, Decision, Escalation, SignOff
from review.model.roles import TRIANGLE, Role
from review.packet.input import GateEntry, PacketInput, Participation
from review.rules.authority import Held, held

#: The order of signature fields; ``seal`` is the organisation's.
FIELDS = (*(role.value for role in TRIANGLE), "seal")


def fields(packet: PacketInput) -> tuple[str, ...]:
    """The fields that are signed: persons sign the packet, and no extract of what came later."""
    return (FIELDS[-1],) if packet.extract_of else FIELDS


@dataclass(frozen=True, slots=True)
class Limit:
    """One dimension of authority, terms, signing or price, as its rules reckon it."""

    dimension: str
    holder: str
    currency: str
    held: tuple[Held, ...]
    """What the row limits: a sum, a discount or both."""

    @property
    def result(self) -> str:
        """``within``, ``exceeded`` or ``unknown``: what is missing never counts as within."""
        if any(h.exceeded for h in self.held):
            return "exceeded"
        return "within" if self.held and all(h.asked is not None for h in self.held) else "unknown"


@dataclass(frozen=True, slots=True)
class Box:
    """The place for one PAdES signature, and the sign-off of that role when it stands already."""

    field: str
    statement: str
    """Key of the text that is signed."""
    sign_off: SignOff | None


@dataclass(frozen=True, slots=True)
class People:
    gates: tuple[GateEntry, ...]
    participation: tuple[Participation, ...]
    limits: tuple[Limit, ...]
    boxes: tuple[Box, ...]
    other_sign_offs: tuple[SignOff, ...]


def people(packet: PacketInput) -> People:
    signed = packet.process.sign_offs if packet.process else ()
    last = {s.by.role: s for s in signed}
    return People(
        gates=(*_gates(packet), *packet.gates),
        participation=packet.participation or _team(packet),
        limits=_limits(packet),
        boxes=tuple(Box(f, f"sign.statement_{f}", last.get(Role(f)) if f != "seal" else None) for f in FIELDS),
        other_sign_offs=tuple(s for s in signed if s.by.role not in TRIANGLE),
    )


def _gates(packet: PacketInput) -> tuple[GateEntry, ...]:
    deal = packet.review.deal
    return tuple(_gate(row) for _, row in deal.rows("gates")) if deal else ()


def _gate(row: Mapping[str, Any]) -> GateEntry:
    conditions = tuple(str(c) for c in row.get("conditions") or ())
    return GateEntry(row["gate"], row.get("decision") or "", row.get("body") or "", row.get("at"), conditions)


def _team(packet: PacketInput) -> tuple[Participation, ...]:
    deal = packet.review.deal
    rows = deal.rows("team") if deal else ()
    return tuple(Participation(row["person"], Role(row["role"]), row.get("joined_at")) for _, row in rows if row.get("role"))


def _limits(packet: PacketInput) -> tuple[Limit, ...]:
    deal, found = packet.review.deal, packet.exposure
    if deal is None:
        return ()
    limits = tuple(held(deal, found.worst))
    return tuple(
        Limit(row["dimension"], row.get("holder") or "", found.currency, tuple(h for h in limits if h.row == pointer))
        for pointer, row in deal.rows("authority")
    )


@dataclass(frozen=True, slots=True)
class Dissent:
    """A decision against, verbatim, and the escalation that settled it."""

    decision: Decision
    resolution: Escalation | None


def dissent(packet: PacketInput) -> tuple[Dissent, ...]:
    """Everybody who said no, whether overruled or not."""
    if not packet.process:
        return ()
    settled = {e.subject: e for e in packet.process.escalations if e.closed_at}
    return tuple(Dissent(d, settled.get(d.commitment)) for d in packet.process.dissent)


def conditions(packet: PacketInput) -> tuple[Condition, ...]:
    """Every condition of a decision that stands, open or closed, and those that are open besides."""
    if not packet.process:
        return ()
    attached = (d.condition for d in packet.process.decisions if d.condition)
    return tuple(dict.fromkeys((*attached, *packet.process.open_conditions)))
