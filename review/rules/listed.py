"""Names that a text lists beside names that are known: Vale General and Coldbrook Hospital; 一厂、二厂和嘉兴工厂."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from review.model.span import Span

#: What a Chinese name of a place ends with.
_KIND = (
    "工厂|厂|仓库|仓|库区|库|门店|店|电站|站|医院|院区|院|学校|校区|校|园区|园|区|大楼|楼|机房|房|网点|点|场|分局|局|支行|分行|行"
    "|营业部|部|中心|基地|公司|车间|馆|港|矿|塔"
)
_NO_NAME = "(?!其他|其它|各|全部|所有|相关|有关|甲方|乙方|买方|卖方)"
_ZH_JOINT = r"(?:、|以及|和|与|及)"
_ZH_BEFORE = re.compile(rf"(?P<name>{_NO_NAME}[^、,，。;；:：\n\t()（）为在于的和与及]{{1,10}}?(?:{_KIND}))\s*{_ZH_JOINT}\s*$")
_ZH_AFTER = re.compile(rf"\s*{_ZH_JOINT}\s*(?P<name>{_NO_NAME}[^、,，。;；:：\n\t()（）的和与及]{{1,10}}?(?:{_KIND}))")
_CAPITALS = r"(?:[A-Z][\w'’.-]*\s?(?:(?:of|the|and|upon|on)\s)?){1,5}"
_EN_LEAD = r"(?:^|[:;,(]\s*|\b(?:and|at|in|of|the|are|is|namely)\s+)"
_EN_BEFORE = re.compile(rf"{_EN_LEAD}(?P<name>{_CAPITALS})(?:,\s*(?:and\s+)?|\s*and\s+)$")
_EN_END = r"(?=[,.;:()\n]|\s+(?:and|or|on|at|in|is|are|with|as|for|by|from|under)\b|$)"
_EN_AFTER = re.compile(rf"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?P<name>{_CAPITALS}){_EN_END}")
_JOINED = re.compile(r"\s*(?:、|以及|和|与|及|,\s*and|,|&|and)\s*")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Place:
    """Where a known name stands."""

    name: str
    span: Span


def unknown(text: str, line: Span, known: Iterable[str]) -> Iterator[Span]:
    """The names in one list with at least two known ones (or with the only one) that are none of them."""
    names = sorted({n for n in known if len(n) > 1}, key=len, reverse=True)
    places = _places(text, line, names)
    if len({p.name for p in places}) < min(2, len(names)) or not places:
        return
    first, last = places[0], places[-1]
    yield from _beside(text, Span(line.start, first.span.start), _ZH_BEFORE, _EN_BEFORE, names)
    for one, other in pairwise(places):
        yield from _between(text, Span(one.span.end, other.span.start))
    yield from _beside(text, Span(last.span.end, line.end), _ZH_AFTER, _EN_AFTER, names)


def _places(text: str, line: Span, names: list[str]) -> list[Place]:
    found: list[Place] = []
    for name in names:
        for match in re.finditer(re.escape(name), text[line.start : line.end], re.I):
            span = Span(line.start + match.start(), line.start + match.end())
            if not any(p.span.overlaps(span) for p in found):
                found.append(Place(name, span))
    return sorted(found, key=lambda p: p.span)


def _beside(text: str, within: Span, zh: re.Pattern[str], en: re.Pattern[str], names: list[str]) -> Iterator[Span]:
    words = text[within.start : within.end]
    behind = zh is _ZH_AFTER
    for pattern in (zh, en):
        match = pattern.match(words) if behind else pattern.search(words)
        name = match["name"].strip() if match else ""
        if match and len(name) > 1 and not any(name.lower() in n.lower() or n.lower() in name.lower() for n in names):
            start = within.start + match.start("name")
            yield Span(start, start + len(match["name"].rstrip()))
            return


def _between(text: str, gap: Span) -> Iterator[Span]:
    """What stands between two known names when joints on both sides make it a name of the list."""
    words = text[gap.start : gap.end]
    lead = _JOINED.match(words)
    tail = re.search(_JOINED.pattern + "$", words)
    if lead is None or tail is None or lead.end() >= tail.start():
        return
    name = words[lead.end() : tail.start()]
    short = len(name) <= 12 and not re.search(r"[、,，。;；:：]", name)
    if re.fullmatch(_CAPITALS, name) if _LATIN.match(name) else short and re.search(rf"(?:{_KIND})$", name):
        yield Span(gap.start + lead.end(), gap.start + tail.start())
