"""Where sentences end and where one sentence holds two promises."""

from __future__ import annotations

import pytest

from review.commitments import pieces
from review.commitments.pieces import part
from review.commitments.reading import Reading
from review.commitments.sentences import body_start, split
from tests.commitments.drafts import understood

SENTENCES = [
    ("甲方付款；乙方交货。逾期的，承担责任。", ["甲方付款；", "乙方交货。", "逾期的，承担责任。"]),
    ("通知（可用电子邮件；也可用传真）应以中文书写。", ["通知（可用电子邮件；也可用传真）应以中文书写。"]),
    ("The fee is USD 1.5 per unit. It is due monthly.", ["The fee is USD 1.5 per unit.", "It is due monthly."]),
    ("Alder Co. Ltd. shall pay. Notices go to Mr. Holt.", ["Alder Co. Ltd. shall pay.", "Notices go to Mr. Holt."]),
    ("as listed in Exhibit A. Birch shall deliver.", ["as listed in Exhibit A.", "Birch shall deliver."]),
    ("within thirty     (30) days of notice; and no later", ["within thirty     (30) days of notice;", "and no later"]),
    (
        "The Supplier shall:     2.1 deliver the goods;     2.2 train staff.",
        ["The Supplier shall:", "2.1 deliver the goods;", "2.2 train staff."],
    ),
    ("发货人应付运费．５．收货人应验收．", ["发货人应付运费．", "５．收货人应验收．"]),
    (
        "Notices must be sent by e-mail; or if by courier, on the next day; and the Supplier shall confirm them.",
        ["Notices must be sent by e-mail; or if by courier, on the next day;", "and the Supplier shall confirm them."],
    ),
    ("", []),
]


@pytest.mark.parametrize(("text", "pieces"), SENTENCES)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == pieces


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第三条 交货", "第三条 "),
        ("（一）质量", "（一）"),
        ("2.1.3 The", "2.1.3 "),
        ("(a) deliver", "(a) "),
        ("１．乙方", "１．"),
        ("1.5倍", ""),
        ("甲方", ""),
    ],
)
def test_numbers_that_open_a_text(text: str, number: str) -> None:
    assert text[: body_start(text)] == number


PROLOGUE = "合同\n甲方（买方）：云杉公司\n乙方（卖方）：白桦公司\n"
ENGLISH = 'Agreement between Alder Ltd (the "Supplier") and Birch Ltd (the "Customer").\n'
PROMISES = [
    (PROLOGUE + "乙方应为运输人员购买保险，若发生事故的，相关损失由乙方承担赔偿责任。\n", 2),
    (PROLOGUE + "乙方应当办理工伤认定，甲方应当书面通知有关部门并予以配合。\n", 2),
    (PROLOGUE + "乙方应在接到通知后，于两日内派人维修。\n", 1),
    (PROLOGUE + "乙方应按主管部门的有关规定，为派到甲方的工人办理保险。\n", 1),
    (PROLOGUE + "甲方变更型号需提前30天通知乙方，乙方对此无异议。\n", 1),
    (PROLOGUE + "如乙方未按期交货，甲方有权解除本合同。\n", 1),
    (
        ENGLISH
        + "The Supplier shall invoice monthly in advance and the Customer shall pay within 14 days of the invoice date.\n",
        2,
    ),
    (PROLOGUE + "乙方应在3日内开具发票，甲方收到发票后15日内付款。\n", 2),
    (PROLOGUE + "乙方应在设备到货后15日内完成安装，并在安装完成后5日内对甲方人员进行培训。\n", 2),
    (PROLOGUE + "装运之前，卖方应承担全部费用，而在装运之后，费用则由买方承担。\n", 2),
    (PROLOGUE + "甲方应在签约后5日内支付30%预付款，验收合格后10日内支付60%。\n", 1),
    (PROLOGUE + "为保证合同的顺利履行，双方分别向对方提供银行保函。\n", 1),
    (ENGLISH + "If the Supplier fails to deliver, the Customer may terminate this Agreement.\n", 1),
    (PROLOGUE + "设备完工后，乙方应通知甲方验收，甲方自接到通知之日起组织验收。\n", 2),
    (PROLOGUE + "未达标准的，甲方有权要求乙方限期整改，逾期未整改的，甲方有权解除合同。\n", 2),
    (PROLOGUE + "乙方逾期交货的，每逾期一日按0.1%支付违约金，违约金不足以弥补损失的，乙方应另行承担赔偿责任。\n", 2),
    (PROLOGUE + "乙方应在停工后及时通知甲方，如甲方未能派人到场，乙方可自行封存。\n", 2),
    (PROLOGUE + "各项保险费计入总价，由乙方负担。\n", 1),
    (ENGLISH + "The Customer will send its forecast each month, and the Supplier shall send its own within 5 days.\n", 2),
    (
        ENGLISH
        + "The Supplier may terminate this Agreement on 30 days' notice provided that the Supplier pays the Customer USD 900.\n",
        2,
    ),
    (ENGLISH + "4.2 Loss or Delay (a) In the event the pumps are lost in transit, the Supplier shall replace them.\n", 1),
]


@pytest.mark.parametrize(("text", "count"), PROMISES)
def test_promises_in_a_sentence(text: str, count: int) -> None:
    assert len(understood(text).commitments) == count


def test_a_list_of_names_is_one_promise_with_its_lead_in() -> None:
    text = PROLOGUE + "乙方应随货提供下列文件：\n1. 装箱单\n2. 合格证\n3. 操作手册\n甲方应在收到文件后付款。\n"
    found = understood(text).commitments
    assert sum("操作手册" in c.quote for c in found) == 1
    assert any("乙方应随货提供" in c.quote and "操作手册" in c.quote for c in found)


def test_items_that_promise_are_promises_of_their_own() -> None:
    text = (
        ENGLISH
        + "The Supplier shall:\n(a) deliver the pumps within 30 days of the order;\n(b) train four operators of the Customer.\n"
    )
    found = understood(text).commitments
    assert len(found) == 2
    assert {c.obligor.value for c in found} == {"seller"}
    assert found[0].quote.startswith("The Supplier shall:")


def test_an_item_with_a_subject_of_its_own_stands_without_its_lead_in() -> None:
    text = (
        ENGLISH
        + "On termination the parties shall take these steps:\n(a) Birch shall return the pumps;\n(b) Alder shall fetch them.\n"
    )
    assert "Birch shall return the pumps;" in [c.quote for c in understood(text).commitments]


def test_a_stretch_that_never_stops_is_looked_at_in_proportion_to_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counting(reading: Reading, start: int, end: int) -> Reading:
        seen.append(end - start)
        return part(reading, start, end)

    monkeypatch.setattr(pieces, "part", counting)
    work = []
    for times in (600, 2400):
        seen.clear()
        understood(PROLOGUE + "乙方应支付货款，甲方须交付设备，" * times + "\n")
        work.append(sum(seen))
    assert 0 < work[1] <= 5 * work[0]
    assert work[1] <= 8 * 2400 * 16
