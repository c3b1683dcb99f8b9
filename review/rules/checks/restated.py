"""A service level that the body of a contract and one of its annexes give differently.

Alike are two values of one measure (response, attendance, restoring, availability) for one class of fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.model.commitment import Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.language import Bilingual
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import in_unit
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
_CLASS = re.compile(
    r"(?:severity|priority|level|class|sev|p)[ -]?\d|[一二三四1-4]级|重大|严重|紧急|一般|轻微"
    r"|critical|major|minor|high|medium|low"
)
Said = tuple[Span, Value]


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    body: dict[tuple[ValueRole, str], Said] = {}
    annex: dict[tuple[ValueRole, str], Said] = {}
    for c in scene.select(params["of"]):
        for v in c.values:
            role = v.role
            if role in _NAMES and _amount(v) is not None:
                held = annex if scene.in_annex(v.span.start) else body
                held.setdefault((role, _classes(scene, v)), (c.span, v))
    for key in body.keys() & annex.keys():
        (span, one), (_, other) = body[key], annex[key]
        yield passed() if _amount(one) == _amount(other) else _differ(key[0], span, one, other)


def _amount(v: Value) -> Decimal | None:
    """Percent of availability, or hours; None for a value that is neither."""
    return v.n if v.type is ValueType.PERCENT else in_unit(v, "hour") if v.type is ValueType.DURATION else None


def _classes(scene: Scene, v: Value) -> str:
    sentence = scene.sentence(v.span.start)
    return " ".join(sorted(set(_CLASS.findall(scene.finder.folded, sentence.start, sentence.end))))


def _differ(role: ValueRole, span: Span, one: Value, other: Value) -> Answer:
    first, second = render.value(one), render.value(other)
    fields = {"attribute": _NAMES[role], "first": first, "second": second}
    return failed(None, span, one.span, other.span, compared=(Compared(_NAMES[role], first, second),), fields=fields)


CHECK = Check("restated", PARAMS, run, fields=("attribute", "first", "second"))
