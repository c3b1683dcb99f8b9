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
    set_aside: tuple[tuple[str, Finding, str], ...]
    """The same, about lines that were dismissed; they count nowhere."""
    more: int
    outcomes: dict[str, int]
    ran: tuple[tuple[str, tuple[RuleRef, ...]], ...]
    """Outcome -> rules that ran and left nothing open; one that passed somewhere has passed."""
    rules: int
    """How many rules were asked."""
    switched_off: tuple[tuple[str, str], ...]


def findings(packet: PacketInput, refs: Refs) -> Findings:
    review = packet.counted
    shown = review.open_findings[:IN_FULL]
    aside = [f for f in packet.review.open_findings if f not in review.open_findings]
    return Findings(
        open=tuple((refs.findings[f.id], f, refs.commitments.get(f.commitment or "", "")) for f in shown),
        set_aside=tuple((refs.findings[f.id], f, refs.commitments.get(f.commitment or "", "")) for f in aside),
        more=len(review.open_findings) - len(shown),
        outcomes=review.outcomes,
        ran=_ran(packet.review.findings, review.open_findings),
        rules=len({f.rule.id for f in packet.review.findings}),
        switched_off=review.switched_off,
    )


def _ran(all_findings: tuple[Finding, ...], open_: tuple[Finding, ...]) -> tuple[tuple[str, tuple[RuleRef, ...]], ...]:
    rules = {f.rule.id: f.rule for f in all_findings}
    passed = {f.rule.id for f in all_findings if f.outcome is Outcome.PASS}
    closed = sorted(set(rules) - {f.rule.id for f in open_})
    groups = (
        (Outcome.PASS.value, tuple(rules[i] for i in closed if i in passed)),
        (Outcome.NOT_APPLICABLE.value, tuple(rules[i] for i in closed if i not in passed)),
    )
    return tuple(group for group in groups if group[1])
