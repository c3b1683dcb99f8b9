"""Two languages in every layout: each promise once per language, paired, and what differs is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
import pytest

from review.commitments import understand
from review.intake import read
from review.model.commitment import Commitment
from review.model.language import Language

HEAD = [
    ("设备供货合同", "SUPPLY AGREEMENT"),
    ("甲方（买方）：云杉机电有限公司", 'The Customer (Party A): Alder Electric Co., Ltd. ("Customer")'),
    ("乙方（卖方）：白桦自动化股份有限公司", 'The Supplier (Party B): Birch Automation Co., Ltd. ("Supplier")'),
]
DELIVERY = (
    "1.1 乙方应在合同生效后45日内将12台输送机运至甲方工厂。",
    "1.1 The Supplier shall deliver 12 conveyors to the Customer's plant within 45 days after the Effective Date.",
)
SITE = ("1.2 甲方应在到货前10日完成场地准备。", "1.2 The Customer shall prepare the site at least 10 days before delivery.")
PAYMENT = (
    "2.1 甲方应在验收合格后15个工作日内支付合同总价的60%。",
    "2.1 The Customer shall pay 60% of the Contract Price within 15 business days after acceptance.",
)
DELAY = (
    "2.2 乙方逾期交货的，每逾期一日，按合同总价的0.1%支付违约金，但不超过合同总价的5%。",
    "2.2 If the Supplier delivers late, it shall pay liquidated damages of 0.1% of the Contract Price for each day of delay, "
    "up to 5% of the Contract Price.",
)
BODY = [("第一条 交付", "Article 1 Delivery"), DELIVERY, SITE, ("第二条 付款", "Article 2 Payment"), PAYMENT, DELAY]
PROMISED = [DELIVERY, SITE, PAYMENT, DELAY]
Pairs = Sequence[tuple[str, str]]


def _two_columns(file: Any, pairs: Pairs) -> None:
    table = file.add_table(rows=len(pairs), cols=2)
    for y, pair in enumerate(pairs):
        for x, words in enumerate(pair):
            table.cell(y, x).text = words


def _two_columns_in_one_row(file: Any, pairs: Pairs) -> None:
    table = file.add_table(rows=1, cols=2)
    for x in (0, 1):
        table.cell(0, x).text = pairs[0][x]
        for pair in pairs[1:]:
            table.cell(0, x).add_paragraph(pair[x])


def _alternating(file: Any, pairs: Pairs) -> None:
    for pair in pairs:
        for words in pair:
            file.add_paragraph(words)


def _one_after_the_other(file: Any, pairs: Pairs) -> None:
    for x in (0, 1):
        for pair in pairs:
            file.add_paragraph(pair[x])


def _in_one_paragraph(file: Any, pairs: Pairs) -> None:
    for pair in pairs:
        file.add_paragraph("\n".join(pair))


LAYOUTS = [_two_columns, _two_columns_in_one_row, _alternating, _one_after_the_other, _in_one_paragraph]


def _understood(layout: Callable[[Any, Pairs], None], pairs: Pairs) -> tuple[Commitment, ...]:
    file = docx.Document()
    layout(file, pairs)
    stream = BytesIO()
    file.save(stream)
    return understand(read("draft.docx", stream.getvalue())).commitments


def _words(text: str) -> str:
    return text.partition(" ")[2]


def _said(found: tuple[Commitment, ...], text: str) -> Commitment:
    (commitment,) = [c for c in found if c.quote.strip() == _words(text)]
    return commitment


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_promise_stands_once_in_each_language_and_is_paired(layout: Callable[[Any, Pairs], None]) -> None:
    found = _understood(layout, [*HEAD, *BODY])
    for zh, en in PROMISED:
        original, version = _said(found, zh), _said(found, en)
        assert (original.language, version.language) == (Language.ZH, Language.EN)
        assert ("translation_of", original.id) in version.links
        assert original.number == version.number != ""
        assert "differs_from" not in {relation for relation, _ in version.links}, version.reasons
    assert len(found) == 2 * len(PROMISED)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [("15 business days", "30 business days", "values"), ("The Customer shall pay", "The Supplier shall pay", "obligor")],
)
def test_what_differs_is_said(layout: Callable[[Any, Pairs], None], old: str, new: str, what: str) -> None:
    changed = PAYMENT[0], PAYMENT[1].replace(old, new)
    found = _understood(layout, [*HEAD, *(changed if pair is PAYMENT else pair for pair in BODY)])
    original, version = _said(found, changed[0]), _said(found, changed[1])
    assert ("differs_from", original.id) in version.links
    assert f"translation differs in {what}" in version.reasons
    others = [c for c in found if c.id != version.id]
    assert not any(relation == "differs_from" for c in others for relation, _ in c.links)


def test_a_table_with_names_in_two_languages_stays_a_table() -> None:
    file = docx.Document()
    _alternating(file, [*HEAD, *BODY])
    table = file.add_table(rows=3, cols=3)
    for y, row in enumerate((["名称", "Name", "数量（台）"], ["输送机", "Conveyor", "12"], ["分拣机", "Sorter", "3"])):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    stream = BytesIO()
    file.save(stream)
    found = understand(read("draft.docx", stream.getvalue())).commitments
    assert [c.quote for c in found if "\t" in c.quote] == ["输送机\tConveyor\t12", "分拣机\tSorter\t3"]
