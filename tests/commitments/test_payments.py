"""A sentence that pays in several sums is so many milestones: each with its share or amount, its event and its time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.commitments import understand
from review.commitments.payments import totals
from review.deal import read_deal
from review.intake import parse
from review.model.canonical import canonical_json
from review.model.commitment import Commitment, Payment
from review.model.document import Document

HEAD = {
    "zh": "供货合同\n甲方：滨河水务公司\n乙方：清源设备公司\n第一条 定义\n“交货日”指合同生效后第60日。\n第二条 付款\n",
    "en": 'Supply Agreement\nbetween Acme Ltd ("Customer") and Beta Ltd ("Supplier").\n1. Definitions\n'
    '"Delivery Date" means the date 60 days after the Effective Date.\n2. Payment\n2.1 ',
}
DEAL = {
    "deal": {"external_id": "D-1"},
    "account": {"legal_name": "A"},
    "our_party": {"legal_name": "B"},
    "contract": {"planned_signing": "2026-03-01"},
}
#: language, the sentence, and of each sum: share, amount, event, days after it (negative: before it); ``None``: not said.
CASES = [
    ("zh", "预付30%，到货验收后付60%，质保期满付10%。",
     [(30, None, None, None), (60, None, "acceptance", 0), (10, None, "warranty_end", 0)]),
    ("zh", "付款方式：合同签订后付30%，验收合格后付65%，质保期满后付5%。",
     [(30, None, "signing", 0), (65, None, "acceptance", 0), (5, None, "warranty_end", 0)]),
    ("zh", "甲方应在合同签订后10日内支付合同总价的30%作为预付款，设备验收合格后30日内支付60%，余款10%于质保期满后15日内付清。",
     [(30, None, "signing", 10), (60, None, "acceptance", 30), (10, None, "warranty_end", 15)]),
    ("zh", "合同生效后7日内甲方支付预付款人民币300,000元；到货后支付600,000元；质保期满支付100,000元。",
     [(None, 300000, "effective", 7), (None, 600000, "arrival", 0), (None, 100000, "warranty_end", 0)]),
    # The price and the amount of a share are no sums of their own; a running total is what it adds; the rest is what is left.
    ("zh", "甲方分三期付款：合同签订后10日内支付合同总价1,000,000元的30%，即人民币300,000元；货到现场后付至合同总价的90%；"
     "余款在质保期满后30日内付清。",
     [(30, 300000, "signing", 10), (60, None, "arrival", 0), (10, None, "warranty_end", 30)]),
    ("zh", "乙方交货前，甲方应支付合同总价款的60%，验收合格后支付40%。",
     [(60, None, "arrival", -0.5), (40, None, "acceptance", 0)]),
    ("zh", "甲方应在到货后30日内及验收后30日内分两次等额支付货款。", [(50, None, "arrival", 30), (50, None, "acceptance", 30)]),
    ("zh", "甲方应于验收合格后30日内支付合同总价的60%。", [(60, None, "acceptance", 30)]),
    ("en", "The Customer shall pay 30% on order, 60% on delivery and 10% after acceptance.",
     [(30, None, "order", 0), (60, None, "arrival", 0), (10, None, "acceptance", 0)]),
    ("en", "The Customer shall pay the Contract Price as follows: 30% within 10 days after signing, 60% within 30 days after "
     "delivery, and the remaining 10% upon final acceptance.",
     [(30, None, "signing", 10), (60, None, "arrival", 30), (10, None, "final_acceptance", 0)]),
    ("en", "The Customer shall pay EUR 300,000 within ten days of signature and EUR 700,000 within 30 days of acceptance.",
     [(None, 300000, "signing", 10), (None, 700000, "acceptance", 30)]),
    ("en", "The Customer shall pay twenty percent (20%) of the Contract Price upon execution of this Agreement, fifty "
     "percent (50%) upon shipment and the balance within thirty (30) days after acceptance.",
     [(20, None, "signing", 0), (50, None, "shipment", 0), (30, None, "acceptance", 30)]),
    ("en", "The Customer shall pay the Supplier 30% (USD 300,000) upon signature, 60% (USD 600,000) within 30 days after delivery"
     " and 10% (USD 100,000) at the end of the warranty period.",
     [(30, 300000, "signing", 0), (60, 600000, "arrival", 30), (10, 100000, "warranty_end", 0)]),
    ("en", "The Customer shall pay 50% of the Contract Price before shipment and the remainder within 45 days of the invoice "
     "date.",
     [(50, None, "shipment", -0.5), (50, None, "invoice", 45)]),
    ("en", "The Customer shall pay 90% of the Contract Price on delivery and the balance, 10%, after acceptance.",
     [(90, None, "arrival", 0), (10, None, "acceptance", 0)]),
    # A running total of amounts is what it adds; a share right behind a word of paying is a sum, a share of the work is none.
    ("zh", "合同生效后7日内甲方支付人民币300,000元；到货后付至人民币900,000元；验收合格后支付人民币100,000元。",
     [(None, 300000, "effective", 7), (None, 600000, "arrival", 0), (None, 100000, "acceptance", 0)]),
    ("zh", "甲方签约后付30%，工程进度达到50%时付40%，竣工验收后付30%。",
     [(30, None, "signing", 0), (40, None, None, None), (30, None, "final_acceptance", 0)]),
    ("zh", "甲方于合同签订后支付预付款260,000元（合同总金额的20%），验收合格后支付1,040,000元（合同总金额的80%）。",
     [(20, 260000, "signing", 0), (80, 1040000, "acceptance", 0)]),
    # A time beside which no event stands counts from the event that the words name; an event ends where the next one begins.
    ("zh", "货到工地，甲方凭签收单于9个工作日内支付合同总价的55%。", [(55, None, "arrival", 9)]),
    ("en", "The Customer shall pay 45% on signature against an invoice and 55% on acceptance against the signed protocol.",
     [(45, None, "signing", 0), (55, None, "acceptance", 0)]),
    ("en", "Overdue sums of the Customer bear interest from the due date until payment at 8% a year.", []),
    ("zh", "甲方逾期付款的，应按逾期金额的0.05%支付利息。", []),
    ("en", "The Customer shall pay each invoice within 30 days after its receipt.", []),
]  # fmt: skip


def paying(language: str, sentence: str, deal: bytes | None = None) -> tuple[Document, list[Commitment]]:
    """The draft and what its sentence promises, which may be more than one promise to pay."""
    document = parse("draft.txt", (HEAD[language] + sentence + "\n").encode())
    found = understand(document, read_deal(deal) if deal else None).commitments
    return document, [c for c in found if c.quote.strip() in sentence]


def _payments(language: str, sentence: str, deal: bytes | None = None) -> list[Payment]:
    return [p for c in paying(language, sentence, deal)[1] for p in c.payments]


def _told(p: Payment) -> tuple[object, ...]:
    due = p.deadline
    days = None if due is None or due.n is None else float(due.n) if due.direction == "after" else -float(due.n) - 0.5
    return (p.share, p.amount, due.trigger.value if due and due.trigger else None, days)


@pytest.mark.parametrize(("language", "sentence", "sums"), CASES, ids=[c[1][:24] for c in CASES])
def test_each_sum_is_a_milestone(language: str, sentence: str, sums: list[tuple[object, ...]]) -> None:
    _, found = paying(language, sentence)
    assert [_told(p) for c in found for p in c.payments] == sums
    assert all(c.span.contains(p.span) for c in found for p in c.payments)
    assert all(len(c.milestones) == len(c.payments) for c in found if len(c.payments) > 1)


def test_an_event_whose_day_is_known_makes_its_milestone_due() -> None:
    deal = canonical_json(DEAL)
    sentence = "The Customer shall pay 30% on signing, 60% within 30 days after signing and 10% after acceptance."
    found = _payments("en", sentence, deal)
    days = [p.deadline.due.isoformat() if p.deadline and p.deadline.due else None for p in found]
    assert days == ["2026-03-01", "2026-03-31", None]


def test_what_the_milestones_come_to() -> None:
    """A share of the price, the amount named, and what the others leave; nothing without a price."""
    document, found = paying("zh", "合同签订后支付人民币200,000元；到货后支付合同总价的50%；余款在验收合格后付清。")
    told = [a for sums in totals(document, found, Decimal(1_000_000)).values() for a in sums]
    assert told == [200_000, 500_000, 300_000]
    assert [a for sums in totals(document, found, None).values() for a in sums] == [200_000, None, None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The Supplier shall deliver the Goods no later than the Delivery Date."),
        ("zh", "乙方应不迟于交货日将全部设备运抵现场。"),
    ],
)
def test_a_defined_day_that_is_counted_makes_a_deadline(language: str, sentence: str) -> None:
    document = parse("draft.txt", (HEAD[language] + sentence + "\n").encode())
    found = next(c for c in understand(document).commitments if c.quote in sentence)
    assert found.deadline and (found.deadline.trigger, found.deadline.n) == ("effective", 60)
