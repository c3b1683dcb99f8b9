"""A value of the contract against a threshold of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import Commitment, Value, ValueType
from review.model.language import Bilingual
from review.model.lines import line_end
from review.model.span import Span
from review.rules import bound, render
from review.rules.check import Answer, Check, Params, unknown
from review.rules.measure import BREACH, UNITS, daily, in_unit, step, unit_of
from review.rules.patterns import Patterns
from review.rules.price import share
from review.rules.scene import Scene
from review.rules.select import ROLE, Selects
from review.rules.shape import REQUIRED, Flag, ListOf, MapOf, Number, OneOf, Param, PatternLists
from review.rules.stated import CAPPED, FAR, WORDS, again, caps, number

#: Signs of a first line that are read as the title, and what a share may be kept from again and again.
_TITLE = 80
_PAYMENTS = {"invoice", "payment", "instalment", "installment", "certificate"}
_Pair = tuple[Commitment | None, Value | RawValue]
PARAMS = {
    "of": Param(Selects(), REQUIRED, "whose values"),
    "role": Param(ROLE, REQUIRED, "which value of them"),
    "unit": Param(OneOf(UNITS), REQUIRED, "unit of the threshold; a rate in percent is brought to one day"),
    "bad": Param(OneOf(tuple(BREACH)), REQUIRED, "how the value must stand to the threshold to fail"),
    "than": Param(Number(), REQUIRED, "the threshold"),
    "daily": Param(Flag(), False, "a percentage is a rate, brought to one day"),
    "also_roles": Param(ListOf(ROLE), (), "roles taken where the first is not there"),
    "highest": Param(Number(), None, "values above this are something else and left alone"),
    "highest_daily": Param(Number(), None, "the same for a rate that says it is for each day, the lowest of its promise"),
    "by_type": Param(MapOf(Number()), None, "thresholds for types of contract, in place of `than`"),
    "typed": Param(MapOf(PatternLists()), None, "words of the value's sentence that show the type, where nothing else tells it"),
    "titled": Param(MapOf(PatternLists()), None, "words of the contract's first line that show it, where the sentence does not"),
    "price": Param(
        PatternLists(), None, "words before the price, of which an amount is a share; without them amounts do not count"
    ),
    "aside": Param(PatternLists(), None, "words right beside a value by which it is something else: 质保期届满后15日"),
    "words": Param(
        PatternLists(across=True), None, "words that tell such a value in a sentence where no commitment of `of` holds one"
    ),
    "needs": Param(PatternLists(), None, "without it somewhere in the contract the check has nothing to look at"),
    "nothing": Param(PatternLists(), None, "words by which there is no such time at all: at once; it counts as 0"),
    **CAPPED,
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["needs"] is not None and not scene.has(params["needs"]):
        return
    held: list[_Pair] = [
        (c, v) for c in scene.select(params["of"]) for v in _values(scene, c, params) if _beside(scene, v, params)
    ]
    judged = {scene.sentence(v.span.start) for _, v in held}
    for c, v in (*held, *_told(scene, params, judged)):
        yield from _judge(scene, c, v, params)
    for place in scene.find(params["nothing"]) if params["nothing"] else ():
        yield bound.held(
            None, Decimal(0), render.measured(Decimal(0), params["unit"]), scene.sentence(place.start),
            bad=params["bad"], than=params["than"], unit=params["unit"],
        )  # fmt: skip


def _told(scene: Scene, params: Params, judged: set[Span]) -> Iterator[_Pair]:
    """Values that words tell in other sentences than those that were judged, each once, with the commitment there."""
    places = scene.find(params["words"]) if params["words"] else ()
    able = (p for p in places if scene.sentence(p.start) not in judged and _may_bind(scene, p, params))
    found = (number(scene, place, lambda v: _plain(scene, v, params), ahead=True, reach=FAR) for place in able)
    for v in {v.span: v for v in found if v is not None}.values():
        yield scene.holder(v.span), v


def _may_bind(scene: Scene, place: Span, params: Params) -> bool:
    """Whether a promise at the place, if one of the kinds asked about is read there, binds somebody the selection asks about."""
    kinds, held = params["of"].kinds, scene.commitments_at(place)
    if kinds and held and not any(c.kind in kinds for c in held):
        return not (scene.leading(place) - set(scene.party(params["of"].obligor)))
    bind = scene.obligors(place)
    return not bind or bool(bind & set(scene.party(params["of"].obligor)))


def _plain(scene: Scene, v: RawValue, params: Params) -> Decimal | None:
    """The value in the threshold's unit; None where it is too high to be meant, a rate not asked for, the cap of one, or a time
    that only returns.
    """
    once = not v.per or (v.type is ValueType.PERCENT and v.per in _PAYMENTS)
    meant = (not caps(scene, v, params) if params["daily"] else once) and not v.recurring
    n = _share(scene, v, params) if meant else None
    return n if n is not None and not _too_high(v, n, None, params) else None


def _too_high(v: Value | RawValue, n: Decimal, c: Commitment | None, params: Params) -> bool:
    """Whether it is too much to be meant; a rate is where it is both as written and by the day: 1 % an hour is none."""
    least = min(n, v.n) if params["daily"] and v.n is not None else n
    most = params["highest_daily"] if c is not None and _lowest_a_day(c, v) else None
    most = params["highest"] if most is None else most
    return most is not None and least > most


def _lowest_a_day(c: Commitment, v: Value | RawValue) -> bool:
    """Whether it is for each day, and no lower percentage stands in its promise, of which it may be the cap."""
    told = step(c)
    per = v.per or (told.unit if told is not None and told.n == 1 else None)
    shares = [o.n for o in c.values if o.type is ValueType.PERCENT and o.n is not None]
    return unit_of(per) in ("day", "diem") and v.n == min(shares, default=None)


def _share(scene: Scene, v: Value | RawValue, params: Params) -> Decimal | None:
    """The value in the unit of the threshold; an amount as a percentage of the price, where the rule says what the price is."""
    return in_unit(share(scene, v, params["price"]) if params["unit"] == "percent" else v, params["unit"])


def _bound(scene: Scene, v: Value | RawValue, params: Params) -> Decimal:
    """The threshold of the type of contract; where nothing tells the type, of that which the value's sentence speaks of."""
    types = params["by_type"] or {}
    said = _type(scene, params["typed"], scene.sentence(v.span.start)) or _type(scene, params["titled"], _title(scene))
    own: Decimal | None = types.get(scene.contract_type or said)
    return own if own is not None else Decimal(params["than"])


