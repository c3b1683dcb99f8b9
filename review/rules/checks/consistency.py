"""One attribute, two values: in the contract (``own``) or against its attachments (``attachments``).

Only attributes that a contract has once are compared: the total price, the warranty term, the term of validity, an
availability. Alternatives, steps and other objects in one sentence are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from review.commitments.values import RawValue, scan
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.language import Bilingual as Texts
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.slips import slipped
from review.rules.patterns import Patterns, compiled
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, MapOf, OneOf, Param, PatternLists, Record
from review.rules.text import fold

_ATTRIBUTE = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "words": Param(PatternLists(), REQUIRED, "words right before the value"),
        "after": Param(PatternLists(), None, "words right behind it, where they stand there: a 24-month warranty"),
        "of": Param(PatternLists(), None, "words around it that say of what it is, where that is not the whole"),
        "type": Param(OneOf(tuple(t.value for t in ValueType)), REQUIRED, "type of the value"),
    }
)
PARAMS = {
    "mode": Param(OneOf(("own", "attachments")), REQUIRED, "what is compared"),
    "attributes": Param(MapOf(_ATTRIBUTE), REQUIRED, "what a contract says once"),
}
_REACH = 24
_BEFORE = 16
#: Lengths of time are told in days, months and years, which are nearly so many days; shares by which they may differ.
_DAYS = {"month": Decimal("30.4375"), "day": Decimal(1)}
_NEARLY = Decimal("0.05")
_EACH = re.compile(r"每[^，。；,;\d]{0,8}?(日|天|周|月)")
_UNITS = {"日": "day", "天": "day", "周": "week", "月": "month"}
_FOR = re.compile(r"\s+(?:for|on)\s+(?:the\s+|all\s+)?[a-z]{3,}")
_GAP = re.compile(r"[\s-]*(?:的|之|of)?[\s-]*")
#: What parts a value from the words before it.
_STOP = re.compile(r"[,，;；。、%]|的\d|最迟|最晚|延长|届满|剩余|whichever|extend|remain")
#: What a value opens with, in figures or in words: most words of an attribute have none behind them.
_NUMBER = re.compile(
    r"[\d零一二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾]|\ban? (?:year|month|week|day)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half)\b"
)
Mention = tuple[Span, Decimal | str, str, str]
"""Place, value, unit, and its language with what it is said of."""


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    seen = False
    for attribute in params["attributes"].values():
        mentions = list(_mentions(scene, attribute))
        seen = seen or len(mentions) > 1
        answer = _judge(scene, attribute, mentions, params["mode"])
        if answer:
            yield answer
    if seen:
        yield passed()


def _mentions(scene: Scene, attribute: Any) -> Iterator[Mention]:
    """The first value after the words in the same sentence, with nothing but a few words between."""
    for span in scene.find(attribute["words"]):
        sentence = scene.sentence(span.start)
        reach = Span(span.end, min(span.end + _REACH, max(sentence.end, span.end)))
        stop = _STOP.search(scene.text, reach.start, reach.end)
        number = _NUMBER.search(scene.finder.folded, span.start, reach.end + _REACH)
        if number is None or (stop and stop.start() < number.start()):
            continue
        first = _first_after(scene, span, reach.end)
        if first is None or first.type.value != attribute["type"] or (stop and stop.start() < first.span.start):
            continue
        yield from _mention(scene, attribute, span, first)
    yield from _before(scene, attribute)


def _before(scene: Scene, attribute: Any) -> Iterator[Mention]:
    """The value that stands right before its words."""
    for span in scene.find(attribute["after"]) if attribute["after"] else ():
        held = values.within(scene, Span(max(scene.sentence(span.start).start, span.start - _REACH), span.start))
        last = held[-1] if held else None
        if last and last.type.value == attribute["type"] and _GAP.fullmatch(scene.text, last.span.end, span.start):
            yield from _mention(scene, attribute, span, last)


def _mention(scene: Scene, attribute: Any, words: Span, v: RawValue) -> Iterator[Mention]:
    key = values.key(v)
    if key:
        block = scene.document.block_at(words.start)
        language = block.language.value if block else ""
        n, unit = (key[1] * _DAYS[key[2]], "day") if isinstance(key[1], Decimal) and key[2] in _DAYS else key[1:]
        around = Span(min(words.start, v.span.start), max(words.end, v.span.end))
        yield v.span, n, unit + (v.per or _per(scene, around)), language + _thing(scene, around, v.span, attribute["of"])


def _first_after(scene: Scene, words: Span, end: int) -> RawValue | None:
    """The first value that ends behind the words and starts within reach; a currency's name may be among the words."""
    held = values.within(scene, Span(words.start, end + _REACH))
    return next((v for v in held if v.span.end > words.end and v.span.start <= end and not v.recurring), None)


