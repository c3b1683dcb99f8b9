"""How much of the price comes early or late."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.deadline import classify
from review.model.commitment import Trigger
from review.model.span import Span
from review.rules import bound, instalments, render, timing
from review.rules.check import Answer, Check, Params
from review.rules.measure import BREACH
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists
from review.rules.steps import Step, increments

PARAMS = {
    **instalments.PARAMS,
    "stage": Param(OneOf(("before_delivery", "at_end")), REQUIRED, "which payments are added up"),
    "words": Param(PatternLists(), REQUIRED, "words of the sentence that put a payment into the stage"),
    "alone": Param(PatternLists(), None, "words beside a single step by which it tells enough; those of the stage when left out"),
    "whole": Param(
        PatternLists(), None, "words by which the whole price is paid at once; looked at where nothing is paid in shares"
    ),
    "whole_unless": Param(PatternLists(), None, "words of the sentence by which it is no price of the whole"),
    "bad": Param(OneOf(tuple(BREACH)), REQUIRED, "how the sum must stand to the threshold to fail"),
    "than": Param(Number(), REQUIRED, "threshold in percent of the price"),
}
_HUNDRED = Decimal(100)
_ACCEPTED = frozenset({Trigger.PRELIMINARY_ACCEPTANCE, Trigger.ACCEPTANCE, Trigger.FINAL_ACCEPTANCE})
#: Words of a payment in one sum name the payment itself, which is no event that it waits for.
_PAID = frozenset({Trigger.PAYMENT_RECEIVED, Trigger.PREPAYMENT_RECEIVED})


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    steps = [s for s in instalments.schedule(scene, params) if s.n <= _HUNDRED]
    if not any(s.n != _HUNDRED for s in steps):
        yield from _at_once(scene, params)
        return
    if not (len(steps) > 1 or _alone(scene, steps[0], params)) or not any(_known(scene, s, params) for s in steps):
        return
    paired = list(zip(steps, increments(steps), strict=True))
    held = [(s, n) for s, n in paired if _in_stage(scene, s, steps, params)]
    if not held and _opens(steps[0], params):
        held = paired[:1]
    total = sum((n for _, n in held), Decimal(0))
    first = (held or paired)[0][0]
    span = first.commitment.span if first.commitment else scene.sentence(first.span.start)
    yield _verdict(scene, params, total, span)


def _verdict(scene: Scene, params: Params, share: Decimal, span: Span) -> Answer:
    shown = render.measured(share, "percent")
    return bound.held(scene.holder(span), share, shown, span, bad=params["bad"], than=params["than"], unit="percent")


def _at_once(scene: Scene, params: Params) -> Iterator[Answer]:
    """The whole price in one payment: all of it or nothing is in the stage."""
    for words in scene.find(params["whole"]) if params["whole"] else ():
        sentence = scene.sentence(words.start)
        if scene.has(params["whole_unless"], sentence) or scene.denied(words):
            continue
        event = classify(scene.text[sentence.start : sentence.end], scene.sides)[0]
        rank = timing.RANK.get(event) if event and event not in _PAID else None
        inside = scene.affirms(params["words"], sentence) or (rank is not None and _reached(rank, params))
        yield _verdict(scene, params, _HUNDRED if inside else Decimal(0), sentence)
        return


def _reached(rank: int, params: Params) -> bool:
    if params["stage"] == "before_delivery":
        return rank <= timing.RANK[Trigger.DRAWINGS_CONFIRMED]
    return rank >= timing.RANK[Trigger.FINAL_ACCEPTANCE]


def _alone(scene: Scene, step: Step, params: Params) -> bool:
    """Whether one step tells enough: by words that name it an advance, or as a part at the end."""
    words = params["alone"]
    return scene.has(words, step.words) if words else _in_stage(scene, step, [step], params)


def _known(scene: Scene, step: Step, params: Params) -> bool:
    """Whether anything tells when it is paid; a schedule of mere dates tells nothing."""
    return step.trigger in timing.RANK or scene.has(params["words"], step.words)


def _in_stage(scene: Scene, step: Step, steps: list[Step], params: Params) -> bool:
    """By words near the share, or by the event that it waits for."""
    rank = timing.RANK.get(step.trigger) if step.trigger else None
    reached = rank is not None and (_reached(rank, params) or (params["stage"] == "at_end" and _only_acceptance(step, steps)))
    return reached or scene.has(params["words"], step.words)


def _opens(first: Step, params: Params) -> bool:
    """Whether the first step of all, where none is early by its words, may be: ten days into the school year."""
    return params["stage"] == "before_delivery" and first.trigger in (None, Trigger.OTHER)


def _only_acceptance(step: Step, steps: list[Step]) -> bool:
    """Whether it is paid at the one acceptance there is, which then is the final one."""
    return step.trigger is Trigger.ACCEPTANCE and [s.trigger for s in steps if s.trigger in _ACCEPTED] == [Trigger.ACCEPTANCE]


CHECK = Check("shares", PARAMS, run, fields=("value", "bound"))
