"""The steps in which a contract has its price paid: those that somebody owes, and those of terms that no verb carries.

"Payment: 30 % with the order, 70 % on delivery" binds nobody by its grammar and says all the same when the money comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from review.commitments.deadline import classify
from review.commitments.sums import runs_on
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Payment, Value, ValueRole, ValueType
from review.model.span import Span
from review.rules import told, values
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param, PatternLists
from review.rules.steps import Step, distinct, without_total
from review.rules.told import Place

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
#: The name of an instalment or a word of paying, which stands before a share without being what it is a share of.
_NAME = re.compile(r"(?:款|金|期|笔|批|支付|付|清)$")
_SUMS = frozenset({ValueRole.SHARE, ValueRole.RATE, ValueRole.OTHER, ValueRole.AMOUNT})
#: Lines of a list up to which its heading is looked for.
_LIST = 8


def steps(scene: Scene, params: Params) -> list[Step]:
    """All shares of the price that the rule is about, each place once, in text order."""
    owed = promised(scene, params, ValueType.PERCENT, lambda v: _counts(scene, v, params), lambda p: p.share)
    listed = told.read(scene, _listed(scene, params, owed), owed)
    found = distinct([*owed, *listed])
    return distinct([*found, *told.read(scene, _told(scene, params, found), found)])


def schedule(scene: Scene, params: Params) -> list[Step]:
    """The same, in percent where the contract names amounts, with what words leave to the end, without a row that states their
    total.
    """
    found = steps(scene, params) or _of_amounts(scene, params)
    return without_total([*found, *told.rest(scene, params, found)])


def promised(
    scene: Scene, params: Params, sort: ValueType, counts: Counts, worth: Callable[[Payment], Decimal | None]
) -> list[Step]:
    """The sums of one type that the selected commitments set: by their payments, where they pay; else by their values."""
    found: list[Step] = []
    places: list[Place] = []
    for c in scene.select(params["of"]):
        if TOTAL.match(c.quote):
            continue
        own = [(p, n) for p in c.payments if (n := worth(p)) is not None]
        found += [s for p, n in own if (s := _step(c, p, n, sort, counts)) is not None]
        places += [(c, v) for v in c.values if v.type is sort and v.role in _SUMS and counts(v)] if not own else []
    return distinct([*found, *told.read(scene, places, found)])


def _step(c: Commitment, payment: Payment, n: Decimal, sort: ValueType, counts: Counts) -> Step | None:
    """A payment whose value counts; one without a value of its own is what is left, or the same at each time."""
    own = sorted((v for v in c.values if v.type is sort and payment.span.contains(v.span)), key=lambda v: v.n != n)
    able = [v for v in own if counts(v)]
    if own and not able:
        return None
    due = payment.deadline
    return Step(c, able[0].span if able else payment.span, n, payment.span, due.trigger if due else None)


def _told(scene: Scene, params: Params, held: list[Step]) -> Iterator[Place]:
    """Shares with the words of a step beside them."""
    for v in told.shares(scene, params, _begun, _counts):
        if not _is_held(v, held) and _may_pay(scene, v, params):
            yield next(iter(scene.commitments_at(v.span)), None), v


def _is_held(v: RawValue, held: list[Step]) -> bool:
    """Whether a step stands there, or a promise whose payments are read."""
    return any(
        s.span.overlaps(v.span) or (s.commitment and s.commitment.payments and s.commitment.span.contains(v.span)) for s in held
    )


def _may_pay(scene: Scene, v: RawValue, params: Params) -> bool:
    """Whether no promise holds it that is of another kind."""
    holder = next(iter(scene.commitments_at(v.span)), None)
    return holder is None or holder.kind not in params["of"].excluding


def _of_amounts(scene: Scene, params: Params) -> list[Step]:
    price = stated(scene, params["price"]) if params["price"] and params["paid"] else None
    if price is None or not price.n:
        return []
    found = amounts(scene, params, price)
    return [replace(s, n=s.n / price.n * 100) for s in found]


def amounts(scene: Scene, params: Params, price: RawValue) -> list[Step]:
    """Amounts beside whose words something is paid."""
    return told.read(scene, ((None, v) for v in told.amounts(scene, params, price)), [])


def _listed(scene: Scene, params: Params, held: list[Step]) -> Iterator[Place]:
    """Shares in sentences and lists that are headed as terms of payment."""
    if not scene.has(params["terms"]):
        return
    for v in values.of(scene, ValueType.PERCENT):
        sentence = scene.sentence(v.span.start)
        headed = not _is_held(v, held) and _heads(scene, params, sentence) and not scene.has(params["of"].unless, sentence)
        if headed and _counts(scene, v, params) and _may_pay(scene, v, params):
            yield next(iter(scene.commitments_at(v.span)), None), v


def _heads(scene: Scene, params: Params, sentence: Span) -> bool:
    """Whether the sentence is terms of payment by its own words, by those of one before it in a list between semicolons,
    or by the line above the list of shares it stands in.
    """
    begun = _begun(scene, sentence)
    if scene.has(params["terms"], Span(begun.start, sentence.end)):
        return True
    sentence = begun
    end = scene.text.rfind("\n", 0, sentence.start)
    for _ in range(_LIST):
        start = scene.text.rfind("\n", 0, max(end, 0)) + 1
        line = scene.text[start : max(end, start)]
        if "%" not in line and "％" not in line:
            return scene.has(params["terms"], Span(start, max(end, start)))
        end = start - 1
    return False


def _begun(scene: Scene, sentence: Span) -> Span:
    """The sentence that begins the list between semicolons which a sentence belongs to."""
    for _ in range(_LIST):
        before = scene.text[: sentence.start].rstrip(" \t")
        if not before.endswith((";", "；")):
            break
        sentence = scene.sentence(len(before) - 1)
    return sentence


def _counts(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether it is a share of the price, as far as the text says of what."""
    if v.n is None or (v.per and not runs_on(scene.text, v.span)) or scene.has(params["aside"], scene.beside(v.span)):
        return False
    sentence = scene.sentence(v.span.start)
    if params["of_work"] and any(s.overlaps(v.span) for s in scene.find(params["of_work"], sentence)):
        return False
    return v.of is None or "\t" in scene.document.quote(sentence) or _named(scene, v) or scene.has(params["base"], sentence)


def _named(scene: Scene, v: Value | RawValue) -> bool:
    """Whether the words before the share name the instalment (到货60%), not what it is a share of (货款的60%)."""
    words = v.of or ""
    beside = scene.text[: v.span.start].rstrip().endswith(words)
    return beside and (_NAME.search(words) is not None or classify(words, scene.sides)[0] is not None)
