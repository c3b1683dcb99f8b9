"""Findings (section 8): what is open in full, what passed or did not apply as a list that proves the rules ran."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.finding import Finding, Outcome, RuleRef
from review.packet.input import PacketInput
from review.packet.refs import Refs

#: Open findings printed in full; beyond it the tail stands in the attachment, and the packet says so.
IN_FULL = 400


@dataclass(frozen=True, slots=True)
class Findings:
    open: tuple[tuple[str, Finding, str], ...]
    """Reference, finding, and reference of its commitment."""
    more: int
    outcomes: dict[str, int]
    ran: tuple[tuple[str, tuple[RuleRef, ...]], ...]
    """Outcome -> rules that ran and left nothing open; one that passed somewhere has passed."""
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


def _ran(all_findings: tuple[Finding, ...]) -> tuple[tuple[str, tuple[RuleRef, ...]], ...]:
    rules = {f.rule.id: f.rule for f in all_findings}
    outcomes: dict[str, set[Outcome]] = {}
    for finding in all_findings:
        outcomes.setdefault(finding.rule.id, set()).add(finding.outcome)
    closed = [i for i in sorted(rules) if not {Outcome.FAIL, Outcome.UNDETERMINED} & outcomes[i]]
    passed = tuple(rules[i] for i in closed if Outcome.PASS in outcomes[i])
    others = tuple(rules[i] for i in closed if Outcome.PASS not in outcomes[i])
    groups = ((Outcome.PASS.value, passed), (Outcome.NOT_APPLICABLE.value, others))
    return tuple(group for group in groups if group[1])
