"""Two languages that must say the same: values of each translated block, and which language prevails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from review.model.commitment import ValueType
from review.model.document import Block
from review.model.finding import Compared
from review.model.language import Bilingual, Language
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {"prevails": Param(PatternLists(), REQUIRED, "words that say which language prevails")}

Key = tuple[str, Decimal | str, str]


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(scene.document.blocks[b.translation_of], b) for b in scene.document.blocks if b.translation_of is not None]
    if not pairs:
        return
    for first, second in pairs:
        yield from _differ(scene, first, second)
    prevails = scene.has(params["prevails"])
    yield passed() if prevails else failed(None, pairs[0][0].span, variant="prevailing")


def _differ(scene: Scene, one: Block, other: Block) -> Iterator[Answer]:
    left, right = _bag(scene, one.span), _bag(scene, other.span)
    only, there = left - right, right - left
    if not only and not there:
        return
    zh, en = (only, there) if one.language is Language.ZH else (there, only)
    if not zh or not en:
        return
    texts = {"zh_value": _list(zh), "en_value": _list(en)}
    compared = (Compared({"zh": "中英文数值", "en": "Chinese and English values"}, texts["zh_value"], texts["en_value"]),)
    yield failed(None, one.span, other.span, variant="differs", fields=texts, compared=compared)


def _bag(scene: Scene, span: Span) -> Counter[Key]:
    """The values of a block in units that do not depend on the language, with how often each stands there."""
    return Counter(k for v in values.within(scene, span) if (k := values.key(v)) is not None)


def _list(bag: Counter[Key]) -> Bilingual:
    shown = [_shown(k) for k in sorted(bag, key=str)]
    return {k: joint.join(one[k] for one in shown) for k, joint in (("zh", "、"), ("en", ", "))}


def _shown(key: Key) -> Bilingual:
    """A value as a reader of each language writes it."""
    kind, n, unit = key
    if not isinstance(n, Decimal):
        return render.day(date.fromisoformat(n)) if kind == "date" else {"zh": n, "en": n}
    if kind == ValueType.MONEY.value:
        return {"zh": render.amount(n, unit or None), "en": render.amount(n, unit or None)}
    return render.measured(n, "percent") if kind == ValueType.PERCENT.value else duration_text(n, unit)


CHECK = Check("bilingual", PARAMS, run, fields=("zh_value", "en_value"), variants=("differs", "prevailing"))
