"""One thing of which a contract tells one value, told with two: each value belongs to the idea whose words stand nearest to it
in its part of a sentence.

Alternatives, steps, and what is said of another part of the goods or of another class of fault, are no conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.language import Bilingual as Texts
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.slips import slipped
from review.rules.columns import under
from review.rules.fractions import WORDS, inside
from review.rules.measure import in_unit, recurs, unit_of
from review.rules.pairing import unlike_pairs
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, Flag, MapOf, Number, OneOf, Param, PatternLists, Record

_ATTRIBUTE = Record(
    {
        "title": Param(Bilingual(), REQUIRED),
        "type": Param(OneOf(tuple(t.value for t in ValueType)), REQUIRED, "type of the value"),
        "words": Param(PatternLists(), REQUIRED, "words of the idea, before or behind the value"),
        "of": Param(PatternLists(), None, "words beside it that say of what it is, where that is not the whole"),
        "classes": Param(
            PatternLists(), None, "words of which the last before it, else the first behind, says which of several it is"
        ),
        "unless": Param(PatternLists(), None, "words in its part of the sentence by which it is something else"),
        "least": Param(Number(), None, "days below which a length of time is something else"),
        "most": Param(Number(), None, "days above which it is"),
        "deed": Param(Flag(), False, "whether a time is that of a deed, which may also be the event that another runs from"),
        "ever": Param(Flag(), False, "whether the time that a percentage is told of makes it no other: 99% a month"),
        "repeats": Param(Flag(), False, "whether sums that recur count, too: those a month"),
        "reach": Param(Number(), None, "characters between the words and the value, where few"),
    }
)
PARAMS = {
    "attributes": Param(MapOf(_ATTRIBUTE), REQUIRED, "what a contract says once"),
    "bare": Param(PatternLists(), REQUIRED, "words before an idea in Chinese that say nothing of what thing it is told"),
    "of": Param(PatternLists(), REQUIRED, "words beside any value that say that it is a step or a part"),
    "unless": Param(
        PatternLists(), REQUIRED, "words in the part of a sentence by which any value is another's or none of its own"
    ),
    "either": Param(PatternLists(), REQUIRED, "words between two values of one sentence that let both hold"),
}
#: What stands between words and their value, in characters; what parts them counts as so many more.
_REACH = {"zh": 40, "en": 90}
_COMMA = re.compile(r"[,，](?!\d)|[;；。|/、]|\t")
_A_COMMA = 20
#: A value told in more ways than these is a list.
_MOST = 3
#: Lengths of time that differ by less than this share are one: a year and 365 days.
_NEARLY = Decimal("0.05")
_COUNTED = (ValueType.QUANTITY, ValueType.COUNT)
_SORTS = {ValueType.COUNT: ValueType.QUANTITY}
_COPIES = ("copies", "originals", "counterparts")
_NUMBERS = str.maketrans("一二三四", "1234")
_EACH = re.compile(r"[每按][^，。；,;\d]{0,8}?(日|天|周|月)")
_UNITS = {"日": "day", "天": "day", "周": "week", "月": "month"}
#: What stands between a value and the words right behind it: 24-month warranty; between words that name it and the value.
_JOINED = re.compile(r"[\s'’-]*(?:的|之|of|s)?[\s-]*")
_NAMED = re.compile(r"\s*(?:期限?|时间|比例)?\s*(?:为|是|:|\(|of|for|is)?\s*")
#: What makes the words before or behind a length of time the event that it runs from.
_SINCE = re.compile(r"起|后|以来")
_FROM = re.compile(r"[自从:为]|^(?:期|时间|日期)")
_EVENT = re.compile(r"\s*\)?\s*(?:after|from|of|following|before|prior to|since|upon)\b[^,;.]{0,40}$")
#: What makes a value right behind it a step of a scale.
_STEP = re.compile(r"(?:\b(?:each|every|per) |每(?:低|降低?|下降|减少|少|超出?|高)?)\Z")
_OF_STEP = 8
#: Signs before a mention in which the thing stands that it is told of.
_HEAD = 40
#: A deed stands right behind its time in Chinese.
_DEED = 16
#: Where to something is delivered, by a name.
_TO = re.compile(r"\s+(?:to|at|in)\s+([A-Z][a-z]+)")
_FOR = re.compile(r"\s+(?:for|on)\s+(?!(?:the\s+)?(?:sign|order|contract))(?:the\s+|all\s+|each\s+)?[a-z]{3,}")


@dataclass(frozen=True, order=True)
class _Mention:
    """A value that the contract tells of something, with the words that it tells it by."""

    span: Span
    words: Span
    told: Decimal | str
    sort: str
    value: RawValue | None = field(default=None, compare=False)
    of_class: str = field(default="", compare=False)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    seen = False
    told = _told(scene, params)
    for name, attribute in params["attributes"].items():
        alike: dict[str, list[_Mention]] = defaultdict(list)
        for mention in sorted(told.get(name, ())):
            alike[mention.sort].append(mention)
        seen = seen or any(len(mentions) > 1 for mentions in alike.values())
        pairs = [pair for mentions in alike.values() if (pair := _pair(scene, params, attribute, mentions))]
        pairs = pairs or list(_of_no_class(told.get(name, ())))[:1]
        if pairs:
            yield _differ(scene, attribute, *min(pairs))
    if seen:
        yield passed()


def _told(scene: Scene, params: Params) -> Mapping[str, list[_Mention]]:
    """The mentions of each attribute; a value that two of them claim is that of the nearer words."""
    nearest: dict[Span, tuple[int, str, _Mention]] = {}
    for name, attribute in params["attributes"].items():
        for away, mention in (*_mentions(scene, params, attribute), *_tabled(scene, params, attribute)):
            if mention.span not in nearest or away < nearest[mention.span][0]:
                nearest[mention.span] = away, name, mention
    told: dict[str, list[_Mention]] = defaultdict(list)
    for _, name, mention in nearest.values():
        told[name].append(mention)
    return told


def _mentions(scene: Scene, params: Params, attribute: Any) -> Iterator[tuple[int, _Mention]]:
    for words in scene.find(attribute["words"]):
        within = _within(scene, words)
        told = values.NUMBER.search(scene.finder.folded, within.start, within.end)
        held = [v for v in _values(scene, within) if _counts(v, attribute)] if told else []
        near = [(away, v) for v in held if (away := _away(scene, words, v.span, attribute["reach"])) is not None]
        if not near:
            continue
        away, v = min(near, key=lambda pair: pair[0])
        if (attribute["deed"] and _is_event(scene, words, v.span)) or is_step(scene, v.span):
            continue
        around = _around(scene, words, v.span)
        if attribute["classes"] is not None:
            around = _apart(scene, around, words, v.span, held)
        if not _beside(scene, words, v.span) and any(scene.has(p, around) for p in (attribute["unless"], params["unless"])):
            continue
        own = _own(around, v.span, held)
        thing = _thing(scene, own, v.span, attribute["of"], params["of"]), _class(scene, v.span, attribute["classes"])
        whither = _TO.match(scene.text, words.end) if v.type is ValueType.DATE else None
        sort = (
            _language(scene, words),
            "" if attribute["ever"] else _per(scene, around, v),
            v.currency or "",
            _unit(v),
            *thing,
            whither[1] if whither else "",
        )
        yield away, _Mention(v.span, words, _amount(v), " ".join(sort), of_class=thing[1])


def _tabled(scene: Scene, params: Params, attribute: Any) -> Iterator[tuple[int, _Mention]]:
    """What the cells below a head of the words say: each of the class that its row names, or one value for the whole."""
    for column in under(scene, attribute["words"], attribute["unless"]):
        held = [h for h in column if _counts(h.value, attribute)]
        if attribute["classes"] is None and len({_amount(h.value) for h in held}) != 1:
            continue
        for h in held:
            own = _class_in(scene, h.label, attribute["classes"])
            if own or attribute["classes"] is None:
                thing = _thing(scene, h.label, h.value.span, attribute["of"], params["of"])
                sort = _language(scene, h.head), "", h.value.currency or "", _unit(h.value), thing, own, ""
                yield 0, _Mention(h.value.span, h.head, _amount(h.value), " ".join(sort), h.value, own)


def _class_in(scene: Scene, label: Span, classes: Patterns | None) -> str:
    named = scene.find(classes, label)[:1] if classes is not None else ()
    return "".join(_name(scene.finder.folded[s.start : s.end]) for s in named)


def _within(scene: Scene, words: Span) -> Span:
    """The sentence as far as a value may stand from the words."""
    sentence, reach = scene.sentence(words.start), _REACH[_language(scene, words)]
    return Span(max(sentence.start, words.start - reach), max(words.end, min(sentence.end, words.end + reach)))


def _around(scene: Scene, words: Span, value: Span) -> Span:
    """The parts of a sentence that the words and the value stand in."""
    parts = [scene.region(span, "part") or span for span in (words, value)]
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def _apart(scene: Scene, around: Span, words: Span, value: Span, held: list[RawValue]) -> Span:
    """Those between the commas that part the words and their value from the values before and behind."""
    first, last = min(words.start, value.start), max(words.end, value.end)
    before = max([v.span.end for v in held if v.span.end <= first], default=first)
    behind = min([v.span.start for v in held if v.span.start >= last], default=last)
    commas = [list(_COMMA.finditer(scene.finder.folded, *ends)) for ends in ((before, first), (last, behind))]
    start = commas[0][-1].end() if commas[0] else around.start
    return Span(start, max(last, commas[1][0].start() if commas[1] else around.end))


def _beside(scene: Scene, words: Span, value: Span) -> bool:
    """Whether nothing stands between the words and their value."""
    between = scene.finder.folded[min(words.end, value.end) : max(words.start, value.start)]
    way = _JOINED if value.end <= words.start else _NAMED
    return words.overlaps(value) or way.fullmatch(between) is not None


def _is_event(scene: Scene, words: Span, value: Span) -> bool:
    """Whether the words tell from when a time runs, or belong to another deed than its own."""
    between = scene.finder.folded[min(words.end, value.end) : max(words.start, value.start)]
    if value.end <= words.start:
        return _EVENT.fullmatch(between) is not None or (_language(scene, words) == "zh" and len(between) > _DEED)
    return _SINCE.search(between) is not None and _FROM.search(between) is None


def is_step(scene: Scene, place: Span) -> bool:
    """Whether words right before it make it a step of a scale: each 0.1%."""
    return _STEP.search(scene.finder.folded, max(0, place.start - _OF_STEP), place.start) is not None


def _per(scene: Scene, around: Span, v: RawValue) -> str:
    """By what time a rate runs: what it says, or what its part of the sentence says before it."""
    if recurs(v):
        return unit_of(v.per)
    if v.type is not ValueType.PERCENT:
        return ""
    found = _EACH.search(scene.text, around.start, v.span.start)
    return _UNITS[found[1]] if found else ""


def _unit(v: RawValue) -> str:
    return v.unit or "" if v.type in _COUNTED and v.unit not in _COPIES else ""


def _values(scene: Scene, part: Span) -> list[RawValue]:
    held = values.within(scene, part)
    return [*held, *(v for v in inside(scene, part) if not any(v.span.overlaps(o.span) for o in held))]


def _counts(v: RawValue, attribute: Any) -> bool:
    recurs_otherwise = v.recurring and not attribute["repeats"]
    if _SORTS.get(v.type, v.type).value != attribute["type"] or recurs_otherwise or v.blank or v.malformed or not _amount(v):
        return False
    days = in_unit(v, "day") if v.type is ValueType.DURATION else None
    return days is None or (attribute["least"] or 0) <= days <= (attribute["most"] or days)


def _amount(v: RawValue) -> Decimal | str:
    """What is compared: days of a length of time, the number of anything else, a date as it is written."""
    if v.type is ValueType.DATE:
        return v.iso.isoformat() if v.iso else v.part
    days = in_unit(v, "minute") if v.type is ValueType.DURATION else v.n
    return days or v.n or Decimal(0)


def _away(scene: Scene, words: Span, value: Span, most: int | None) -> int | None:
    """How far a value is from the words; None beyond their reach."""
    if words.overlaps(value):
        return 0
    between = Span(min(words.end, value.end), max(words.start, value.start))
    text = scene.finder.folded
    cost = len(between) + _A_COMMA * len(_COMMA.findall(text, between.start, between.end))
    return cost if cost <= (most or _REACH[_language(scene, words)]) else None


def _language(scene: Scene, words: Span) -> str:
    return "en" if scene.finder.folded[words.start : words.end].isascii() else "zh"


def _own(part: Span, value: Span, held: list[RawValue]) -> Span:
    """The words from the value before to the value behind."""
    before = [v.span.end for v in held if v.span.end <= value.start]
    behind = [v.span.start for v in held if v.span.start >= value.end]
    return Span(max([part.start, *before]), min([part.end, *behind]))


def _thing(scene: Scene, own: Span, value: Span, *lists: Any) -> str:
    """What a value is said of, where that is not the whole; a class of fault by its number."""
    text = scene.finder.folded
    said = {text[s.start : s.end] for words in lists if words is not None for s in scene.find(words, own)}
    behind = _FOR.match(text, value.end)
    return " ".join(sorted({_name(word) for word in (*said, *([behind[0].strip()] if behind else []))}))


def _class(scene: Scene, value: Span, classes: Patterns | None) -> str:
    if classes is None:
        return ""
    sentence = scene.sentence(value.start)
    before = scene.find(classes, Span(sentence.start, value.start))[-1:]
    named = before or scene.find(classes, Span(value.end, max(sentence.end, value.end)))[:1]
    return "".join(_name(scene.finder.folded[s.start : s.end]) for s in named)


def _name(word: str) -> str:
    return "".join(sign for sign in word.translate(_NUMBERS) if sign.isdigit()) or word


def _pair(scene: Scene, params: Params, attribute: Any, mentions: list[_Mention]) -> tuple[_Mention, _Mention] | None:
    """The first two of different values; a slip of units is told by the check of its own."""
    if len({m.told for m in mentions}) > _MOST:
        return None
    unlike = unlike_pairs(mentions, lambda _: None, lambda m: m.told, lambda one, other: _unlike(one, other, attribute))
    return next((p for p in unlike if not _both_hold(scene, params, attribute, *p)), None)


def _of_no_class(told: Sequence[_Mention]) -> Iterator[tuple[_Mention, _Mention]]:
    """A value for the whole that is none of those told of the several classes, beside the first of these."""
    classed = sorted(m for m in told if m.of_class)
    held = {c.told for c in classed}
    whole = sorted(m for m in told if not m.of_class and not m.sort[2:].strip())
    for m in whole if len({c.of_class for c in classed}) > 1 else ():
        if m.told not in held:
            yield min(m, classed[0]), max(m, classed[0])


def _unlike(one: Decimal | str, other: Decimal | str, attribute: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return not (str(one).endswith(str(other)[1:]) or str(other).endswith(str(one)[1:]))
    if attribute["type"] == ValueType.DURATION.value:
        return abs(one - other) > _NEARLY * max(one, other)
    return one != other and not slipped(one, other)


def _both_hold(scene: Scene, params: Params, attribute: Any, one: _Mention, other: _Mention) -> bool:
    """Whether two values near each other are told by one word, or are of several things, alternatives or steps."""
    between = Span(one.span.end, max(other.span.start, one.span.end))
    if scene.sentence(one.span.start) == scene.sentence(other.span.start):
        one_breath = one.words == other.words or _of_others(scene, params, one, other)
        return one_breath or scene.has(params["either"], between)
    near = len(between) <= _REACH[_language(scene, one.words)] and "\n" not in scene.text[between.start : between.end]
    return near and scene.has(params["either"], between)


def _of_others(scene: Scene, params: Params, one: _Mention, other: _Mention) -> bool:
    """Whether a Chinese sentence tells its second value of another thing than the first: 水泵二十日,风机三十日."""
    if _language(scene, other.words) != "zh":
        return False
    heads = [_head(scene, params, m) for m in (one, other)]
    return bool(heads[1]) and heads[1] not in heads[0]


def _head(scene: Scene, params: Params, m: _Mention) -> str:
    """What stands before a mention in its part of the sentence, without the words that say nothing of a thing."""
    text, end = scene.finder.folded, min(m.words.start, m.span.start)
    start = max([scene.sentence(end).start, *(c.end() for c in _COMMA.finditer(text, max(0, end - _HEAD), end))])
    own = Span(start, max(start, m.span.start if m.span.start < m.words.start else m.words.start))
    said = {i for s in scene.find(params["bare"], own) for i in range(s.start, s.end)}
    return "".join(text[i] for i in range(own.start, own.end) if i not in said and "\u4e00" <= text[i] <= "\u9fff")


def _differ(scene: Scene, attribute: Any, one: _Mention, other: _Mention) -> Answer:
    first, second = (shown(scene, m.span, m.value) for m in (one, other))
    compared = (Compared(attribute["title"], first, second),)
    fields = {"attribute": attribute["title"], "first": first, "second": second}
    return failed(None, other.span, one.span, compared=compared, fields=fields)


def shown(scene: Scene, span: Span, v: RawValue | None = None) -> str | Texts:
    """A time in both languages, a percentage in figures; everything else as it is written."""
    v = v or values.first(scene, span)
    if v is not None and v.n is not None and v.type is ValueType.PERCENT:
        return f"{decimal_text(v.n)}%"
    if v is None or v.n is None or v.type is not ValueType.DURATION:
        return scene.document.quote(span)
    return duration_text(v.n, v.unit, v.day_type)


CHECK = Check("conflict", PARAMS, run, fields=("attribute", "first", "second"), words=WORDS)
