"""A value of the contract against a threshold of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import OWNER, Commitment, Value, ValueRole, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.measure import BREACH, UNITS, daily, in_unit
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Flag, ListOf, MapOf, Number, OneOf, Param, PatternLists
from review.rules.stated import number

_Pair = tuple[Commitment | None, Value | RawValue]
KIND = OneOf(tuple(OWNER))
ROLE = OneOf(tuple(r.value for r in ValueRole))
ASIDE = Param(PatternLists(), None, "words right beside a value by which it is something else: 质保期届满后15日")
PARAMS = {
    "of": Param(Selects(), REQUIRED, "whose values"),
    "role": Param(ROLE, REQUIRED, "which value of them"),
    "unit": Param(OneOf(UNITS), REQUIRED, "unit of the threshold; a rate in percent is brought to one day"),
    "bad": Param(OneOf(tuple(BREACH)), REQUIRED, "how the value must stand to the threshold to fail"),
    "than": Param(Number(), REQUIRED, "the threshold"),
    "daily": Param(Flag(), False, "a percentage is a rate, brought to one day"),
    "which": Param(OneOf(("each", "sum", "first")), "each", "each value, the sum of all, or the first one"),
    "also_roles": Param(ListOf(ROLE), (), "roles taken where the first is not there"),
    "highest": Param(Number(), None, "values above this are something else and left alone"),
    "by_type": Param(MapOf(Number()), None, "thresholds for types of contract, in place of `than`"),
    "typed": Param(MapOf(PatternLists()), None, "words of the value's sentence that show the type, where nothing else tells it"),
    "said": Param(PatternLists(), None, "words whose nearest percentage counts, too, where no commitment carries it"),
    "price": Param(
        PatternLists(), None, "words before the price, of which an amount is a share; without them amounts do not count"
    ),
    "base": Param(PatternLists(), None, "the base of the percentage must match"),
    "aside": ASIDE,
    "words": Param(PatternLists(), None, "words that tell such a value where no commitment of `of` holds one"),
    "nothing": Param(PatternLists(), None, "words by which there is no such time at all: at once; it counts as 0"),
    "excuse": Param(PatternLists(), None, "words in the clause that make it right"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs: list[_Pair] = [
        (c, v) for c in scene.select(params["of"]) for v in _values(scene, c, params) if _beside(scene, v, params)
    ]
    pairs += _said(scene, params, {v.span for _, v in pairs})
    if params["which"] == "first":
        pairs = pairs[:1]
    if params["which"] == "sum":
        yield from _sum(pairs, params)
        return
    for c, v in pairs:
        if not scene.near(params["excuse"], c.span if c else v.span, "clause"):
            yield from _judge(scene, c, v, params)
    for raw, n in _told(scene, params, {scene.sentence(v.span.start) for _, v in pairs}):
        yield _verdict(n, render.value(raw), None, raw.span, params["than"], params)
    for place in scene.find(params["nothing"]) if params["nothing"] else ():
        yield _verdict(Decimal(0), scene.document.quote(place), None, place, params["than"], params)


def _told(scene: Scene, params: Params, judged: set[Span]) -> Iterator[tuple[RawValue, Decimal]]:
    """Values that words tell in other sentences than those that were judged."""
    places = scene.find(params["words"]) if params["words"] else ()
    found = {
        v.span: v
        for place in places
        if scene.sentence(place.start) not in judged
        and _may_bind(scene, place, params)
        and (v := number(scene, place, lambda v: _size(v, params), ahead=True))
    }
    yield from ((v, n) for v in found.values() if (n := _size(v, params)) is not None)


def _may_bind(scene: Scene, place: Span, params: Params) -> bool:
    """Whether a promise at the place, if one is read there, binds somebody whom the selection asks about."""
    bound = scene.obligors(place)
    return not bound or bool(bound & set(scene.party(params["of"].obligor)))


def _size(v: RawValue, params: Params) -> Decimal | None:
    """The value in the threshold's unit; None where it has none or is too high to be meant."""
    n, most = in_unit(v, params["unit"]), params["highest"]
    written = v.n if params["daily"] else n
    return n if written is None or most is None or written <= most else None


