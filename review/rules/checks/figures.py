"""Words and figures of one number: amounts in capitals (``amounts``), percentages (``percents``)."""

from __future__ import annotations

from collections.abc import Iterator

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, OneOf, Param

_TYPES = tuple(t.value for t in ValueType if t is not ValueType.DATE)
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖")
PARAMS = {"types": Param(ListOf(OneOf(_TYPES), 1), REQUIRED, "which values")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    chosen = [v for v in values.doubled(scene) if v.type.value in params["types"] and _has_digits(scene, v)]
    yield from (a for v in chosen if (a := _judge(v)))
    if any(v.spoken is not None for v in chosen) and not any(v.contradicts_itself or v.malformed for v in chosen):
        yield passed()


def _has_digits(scene: Scene, v: RawValue) -> bool:
    """Whether it holds a numeral at all: 仟佰拾元 alone is a form that waits to be filled in."""
    return not v.malformed or any(c in _CAPITALS for c in scene.document.quote(v.span))


def _judge(v: RawValue) -> Answer | None:
    if v.malformed:
        return failed(None, v.span, variant="malformed", replaces=v.span)
    if v.contradicts_itself:
        assert v.spoken is not None and v.n is not None
        fields = {"words": decimal_text(v.spoken), "figures": decimal_text(v.n)}
        return failed(None, v.span, variant="differ", fields=fields, replaces=v.span)
    return None


CHECK = Check("figures", PARAMS, run, fields=("words", "figures"), variants=("differ", "malformed"))