def _thing(scene: Scene, words: Span, value: Span, of: Patterns | None) -> str:
    """What a part of the goods or one of several steps the value is said of; empty where it is said of the whole."""
    if of is None:
        return ""
    behind = _FOR.match(scene.finder.folded, value.end)
    around = Span(max(scene.sentence(words.start).start, words.start - _BEFORE), value.end)
    said = [scene.finder.folded[s.start : s.end] for s in scene.find(of, around)]
    return " ".join([*said, behind[0] if behind else ""]).strip()


def _judge(scene: Scene, attribute: Any, mentions: list[Mention], mode: str) -> Answer | None:
    if mode == "attachments":
        return _against_attachments(scene, attribute, mentions)
    alike: dict[tuple[str, ...], dict[Decimal | str, Mention]] = {}
    for mention in sorted(mentions):
        said = alike.setdefault(mention[2:], {})
        said.setdefault(_told(said, mention[1], attribute["type"]), mention)
    pairs = [pair for said in alike.values() if (pair := _first(said))]
    return _pair(scene, attribute, *min(pairs)) if pairs else None


def _per(scene: Scene, span: Span) -> str:
    """By what time a rate runs that its words name before it: 每误期一日……千分之一."""
    found = _EACH.search(scene.text, span.start, span.end)
    return _UNITS[found[1]] if found else ""


def _told(said: dict[Decimal | str, Mention], n: Decimal | str, sort: str) -> Decimal | str:
    """The value as it was told before, where a length of time is nearly the same: a year and 365 days."""
    if sort != ValueType.DURATION.value or not isinstance(n, Decimal):
        return n
    near = (m for m in said if isinstance(m, Decimal) and abs(m - n) <= _NEARLY * max(m, n))
    return next(near, n)


def _first(said: dict[Decimal | str, Mention]) -> tuple[Mention, Mention] | None:
    """The first two of different values, in text order; a slip of units is told by the check of its own."""
    for one in said.values():
        others = (m for m in said.values() if m[0] > one[0] and not _slipped(one[1], m[1]))
        if other := min(others, default=None):
            return one, other
    return None


def _slipped(one: Decimal | str, other: Decimal | str) -> bool:
    return isinstance(one, Decimal) and isinstance(other, Decimal) and slipped(one, other)


def _pair(scene: Scene, attribute: Any, one: Mention, other: Mention) -> Answer:
    first, second = _words(scene, one[0]), _words(scene, other[0])
    compared = (Compared(attribute["title"], first, second),)
    return failed(
        None, other[0], one[0], compared=compared, fields={"attribute": attribute["title"], "first": first, "second": second}
    )


def _words(scene: Scene, span: Span) -> str | Texts:
    """A time in both languages; everything else as it is written, for a slip of units is in the writing."""
    v = values.first(scene, span)
    if v is None or v.n is None or v.type is not ValueType.DURATION:
        return scene.document.quote(span)
    return duration_text(v.n, v.unit, v.day_type)


def _against_attachments(scene: Scene, attribute: Any, mentions: list[Mention]) -> Answer | None:
    for attachment in scene.facts.attachments:
        for said, shown in _in_text(attachment.text, attribute["words"], attribute["type"]):
            for one in mentions:
                if said[1:3] == one[1:3] or said[2] != one[2]:
                    continue
                first = scene.document.quote(one[0])
                compared = (Compared(attribute["title"], first, f"{shown} ({attachment.source.name})"),)
                return failed(
                    None, one[0], compared=compared, fields={"attribute": attribute["title"], "first": first, "second": shown}
                )
    return None


def _in_text(text: str, words: Patterns, kind: str) -> Iterator[tuple[Mention, str]]:
    folded = fold(text)
    for match in compiled(words, {"buyer": "x", "seller": "x"}).finditer(folded):
        piece = text[match.end() : match.end() + _REACH].split("\n")[0]
        for v in scan(piece)[:1]:
            key = values.key(v)
            if key and v.type.value == kind:
                place = Span(match.end() + v.span.start, match.end() + v.span.end)
                yield (place, key[1], key[2], ""), piece[v.span.start : v.span.end]


CHECK = Check("consistency", PARAMS, run, fields=("attribute", "first", "second"))