def _said(scene: Scene, params: Params, held: set[Span]) -> list[_Pair]:
    """The values right beside the words, with the commitment they stand in, if any."""
    places = scene.find(params["said"]) if params["said"] else ()
    nearest = {v.span: v for v in (_nearest(scene, words, params) for words in places) if v is not None}
    return [(next(iter(scene.commitments_at(v.span)), None), v) for span, v in nearest.items() if span not in held]


def _nearest(scene: Scene, words: Span, params: Params) -> RawValue | None:
    found = [v for v in values.within(scene, scene.sentence(words.start)) if _fits(scene, v, params)]
    return min(found, key=lambda v: max(words.start - v.span.end, v.span.start - words.end), default=None)


def _fits(scene: Scene, v: RawValue, params: Params) -> bool:
    n = _share(scene, v, params) if v.type in (ValueType.PERCENT, ValueType.MONEY) and not v.per else None
    return n is not None and (params["highest"] is None or n <= params["highest"])


def _share(scene: Scene, v: Value | RawValue, params: Params) -> Decimal | None:
    """The value in the unit of the threshold; an amount as a percentage of the price, where the rule says what the price is."""
    if v.type is not ValueType.MONEY or params["unit"] != "percent":
        return in_unit(v, params["unit"])
    total = stated(scene, params["price"]) if params["price"] else None
    if total is None or not total.n or v.n is None or v.currency != total.currency or v.span == total.span:
        return None
    return (v.n / total.n * 100).quantize(Decimal("0.01"))


def _bound(scene: Scene, v: Value | RawValue, params: Params) -> Decimal:
    """The threshold of the type of contract; where nothing tells the type, of that which the value's sentence speaks of."""
    types, sentence = params["by_type"] or {}, scene.sentence(v.span.start)
    said = next((t for t, words in (params["typed"] or {}).items() if scene.has(words, sentence)), "")
    bound: Decimal | None = types.get(scene.contract_type or said)
    return bound if bound is not None else Decimal(params["than"])


def _beside(scene: Scene, v: Value, params: Params) -> bool:
    """Whether the words that choose the commitment stand in the value's own sentence or row."""
    words = params["of"].pattern
    return words is None or scene.has(words, scene.sentence(v.span.start))


def _values(scene: Scene, c: Commitment, params: Params) -> list[Value]:
    """Its values of the role; those of the other roles where it has none."""
    held = [v for v in c.values if not scene.has(params["aside"], scene.beside(v.span))]
    own = [v for v in held if v.role.value == params["role"]]
    found = own or [v for v in held if v.role.value in params["also_roles"]]
    most = params["highest"]
    return [v for v in found if most is None or (n := _share(scene, v, params)) is None or n <= most]


def _judge(scene: Scene, c: Commitment | None, v: Value | RawValue, params: Params) -> Iterator[Answer]:
    if v.type is ValueType.DATE:
        return
    if v.n is None:
        yield unknown(params["role"], commitment=c)
        return
    if c is not None and isinstance(v, Value) and params["daily"] and params["unit"] == "percent":
        n = daily(c, v)
    else:
        n = _share(scene, v, params)
    if n is not None:
        yield _verdict(n, render.value(v), c, v.span, _bound(scene, v, params), params)


def _sum(pairs: list[_Pair], params: Params) -> Iterator[Answer]:
    numbers = [n for _, v in pairs if (n := in_unit(v, params["unit"])) is not None]
    if numbers:
        total, (c, v) = sum(numbers, Decimal(0)), pairs[-1]
        yield _verdict(total, render.measured(total, params["unit"]), c, v.span, params["than"], params)


def _verdict(n: Decimal, shown: object, c: Commitment | None, at: Span, than: Decimal, params: Params) -> Answer:
    bound = render.measured(than, params["unit"])
    texts = {k: str(shown[k]) for k in ("zh", "en")} if isinstance(shown, dict) else {"zh": str(shown), "en": str(shown)}
    compared = (Compared({"zh": "公司政策", "en": "policy"}, texts, bound),)
    if BREACH[params["bad"]](n, than):
        return failed(c, *((c.span,) if c else ()), at, compared=compared, fields={"value": texts, "bound": bound}, replaces=at)
    return passed(c, compared=compared)


CHECK = Check("limit", PARAMS, run, fields=("value", "bound"))
