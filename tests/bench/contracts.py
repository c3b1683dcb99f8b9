"""Contracts of any length, made from a seed: the same pages on every machine, zh and en, with tables and numbering."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument

#: Written for the bench; {n} is a number that makes every clause differ.
ZH_CLAUSES = (
    "乙方应当在收到预付款后{n}日内将第{n}批设备运抵甲方指定的交货地点,并承担由此产生的运输与保险费用。",
    "本批货物到达现场后{n}个工作日内,双方应共同开箱检验;甲方逾期未提出书面异议的,视为该批货物数量与外观合格。",
    "乙方提供的系统月可用率不低于99.{n}%,因计划内维护造成的中断不计入统计,维护窗口应提前{n}日书面通知甲方。",
    "甲方应在验收合格且收到乙方开具的合法有效发票后{n}个工作日内支付该批次合同价款的{n}%。",
    "乙方逾期交货的,每逾期一日按该批次货款的0.{n}%支付违约金,累计不超过该批次货款的百分之五。",
    "自终验合格之日起,乙方对所供设备提供{n}个月质量保证,质保期内因产品自身缺陷发生的维修费用由乙方承担。",
    "乙方服务台接到故障通知后应在{n}分钟内响应,并在{n}小时内提供远程处理方案。",
    "任何一方对本合同内容的变更,应以书面形式提出,经双方授权代表签字后生效;变更影响工期或价款的,应同时调整。",
    "本条所称工作日,是指中华人民共和国法定节假日和休息日以外的日期;期间的计算适用有关法律的规定。",
    "双方在履行本合同过程中形成的会议纪要、往来函件与技术澄清文件,经双方确认后作为本合同的补充,编号为第{n}号。",
)
EN_CLAUSES = (
    "The Supplier shall deliver lot {n} of the Equipment to the Site within {n} days after receipt of the advance "
    "payment and shall "
    "bear the cost of carriage and of insurance in transit until unloading has been completed.",
    "Within {n} Business Days after arrival the parties shall inspect the delivered lot together; a lot to which "
    "no written objection "
    "has been made within that period is deemed accepted as to quantity and outward condition.",
    "The Supplier shall keep the Service available for at least 99.{n}% of each calendar month, planned "
    "maintenance that was announced "
    "{n} days in advance being left out of the calculation.",
    "The Customer shall pay {n}% of the price of each lot within {n} Business Days after acceptance and receipt of "
    "a proper invoice.",
    "If delivery of a lot is late for reasons for which the Supplier is responsible, the Supplier shall pay 0.{n}% "
    "of the price of that "
    "lot for each full day of delay, up to five percent of that price in total.",
    "The warranty period is {n} months from final acceptance; during it the Supplier repairs or replaces defective "
    "parts free of charge.",
    "The service desk shall respond to a reported fault within {n} minutes and shall propose a remedy within {n} hours.",
    "A change to this agreement is made in writing and signed by both parties; where it affects time or price, "
    "both are adjusted with it.",
    "Headings are for convenience only and do not affect the interpretation of this agreement or of schedule {n}.",
    "Minutes, letters and technical clarifications that both parties have confirmed supplement this agreement "
    "under serial number {n}.",
)
#: about one printed page
PER_PAGE = {"zh": 16, "en": 14}
_TABLE = {"zh": ("序号", "里程碑", "期限(日)", "付款比例"), "en": ("No.", "Milestone", "Days", "Share")}
_HEADING = {"zh": "第{n}条 专项约定", "en": "Article {n} Particular terms"}


def contract(language: str, pages: int, seed: int = 1) -> bytes:
    """A Word file of about that many pages. Raises KeyError for a language other than zh and en."""
    pick = random.Random(seed)
    word: WordDocument = Document()
    word.add_heading({"zh": "设备供货与服务合同", "en": "Supply and Service Agreement"}[language], 0)
    clauses = {"zh": ZH_CLAUSES, "en": EN_CLAUSES}[language]
    for page in range(1, pages + 1):
        _page(word, language, page, clauses, pick)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: WordDocument, language: str, page: int, clauses: tuple[str, ...], pick: random.Random) -> None:
    word.add_heading(_HEADING[language].format(n=page), 1)
    number: Callable[[], int] = lambda: pick.randint(2, 90)  # noqa: E731
    rows = 4 if page % 5 == 0 else 0
    for i in range(PER_PAGE[language] - rows):
        word.add_paragraph(f"{page}.{i + 1} " + pick.choice(clauses).format(n=number()))
    if rows:
        _milestones(word, language, rows, number)


def _milestones(word: WordDocument, language: str, rows: int, number: Callable[[], int]) -> None:
    table = word.add_table(rows=rows, cols=4)
    for column, name in enumerate(_TABLE[language]):
        table.cell(0, column).text = name
    for row in range(1, rows):
        for column, text in enumerate((str(row), f"M{number()}", str(number()), f"{number()}%")):
            table.cell(row, column).text = text
