"""Work that the first contract would otherwise wait for; a process that reviews does it once when it starts."""

from __future__ import annotations

from review import collector
from review.commitments import understand
from review.intake import parse
from review.model.commitment import Party
from review.rules import cel
from review.rules.engine import evaluate
from review.rules.facts import Facts
from review.rules.patterns import compiled
from review.rules.rule import RuleSet

#: Reviewed in each language, so that tables, models and libraries that are made at first use are there.
_CONTRACTS = (
    "采购合同\n甲方：江南电力有限公司\n乙方：星河科技有限公司\n"
    "第一条 乙方应在合同签订后45日内交付设备，逾期每日按合同总价的0.5%支付违约金。\n"
    "第二条 验收合格后30日内甲方支付合同总价的30%，即人民币120,000元。\n",
    "Supply Agreement\n1. The Supplier shall deliver the goods within 30 days of signing; each day of delay costs 0.5%.\n"
    "2. The Customer shall pay 30% of the price, USD 12,000, within 30 days of acceptance.\n",
)


@collector.paused()
def warm(rules: RuleSet) -> int:
    """Compile every pattern that names no party and every expression, and review a line or two, which compiles what calls the
    parties by their usual names; how many patterns.
    """
    patterns = {p for rule in rules.rules for p in rule.patterns if not p.by_party}
    for pattern in patterns:
        compiled(pattern, {})
    for rule in rules.rules:
        for formula in (rule.params.get("when"), rule.params.get("fails")):
            if rule.check.name == "expression" and formula:
                cel.Expression(formula[0], dict(formula[1]))
    for text in _CONTRACTS:
        document = parse("contract.txt", text.encode())
        evaluate(rules, Facts(document, understand(document), None, Party.SELLER, None))
    return len(patterns)
