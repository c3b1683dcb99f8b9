"""Something the deal record holds must be what the contract says: account numbers, places, names, trade terms.

``pattern`` finds where the contract says it; what it says must hold the deal's text. ``listed`` gives the possible values
(trade terms): another one in the contract fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.deal import Missing
from review.model.finding import Compared, Outcome
from review.model.span import Span
from review.rules.check import Answer, Check, Params, Silence, failed, passed, silent, unknown
from review.rules.conditions import field_values, text
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Flag, ListOf, Number, Param, PatternLists, Pointer
from review.rules.text import fold

PARAMS = {
    "deal": Param(Pointer(), REQUIRED, "what it must be"),
    "pattern": Param(PatternLists(), REQUIRED, "words before it (or, with `listed`, the values themselves)"),
    "listed": Param(Flag(), False, "whether `pattern` matches the value itself"),
    "also": Param(ListOf(Pointer()), (), "other fields that are right too"),
    "others": Param(Pointer(), None, "a list of other values that are right too"),
    "names": Param(Flag(), False, "the names that the contract itself gives the parties are right too"),
    "within": Param(Flag(), False, "whether a part of what it must be will do: the town of a full address"),
    "digits": Param(Flag(), False, "compare digits only"),
    "after": Param(Number(), 40, "characters after the words in which it must stand"),
    "unless": Param(PatternLists(), None, "words in its sentence that make it somebody else's"),
}
_NOISE = re.compile(r"[\s,.;:()\-_'\"]+")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    places = [s for s in scene.find(params["pattern"]) if not scene.near(params["unless"], s, "sentence")]
    if not places:
        return
    wanted = scene.deal(params["deal"])
    if isinstance(wanted, Missing):
        yield unknown(wanted.pointer, spans=(places[0],))
        return
    right = [text(v) for p in (params["deal"], *params["also"]) if not isinstance(v := scene.deal(p), Missing)]
    right += [text(v) for v in (field_values(scene, params["others"]) if params["others"] else None) or ()]
    right += [p.name for p in scene.facts.understanding.parties if p.name] if params["names"] else []
    answers = [a for s in places if (a := _judge(scene, s, right, params))]
    yield from answers
    if not answers:
        yield passed()


def _judge(scene: Scene, span: Span, right: list[str], params: Params) -> Answer | None:
    said = span if params["listed"] else _said(scene, span, int(params["after"]))
    plain = _plain(scene.document.quote(said), params)
    if not plain or any(_plain(r, params) in plain or (params["within"] and plain in _plain(r, params)) for r in right):
        return None
    shown = scene.document.quote(said).strip()
    compared = (Compared({"zh": "商机记录", "en": "deal record"}, shown, right[0], params["deal"]),)
    return failed(None, said, compared=compared, fields={"said": shown, "right": right[0]}, replaces=said)


def _said(scene: Scene, span: Span, reach: int) -> Span:
    """What stands after the words, up to the end of the line or cell."""
    end = min(span.end + reach, len(scene.text))
    stop = re.search(r"[\n\t;;。]", scene.text[span.end : end])
    return Span(span.end, span.end + stop.start() if stop else end)


def _plain(value: str, params: Params) -> str:
    folded = fold(value)
    return re.sub(r"\D", "", folded) if params["digits"] else _NOISE.sub("", folded)


def _silence(params: Params) -> Silence | None:
    return silent(params["pattern"], Outcome.NOT_APPLICABLE)


CHECK = Check("mention", PARAMS, run, fields=("said", "right"), silence=_silence)
