"""Cover, identity of what was reviewed, and the decision in brief (sections 1 to 3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from review.model.commitment import Commitment
from review.model.decision import Choice, Condition, Waiver
from review.model.finding import Finding
from review.model.review import CompanyRules, Verdict
from review.model.roles import Role, Severity
from review.packet.forms import moment
from review.packet.input import PacketInput
from review.packet.refs import Refs, ours
from review.rules.exposure import Charge, Exposure

_CONFIRMED = (Choice.CONFIRM, Choice.CONFIRM_WITH_CONDITION, Choice.NOT_A_COMMITMENT)


@dataclass(frozen=True, slots=True)
class Summary:
    """``outcome``: extract, released, blocked, conditional or clear; it names the sentence that stands first in the packet."""

    outcome: str
    verdict: Verdict
    counts: dict[str, int]
    owners: tuple[tuple[Role, dict[str, int]], ...]
    """Open findings by owner and severity, most first."""
    blocking: tuple[Finding, ...]
    ours: int
    fr_owned: int
    fr_decided: int
    fr_rejected: int
    open_conditions: tuple[Condition, ...]
    waivers: tuple[Waiver, ...]
    residual: dict[str, Decimal]
    charges: tuple[tuple[Charge, Commitment], ...]
    """Each penalty of ours, with the promise that it punishes or is; the dearest first."""
    exposure: Exposure


@dataclass(frozen=True, slots=True)
class Identity:
    """What exactly was reviewed, with what, and when."""

    rows: tuple[tuple[str, str], ...]
    """Key of the label, and the value as it is printed."""
    company: CompanyRules | None
    """Who answers for the company's own rules."""


def summary(packet: PacketInput, refs: Refs) -> Summary:
    open_, process = packet.outstanding, packet.process
    bound = [line for line in packet.register if not line.dismissed and ours(packet, line.commitment)]
    fr = [line.commitment.id for line in bound if line.owner is Role.FR]
    decided = [refs.decisions[id_] for id_ in fr if id_ in refs.decisions]
    by_id = {c.id: c for c in packet.commitments}
    return Summary(
        outcome=_outcome(packet),
        verdict=open_.verdict,
        counts=open_.counts,
        owners=_owners(open_.open_findings),
        blocking=tuple(f for f in open_.open_findings if f.severity is Severity.B),
        ours=len(bound),
        fr_owned=len(fr),
        fr_decided=sum(d.choice in _CONFIRMED for d in decided),
        fr_rejected=sum(d.choice is Choice.REJECT for d in decided),
        open_conditions=process.open_conditions if process else (),
        waivers=process.waivers if process else (),
        residual=residual_risk(packet),
        charges=tuple((charge, by_id[charge.commitment]) for charge in sorted(packet.exposure.charges, key=_dearest)),
        exposure=packet.exposure,
    )


def _dearest(charge: Charge) -> tuple[bool, Decimal]:
    """What grows without end before what is capped, the dearest first; what cannot be reckoned last."""
    return (not charge.uncapped, -(charge.cap or Decimal(0)))


def residual_risk(packet: PacketInput) -> dict[str, Decimal]:
    """Sum of what the granted waivers put at risk, by currency."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for waiver in packet.process.waivers if packet.process else ():
        if waiver.risk_amount is not None:
            total[waiver.currency] += waiver.risk_amount
    return dict(total)


def _outcome(packet: PacketInput) -> str:
    if packet.extract_of:
        return "extract"
    return "released" if packet.released else packet.outstanding.verdict.value


def _owners(findings: tuple[Finding, ...]) -> tuple[tuple[Role, dict[str, int]], ...]:
    counts: dict[Role, dict[str, int]] = {}
    for finding in findings:
        row = counts.setdefault(finding.owner, {s.value: 0 for s in Severity})
        row[finding.severity.value] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0].value)))


def identity(packet: PacketInput) -> Identity:
    review, source = packet.review, packet.review.document.source
    deal = review.deal
    rows = (
        ("file", f"{source.name} · {source.size:,} B"),
        ("contract_sha256", source.sha256),
        ("deal_sha256", deal.sha256 if deal else ""),
        ("deal_as_of", review.as_of.isoformat() if review.as_of else ""),
        ("rules", f"{review.rules_version} · {review.rules_digest}"),
        ("engine", review.engine_version),
        ("review", review.identity),
        ("issued", moment(packet.issued_at)),
        ("extract_of_sha", packet.extract_of),
    )
    return Identity(tuple(row for row in rows if row[1]), review.company_rules)
