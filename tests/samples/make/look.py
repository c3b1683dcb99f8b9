"""How a draft looks: fonts, numbering, page, header and footer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One numbering level: Word's format name, its pattern (``%1.%2``), indents in centimetres."""

    format: str
    pattern: str
    left: float = 0.0
    hanging: float = 0.0
    legal: bool = False
    """Whether higher levels inside the pattern show as decimal numbers."""


ZH_ARTICLES = (
    Level("chineseCountingThousand", "第%1条"),
    Level("decimal", "%1.%2", 1.0, 1.0, legal=True),
    Level("decimal", "（%3）", 2.0, 1.0),
)
ZH_SECTIONS = (
    Level("chineseCountingThousand", "%1、"),
    Level("decimal", "%1.%2", 1.0, 1.0, legal=True),
    Level("decimal", "（%3）", 1.9, 1.0),
)
EN_DECIMAL = (
    Level("decimal", "%1.", 1.25, 1.25),
    Level("decimal", "%1.%2", 1.25, 1.25),
    Level("lowerLetter", "(%3)", 2.25, 1.0),
)


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points, margins in centimetres."""

    levels: tuple[Level, ...]
    east_asian: str = "宋体"
    heading_east_asian: str = "黑体"
    latin: str = "Times New Roman"
    size: float = 10.5
    title_size: float = 18
    line: float = 1.5
    margins: tuple[float, float, float, float] = (2.54, 2.8, 2.54, 2.8)
    header: str = ""
    footer: str = "第 {page} 页 共 {pages} 页"
    author: str = "合同管理部"
    changed_by: str = "甲方采购部"
    changed_on: str = "2026-03-04T09:30:00Z"
    language: str = "zh-CN"
    heading_bold: bool = True
    accent: str = ""
    """Fill of table headings as RRGGBB; empty: light grey."""
