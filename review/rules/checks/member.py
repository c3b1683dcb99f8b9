"""A percentage that must be one of those allowed, or the one of the deal record: tax rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, Number, Param, PatternLists, Pointer
from review.rules.steps import in_chinese

PARAMS = {
    "pattern": Param(PatternLists(), REQUIRED, "words shortly before or right behind it"),
    "allowed": Param(ListOf(Number()), (), "the percentages that exist"),
    "deal": Param(Pointer(), None, "the one that was agreed"),
}
#: Characters that may stand between them, before the percentage and behind it; English words are longer.
_REACH = {True: (14, 6), False: (60, 24)}
#: Between the two, words of a share of the price; or the end of the part of the sentence that the percentage is in.
_OTHER = re.compile(r"[价款；;]|支付|price|fee|pay|of the|^\s*[,，]\s*$", re.I)
_COMMA = re.compile("[,，]")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = [v for v in _percentages(scene, params) if v.n is not None and _near(scene, v, params)]
    if not found:
        return
    wanted = scene.deal(params["deal"]) if params["deal"] else None
    if isinstance(wanted, Missing):
        yield unknown(wanted.pointer, spans=(found[0].span,))
        return
    right = params["allowed"] if wanted is None else (Decimal(wanted),)
    wrong = [v for v in found if v.n not in right]
    shown = {k: joint.join(f"{decimal_text(r)}%" for r in right) for k, joint in (("zh", "、"), ("en", ", "))}
    for v in wrong:
        assert v.n is not None
        compared = (Compared({"zh": "税率", "en": "rate"}, f"{decimal_text(v.n)}%", shown, params["deal"] or ""),)
        yield failed(None, v.span, compared=compared, fields={"value": f"{decimal_text(v.n)}%", "bound": shown})
    if not wrong:
        yield passed()


def _percentages(scene: Scene, params: Params) -> Iterator[RawValue]:
    """The percentages that are filled in, in the sentences that hold one of the words: no other sentence is read for values."""
    for sentence in dict.fromkeys(scene.sentence(w.start) for w in scene.find(params["pattern"])):
        yield from (v for v in values.starting(scene, sentence) if v.type is ValueType.PERCENT and not v.blank)


def _near(scene: Scene, v: RawValue, params: Params) -> bool:
    """Whether the words stand just before or after the percentage, in its sentence."""
    sentence = scene.sentence(v.span.start)
    words = scene.find(params["pattern"], sentence)
    before, behind = _REACH[in_chinese(scene, v.span)]
    return any(_joined(scene, w.end, v.span.start, before) or _named(scene, v.span.end, w.start, behind) for w in words)


def _named(scene: Scene, start: int, end: int, reach: int) -> bool:
    """Whether words right behind a percentage name it, which no comma parts from it."""
    return _joined(scene, start, end, reach) and not _COMMA.search(scene.text[start:end])


def _joined(scene: Scene, start: int, end: int, reach: int) -> bool:
    return 0 <= end - start <= reach and not _OTHER.search(scene.text[start:end])


CHECK = Check("member", PARAMS, run, fields=("value", "bound"))
