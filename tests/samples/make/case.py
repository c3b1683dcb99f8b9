"""The cases: each a draft's text in ``texts/`` and how it looks; deal record and expectation are kept by hand in ``samples/``."""

from __future__ import annotations

from dataclasses import dataclass

from tests.samples.make.look import EN_DECIMAL, ZH_ARTICLES, ZH_SECTIONS, Look


@dataclass(frozen=True, slots=True)
class Case:
    """``name`` is the folder in ``samples/`` and the text in ``texts/``; ``form`` is docx or pdf."""

    name: str
    look: Look
    form: str = "docx"


ENGLISH_PAGES = "Page {page} of {pages}"

CASES = (
    Case("zh-equipment", Look(ZH_ARTICLES, header="宁波瀚屿新材料股份有限公司  合同编号：HY-CG-2026-0317")),
    Case(
        "en-maintenance",
        Look(
            EN_DECIMAL,
            latin="Arial",
            east_asian="Arial",
            heading_east_asian="Arial",
            size=10,
            title_size=15,
            line=1.15,
            header="Agreement No. CRS-MS-2026-118",
            footer=ENGLISH_PAGES,
            author="Calder Ridge Systems Limited",
            language="en-GB",
        ),
    ),
    Case(
        "zh-software",
        Look(
            ZH_ARTICLES,
            east_asian="仿宋",
            size=12,
            title_size=20,
            line=1.4,
            header="港口设备点检管理系统开发合同",
            footer="{page} / {pages}",
            author="梧桐数联商务部",
        ),
    ),
    Case(
        "en-saas",
        Look(
            EN_DECIMAL,
            latin="Calibri",
            east_asian="Calibri",
            heading_east_asian="Calibri",
            title_size=20,
            line=1.1,
            margins=(2.0, 2.0, 2.0, 2.0),
            header="LA-OF-2026-0093",
            footer=ENGLISH_PAGES,
            author="Larkfield Analytics, Inc.",
            language="en-US",
            accent="D9E2F3",
        ),
    ),
    Case(
        "bilingual",
        Look(
            ZH_ARTICLES,
            size=10,
            title_size=16,
            line=1.25,
            margins=(2.2, 2.0, 2.2, 2.0),
            header="JX-EX-2026-011",
            footer="第 {page} 页，共 {pages} 页",
            author="江芯仪器国际部",
        ),
    ),
    Case(
        "zh-clean",
        Look(
            ZH_SECTIONS,
            heading_east_asian="微软雅黑",
            latin="Calibri",
            size=11,
            line=1.35,
            header="TJ-HW-2026-0058",
            footer="第 {page} 页，共 {pages} 页",
            author="鹭衡电源合同管理部",
        ),
    ),
    Case(
        "en-clean",
        Look(
            EN_DECIMAL,
            latin="Calibri",
            east_asian="Calibri",
            heading_east_asian="Calibri",
            size=11,
            title_size=16,
            line=1.1,
            header="Brackwater Filtration Limited  |  BW-SC-2026-027",
            footer=ENGLISH_PAGES,
            author="Brackwater Filtration Limited",
            language="en-GB",
            accent="DEEAF6",
        ),
    ),
    Case("text-pdf", Look(ZH_ARTICLES, header="ZY-FW-2026-0126"), form="pdf"),
)
