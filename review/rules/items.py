"""Goods that running text names with a number: 离心泵4台、蝶阀12只; "four pumps, twelve valves and one generator".

Chinese puts the number behind the name or before it (4台离心泵), English before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from review.model.span import Span

_N = r"(?:\d[\d,]*|[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)"
_UNIT = r"(?:台|套|件|只|个(?!工作|自然|月|日|小时)|部|辆|把|块|张|箱|组|根|条|支|副|对|桶|卷|米|吨|公斤|千克|樘|座|盏|面)"
#: Words of grammar are in no name.
_NAME = r"(?:(?![第按的应须由将于被])[\u4e00-\u9fff\w/\-.+]){2,24}?"
_COUNT = rf"{_N}\s*(?:\(\s*{_N}\s*\))?\s*{_UNIT}(?:\s*[(/]{_UNIT}\)?)?"
#: What parts two goods of a list, and what leads into it.
_PARTS = re.compile(r"[、,;:。()《》\n]|以及|及其|和|与|及|并|另|共(?=\d)")
_LEAD = re.compile(
    r"^.*(?:提供|供应|供货|供给|交付|出售|销售|采购|购买|购置|订购|包括|包含|配备|配置|配套|赠送|运送|发运|安装|为|含|各)(?:了|全新|下列|上述|本)?"
)
_BEHIND = re.compile(rf"^\s*(?P<name>{_NAME})\s*(?:\(.{{0,20}}\))?\s*(?:共|各|共计|数量为?)?\s*{_COUNT}")
_BEFORE = re.compile(rf"^\s*{_COUNT}(?:的)?\s*(?P<name>{_NAME})(?=$|[\s(])")
_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
#: What may stand between a verb of supply and the goods: whom they go to, other verbs, the word for all of them.
_TO = r"\s*(?:(?:and|or|to|the|install|deliver|supply|commission|buyer|customer|purchaser|client|following|a total of)\s+){0,6}"
_LED = re.compile(_TO)
_ENGLISH = re.compile(
    rf"\s*(?:\d[\d,]*(?!\.\d)|(?:{_ONES})(?:-(?:{_ONES}))?(?:[ -](?:hundred|thousand)(?: and)?(?:[ -](?:{_ONES}))?)?)\b\s*"
    r"(?:\(\d+\)\s*)?(?:x\s+)?"
    r"(?:(?:units?|sets?|pieces?|pcs|boxes|box|lots?|numbers?|nos\.?|rolls?|pallets?|cartons?|met(?:re|er)s?|tons?|tonnes?|kg)\s+of\s+)?"
    r"(?:the\s+|new\s+)?(?P<name>[a-z][\w/-]*(?: [\w/-]+){0,4}?)"
    r"(?=\s*(?:[,;.:(\n]|$|\b(?:and|or|to|for|with|within|at|in|on|by|from|under|as|per|of|that|which|including|together|plus)\b))"
)
#: What joins one of the goods to the next.
_NEXT = re.compile(r"\s*(?:\([^)]{0,20}\)\s*)?(?:,\s*(?:and|plus)?|and|plus|as well as|together with)\s*(?:also\s+)?")


def chinese(folded: str, sentence: Span) -> Iterator[Span]:
    """The names of goods with a Chinese unit beside them, in a folded text."""
    cuts = [sentence.start, *(m.end() for m in _PARTS.finditer(folded, sentence.start, sentence.end)), sentence.end]
    for start, end in pairwise(cuts):
        words = folded[start:end].rstrip("、,;:。()\n以及其和与并另共")
        lead = _LEAD.match(words)
        begun = lead.end() if lead else 0
        found = _BEFORE.match(words[begun:]) or _BEHIND.match(words[begun:])
        if found:
            yield Span(start + begun + found.start("name"), start + begun + found.end("name"))


def english(folded: str, sentence: Span) -> Iterator[Span]:
    """The names of goods with a number before them that follow a verb of supply one after the other, in a folded text.

    ``sentence`` starts behind the verb.
    """
    lead = _LED.match(folded, sentence.start, sentence.end)
    at = lead.end() if lead else sentence.start
    while found := _ENGLISH.match(folded, at, sentence.end):
        yield Span(found.start("name"), found.end("name"))
        joint = _NEXT.match(folded, found.end(), sentence.end)
        if joint is None:
            return
        at = joint.end()


def alike(one: str, other: str) -> bool:
    """Whether two names may mean one thing: one holds the other, or both end in the same word, which says what it is."""
    one, other = one.strip(), other.strip()
    return one in other or other in one or _head(one) == _head(other)


def _head(name: str) -> str:
    """The word that says what a thing is: the last one of a name, of Chinese its last two signs."""
    plain = re.sub(r"\(.*?\)|[\d\s.-]+$", "", name).strip()
    if plain and ord(plain[-1]) > 127:
        return plain[-2:]
    last = plain.split()[-1] if plain.split() else ""
    return re.sub(r"(?:(?<=[sxz])es|(?<=ch)es|(?<=sh)es|s)$", "", last)
