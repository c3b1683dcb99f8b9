"""Work that the first contract would otherwise wait for; a server does it once when it starts."""

from __future__ import annotations

from review.commitments.values import scan
from review.model.commitment import Understanding
from review.rules import cel
from review.rules.parties import alternatives
from review.rules.patterns import compiled
from review.rules.rule import RuleSet


def warm(rules: RuleSet) -> int:
    """Compile every pattern (for the usual names of the parties), expression and the value grammar; how many patterns."""
    usual = alternatives(Understanding())
    patterns = {p for rule in rules.rules for p in rule.patterns}
    for pattern in patterns:
        compiled(pattern, usual)
    for rule in rules.rules:
        for formula in (rule.params.get("when"), rule.params.get("fails")):
            if rule.check.name == "expression" and formula:
                cel.Expression(formula[0], dict(formula[1]))
    scan("合同签订后45日内支付30%,within 30 days")
    return len(patterns)
