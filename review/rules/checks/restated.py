"""A service level that the body of a contract and one of its annexes give differently.

Alike are two values of one measure (response, attendance, restoring, availability) for one class of fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from review.commitments import understand
from review.model.commitment import Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.language import Bilingual
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.finder import Words
from review.rules.measure import in_unit
from review.rules.patterns import make
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param

PARAMS = {"of": Param(Selects(), REQUIRED, "service-level commitments")}
_NAMES: dict[ValueRole, Bilingual] = {
    ValueRole.RESPONSE: {"zh": "响应时间", "en": "response time"},
    ValueRole.ONSITE: {"zh": "到场时间", "en": "on-site time"},
    ValueRole.RESTORE: {"zh": "修复时间", "en": "restore time"},
    ValueRole.THRESHOLD: {"zh": "可用率", "en": "availability"},
}
#: Words right before or behind a time limit that say what is measured, where its role does not.
_WORDS = {
    ValueRole.RESPONSE: make(
        ["响应", "答复", "接听", "回复", "应答", "受理"], [r"respon\w+", r"answer\w*", r"acknowledg\w+", "pick(?:s|ed)? up"], {}
    ),
    ValueRole.ONSITE: make(["到场", "到达", "抵达", "上门"], ["on[- ]site", r"attend\w*", r"arriv\w+", "at site"], {}),
    ValueRole.RESTORE: make(["修复", "恢复", "排除", "解决"], [r"restor\w+", r"resol\w+", r"fix\w*", r"repair\w*"], {}),
}
_NEAR = 30
_CLASS = re.compile(
    r"(?:severity|priority|level|class|sev|p)[ -]?\d|[一二三四1-4]级|重大|严重|紧急|一般|轻微"
    r"|critical|major|minor|high|medium|low"
)
_DIGITS = str.maketrans("一二三四", "1234")
Said = tuple[Span | None, Value]
"""The value, and its promise's place where it stands in the contract itself."""


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    body: dict[tuple[ValueRole, str], Said] = {}
    annex: dict[tuple[ValueRole, str], Said] = {}
    for key, said in _levels(scene, params):
        (annex if scene.in_annex(said[1].span.start) else body).setdefault(key, said)
    for attached in _attached(scene) if body else ():
        for key, (_, v) in _levels(attached, params):
            annex.setdefault(key, (None, v))
    for key in sorted(body.keys() & annex.keys()):
        (span, one), (place, other) = body[key], annex[key]
        spans = (*((span,) if span else ()), one.span, *((other.span,) if place else ()))
        yield passed() if _amount(one) == _amount(other) else _differ(key[0], one, other, spans)


def _levels(scene: Scene, params: Params) -> Iterator[tuple[tuple[ValueRole, str], Said]]:
    """The service levels of a document, by what they measure and for which class of fault."""
    for c in scene.select(params["of"]):
        for v in c.values:
            role = _role(scene, v)
            if role in _NAMES and _amount(v) is not None:
                yield (role, _class(scene, v)), (c.span, v)


def _role(scene: Scene, v: Value) -> ValueRole:
    """What a value measures: its role, or for a mere time limit that of the words nearest before it, else behind it."""
    if v.role is not ValueRole.DEADLINE:
        return v.role
    own = scene.sentence(v.span.start)
    around = (
        Span(max(own.start, v.span.start - _NEAR), v.span.start),
        Span(v.span.end, min(max(own.end, v.span.end), v.span.end + _NEAR)),
    )
    for near in around:
        last = [(found[-1].start, role) for role, words in _WORDS.items() if (found := scene.find(words, near))]
        if last:
            return max(last)[1]
    return v.role


def _attached(scene: Scene) -> Iterator[Scene]:
    """The files that come with the contract, read as it is."""
    for document in scene.facts.attachments:
        read = understand(document, scene.facts.deal)
        yield Scene(replace(scene.facts, document=document, understanding=read, attachments=()), Words(()))


def _amount(v: Value) -> Decimal | None:
    """Percent of availability, or hours; None for a value that is neither."""
    return v.n if v.type is ValueType.PERCENT else in_unit(v, "hour") if v.type is ValueType.DURATION else None


def _class(scene: Scene, v: Value) -> str:
    """The class of fault that is named last before a value in its sentence, else first behind it; its number where it has one."""
    sentence, text = scene.sentence(v.span.start), scene.finder.folded
    before = _CLASS.findall(text, sentence.start, v.span.start)
    named = before[-1:] or _CLASS.findall(text, v.span.end, max(sentence.end, v.span.end))[:1]
    word = "".join(named).translate(_DIGITS)
    return "".join(sign for sign in word if sign.isdigit()) or word


def _differ(role: ValueRole, one: Value, other: Value, spans: tuple[Span, ...]) -> Answer:
    first, second = render.value(one), render.value(other)
    fields = {"attribute": _NAMES[role], "first": first, "second": second}
    return failed(None, *spans, compared=(Compared(_NAMES[role], first, second),), fields=fields)


CHECK = Check("restated", PARAMS, run, fields=("attribute", "first", "second"))
