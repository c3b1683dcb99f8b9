"""Kinds of contract by their titles, and titles of deliveries that must stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.model.finding import Outcome
from review.rules import RuleSet, evaluate, subject
from review.rules.rule import Rule
from tests.rules.conftest import facts


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("保密协议", "confidentiality"),
        ("双方保密协议（范本）", "confidentiality"),
        ("劳动合同书", "employment"),
        ("厂房租赁合同", "lease"),
        ("流动资金借款合同", "finance"),
        ("甲公司增资扩股协议", "equity"),
        ("商品房买卖合同", "property"),
        ("特许经营合同", "franchise"),
        ("设备采购合同补充协议", "amendment"),
        ("MUTUAL NON-DISCLOSURE AGREEMENT", "confidentiality"),
        ("Employment Agreement", "employment"),
        ("Commercial Lease Agreement", "lease"),
        ("Loan Agreement", "finance"),
        ("SHARE PURCHASE AGREEMENT", "equity"),
        ("Franchise Agreement", "franchise"),
        ("Second Amendment to the Supply Agreement", "amendment"),
        ("One-Way NDA", "confidentiality"),
        ("员工保密承诺书", "confidentiality"),
        ("合作意向书", "intent"),
        ("LETTER OF INTENT", "intent"),
        ("Memorandum of Understanding", "intent"),
        ("SAFE", "equity"),
        ("THIS INSTRUMENT AND ANY SECURITIES ISSUABLE PURSUANT HERETO HAVE NOT BEEN REGISTERED", "equity"),
        ("Joint Filing Agreement", "filing"),
        ("Amendment n° 01 to the Global Maintenance Agreement", "amendment"),
        (
            "AMENDMENT NO. 3 TO THE LONG NAMES OF TWO COMPANIES, LLC and ANOTHER COMPANY, INC. SUPPLY AGREEMENT",
            "amendment",
        ),
        ("定期租船合同（一）", "charter"),
        ("团体意外保险条款", "insurance"),
        ("某某交易所合约规格", "exchange"),
        ("建设工程征用土地合同", "property"),
        ("投资设立合资公司合同", "equity"),
        ("Charter Party Agreement", "charter"),
        ("CAPITAL MAINTENANCE AGREEMENT       BETWEEN ONE COMPANY AND ANOTHER", "finance"),
        ("Franchise Development Agreement", "franchise"),
        ("Share Subscription Agreement", "equity"),
        ("Customer Subscription Agreement", None),
        (
            "EXHIBIT 7 JOINT FILING AGREEMENT The undersigned agree that the statement named above is filed for all of them.",
            "filing",
        ),
        (
            "Exhibit 9.1 LOAN AGREEMENT This agreement is made between the Lender and the Borrower named at the foot of it.",
            "finance",
        ),
        (
            "LEASE AGREEMENT FOR A CLOUD of machines that the Lessor runs for the Lessee in a hall that he serves day and night.",
            None,
        ),
        (
            "SUPPLY AGREEMENT This agreement follows the loan agreement of the same day between the Seller and the Buyer here.",
            None,
        ),
        ("保密协议 甲方：华东电力有限公司 乙方：星河科技有限公司", "confidentiality"),
        ("设备采购合同 甲方（买方）：华东电力有限公司", None),
        ("Supply Agreement following the Letter", None),
        ("设备采购合同", None),
        ("租赁服务合同", None),
        ("保密系统开发合同", None),
        ("设备采购合同（附保密协议）", None),
        ("Master Services Agreement", None),
        ("Software License Agreement", None),
        ("Equipment Rental and Maintenance Agreement", None),
        ("The lease agreement of 2024 stays in force for the premises named above.", None),
    ],
)
def test_a_title_tells_what_is_no_delivery(title: str, kind: str | None) -> None:
    assert subject.of(["", title, "合同编号：1"]) == kind


def test_a_line_of_the_body_is_no_title() -> None:
    assert subject.of(["a"] * 6 + ["保密协议"]) is None


NONE_OWED = {
    "意向书": "合作意向书\n甲方：华东电力有限公司\n乙方：星河科技有限公司\n第一条 双方拟就设备采购开展合作，以正式合同为准。\n"
    "第二条 双方各自承担谈判费用，违反保密约定的应赔偿损失。",
    "SAFE": "THIS INSTRUMENT AND ANY SECURITIES ISSUABLE PURSUANT HERETO HAVE NOT BEEN REGISTERED\nSAFE\n"
    "1. The Investor shall pay USD 100,000 within 10 days. 2. The Company will issue shares upon an Equity Financing. "
    "3. The Company is liable for damages caused by its breach.",
    "NDA": "MUTUAL NON-DISCLOSURE AGREEMENT\n1. Each party shall keep the information of the other confidential.\n"
    "2. The Supplier shall be liable for all damages caused by its breach. 3. The Customer shall pay USD 500 within 10 days.",
    "all duties are theirs": "AGREEMENT\n1. The Customer shall pay the fee of USD 500 within 30 days of invoice.\n"
    "2. The Customer shall return the pallets within 10 days after receipt.\n"
    "3. The Customer shall keep the information confidential and shall be liable for damages caused by its breach.",
}
DEMANDS = ("L-07", "L-08", "P-09", "G-01", "G-08", "A-01", "A-02", "D-10", "D-18", "C-16")


@pytest.mark.parametrize("text", NONE_OWED.values(), ids=NONE_OWED)
@pytest.mark.parametrize("rule", DEMANDS)
def test_where_we_deliver_nothing_nothing_about_deliveries_is_demanded(text: str, rule: str, rules: RuleSet) -> None:
    found = [f for f in evaluate(rules, facts(text)) if f.rule.id == rule]
    assert [f.outcome for f in found] == [Outcome.NOT_APPLICABLE]


def test_a_rule_may_name_what_it_is_not_for(rules: RuleSet) -> None:
    rule = rules.get("L-13")
    assert rule is not None
    spared = replace(rule, applies=replace(rule.applies, delivery=False, excepted=("lease",)))
    text = "{}\n第一条 因不可抗力不能履行的，免除责任。"
    outcomes = [_outcome(spared, text.format(title)) for title in ("厂房租赁合同", "设备采购合同")]
    assert outcomes == [Outcome.NOT_APPLICABLE, Outcome.FAIL]


def test_a_group_of_subjects_stands_for_its_members(rules: RuleSet) -> None:
    rule = rules.get("L-01")
    assert rule is not None and set(subject.NO_SUPPLY) <= set(rule.applies.excepted)
    text = "{}\n第一条 乙方逾期交货的，每日按合同总价的1%支付违约金。"
    outcomes = [_outcome(rule, text.format(title)) for title in ("定期租船合同", "设备采购合同")]
    assert outcomes == [Outcome.NOT_APPLICABLE, Outcome.FAIL]


def _outcome(rule: Rule, text: str) -> Outcome:
    (finding,) = evaluate(RuleSet((rule,), "1"), facts(text))
    return finding.outcome


def test_a_subscription_is_for_shares_where_the_page_names_some() -> None:
    assert subject.of(["Subscription Agreement", "for 4,000 ordinary shares of Quillon plc"]) == "equity"
    assert subject.of(["Subscription Agreement", "for the Quillon planning service"]) is None
