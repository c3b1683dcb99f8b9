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
#: What most of a long contract is made of: descriptions, which promise nothing.
ZH_PROSE = (
    "本系统由数据采集层、传输层、处理层与展示层构成,各层之间通过标准接口交换数据,第{n}号模块位于处理层与展示层之间。",
    "现场现有第{n}号机房位于办公楼二层西侧,面积约{n}平方米,配有双路市电与精密空调,地面为防静电活动地板。",
    "“控制柜”是指安装于现场、内装可编程控制器与电源模块的成套电气柜体,其外形见技术规格书第{n}页的图样。",
    "该行业的典型生产流程包括原料接收、预处理、混合、包装与入库,批次号由日期与流水号组成,共{n}位。",
    "历史资料显示,同类装置在正常负荷下的年平均运行时间较长,影响因素主要是来料成分与环境温度的变化。",
    "附图第{n}号给出了设备的平面布置、管线走向与检修通道的位置,图中尺寸单位为毫米,标高以室内地坪为基准。",
    "接口说明采用表格形式,字段名称、类型与含义逐行列出;第{n}行为校验字段,其算法见附录中的流程图。",
)
EN_PROSE = (
    "The plant consists of a receiving area, a treatment hall and a warehouse; module {n} stands between the hall "
    "and the warehouse, "
    "next to the existing control room on the western side.",
    '"Control Cabinet" means the assembled cabinet that holds the programmable controller and its power supply, as '
    "drawn on page {n}.",
    "Figure {n} shows the layout of the equipment, the routing of the pipes and the position of the service "
    "aisles; dimensions are in "
    "millimetres and levels refer to the finished floor.",
    "The existing network is divided into an office zone and a production zone, which are connected by a gateway of type {n}.",
    "In plants of this type the typical sequence of production is receipt, preparation, mixing, packing and "
    "storage, and batch numbers "
    "are made of the date and a serial number of {n} digits.",
    "The description of the interface is arranged as a table in which the name, the type and the meaning of each "
    "field stand in one row.",
    "The historical background of the site, including earlier extensions of building {n}, is set out for "
    "information in the appendix.",
)
#: Paragraphs that come to about one printed page, and how many of them promise something.
PER_PAGE = {"zh": 20, "en": 16}
PROMISES_PER_PAGE = 1
_TABLE = {"zh": ("序号", "里程碑", "期限(日)", "付款比例"), "en": ("No.", "Milestone", "Days", "Share")}
_HEADING = {"zh": "第{n}条 专项约定", "en": "Article {n} Particular terms"}


def contract(language: str, pages: int, seed: int = 1, promises: int = PROMISES_PER_PAGE) -> bytes:
    """A Word file of about that many pages, with so many promises on each and a table of milestones on every fifth.

    A hundred pages hold about 160 commitments. Raises KeyError for a language other than zh and en.
    """
    pick = random.Random(seed)
    word: WordDocument = Document()
    word.add_heading({"zh": "设备供货与服务合同", "en": "Supply and Service Agreement"}[language], 0)
    texts = {"zh": (ZH_CLAUSES, ZH_PROSE), "en": (EN_CLAUSES, EN_PROSE)}[language]
    for page in range(1, pages + 1):
        _page(word, language, page, texts, promises, pick)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _page(
    word: WordDocument, language: str, page: int, texts: tuple[tuple[str, ...], ...], promises: int, pick: random.Random
) -> None:
    word.add_heading(_HEADING[language].format(n=page), 1)
    number: Callable[[], int] = lambda: pick.randint(2, 90)  # noqa: E731
    rows = 4 if page % 5 == 0 else 0
    count = PER_PAGE[language] - rows
    places = set(pick.sample(range(count), min(promises, count)))
    for i in range(count):
        word.add_paragraph(f"{page}.{i + 1} " + pick.choice(texts[i not in places]).format(n=number()))
    if rows:
        _milestones(word, language, rows, number)


def _milestones(word: WordDocument, language: str, rows: int, number: Callable[[], int]) -> None:
    table = word.add_table(rows=rows, cols=4)
    for column, name in enumerate(_TABLE[language]):
        table.cell(0, column).text = name
    for row in range(1, rows):
        for column, text in enumerate((str(row), f"M{number()}", str(number()), f"{number()}%")):
            table.cell(row, column).text = text
