"""What kind of promise a sentence is: the ordinary wordings of contracts, Chinese and English side by side."""

from __future__ import annotations

import pytest

from review.commitments.kinds import votes
from review.commitments.lexicon import Hit
from tests.commitments.drafts import at, understood

ZH = "供货合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n第一条 交货\n1.1 乙方应在2026年5月1日前交货。\n第二条 其他\n"
EN = (
    'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
    "1. Delivery\nThe Supplier shall deliver the Goods by 1 May 2026.\n2. General\n"
)
LATE = [
    (EN, "If the Supplier is late in delivering the Goods, it shall pay 0.5% of the price per week."),
    (EN, "If the Goods are delivered late, the price is reduced by 1% for each week, up to 10%."),
    (EN, "For each week of delay the Supplier shall pay 0.5% of the Contract Price."),
    (EN, "If the Supplier fails to deliver the Goods by the delivery date, it shall pay 0.2% of their price per day."),
    (EN, "The Supplier shall allow a price reduction for delay of 1% per week."),
    (EN, "The Customer may deduct 0.5% of the price for every commenced week by which delivery is overdue."),
    (EN, "The Supplier shall pay the Customer USD 500 for each day that delivery is late."),
    (ZH, "乙方迟延交货的，每迟延一周，应按合同总价的0.5%向甲方支付违约金。"),
    (ZH, "乙方未能在约定的时间内交货的，每日按未交货部分价款的0.3%支付违约金。"),
    (ZH, "货物迟到的，价款每周减少1%，最多不超过10%。"),
    (ZH, "乙方延误交货的，应每天向甲方赔偿合同总价的0.1%。"),
    (ZH, "因乙方原因造成工期拖延的，每拖延一天罚款1000元。"),
]
CASES = [
    (EN, "If the Customer is late in paying an invoice, it shall pay interest at 8% per annum.", "K16", "buyer"),
    (EN, "After acceptance payments shall reach 95%.", "K16", "buyer"),
    (EN, "Upon final acceptance cumulative payments shall total 90% of the Contract Price.", "K16", "buyer"),
    (ZH, "甲方逾期付款的，每逾期一日按应付款项的0.05%支付违约金。", "K16", "buyer"),
    (ZH, "验收后付款应达到95%。", "K16", "buyer"),
    (ZH, "设备验收合格后，付至合同总价的95%。", "K16", "buyer"),
    (ZH, "到货后累计支付至合同价款的80%。", "K16", "buyer"),
    (ZH, "竣工结算后付到97%。", "K16", "buyer"),
    (EN, "The Supplier shall assign two experienced technicians to the project team.", "K10", "seller"),
    (ZH, "乙方应指定专人负责本项目，未经甲方同意不得更换人员。", "K10", "seller"),
    (EN, "The Supplier shall make any update and new version of the Software available.", "K06", "seller"),
    (ZH, "乙方应免费为甲方升级软件版本。", "K06", "seller"),
    (EN, "The Customer shall give the Supplier a rolling forecast every month.", "K29", "buyer"),
    (ZH, "乙方应每周向甲方提交书面工作汇报。", "K29", "seller"),
    (EN, "The Goods shall be new and unused and conform with the functional specification.", "K05", "seller"),
    (ZH, "乙方所供货物应为原厂正品，质量应符合国家标准。", "K05", "seller"),
    (EN, "The Supplier shall indemnify the Customer against infringement of any patent.", "K20", "seller"),
    (EN, "The Supplier shall not subcontract without the prior written consent of the Customer.", "K27", "seller"),
    (EN, "This Agreement may not be amended except in writing.", "K25", "both"),
    (EN, "The Supplier shall keep the Customer's data confidential.", "K24", "seller"),
]


@pytest.mark.parametrize(("prologue", "sentence"), LATE)
def test_a_price_for_delay_punishes_the_delivery(prologue: str, sentence: str) -> None:
    found = understood(prologue + sentence + "\n").commitments
    delivery = at(found, "1 May 2026" if prologue is EN else "2026年5月1日")
    penalty = at(found, sentence[:24])
    assert (penalty.kind, penalty.obligor.value) == ("K18", "seller")
    assert ("punishes", delivery.id) in penalty.links


@pytest.mark.parametrize(("prologue", "sentence", "kind", "side"), CASES)
def test_kind_and_obligor(prologue: str, sentence: str, kind: str, side: str) -> None:
    found = next(c for c in understood(prologue + sentence + "\n").commitments if c.quote.endswith(sentence[-12:]))
    assert kind in (found.kind, *found.also)
    assert found.obligor.value == side


def test_words_count_once_for_the_heaviest_wording_that_holds_them() -> None:
    hits = [
        Hit("K25:sure", "prior written consent", 0, 21),
        Hit("K25:sure", "written consent", 6, 21),
        Hit("K25:words", "order", 30, 35),
    ]
    assert votes(hits) == {"K25": 1.0 + 0.3 / 2}


def test_words_inside_a_deciding_wording_of_another_kind_say_nothing() -> None:
    hits = [
        Hit("K28:decides", "liability insurance", 0, 19),
        Hit("K20:sure", "liabilit", 0, 8),
        Hit("K20:words", "claim", 30, 35),
    ]
    assert votes(hits) == {"K28": 1.6, "K20": 0.3}


def test_what_is_only_excepted_or_wished_for_weighs_less() -> None:
    whole, aside = [Hit("K26:sure", "terminate", 40, 49)], [(30, 60)]
    assert votes(whole, aside)["K26"] < votes(whole)["K26"]


@pytest.mark.parametrize(
    ("prologue", "sentence"),
    [(EN, "The Supplier shall behave with decency at all times."), (ZH, "乙方应保持礼貌。")],
)
def test_a_promise_of_unknown_kind_is_general(prologue: str, sentence: str) -> None:
    assert {c.kind for c in understood(prologue + sentence + "\n").commitments if c.quote in sentence} <= {"K00"}
