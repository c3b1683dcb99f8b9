"""Automatic numbers as Word shows them: lists, levels, restarts, overrides (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from review.intake.docx.names import MC, VAL, W
from review.intake.docx.numerals import numeral
from review.intake.docx.styles import Style, Styles, is_on

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 80
"""Characters of a level's text that are kept."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart``: 1-based level after which it restarts, 0 for never, None for any higher level."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    numbering_style: str = ""


@dataclass(slots=True)
class _Num:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Counters:
    """State of one abstract list; lists that share it count on from each other."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    restarted: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Number:
    """The number shown, and its level from 0. ``text`` is empty for bullets and for levels without a text."""

    text: str
    level: int


class Numbering:
    """Counts as the paragraphs come by, in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[str, _Num] = {}
        self._counters: dict[str, _Counters] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for node in root.iterfind(W + "abstractNum"):
            self._abstracts.setdefault(node.get(W + "abstractNumId", ""), _read_abstract(node))
        for node in root.iterfind(W + "num"):
            self._nums.setdefault(node.get(W + "numId", ""), _read_num(node))

    def next(self, num_id: str | None, level: int | None, style: Style) -> Number | None:
        """Count a paragraph: its own ``numId`` and ``ilvl`` where it has them, else its style's. None when it has no number."""
        inherited = num_id is None
        if inherited:
            num_id = style.num_id
        if num_id is None or num_id == "0" or num_id not in self._nums:
            return None
        num = self._nums[num_id]
        key, abstract = self._resolve(num.abstract)
        if abstract is None:
            return None
        if level is None:
            level = self._level_of(key, abstract, style) if inherited else style.level
        level = min(max(level or 0, 0), _LEVELS - 1)
        counters = self._counters.setdefault(key, _Counters())
        self._count(counters, num_id, num, abstract, level)
        return Number(self._shown(counters, num, abstract, level), level)

    def _resolve(self, abstract_id: str) -> tuple[str, _Abstract | None]:
        """Follow ``numStyleLink`` to the list that a numbering style stands for."""
        for _ in range(8):
            abstract = self._abstracts.get(abstract_id)
            if abstract is None or abstract.levels or not abstract.numbering_style:
                return abstract_id, abstract
            linked = self._styles.numbering_of(abstract.numbering_style)
            num = self._nums.get(linked or "")
            if num is None or num.abstract == abstract_id:
                return abstract_id, abstract
            abstract_id = num.abstract
        return abstract_id, None

    def _level_of(self, key: str, abstract: _Abstract, style: Style) -> int:
        """Level of a paragraph numbered through its style: the one that names the style, else the style's own."""
        for level, facts in abstract.levels.items():
            if facts.style and facts.style == style.id:
                return level
        return style.level or 0

    def _count(self, counters: _Counters, num_id: str, num: _Num, abstract: _Abstract, level: int) -> None:
        facts = _facts(num, abstract, level)
        values = counters.values
        start = num.starts.get(level)
        if start is not None and (num_id, level) not in counters.restarted:
            counters.restarted.add((num_id, level))
            values[level] = start
        elif values[level] is None:
            values[level] = num.starts.get(level, facts.start)
        else:
            values[level] = (values[level] or 0) + 1
        for above in range(level):  # a level that was passed over counts as begun
            if values[above] is None:
                values[above] = num.starts.get(above, _facts(num, abstract, above).start)
        for deeper in range(level + 1, _LEVELS):
            restart = _facts(num, abstract, deeper).restart
            if restart is None or (restart != 0 and level < restart):
                values[deeper] = None

    def _shown(self, counters: _Counters, num: _Num, abstract: _Abstract, level: int) -> str:
        facts = _facts(num, abstract, level)
        if facts.format == "bullet":
            return ""

        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place > level:
                return ""
            at = _facts(num, abstract, place)
            n = counters.values[place]
            n = num.starts.get(place, at.start) if n is None else n
            return numeral(n, "decimal" if facts.legal and at.format != "decimalZero" else at.format)

        return _PLACE.sub(value, facts.text).strip()


def _facts(num: _Num, abstract: _Abstract, level: int) -> Level:
    return num.levels.get(level) or abstract.levels.get(level) or Level()


def _read_abstract(node: etree._Element) -> _Abstract:
    found = _Abstract(_read_levels(node))
    for tag, name in ((W + "styleLink", "style_link"), (W + "numStyleLink", "numbering_style")):
        link = node.find(tag)
        if link is not None:
            setattr(found, name, link.get(VAL, ""))
    return found


def _read_num(node: etree._Element) -> _Num:
    abstract = node.find(W + "abstractNumId")
    found = _Num("" if abstract is None else abstract.get(VAL, ""))
    for override in node.iterfind(W + "lvlOverride"):
        level = _integer(override.get(W + "ilvl"))
        own = override.find(W + "lvl")
        if own is not None:
            found.levels[level] = _read_level(own)
        start = override.find(W + "startOverride")
        if start is not None:
            found.starts[level] = _integer(start.get(VAL))
            if level in found.levels:
                found.levels[level] = replace(found.levels[level], start=found.starts[level])
    return found


def _read_levels(node: etree._Element) -> dict[int, Level]:
    return {_integer(level.get(W + "ilvl")): _read_level(level) for level in node.iterfind(W + "lvl")}


def _read_level(node: etree._Element) -> Level:
    legal = node.find(W + "isLgl")
    restart = node.find(W + "lvlRestart")
    return Level(
        start=_integer(_value(node, "start"), 0),
        format=_format(node),
        text=_value(node, "lvlText")[:_LONGEST],
        restart=None if restart is None else _integer(restart.get(VAL)),
        legal=legal is not None and is_on(legal),
        style=_value(node, "pStyle"),
    )


def _format(node: etree._Element) -> str:
    """The number format; a newer one stands in ``mc:AlternateContent``."""
    found = node.find(W + "numFmt")
    if found is None:
        found = node.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        return "decimal"
    value = found.get(VAL, "decimal")
    return _custom(found.get(W + "format", "")) if value == "custom" else value


def _custom(pattern: str) -> str:
    """``001, 002, …`` and the like: zero-padded decimals of that width."""
    first = pattern.split(",")[0].strip()
    return {"01": "decimalZero"}.get(first, "decimal")


def _value(node: etree._Element, name: str) -> str:
    found = node.find(W + name)
    return "" if found is None else found.get(VAL, "")


def _integer(value: str | None, default: int = 0) -> int:
    try:
        return int(value or default)
    except ValueError:
        return default