def _type(scene: Scene, typed: dict[str, Patterns] | None, where: Span) -> str:
    """The type whose words stand there; none without them."""
    return next((t for t, words in (typed or {}).items() if scene.has(words, where)), "")


def _title(scene: Scene) -> Span:
    """The contract's first line."""
    start = len(scene.text) - len(scene.text.lstrip())
    return Span(start, min(line_end(scene.text, start), start + _TITLE))


def _beside(scene: Scene, v: Value, params: Params) -> bool:
    """Whether the words that choose the commitment stand in the value's own sentence or row."""
    words = params["of"].pattern
    return words is None or scene.has(words, scene.sentence(v.span.start))


def _values(scene: Scene, c: Commitment, params: Params) -> list[Value]:
    """Its values of the role; those of the other roles where it has none."""
    held = [
        v
        for v in c.values
        if not scene.has(params["aside"], scene.beside(v.span)) and not (params["daily"] and caps(scene, v, params))
    ]
    own = [v for v in held if v.role.value == params["role"]]
    found = own or [v for v in held if v.role.value in params["also_roles"]]
    return [v for v in found if (n := _measured(scene, c, v, params)) is None or not _too_high(v, n, c, params)]


def _measured(scene: Scene, c: Commitment | None, v: Value | RawValue, params: Params) -> Decimal | None:
    """The value in the threshold's unit; a rate by the step of time of its promise."""
    if c is not None and isinstance(v, Value) and params["daily"] and params["unit"] == "percent":
        return daily(c, share(scene, v, params["price"]))
    return _share(scene, v, params)


def _judge(scene: Scene, c: Commitment | None, v: Value | RawValue, params: Params) -> Iterator[Answer]:
    if v.type is ValueType.DATE:
        return
    if params["daily"] and (c is None or step(c) is None):
        v = again(scene, v)
    if v.n is None:
        yield unknown(params["role"], commitment=c)
        return
    n = _measured(scene, c, v, params)
    if n is not None:
        yield _verdict(n, render.value(v), c, v.span, _bound(scene, v, params), params)


def _verdict(n: Decimal, shown: Bilingual, c: Commitment | None, at: Span, than: Decimal, params: Params) -> Answer:
    return bound.held(c, n, shown, at, bad=params["bad"], than=than, unit=params["unit"], replaces=at)


CHECK = Check("limit", PARAMS, run, fields=("value", "bound"), words=WORDS)
