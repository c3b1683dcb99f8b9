"""A value that a contract speaks of as one agreed elsewhere, where elsewhere it agrees another: "redelivered within 28 days" and
"the 32-day repair period agreed for redelivery".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from review.commitments.values import RawValue
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.language import Bilingual as Texts
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed
from review.rules.checks.conflict import is_step, shown
from review.rules.checks.slips import slipped
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {"unless": Param(PatternLists(), REQUIRED, "words in a sentence by which its value is another's or is changed")}
_WORDS = (
    "-day", "-week", "-month", "-hour", "-year", "-minute", "标准", "单价", "价格", "费率", "期", "期限", "期间", "时限",
)  # fmt: skip
#: A definite value with the name of its thing behind it.
_EN = re.compile(
    r"\b(?:the|this|that|its|said|agreed)\s+(?:(?:agreed|said|stated|fixed|full|whole|contractual|contracted|promised)\s+)*"
    r"(?:[\d,.]+-(?:(?:calendar|working|business)[- ])?(?:day|week|month|hour|year|minute))\s+"
    r"(?P<name>(?:[a-z]+ ){1,2}(?:period|time|window|limit|deadline|target|term)\b"
    r"(?: (?:agreed|fixed|stated|promised|provided|set|named|allowed) (?:for|in|on|to) (?:the )?[a-z]+)?)"
)
_ZH = re.compile(
    r"(?:按照?|依照?|以)(?:每(?P<unit>[\u4e00-\u9fff]{1,3})[\d,.]+万?元|[\d,.]+万?元/(?P<unit2>[\u4e00-\u9fff]{1,3}))的?"
    r"(?P<name>[\u4e00-\u9fff]{2,6}(?:标准|单价|价格|费率))"
    r"|(?:约定的?|规定的?|所定的?|既定的?|上述)\d+(?:个工作日|个月|日|天|小时|周|年)的?(?P<name2>[\u4e00-\u9fff]{2,6}(?:期间?|期限|时限))"
)
#: A definite number of things: the six workshops, 上述六场培训; and the same thing counted elsewhere.
_WORDED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = dict(zip(_WORDED, range(2, 13), strict=True))
_N = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_THING = r"[个台套座名位场次间辆条艘项份][\u4e00-\u9fff]{2}"
_THE = (*(f"the {n}" for n in (*_NUMBERS, *"123456789")), "上述", "前述")
_COUNTED = re.compile(
    rf"\bthe (?P<n>{_N}) (?P<name>[a-z]{{5,}}s)\b(?! (?:after|before|of the|following|preceding|prior|named|above|below))"
    rf"|[上前]述(?P<n2>\d{{1,3}})(?P<name2>{_THING})"
)
#: Any number of things.
_COUNT = re.compile(rf"(?<![\w.,])(?P<n>{_N})(?: (?P<name>[a-z]{{5,}}s)|(?P<name2>{_THING}))(?![a-z])")
_PARTLY = re.compile(
    r"(?:\b(?:each|every|per|least|most|up to|than|min(?:imum)?|max(?:imum)?|additional|further|first|last|next|other|another"
    r"|any|of|remaining|within|or|to)|[每各至少多其另增首末或第余过]) ?$"
)
_NO_THING = re.compile(
    r"agreements|annexes|articles|cases|clauses|companies|copies|counterparts|documents|dollars|entities|euros"
    r"|exhibits|hours|individuals|items|kinds|languages|lines|minutes|months|originals|others|pages|paragraphs"
    r"|parties|people|percentages|persons|points|pounds|quarters|schedules|sections|shares|sides|things|times|types"
    r"|versions|weeks|words|years"
)
#: What says nothing of which thing it is.
_EMPTY = re.compile(
    r"period|time|window|limit|deadline|target|term|agreed|fixed|stated|promised|provided|allowed|notice|標準|标准|单价|价格|费率"
    r"|期限?|期间|时限|的"
)
_STEM, _LEAST = 5, 5
#: Characters between such words and the value that is told of them, and around it in which the unit of a rate stands.
_FAR, _BESIDE = 24, 6

#: The words by which a sentence tells of the thing, and the unit of its rate.
Thing = tuple[tuple[str, ...], str]


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for pattern, english in ((_EN, True), (_ZH, False)):
        for m in scene.on_lines(pattern, [w for w in _WORDS if w.isascii() is english]):
            name = "name" if m["name"] else "name2"
            told = _value(scene, Span(m.start(), m.end(name)))
            stems, unit = _stems(m[name], english), "" if english else m["unit"] or m["unit2"] or ""
            if told and stems and not scene.has(params["unless"], scene.sentence(m.start())):
                yield from _answers(scene, params, told, (stems, unit), Span(*m.span(name)))
    yield from _counted(scene, params)


def _counted(scene: Scene, params: Params) -> Iterator[Answer]:
    """A definite number of things of which the contract tells one other number."""
    for m in scene.on_lines(_COUNTED, _THE):
        name, n = (m["name"], m["n"]) if m["name"] else (m["name2"], m["n2"])
        place = Span(*m.span("n" if m["name"] else "n2"))
        if _NO_THING.fullmatch(name) or scene.has(params["unless"], scene.sentence(m.start())):
            continue
        others = _elsewhere(scene, name, place)
        if len(others) == 1 and _figure(n) not in others:
            first = next(iter(others.values()))
            yield _differ(
                scene, Span(*m.span("name" if m["name"] else "name2")), (first, scene.document.quote(first)), (place, n)
            )


def _elsewhere(scene: Scene, name: str, place: Span) -> dict[int, Span]:
    """The numbers that the contract tells of the thing at other places, each with its last."""
    counts: dict[str, dict[int, list[Span]]] = scene.once(_counts, lambda: _counts(scene))
    found = {n: next((at for at in reversed(held) if at.start != place.start), None) for n, held in counts[name].items()}
    return {n: at for n, at in found.items() if at}


def _counts(scene: Scene) -> dict[str, dict[int, list[Span]]]:
    """Where the contract counts things as a whole: thing -> number -> places, in text order."""
    text, found = scene.finder.folded, defaultdict[str, dict[int, list[Span]]](lambda: defaultdict(list))
    for m in _COUNT.finditer(text):
        opens = text[max(0, m.start() - 1) : m.start()] in ("", "\n", "\t")
        if not opens and not _PARTLY.search(text, max(0, m.start() - 16), m.start()):
            found[m["name"] or m["name2"]][_figure(m["n"])].append(Span(*m.span("n")))
    return found


def _figure(n: str) -> int:
    return int(n) if n.isdigit() else _NUMBERS[n]


def _differ(scene: Scene, name: Span, one: tuple[Span, str | Texts], other: tuple[Span, str | Texts]) -> Answer:
    label = halfwidth(scene.document.quote(name))
    title = {"zh": label, "en": label}
    fields = {"attribute": title, "first": one[1], "second": other[1]}
    return failed(None, other[0], one[0], compared=(Compared(title, one[1], other[1]),), fields=fields)


def _value(scene: Scene, place: Span) -> RawValue | None:
    held = [v for v in values.within(scene, place) if not (v.recurring or v.blank or v.malformed) and values.said(v)]
    return held[0] if len(held) == 1 and held[0].type in (ValueType.DURATION, ValueType.MONEY) else None


def _stems(name: str, english: bool) -> tuple[str, ...]:
    """What a sentence of the same thing has: the beginning of one of the English words, or the Chinese name."""
    if english:
        return tuple(w[:_STEM] for w in name.split() if len(w) >= _LEAST and not _EMPTY.fullmatch(w))
    plain = _EMPTY.sub("", name)
    return (plain,) if len(plain) > 1 else ()


def _answers(scene: Scene, params: Params, told: RawValue, thing: Thing, name: Span) -> Iterator[Answer]:
    others = [v for v in values.of(scene, told.type) if v.span != told.span and not v.recurring and values.said(v)]
    if any(values.said(v) == values.said(told) for v in others):
        return
    alike = [v for v in others if v.unit == told.unit and v.currency == told.currency and _is_of(scene, params, v, thing)]
    if len({values.said(v) for v in alike}) == 1 and not (alike[0].n and told.n and slipped(alike[0].n, told.n)):
        first, second = alike[0].span, told.span
        yield _differ(scene, name, (first, shown(scene, first)), (second, shown(scene, second)))


def _is_of(scene: Scene, params: Params, v: RawValue, thing: Thing) -> bool:
    """Whether one of the words stands right by the value in its part of the sentence, and the unit of a rate beside it."""
    stems, unit = thing
    part, text = scene.region(v.span, "part") or scene.sentence(v.span.start), scene.finder.folded
    near = text[max(part.start, v.span.start - _FAR) : min(part.end, v.span.end + _FAR)]
    rate = unit in text[max(part.start, v.span.start - _BESIDE) : min(part.end, v.span.end + _BESIDE)]
    return rate and any(s in near for s in stems) and not is_step(scene, v.span) and not scene.has(params["unless"], part)


CHECK = Check("premised", PARAMS, run, fields=("attribute", "first", "second"))
