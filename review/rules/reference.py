"""The reference documentation of the rules, made from the rule files: one page per language, one table per topic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from review.rules import explain
from review.rules.rule import Rule, RuleSet

_TOPICS = {
    "delivery": {"zh": "可交付性", "en": "Deliverability"},
    "service": {"zh": "服务水平", "en": "Service level"},
    "payment": {"zh": "付款与回款", "en": "Payment and collection"},
    "price": {"zh": "价格与数量", "en": "Price and quantity"},
    "liability": {"zh": "责任与罚则", "en": "Liability"},
    "acceptance": {"zh": "验收", "en": "Acceptance"},
    "warranty": {"zh": "质保", "en": "Warranty"},
    "change": {"zh": "变更", "en": "Change control"},
    "compliance": {"zh": "合规", "en": "Compliance"},
    "text": {"zh": "文本一致性", "en": "Text consistency"},
    "process": {"zh": "流程", "en": "Process"},
    "traceability": {"zh": "追溯", "en": "Traceability"},
}
_HEAD = {
    "zh": "# 规则参考\n\n由规则文件生成，请勿手工修改：`tripact rules reference`。共 {count} 条，规则包版本 {version}。\n",
    "en": "# Rule reference\n\nMade from the rule files: `tripact rules reference`. {count} rules, pack version {version}.\n",
}


def page(rules: RuleSet, language: str) -> str:
    """The whole reference in one language, as Markdown."""
    return "\n".join(_lines(rules, language)) + "\n"


def _lines(rules: RuleSet, language: str) -> Iterator[str]:
    yield _HEAD[language].format(count=len(rules.rules), version=rules.version)
    ordered = sorted(rules.rules, key=lambda r: (list(_TOPICS).index(_topic(r)) if _topic(r) in _TOPICS else 99, r.id))
    for topic, members in groupby(ordered, key=_topic):
        yield f"## {_TOPICS.get(topic, {}).get(language, topic)}\n"
        for rule in members:
            yield from _entry(rule, language)


def _topic(rule: Rule) -> str:
    return rule.path.split("/")[1]


def _entry(rule: Rule, language: str) -> Iterator[str]:
    yield f"### {rule.id} {rule.title[language]}\n"
    yield from (f"- {line}" for line in list(explain.lines(rule, language))[1:])
    yield ""
