"""Findings (section 8): what is open in full, what passed or did not apply as a list that proves the rules ran."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.finding import Finding, Outcome, RuleRef
from review.packet.input import PacketInput
from review.packet.refs import Refs

#: Open findings printed in full; beyond it the tail stands in the attachment, and the packet says so.
IN_FULL = 400


@dataclass(frozen=True, slots=True)
class Ran:
    """One rule that ran and left nothing open: its outcomes and how often."""

    rule: RuleRef
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    open: tuple[tuple[str, Finding, str], ...]
    """Reference, finding, and reference of its commitment."""
    more: int
    outcomes: dict[str, int]
    ran: tuple[Ran, ...]
    rules: int
    """How many rules were asked."""
    switched_off: tuple[tuple[str, str], ...]


def findings(packet: PacketInput, refs: Refs) -> Findings:
    review = packet.review
    shown = review.open_findings[:IN_FULL]
    return Findings(
        open=tuple((refs.findings[f.id], f, refs.commitments.get(f.commitment or "", "")) for f in shown),
        more=len(review.open_findings) - len(shown),
        outcomes=review.outcomes,
        ran=_ran(review.findings),
        rules=len({f.rule.id for f in review.findings}),
        switched_off=review.switched_off,
    )


def _ran(all_findings: tuple[Finding, ...]) -> tuple[Ran, ...]:
    rules: dict[str, RuleRef] = {}
    counts: dict[str, dict[Outcome, int]] = {}
    for finding in all_findings:
        rules.setdefault(finding.rule.id, finding.rule)
        row = counts.setdefault(finding.rule.id, {})
        row[finding.outcome] = row.get(finding.outcome, 0) + 1
    closed = (id for id in sorted(rules) if not {Outcome.FAIL, Outcome.UNDETERMINED} & counts[id].keys())
    return tuple(Ran(rules[id], tuple((o.value, n) for o, n in sorted(counts[id].items()))) for id in closed)
