"""What the contract says its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from review.commitments.needed import needed
from review.commitments.unit import Unit
from review.model.commitment import Definition
from review.model.span import Span

NO_WORD = (
    r"(?![定派示挥导标令望名纹针战]|南(?![京昌宁通方侧部区北岸楼厂站院山海河门路])|数(?![量据字目])|控(?!制|股)|引(?![起发用入])|明(?!确)|责(?!任)"
    r"|认(?![可定])|使(?!用)|出(?![卖租售让具口]))"
)
"""Behind 指: no sign that makes another word of it, as in 指令, 指数, 指控, which define nothing."""
_MEANS = (
    re.compile(
        r"^(?:本(?:合同|协议)(?:中|内)?(?:所称|所指)?的?)?"
        r"[“\"「‘]?(?P<term>[\u4e00-\u9fffA-Za-z0-9（）() ]{1,24}?)[”\"」’]?"
        r"\s*(?:[:：，]?\s*(?:是指"
        rf"|系指|意指|指的是|指)){NO_WORD}[:：]?\s*(?P<meaning>.+)",
        re.DOTALL,
    ),
    re.compile(
        r"^(?:The (?:term|expression)s?\s+)?[“\"'‘](?P<term>[^”\"’]{1,60})[”\"'’]\s*(?:or\s+[“\"'‘"
        r"][^”\"'’]{1,40}[”\"'’]\s*)?(?:shall\s+)?(?:means?|mean"
        r"|has the meaning|have the meaning|refers to|includes"
        r"|(?:shall be |is |are )defined as"
        r"|(?:shall be|is|are)(?= (?:the|an?|any|all|those)\b(?![^.;]*\b(?:shall|must|will)\b)))\b"
        r"[:,]?\s*(?P<meaning>.+)",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(
        r"^(?:For (?:the )?purposes? of [^\"“]{3,80}?,?\s*)?(?:an? )?[“\"](?P<term>[^”\"]{1,60})[”\"]\s+(?:[\w-]+ ){0,3}?"
        r"(?:(?:shall\s+)?means?|(?:shall be|is|are) defined as)\b[:,]?\s*(?P<meaning>.+)",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(
        r"^对?[“\"「](?P<term>[^”\"」]{1,30})[”\"」]的(?:定义|含义|解释)(?:为|是|如下)[:：]?\s*(?P<meaning>.+)", re.DOTALL
    ),
    re.compile(
        r"^(?:[^“\"「，。]{0,14}[外下][，,])?[^“\"「，。]{0,12}[“\"「](?P<term>工作日|[日天月年])[”\"」](?:均|皆|都)?(?:为|是)(?P<meaning>[^。；]{2,60})",
    ),
    re.compile(
        r"^(?:[^\"“]{0,60}\s)?(?:references?\s+to|the\s+words?|number\s+of)\s+[\"“]?(?P<term>days?)[\"”]?[^.;]{0,40}?\b"
        r"(?:shall|are|is|refers?|means?)\b(?:\s+(?:be|refer|mean))?(?:\s+to)?\s+(?P<meaning>[^.;]{0,12}(?:calendar|business|working)\s+days?[^.;]*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<term>[A-Z][\w-]*(?:\s[\w-]+){0,4})\s*[:–-]?\s+(?:means|shall mean|has the meaning"
        r"|(?:shall be|is|are) defined as)\b[:,]?\s*(?P<meaning>.+)",
        re.DOTALL,
    ),
)
#: A term in quotes with the word that defines it, wherever in a sentence: several may be defined in one.
_INSIDE = re.compile(
    r"[“\"「](?P<term>[^“”\"「」\n]{1,60})[”\"」]"
    rf"(?:\s*(?:[:：，]?\s*(?:是指|系指|意指|指的是|则?指)){NO_WORD}[:：]?"
    r"|\s+(?:shall mean|means?|(?:has|have) the meaning|refers to|(?:shall be |is |are )defined as)\b[:,]?)\s*",
    re.IGNORECASE,
)
#: What joins a definition to the next one of its sentence, and is no part of what it says.
_JOINS = re.compile(r"[\s,，;；、]*(?:(?:and|while|whereas|而|且|并且|以及|和)?\s*(?:the (?:term|expression) )?)$", re.IGNORECASE)
_SAYS = (
    "指", "”的定", "”的含", "”的解",
    "mean", "refer", "include", "defined", "日”", "天”", "月”", "年”", '日"', '天"', "” ", '" ', "’ ", "' ",
)  # fmt: skip
"""No definition stands without one of these."""
_NAMED_REACH = 200
"""So many signs before a short name in brackets say what it means."""
_NAMED = re.compile(
    r"[（(](?:以下|下)?(?:简称|统称|称)为?[:：]?[“\"「‘](?P<term>[^”\"」’]{1,24})[”\"」’][^）)]{0,8}[）)]"
    r"|\((?:each, |collectively, |together, )?(?:the |an? )?[“\"](?P<en>[A-Z][^”\"]{1,50})[”\""
    r"]\)"
)
DEFINING = (*_SAYS, *(needed(_NAMED.pattern) or ()))
"""No text, in small letters, defines anything without one of these."""


def definitions(units: Iterable[Unit]) -> tuple[Definition, ...]:
    """Every definition of units in text order: sentences that define, and short names given in brackets."""
    return tuple(d for unit in units for d in _of(unit))


def is_definition(unit: Unit) -> bool:
    """Whether the whole unit only says what a word means."""
    return _meaning(unit.text) is not None


def _may_define(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in _SAYS)


@lru_cache(maxsize=4096)
def _meaning(text: str) -> re.Match[str] | None:
    return next((m for p in _MEANS if (m := p.match(text))), None) if _may_define(text) else None


def _of(unit: Unit) -> Iterator[Definition]:
    if said := tuple(_said(unit.text)):
        yield from (_definition(unit, unit.text[slice(*term)].strip(), term, meaning) for term, meaning in said)
        return
    for named in _NAMED.finditer(unit.text) if "(" in unit.text or "（" in unit.text else ():
        group = "term" if named.group("term") else "en"
        yield _definition(unit, named.group(group), named.span(group), (max(0, named.start() - _NAMED_REACH), named.start()))


def _said(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places of each term that the sentence defines and of what it says; one ends where the next begins."""
    first = _meaning(text)
    opening = [(first.span("term"), first.start("meaning"))] if first else []
    after = first.start("meaning") if first else 0
    inside = [(m.span("term"), m.end()) for m in _INSIDE.finditer(text, after) if m.end() < len(text)]
    found = [*opening, *inside]
    ends = [term[0] - 1 for term, _ in found[1:]]
    for (term, start), end in zip(found, [*ends, len(text)], strict=False):
        joint = _JOINS.search(text, start, end) if end < len(text) else None
        yield term, (start, joint.start() if joint else end)


def _definition(unit: Unit, term: str, at: tuple[int, int], said: tuple[int, int]) -> Definition:
    words = unit.text[slice(*said)]
    start = said[0] + len(words) - len(words.lstrip())
    meaning = words.strip()
    return Definition(term, _place(unit, at), meaning, _place(unit, (start, start + len(meaning))))


def _place(unit: Unit, span: tuple[int, int]) -> Span:
    return Span(unit.span.start + span[0], unit.span.start + span[1])
