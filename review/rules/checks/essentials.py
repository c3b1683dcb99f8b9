"""What was tendered and bid (subject, price, quality, term) must stand in the contract unchanged (Tendering Law art. 46).

The price is held against the contract's own total and the term against our delivery times, so that the same number somewhere else
(a cap, a payment term) does not excuse it. Everything else is found by its words or by its numbers, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from review.commitments.values import RawValue, scan
from review.model.commitment import ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param, PatternLists
from review.rules.text import fold

PARAMS = {
    "total": Param(PatternLists(), REQUIRED, "words right before the price of the contract"),
    "term": Param(Selects(), REQUIRED, "commitments that say when we perform"),
}
_TIMES = frozenset({ValueType.DURATION, ValueType.DATE})
_PARTS = re.compile(r"[、,，;；/]|\s+and\s+|和|及")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    mode = scene.deal("/sourcing/mode")
    if isinstance(mode, Missing):
        yield unknown(mode.pointer)
        return
    if str(getattr(mode, "value", mode)) == "direct":
        return
    essentials = scene.deal("/sourcing/essentials")
    if isinstance(essentials, Missing):
        yield unknown(essentials.pointer)
        return
    answers = [_judge(scene, params, k, str(v)) for k, v in sorted(essentials.items())]
    lost = [a for a in answers if a is not None]
    yield from lost or [passed()]


def _judge(scene: Scene, params: Params, name: str, wanted: str) -> Answer | None:
    held = _OF.get(fold(name), _nothing)(scene, params)
    stands = _same(wanted, held) if held else _found(scene, wanted)
    if stands:
        return None
    said = ", ".join(dict.fromkeys(scene.document.quote(v.span) for v in held))
    title = {"zh": "招投标实质性内容", "en": "essential of the tender"}
    compared = (Compared(title, said, wanted, f"/sourcing/essentials/{name}"),)
    fields = {"essential": _NAMES.get(name, name), "value": wanted, "said": said or "—"}
    return failed(None, *(v.span for v in held), compared=compared, fields=fields)


def _nothing(_scene: Scene, _params: Params) -> list[RawValue]:
    return []


def _price(scene: Scene, params: Params) -> list[RawValue]:
    found = stated(scene, params["total"])
    return [found] if found else []


def _term(scene: Scene, params: Params) -> list[RawValue]:
    """The times of our performance, each once."""
    spans = {v.span for c in scene.select(params["term"]) for v in c.values if v.type in _TIMES and v.role.value in _DUE}
    return [v for v in chain.from_iterable(_within(scene, s) for s in sorted(spans)) if values.key(v)]


def _within(scene: Scene, span: Span) -> tuple[RawValue, ...]:
    return values.within(scene, span)


_DUE = ("deadline", "trigger_delay", "term")
_OF: dict[str, Callable[[Scene, Params], list[RawValue]]] = {
    **dict.fromkeys(("price", "价款", "价格", "合同价款", "中标价", "总价"), _price),
    **dict.fromkeys(("term", "履行期限", "交货期", "工期", "期限", "delivery"), _term),
}


def _same(wanted: str, held: list[RawValue]) -> bool:
    """Whether the tendered value is among those of the contract; a text without a value cannot be told to differ."""
    keys = {k for v in scan(wanted) if (k := values.key(v))}
    return not keys or bool(_plain(keys) & _plain({k for v in held if (k := values.key(v))}))


def _plain(keys: Iterable[tuple[str, object, str]]) -> set[tuple[str, object]]:
    """Without the currency, which a tender often leaves out."""
    return {(k[0], k[1]) if k[0] == ValueType.MONEY.value else (k[0] + k[2], k[1]) for k in keys}


def _found(scene: Scene, wanted: str) -> bool:
    """By its words, each part of a list for itself, or by its numbers however they are written."""
    if all(fold(part) in scene.finder.folded for part in _PARTS.split(wanted) if part.strip()):
        return True
    keys = {k for v in scan(wanted) if (k := values.key(v))}
    return bool(keys) and keys <= {k for v in values.everything(scene) if (k := values.key(v))}


#: What the keys of a tender's essentials are called; a company's own keys stay as they are.
_NAMES = {
    "subject": {"zh": "标的", "en": "subject"},
    "price": {"zh": "价款", "en": "price"},
    "quality": {"zh": "质量", "en": "quality"},
    "term": {"zh": "履行期限", "en": "term"},
    "delivery": {"zh": "交付", "en": "delivery"},
    "quantity": {"zh": "数量", "en": "quantity"},
}
CHECK = Check(
    "essentials", PARAMS, run, fields=("essential", "value", "said"), reads=("/sourcing/mode", "/sourcing/essentials")
)  # fmt: skip
