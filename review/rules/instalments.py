"""The steps in which a contract has its price paid: those that somebody owes, and those of terms that no verb carries.

"Payment: 30 % with the order, 70 % on delivery" binds nobody by its grammar and says all the same when the money comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from review.commitments.deadline import classify
from review.commitments.sums import leaving
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Trigger, Value, ValueRole, ValueType
from review.model.lines import lines_above
from review.model.span import Span
from review.rules import events, milestones, told, values
from review.rules.milestones import Place
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param, PatternLists
from review.rules.steps import Step, distinct, once, without_again, without_strays, without_total

Params = Mapping[str, Any]
Counts = Callable[[Value | RawValue], bool]
PARAMS = {
    "of": Param(Selects(), REQUIRED, "payments of the customer"),
    "terms": Param(PatternLists(), None, "words of a sentence, or of the heading above it, that list payments without a verb"),
    "aside": Param(PatternLists(), None, "words right beside a share by which it is none: a discount, a rate of tax"),
    "of_work": Param(PatternLists(), None, "words that reach over a share by which it is one of the work or of the time"),
    "paid": Param(PatternLists(), None, "words beside a share that make it a step, where no promise and no heading does"),
    "price": Param(PatternLists(), None, "words before the price, of which amounts are shares where nothing is paid in percent"),
    "base": Param(PatternLists(), REQUIRED, "what the shares are of, when the text says it"),
}
TOTAL = re.compile(r"\s*(?:合计|总计|小计|共计|total|subtotal)", re.I)
#: The name of an instalment, a word of paying or of what comes to pass, which stands before a share without being what it is of.
_NAME = re.compile(r"(?:款|金|期|笔|批|支付|付|清|合格|通过|完成|完毕|成功|届?满|毕|讫|后|前|时|日)$")
_SUMS = frozenset({ValueRole.SHARE, ValueRole.RATE, ValueRole.OTHER, ValueRole.AMOUNT})
#: A stroke that parts one share from the next: start 20 % / design 40 %; or the order of many, of each of which it is a share.
_PARTED = re.compile(r"\s+(?:/\s|of (?:each|every) (?:[\w-]+ )?(?:order|job|batch|lot|call-?off|assignment|project)\b)", re.I)
#: Words of paying up to a share, which may be one of the work, and the characters before it in which they stand.
_PAID_UP, _AHEAD = re.compile(r"[付拨结支][至到][^,，;；。%]*$"), 16
#: What is accepted is an order, before anything is delivered.
_OF_ORDER = re.compile(
    r"\baccept(?:ance|ed|s|ing)?(?: of)? (?:(?:the|any|each|every|an?|such|this|its|your|our) )?(?:purchase |work )?"
    r"(?:orders?|offer|quotation|proposal)\b|\border (?:is |has been )?accepted\b|接受[^。；;,，]{0,4}(?:订单|要约)",
    re.I,
)
#: A paper other than a contract or an order that is signed.
_PAPER = re.compile(
    r"签(?:署|字|章|认|收)?[^。；;,，合协订约]{0,3}的?[^。；;,，合协约订]{0,8}(?:单|报告|记录|证书|证明|凭证|回执|纪要)"
    r"|(?<!订)(?:单|报告|记录|证书|证明|凭证|回执|纪要)[^。；;,，]{0,4}[由经][^。；;,，]{0,6}签"
)
#: What a line holds that is more than a rule between the head and the rows of a table.
_LETTER = re.compile(r"[^\W_]")
#: Lines of a list up to which its heading is looked for.
_LIST = 8


def steps(scene: Scene, params: Params) -> list[Step]:
    """All shares of the price that the rule is about, each place once, in text order."""
    owed = promised(scene, params, ValueType.PERCENT, lambda v: _counts(scene, v, params))
    found = distinct([*owed, *_read(scene, tuple(_listed(scene, params, owed)), owed)])
    told_too = distinct([*found, *milestones.read(scene, _told(scene, params, found), found)])
    return without_strays(scene, without_again(scene, [_defined(scene, step) for step in told_too]))


def _defined(scene: Scene, step: Step) -> Step:
    """The step with the event that a defined term among its words stands for, where they name no other; a paper that is signed
    is no signing of the contract.
    """
    if step.trigger is Trigger.ACCEPTANCE and _OF_ORDER.search(scene.document.quote(step.words)):
        return replace(step, trigger=Trigger.ORDER)
    if step.trigger is Trigger.SIGNING and _PAPER.search(scene.document.quote(step.words)):
        return replace(step, trigger=Trigger.OTHER)
    if step.trigger not in (None, Trigger.OTHER):
        return step
    return replace(step, trigger=events.meant(scene, step.words) or step.trigger)


def schedule(scene: Scene, params: Params) -> list[Step]:
    """The same in one language, in percent where the contract names amounts, with what words leave to the end, without a row that
    states their total.
    """
    found = once(scene, steps(scene, params) or _of_amounts(scene, params))
    return without_total([*found, *milestones.rest(scene, found)])


def promised(scene: Scene, params: Params, sort: ValueType, counts: Counts) -> list[Step]:
    """The sums of one type that the selected commitments set, and what such a payment leaves or pays each time."""
    selected = [c for c in scene.select(params["of"]) if not TOTAL.match(c.quote)]
    values = [(c, v) for c in selected for v in c.values if v.type is sort and _is_sum(scene, v) and counts(v)]
    return distinct([*milestones.read(scene, values), *(s for c in selected for s in _without_value(c, sort))])


def _is_sum(scene: Scene, v: Value) -> bool:
    """Whether a value is a sum to pay; what reads as a cap may be a running total: payments up to 60 %."""
    sum_ = v.role in _SUMS or (v.role is ValueRole.CAP and milestones.is_total(scene, v.span))
    return sum_ and (v.type is not ValueType.MONEY or told.may_be_paid(scene, v.span))


def _without_value(c: Commitment, sort: ValueType) -> Iterator[Step]:
    own = [v.span for v in c.values if v.type is sort]
    for p in c.payments:
        n = milestones.worth(p, sort)
        if n is not None and not any(p.span.contains(span) for span in own):
            yield milestones.of_payment(c, p, n, p.span)


def _read(scene: Scene, places: tuple[Place, ...], held: list[Step]) -> tuple[Step, ...]:
    """The steps of listed shares, which several rules find alike; read once for all that hold the same others."""
    others = tuple((s.span, s.words, s.commitment.id if s.commitment else "") for s in held)
    asked = _read, tuple(v.span for _, v in places), others
    found: tuple[Step, ...] = scene.once(asked, lambda: tuple(milestones.read(scene, places, held)))
    return found


def _told(scene: Scene, params: Params, held: list[Step]) -> Iterator[Place]:
    """Shares with the words of a step beside them."""
    found = (v for v in told.shares(scene, params, _begun, _counts) if not any(s.span.overlaps(v.span) for s in held))
    return (place for v in found if _may_pay(place := milestones.place(scene, v), params))


def _may_pay(place: Place, params: Params) -> bool:
    """Whether no promise holds it that is of another kind."""
    holder, _ = place
    return holder is None or holder.kind not in params["of"].excluding


def _of_amounts(scene: Scene, params: Params) -> list[Step]:
    price = stated(scene, params["price"]) if params["price"] and params["paid"] else None
    if price is None or not price.n:
        return []
    found = amounts(scene, params, price)
    return [replace(s, n=s.n / price.n * 100) for s in found]


def amounts(scene: Scene, params: Params, price: RawValue) -> list[Step]:
    """Amounts beside whose words something is paid."""
    return milestones.read(scene, (milestones.place(scene, v) for v in told.amounts(scene, params, price, _begun)))


def _listed(scene: Scene, params: Params, held: list[Step]) -> Iterator[Place]:
    """Shares in sentences and lists that are headed as terms of payment."""
    known = {s.span for s in held}
    asked = _listed, params["terms"], params["of"].unless, params["of"].excluding
    headed: tuple[Place, ...] = scene.once(asked, lambda: tuple(_headed(scene, params)))
    return ((c, v) for c, v in headed if v.span not in known and _counts(scene, v, params))


def _headed(scene: Scene, params: Params) -> Iterator[Place]:
    for v in values.of(scene, ValueType.PERCENT) if scene.has(params["terms"]) else ():
        sentence = scene.sentence(v.span.start)
        if not _heads(scene, params, sentence) or scene.has(params["of"].unless, sentence):
            continue
        place = milestones.place(scene, v)
        if _may_pay(place, params) or scene.has(params["terms"], sentence):
            yield place


def _heads(scene: Scene, params: Params, sentence: Span) -> bool:
    """Whether the sentence is terms of payment by its own words, by those of one before it in a list between semicolons,
    or by the line above the list of shares it stands in.
    """
    begun = _begun(scene, sentence)
    if scene.has(params["terms"], Span(begun.start, sentence.end)):
        return True
    above = islice(lines_above(scene.text, begun), _LIST)
    line = next((s for s in above if "%" not in (words := s.of(scene.finder.folded)) and _LETTER.search(words)), None)
    return line is not None and scene.has(params["terms"], line)


def _begun(scene: Scene, sentence: Span) -> Span:
    """The sentence that begins the list between semicolons which a sentence belongs to."""
    for _ in range(_LIST):
        before = sentence.start
        while before and scene.text[before - 1] in " \t":
            before -= 1
        if not scene.text.endswith((";", "；"), 0, before):
            break
        sentence = scene.sentence(before - 1)
    return sentence


def _counts(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether it is a share of the price, as far as the text says of what."""
    repeated = v.per and not _PARTED.match(scene.text, v.span.end) and not milestones.is_total(scene, v.span)
    asked = _other, params["aside"], params["of_work"], v.span
    if v.n is None or repeated or scene.once(asked, lambda: _other(scene, v, params)):
        return False
    sentence = scene.sentence(v.span.start)
    return v.of is None or "\t" in scene.document.quote(sentence) or _named(scene, v) or scene.has(params["base"], sentence)


def _other(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether words beside it or over it say that it is a share of something else."""
    if scene.has(params["aside"], scene.beside(v.span)):
        return True
    within = scene.sentence(v.span.start)
    over = scene.find(params["of_work"], within) if params["of_work"] else ()
    return any(s.overlaps(v.span) for s in over) and not _paid_up(scene, v)


def _paid_up(scene: Scene, v: Value | RawValue) -> bool:
    """Whether payments run up to a share of the work done (付至已完工程量的80%)."""
    return _PAID_UP.search(scene.text, max(0, v.span.start - _AHEAD), v.span.start) is not None


def _named(scene: Scene, v: Value | RawValue) -> bool:
    """Whether the words before the share name the instalment (到货60%, 余下的5%), not what it is a share of (货款的60%)."""
    words = v.of or ""
    before = v.span.start
    while before and scene.text[before - 1].isspace():
        before -= 1
    if leaving(words, ()) and scene.text.endswith(f"{words}的", 0, before):
        return True
    return scene.text.endswith(words, 0, before) and (
        bool(_NAME.search(words) or leaving(words, ())) or classify(words, scene.sides)[0] is not None
    )
