"""Lists: a lead-in belongs to its first item, and a list of bare names is one promise with its lead-in.

``The Supplier shall: (a) deliver …; (b) train …`` are two promises, the first with the lead-in. ``The following documents:
manual, drawings`` is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from review.commitments.unit import Shape, Unit, language_of
from review.model.language import Language
from review.model.span import Span

_FINITE = re.compile(
    r"应|须|不得|负责|有权|可以|按|提供|支付|\b(?:shall|will|must|may|agrees?|is|are|be|has|have)\b", re.IGNORECASE
)
_VERB_LEAD = re.compile(
    r"(?:\b(?:shall|will|must|to|that|agrees?|may|when|if|where)|应|须|应当|不得|负责)\s*[:：]\s*$", re.IGNORECASE
)
#: Items that open with what is to be done are duties of their own, whatever their length.
_DOES = re.compile(
    r"[\s(]*(?:\([a-z\divx]{1,4}\)|[a-z\d]{1,2}[.)]|[（(]?[一二三四五六七八九十\d]+[）)、．.])?\s*"
    r"(?:(?:promptly|regularly|also|at all times)\s+)?"
    r"(?:accept|advise|allow|answer|appoint|arrange|assign|assist|attend|bear|build|carry out|check|clean|collect|commission"
    r"|complete|comply|conduct|configure|confirm|consult|cooperate|coordinate|correct|create|customi[sz]e|deliver|demonstrate"
    r"|design|develop|dismantle|document|draft|enable|ensure|establish|furnish|give|grant|handle|hire|hold|host|implement"
    r"|indemnify|inform|inspect|install|integrate|issue|keep|make|maintain|manage|manufacture|migrate|monitor|notify|obtain"
    r"|operate|organi[sz]e|pack|participate|pay|perform|permit|prepare|procure|produce|promote|provide|publish|purchase"
    r"|rectify|reimburse|remedy|remove|repair|replace|report|resolve|respond|restore|return|review|run|secure|sell|send|ship"
    r"|store|submit|supervise|supply|support|take|test|train|transfer|transport|treat|undertake|unload|update|upgrade|use"
    r"|verify|warrant|write)\s+(?!of\b|and\b|to\b|in\b|period\b|report\b)[\w'’]"
    r"|[\s（(]*(?:[一二三四五六七八九十\d]+[）)、．.])?\s*(?:安排|安装|办理|保管|编制|测试|承担|出具|指派|派遣|定期|负责|更换|检查|交付|配合|培训|清理|确保"
    r"|设计|提供|提交|调试|通知|维护|维修|协助|协调|修复|巡检|验收|移交|运输|支付|制定|组织|遵守)[^：:，,]{3,}",
    re.IGNORECASE,
)
#: An item with a subject of its own, that binds it, needs no word of its lead-in.
_ACTS = re.compile(
    r"(?:\([a-z]\)\s+)?(?!Any |All |Each |No )[A-Z][\w&'’-]{1,20}(?: [A-Z][\w&'’-]{1,20})? (?:shall|will|must|agrees)\b"
)
_BARE = {Language.EN: 60, Language.ZH: 30}
_NUMBER = re.compile(r"\d")


def gathered(text: str, units: tuple[Unit, ...]) -> Iterator[Unit]:
    """The units with their lists gathered, in order."""
    at = 0
    while at < len(units):
        unit = units[at]
        items = _items(units, at)
        if items and _bare(unit, items):
            yield _joined(text, unit, items[-1], Shape.SENTENCE)
            at += 1 + len(items)
        elif items and unit.shape is Shape.LEAD and _FINITE.search(unit.text) and not _ACTS.match(items[0].text):
            yield _joined(text, unit, items[0], Shape.ITEM)
            at += 2
        else:
            yield unit
            at += 1


def _items(units: tuple[Unit, ...], lead: int) -> tuple[Unit, ...]:
    """The items under a lead-in, whether it ends with the colon or holds the first item itself."""
    end = lead + 1
    while end < len(units) and _belongs(units[lead], units[end - 1], units[end]):
        end += 1
    return units[lead + 1 : end] if units[lead].shape is not Shape.ITEM else ()


def _belongs(lead: Unit, last: Unit, unit: Unit) -> bool:
    """Whether the unit is the next item under the lead-in, with no table between."""
    return (
        unit.shape is Shape.ITEM
        and bool(unit.lead)
        and lead.text.startswith(unit.lead)
        and unit.span.start - last.span.end <= _NEXT
    )


#: So many characters, white space and a number, may stand between two items.
_NEXT = 24


def _bare(lead: Unit, items: tuple[Unit, ...]) -> bool:
    """Whether the items are names: short, without a finite verb, without a number of their own."""
    limit = _BARE.get(lead.language, 40)
    short = sum(len(i.text) for i in items) <= limit * len(items)
    return (
        len(items) > 1
        and short
        and not _VERB_LEAD.search(lead.text)
        and not any(_FINITE.search(i.text) or _NUMBER.search(i.text) or _DOES.match(i.text) for i in items)
    )


def _joined(text: str, first: Unit, last: Unit, shape: Shape) -> Unit:
    quote = text[first.span.start : last.span.end]
    return replace(
        first, span=Span(first.span.start, last.span.end), text=quote, shape=shape, language=language_of(quote), lead=""
    )
