"""A company's overlay: another threshold, a rule switched off with a reason, a rule of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import RuleError
from review.model.finding import Outcome
from review.model.roles import Severity
from review.rules import RuleSet, evaluate, lint, load
from tests.rules.conftest import facts
from tests.rules.test_format import GOOD

CAPPED = "第一条 违约责任\n1.1 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金，累计不超过合同总价的8%。\n"


def company(folder: Path, rules: str, version: str = "3") -> Path:
    (folder / "policy.yml").write_text(f'company: 某公司\nversion: "{version}"\nrules:\n{rules}', "utf-8")
    return folder


def outcome(rules: RuleSet, rule: str, text: str) -> Outcome:
    (rule_set,) = [RuleSet((r,), "1") for r in rules.rules if r.id == rule]
    return evaluate(rule_set, facts(text))[0].outcome


def test_a_threshold_changes_what_fails(tmp_path: Path) -> None:
    own = load(company(tmp_path, "  L-02: {params: {most: 5}}\n"))
    assert outcome(load(), "L-02", CAPPED) is Outcome.PASS
    assert outcome(own, "L-02", CAPPED) is Outcome.FAIL
    assert own.digest != load().digest and own.version.endswith("+3")


@pytest.mark.parametrize(
    ("rule", "change", "text"),
    [
        (
            "Q-01",
            "total: {zh: ['{sum_total_zh}', '凑足'], en: ['{sum_total_en}']}",
            "第一条 厨具42万元，风管11万元，调试2万元，凑足57万元。\n",
        ),
        (
            "Q-01",
            "total: {zh: ['{sum_total_zh}'], en: ['{sum_total_en}', 'tally']}",
            "1. The press is EUR 60,000, its tools are EUR 20,000, their tally EUR 85,000.\n",
        ),
        (
            "Q-02",
            "each_before: {zh: ['{sum_each_before_zh}', '单副'], en: ['{sum_each_before_en}']}",
            "第一条 课桌80张，单副310元，金额25800元。\n",
        ),
        (
            "C-10",
            "bodies: {zh: ['{body_zh}', '养殖场'], en: ['{body_en}']}",
            "甲方：华东电力有限公司\n乙方：星河科技有限公司\n第一条 乙方凭东林养殖场的签收单结算。\n",
        ),
        (
            "C-04",
            "endings: {zh: [], en: ['{term_end_en}', 'buffer']}",
            '1. "Fee" means the price. The Fee is due at once.\n2. The Supplier keeps the Stock Buffer.\n',
        ),
    ],
)
def test_a_word_is_added_to_a_shipped_list(tmp_path: Path, rule: str, change: str, text: str) -> None:
    own = load(company(tmp_path, f"  {rule}:\n    params:\n      {change}\n"))
    assert outcome(load(), rule, text) is not Outcome.FAIL
    assert outcome(own, rule, text) is Outcome.FAIL


def test_a_rule_is_switched_off_with_its_reason(tmp_path: Path) -> None:
    own = load(company(tmp_path, "  C-08: {off: 本公司另有用语规范}\n"))
    assert own.get("C-08") is None and own.switched_off == (("C-08", "本公司另有用语规范"),)
    assert own.digest != load().digest


def test_severity_and_grantor_change(tmp_path: Path) -> None:
    own = load(company(tmp_path, "  D-10: {severity: B, waive: [DEC, FR]}\n")).get("D-10")
    assert own and own.severity is Severity.B and [r.value for r in own.waive] == ["DEC", "FR"]


def test_a_rule_of_its_own(tmp_path: Path) -> None:
    folder = company(tmp_path, "  C-08: {off: x}\n")
    (folder / "own").mkdir()
    (folder / "own" / "satisfaction.yml").write_text(GOOD, "utf-8")
    assert outcome(load(folder), "Z-01", "第一条 以甲方满意为准。") is Outcome.FAIL


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("  L-02: {params: {mostt: 5}}\n", "policy.yml:4:19: unknown key (found mostt; allowed: "),
        ("  L-02: {params: {mostt: 5}}\n", "did you mean most?"),
        ("  L-02: {params: {most: much}}\n", "a number is wanted"),
        ("  L-02: {severity: X}\n", "allowed: B, H, L, M"),
        ("  LL-2: {off: x}\n", "there is no such rule"),
        ("  L-02: {of: x}\n", "unknown key"),
        ("  L-02: {off: }\n", "text is wanted"),
        ("  L-02: {off: yes}\n", "switched off with a reason"),
        ("  L-05: {params: {terminaton: {than: 45}}}\n", "policy.yml:4:19: unknown key"),
        ("  L-05: {params: {termination: {thann: 45}}}\n", "did you mean than?"),
        ("  L-02: {off: a}\n  L-02: {severity: M}\n", "policy.yml:5:3: this key stands twice"),
    ],
)
def test_a_wrong_change_is_refused(tmp_path: Path, rules: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(company(tmp_path, rules))
    assert says in str(caught.value)


def test_an_id_may_not_be_taken_again(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(GOOD.replace("Z-01", "L-01"), "utf-8")
    with pytest.raises(RuleError) as caught:
        load(tmp_path)
    assert "is taken by" in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "param", "text", "said"),
    [
        ("L-01", "offer: 6", "第一条 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.1%的违约金。\n", "合同总价的6%"),
        ("L-03", "than: 0.04", "第一条 乙方逾期交货的，每逾期一日应向甲方支付合同总价0.3%的违约金。\n", "0.04%"),
    ],
)
def test_a_proposed_wording_follows_the_policy(tmp_path: Path, rule: str, param: str, text: str, said: str) -> None:
    own = load(company(tmp_path, f"  {rule}: {{params: {{{param}}}}}\n"))
    only = RuleSet(tuple(r for r in own.rules if r.id == rule), "1")
    (finding,) = (f for f in evaluate(only, facts(text)) if f.outcome is Outcome.FAIL)
    assert finding.proposal is not None and said in finding.proposal["zh"]


def test_a_rule_of_several_checks_takes_a_variant_s_parameters(tmp_path: Path) -> None:
    text = "第一条 乙方逾期交货超过40日的，甲方有权解除合同。"
    own = load(company(tmp_path, "  L-05: {params: {termination: {than: 45}}}\n"))
    assert outcome(load(), "L-05", text) is Outcome.PASS
    assert outcome(own, "L-05", text) is Outcome.FAIL


@pytest.mark.usefixtures("few_rules")
def test_everything_wrong_in_a_company_s_folder_is_told_at_once(tmp_path: Path) -> None:
    company(tmp_path, "  LL-2: {off: a reason}\n  L-02: {params: {mostt: 5}}\n")
    (tmp_path / "big.yml").write_bytes(b"id: Z-2\nx: " + b"y" * 10_000_000)
    (tmp_path / "bomb.yml").write_text('a: &a ["x", "x"]\nb: &b [*a, *a]\n')
    (tmp_path / "bytes.yml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "deep.yml").write_text("a: " + "[" * 5000)
    (tmp_path / "pattern.yml").write_text(GOOD.replace("'满意为准'", "'(满意)\\1'").replace("Z-01", "Z-03"), "utf-8")
    found = [str(p).split(" (")[0].split(": invalid")[0].removeprefix(tmp_path.name + "/") for p in lint(tmp_path)]
    assert found == [
        "big.yml:1:1: the file is too long",
        "bomb.yml:1:4: anchors and aliases are not allowed",
        "bytes.yml:1:1: the file is not UTF-8",
        "deep.yml:1:15: nested deeper than 12 levels",
        "pattern.yml:10:10: not a linear-time pattern",
        "policy.yml:4:3: there is no such rule",
        "policy.yml:5:19: unknown key",
    ]
    assert "did you mean" not in str(lint(tmp_path)[0])
