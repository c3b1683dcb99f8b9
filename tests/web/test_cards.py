"""Commitments as cards: every deadline with its own event, and what the contract says elsewhere, in the reader's language."""

from __future__ import annotations

import pytest

from api.web.cards import AppliedNote, commitment_cards
from review.commitments import understand
from review.intake import read
from review.model.commitment import Party
from review.model.language import Language
from review.model.review import Review

ZH = """甲方（买方）：青山机电有限公司
乙方（卖方）：长河自动化股份有限公司
第一条 定义
1.1 “交货日”指合同生效后45日。
第二条 交付
2.1 乙方应在合同签订后30日内交付第一批设备，到货后10日内完成安装。
2.2 乙方应不迟于交货日交付全部备件。
"""
EN = """1. Definitions
1.1 "Delivery Date" means 45 days after the Effective Date.
2. Delivery
2.1 The Supplier shall deliver the first lot within 30 days after signing and complete installation within 10 days after arrival.
2.2 The Supplier shall deliver all spare parts no later than the Delivery Date.
"""


@pytest.mark.parametrize(
    ("text", "language", "dues", "applied"),
    [
        (ZH, "zh", ("签订后30日", "到货后10日"), AppliedNote("交货日", "1.1", "合同生效后45日。", ("45日",))),
        (ZH, "en", ("30 days after signing", "10 days after arrival"),
         AppliedNote("交货日", "1.1", "合同生效后45日。", ("45 days",))),
        (EN, "en", ("30 days after signing", "10 days after arrival"),
         AppliedNote("Delivery Date", "1.1", "45 days after the Effective Date.", ("45 days",))),
    ],
)  # fmt: skip
def test_a_card_tells_every_deadline_and_what_is_said_elsewhere(
    text: str, language: str, dues: tuple[str, ...], applied: AppliedNote
) -> None:
    document = read("draft.txt", text.encode())
    said = understand(document)
    review = Review(document, None, Party.SELLER, said, (), "0" * 64, "1", "0.1.0", None, Language(language))
    cards = {card.number: card for card in commitment_cards(review, (), {}, language)}
    assert cards["2.1"].dues == dues and cards["2.1"].applied == ()
    assert cards["2.2"].applied == (applied,)
