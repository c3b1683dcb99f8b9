"""What a person reads of a finding: each language its own words, no codes and no empty places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from review.deal import names
from review.rules import RuleSet
from review.rules.explain import fields_read, lines
from review.rules.rule import Rule
from tests.rules.conftest import Trials


def test_every_field_that_a_rule_reads_has_a_name_in_both_languages(rules: RuleSet) -> None:
    read = {field for rule in rules.rules for field in fields_read(rule)}
    raw = sorted(f for f in read if names.name(f)["zh"] == f)
    assert read and raw == []


@pytest.mark.parametrize(
    ("pointer", "zh", "en"),
    [
        ("/lead_times", "交付周期（/lead_times）", "the lead times (/lead_times)"),
        (
            "/service_offer/metrics/0/unit",
            "所报服务的服务指标、单位（/service_offer/metrics/0/unit）",
            "the service offered: service metrics, unit (/service_offer/metrics/0/unit)",
        ),
        ("contract:trigger", "合同中的起算事件", "the event the contract counts from"),
        ("/nobody/knows", "/nobody/knows", "/nobody/knows"),
    ],
)
def test_a_pointer_in_words(pointer: str, zh: str, en: str) -> None:
    assert names.name(pointer) == {"zh": zh, "en": en}


def test_messages_are_whole_sentences(trials: Trials) -> None:
    """No empty quotes or fields, no doubled blanks, no pointer that stands alone, no true or false."""
    wrong = re.compile(r"“”|\"\"|\{\w+\}|  |：[，。；]|: [,.;]|\( ?\)|（）|= ?(?:true|false)|缺少 ?/|without /")
    said = [(f.rule.id, t) for r in trials.all() for f in r.findings if f.open for t in f.message.values()]
    assert len(said) > 500
    assert [(rule, text) for rule, text in said if wrong.search(re.sub(r"“[^”]+”|\"[^\"]+\"", "x", text))] == []


def test_chinese_messages_hold_no_english_units(trials: Trials) -> None:
    units = re.compile(
        r"\d ?(?:days?|weeks?|months?|years?|hours?|minutes?)\b|/(?:day|week|month|year)\b|\b(?:per|within|reason) "
    )
    said = [(f.rule.id, re.sub(r"“[^”]*”", "", f.message["zh"])) for r in trials.all() for f in r.findings if f.open]
    assert [(rule, text) for rule, text in said if units.search(text)] == []


def _texts(rule: Rule) -> Iterator[str]:
    """All Chinese that a rule says to people."""
    yield from (
        t["zh"] for t in (rule.title, rule.why, rule.message, *rule.falsepositives, *(v.message for v in rule.variants.values()))
    )
    proposals = (rule.proposal, *(v.proposal for v in rule.variants.values()))
    yield from (t["zh"] for t in proposals if t)


def test_chinese_texts_keep_to_full_width_punctuation(rules: RuleSet) -> None:
    mixed = re.compile(r"[\u4e00-\u9fff}][,;:?!(]|[,;:?!)][\u4e00-\u9fff{]|[\u4e00-\u9fff] ?\(|\) ?[\u4e00-\u9fff]")
    assert [(r.id, t) for r in rules.rules for t in _texts(r) if mixed.search(t)] == []


def test_explanations_say_their_sources_in_words(rules: RuleSet) -> None:
    said = [
        (r.id, line) for r in rules.rules for key in ("zh", "en") for line in lines(r, key) if line.startswith(("依据", "Source"))
    ]
    assert len(said) == 2 * len(rules.rules)
    assert [s for s in said if re.search(r"\b(?:CC\d|REN\d|LTC|TRI|HO|own)\b", s[1])] == []
