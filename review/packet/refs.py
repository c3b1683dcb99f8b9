"""The short references of one packet: C1, C2 … for commitments, F1, F2 … for open findings."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.commitment import Commitment
from review.model.decision import Decision
from review.model.finding import Finding
from review.packet.input import PacketInput


@dataclass(frozen=True)
class Refs:
    """Looks a commitment, finding or decision up by its id."""

    commitments: dict[str, str]
    findings: dict[str, str]
    decisions: dict[str, Decision]
    by_commitment: dict[str, tuple[Finding, ...]]
    """All findings of each commitment, whatever their outcome."""

    @classmethod
    def of(cls, packet: PacketInput) -> Refs:
        review = packet.review
        about: dict[str, tuple[Finding, ...]] = {}
        for finding in review.findings:
            if finding.commitment:
                about[finding.commitment] = (*about.get(finding.commitment, ()), finding)
        return cls(
            {line.commitment.id: f"C{i}" for i, line in enumerate(packet.register, 1)},
            {f.id: f"F{i}" for i, f in enumerate((*packet.counted.open_findings, *_set_aside(packet)), 1)},
            {d.commitment: d for d in packet.process.decisions} if packet.process else {},
            about,
        )

    def open_of(self, commitment: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.by_commitment.get(commitment, ()) if f.open)


def _set_aside(packet: PacketInput) -> tuple[Finding, ...]:
    """Open findings about lines that were dismissed."""
    counted = {f.id for f in packet.counted.open_findings}
    return tuple(f for f in packet.review.open_findings if f.id not in counted)


def ours(packet: PacketInput, commitment: Commitment) -> bool:
    """Whether our side is bound by it."""
    return commitment.obligor in (packet.review.side, "both")
