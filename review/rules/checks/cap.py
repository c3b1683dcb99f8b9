"""A cap on what may be charged: whether there is one, and how high it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from review.commitments.values import RawValue
from review.model.commitment import Commitment, Party, Value, ValueRole, ValueType
from review.model.span import Span
from review.rules import bound, parties, render, stated, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import daily, in_unit, per_day, recurs, unit_of
from review.rules.patterns import Patterns, make
from review.rules.price import share
from review.rules.scene import Scene
from review.rules.select import NEAR, Selector, Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists
from review.rules.stated import again, number

PARAMS = {
    "of": Param(Selects(), None, "what is charged; left out: the contract as a whole"),
    "present": Param(PatternLists(), REQUIRED, "words of a cap near the charge"),
    "anywhere": Param(PatternLists(), None, "words of a cap that holds wherever it stands"),
    "together": Param(PatternLists(), None, "words by which the cap in another charge's sentence holds for all charges"),
    "void": Param(PatternLists(), None, "words that say there is none"),
    "words": Param(PatternLists(across=True), None, "words of a charge, where no commitment of `of` stands in their sentence"),
    "above": Param(PatternLists(across=True), None, "words of a cap above the policy that no percentage gives: twice the price"),
    "near": Param(OneOf(NEAR), "article", "how near"),
    "price": Param(PatternLists(), None, "words before the price, of which an amount is a share"),
    "most": Param(Number(), None, "highest cap allowed, in percent"),
    "offer": Param(Number(), None, "cap that the proposed wording names, in percent"),
    "absent": Param(OneOf(("fail", "skip")), "fail", "what a missing cap is"),
}


#: Steps of time by which a charge grows: the most of one of them is a rate.
_STEPS = ("hour", "day", "week")
#: A service credit is the provider's to give, whoever the sentence leaves unnamed.
_CREDIT = "K19"
_SIDES = ((Party.BUYER, "{buyer}"), (Party.SELLER, "{seller}"))
_NAMED = {side: make([name], [], {}) for side, name in _SIDES}
#: A party as the one who is owed.
_OWED = {side: make([f"(?:对|向|给|于){name}"], [f"(?:to|towards|liab\\w+ against) {name}"], {}) for side, name in _SIDES}
#: Words by which the liability is a party's own.
_LIABILITY = {
    side: make(
        [f"{name}(?:的|所)?[^,。;]{{0,8}}(?:责任|赔偿)"],
        [f"{name}(?:'s)?(?: \\w+){{0,4}} liabilit\\w+", f"liabilit\\w+ of {name}"],
        {},
    )
    for side, name in _SIDES
}
_EACH = re.compile(
    r"[每逐]|按[日天周月]|[1一]次|[晚迟拖误延逾超][^,。;]{0,4}[1一]个?(?:[日天周]|小时)|不封顶|无上限"
    r"|\b(?:each|every|per|daily|weekly|an? (?:hour|point|day|minute|miss))\b"
    r"|/ ?(?:h|hour|day|incident|case)\b"
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["of"] is None:
        yield from _judge(scene, params, None, None)
        return
    chosen = scene.select(params["of"])
    for c in chosen:
        if params["absent"] == "skip" or _grows(scene, c):
            yield from _judge(scene, params, c, c.span)
        else:
            yield _above(scene, params, c, (scene.region(c.span, "sentence"),)) or passed(c)
    for place in _worded(scene, params, chosen):
        yield from _judge(scene, params, None, place)


def _worded(scene: Scene, params: Params, chosen: tuple[Commitment, ...]) -> Iterator[Span]:
    """The sentences that speak of a charge, one by one, where no chosen commitment stands."""
    places = scene.find(params["words"]) if params["words"] else ()
    unless = params["of"].unless
    for sentence in dict.fromkeys(scene.sentence(p.start) for p in places):
        if not any(c.span.overlaps(sentence) for c in chosen) and not scene.has(unless, sentence):
            yield sentence


def _grows(scene: Scene, c: Commitment) -> bool:
    """Whether it is paid again and again: a sum or share that is paid once is its own cap."""
    repeated = any(v.role in (ValueRole.RATE, ValueRole.INTERVAL) for v in c.values)
    return repeated or _EACH.search(scene.finder.folded, c.span.start, c.span.end) is not None


@dataclass(frozen=True)
class _Said:
    """Whether words of a cap stand in a stretch of the text, and the first cap of their sentences with its commitment's place."""

    stands: bool = False
    first: tuple[int, Value] | None = None


def _judge(scene: Scene, params: Params, c: Commitment | None, at: Span | None) -> Iterator[Answer]:
    said = _said(scene, params, at, told=c is None)
    value = _value(scene, params["of"], params["void"], c, said) or (_told(scene, params, at) if said else None)
    high = _above(scene, params, c, _around(scene, params, at)) if params["most"] is not None else None
    if any(s.stands for s in said) or value is not None:
        yield high or (passed(c) if value is None or params["most"] is None else _compared(scene, value, c, params))
    elif params["absent"] == "fail":
        yield failed(c, *((at,) if at else ()), variant="absent", replaces=Span(at.end, at.end) if at else None)
    elif high is not None:
        yield high


def _told(scene: Scene, params: Params, at: Span | None) -> RawValue | None:
    """The percentage behind the last words of a cap in the charge's own sentence, else in a sentence of its clause that is about
    no other charge, where no commitment holds it as one.
    """
    if at is None or params["most"] is None:
        return None
    places = [p for stretch in _stretches(scene, at) for p in reversed(scene.find(params["present"], stretch))]
    near = (p for p in scene.find(params["present"], scene.region(at, "clause")) if _apart(scene, params, p))
    within = [*((p, stated.NEAR) for p in (*places, *near)), *((p, stated.FAR) for p in places)]
    return next((v for p, reach in within if (v := number(scene, p, lambda v: _once(scene, v, params), reach=reach))), None)


def _once(scene: Scene, v: RawValue, params: Params) -> Decimal | None:
    """The percentage, of what does not come again with time; of a time what the sentence's rate adds up to in it."""
    if recurs(v) or v.recurring:
        return None
    return _in_time(scene, v, None, params) if v.type is ValueType.DURATION else _percent(scene, v, params)


def _apart(scene: Scene, params: Params, place: Span) -> bool:
    """Whether the words of a cap stand in a sentence that holds no charge and says nothing by which the rule leaves it out."""
    sentence = scene.sentence(place.start)
    held = any(map(_charges_and_caps, scene.commitments_at(sentence)))
    return not held and not scene.has(params["of"].unless, sentence) and not scene.has(params["void"], sentence)


def _stretches(scene: Scene, at: Span) -> Iterator[Span | None]:
    """The charge's own sentence, and the halves that a semicolon joins to it."""
    yield scene.region(at, "sentence")
    whole = scene.finder.whole(at.start)
    if whole is not None:
        yield whole


def _around(scene: Scene, params: Params, at: Span | None) -> tuple[Span | None, ...]:
    """Where the words of a charge's cap may stand."""
    return (scene.region(at, params["near"]), *_stretches(scene, at)) if at else (None,)


def _above(scene: Scene, params: Params, c: Commitment | None, regions: Iterable[Span | None]) -> Answer | None:
    """A cap that words of one of the regions put above the policy."""
    place = next((p for r in regions for p in scene.find(params["above"], r)), None) if params["above"] else None
    if place is None or _theirs_alone(scene, place):
        return None
    bound = render.measured(params["most"], "percent")
    fields = {"value": scene.document.quote(place), "bound": bound}
    return failed(c, place, variant="high", fields=fields, replaces=place)


def _percent(scene: Scene, v: Value | RawValue, params: Params) -> Decimal | None:
    return in_unit(share(scene, v, params["price"]), "percent")


def _in_time(scene: Scene, value: Value | RawValue, c: Commitment | None, params: Params) -> Decimal | None:
    """What a charge adds up to in the time after which it grows no more: 0.7 % a week for 26 weeks."""
    rate, days = c.value(ValueRole.RATE) if c else None, in_unit(value, "day")
    told = daily(c, rate) if c and rate and rate.type is ValueType.PERCENT else None
    a_day = _a_day(scene, value.span, params) if told is None else told
    return None if a_day is None or days is None else a_day * days


def _a_day(scene: Scene, at: Span, params: Params) -> Decimal | None:
    """The first rate of the sentence, brought to one day, in percent; an amount as a share of the price."""
    held = (again(scene, v) for v in values.within(scene, scene.sentence(at.start)))
    rates = (share(scene, v, params["price"]) for v in held if recurs(v))
    return next((per_day(v) for v in rates if v.type is ValueType.PERCENT), None)


def _compared(scene: Scene, value: Value | RawValue, c: Commitment | None, params: Params) -> Answer:
    n, at = _in_time(scene, value, c, params) if value.type is ValueType.DURATION else _percent(scene, value, params), value.span
    return bound.held(c, n, render.value(value), at, bad=">", than=params["most"], unit="percent", variant="high", replaces=at)


def _said(scene: Scene, params: Params, at: Span | None, *, told: bool) -> tuple[_Said, ...]:
    """What words of a cap near the charge say, and what those say that stand for all charges. ``told``: by words alone."""
    void = params["void"]
    if at is not None and scene.near(void, at, "sentence"):
        return ()
    search = _Search(params["present"], void, params["of"], None, params["together"])
    near = _standing(scene, replace(search, region=scene.region(at, params["near"]) if at else None))
    itself = replace(search, region=scene.region(at, "sentence") if at else None, together=None, same=told)
    own = (_standing(scene, itself),) if at else ()
    far = (_standing(scene, replace(search, wanted=params["anywhere"])),) if params["anywhere"] else ()
    return (*own, near, *far)


@dataclass(frozen=True)
class _Search:
    """Words of a cap to be looked for in a region, and what a cap must not be: denied (``void``), another's than of ``of``."""

    wanted: Patterns
    void: Patterns | None
    of: Selector | None
    region: Span | None
    together: Patterns | None = None
    """Words by which the cap in a sentence of charges holds for all; left out where that sentence is the charge's own."""
    same: bool = False
    """Whether the region is the sentence of a charge that words alone tell: what is capped there is that charge."""


def _standing(scene: Scene, search: _Search) -> _Said:
    """What the words of a cap in a region say. Charges share their regions: each is looked at once."""
    said: _Said = scene.once(search, lambda: _read(scene, search))
    return said


def _reaches(scene: Scene, sentence: Span, together: Patterns) -> bool:
    """Whether a cap is one of other charges than those of its sentence: that holds none, or is about all."""
    charged = any(map(_charges_and_caps, scene.commitments_at(sentence)))
    return not charged or scene.has(together, sentence)


def _charges_and_caps(c: Commitment) -> bool:
    """Whether a rate stands there, or a share with the cap of that very share."""
    return c.value(ValueRole.RATE) is not None or None not in (c.value(ValueRole.SHARE), c.value(ValueRole.CAP))


def _read(scene: Scene, search: _Search) -> _Said:
    """Leaves out words whose sentence says that there is no cap, or caps what the other party alone is charged.

    The words that cap end a place; what begins it may stand in the sentence before.
    """
    found = scene.find(search.wanted, search.region)
    places = [p for p in found if search.of is not None or not _theirs_alone(scene, p)]
    ends = {p: scene.region(Span(max(p.end - 1, 0), p.end), "sentence") or p for p in places}
    counts = {r: _counts(scene, r, search) for r in dict.fromkeys(ends.values())}
    sentences = dict.fromkeys(scene.region(p, "sentence") for p, end in ends.items() if counts[end])
    return _Said(bool(sentences), _first(scene, (c for s in sentences if s for c in scene.commitments_at(s))))


def _counts(scene: Scene, sentence: Span, search: _Search) -> bool:
    """Whether the cap of a sentence limits the charges asked about."""
    another = search.of is not None and not search.same and _anothers(scene, search.of, sentence)
    if scene.has(search.void, sentence) or another:
        return False
    return search.together is None or _reaches(scene, sentence, search.together)


def _theirs_alone(scene: Scene, place: Span) -> bool:
    """Whether the words of a cap are about the other party and do not name us: its cap is none of ours. The sign that ends
    the words may be the comma behind their part.
    """
    inner = Span(place.start, max(place.end - 1, place.start + 1))
    around = scene.region(inner, "part") or place
    alone = frozenset({scene.theirs})
    if scene.ours in parties.named(scene.finder, around) and not _addressed(scene, around):
        return False
    return parties.leading(scene.finder, around) == alone or scene.has(_LIABILITY[scene.theirs], around)


def _addressed(scene: Scene, around: Span) -> bool:
    """Whether our side is named as the one who is owed, and as nothing else."""
    return len(scene.find(_OWED[scene.ours], around)) == len(scene.find(_NAMED[scene.ours], around))


def _anothers(scene: Scene, of: Selector, region: Span) -> bool:
    """Whether every charge in the sentence is one the rule is not about: a cap there does not limit ours."""
    charges = [c for c in scene.commitments_at(region) if c.kind in of.kinds or c.value(ValueRole.CAP)]
    asked, both = {c.id for c in scene.select(of)}, scene.party("ours")
    left_out = of.unless is not None and scene.has(of.unless, region)
    if not parties.named(scene.finder, region) and all(c.kind == _CREDIT for c in charges):
        return False
    return bool(charges) and not any(c.id in asked or (c.obligor in both and not left_out) for c in charges)


def _value(
    scene: Scene, of: Selector | None, void: Patterns | None, c: Commitment | None, said: tuple[_Said, ...]
) -> Value | None:
    """The first cap in the text: of the commitment, of what caps it, or of the sentences that speak of a cap."""
    named = [scene.by_id[target] for name, target in c.links if name == "capped_by" and target in scene.by_id] if c else []
    unless = of.unless if of else None
    linked = [x for x in named if x.value(ValueRole.RATE) is None and not _left_out(scene, (unless, void), x)]
    own = _first(scene, [x for x in (c, *linked) if x is not None])
    firsts = (own, *(s.first for s in said))
    return min((f for f in firsts if f), key=lambda f: f[0], default=(0, None))[1]


def _left_out(scene: Scene, words: Iterable[Patterns | None], c: Commitment) -> bool:
    """Whether the sentence of what caps a charge says that it is about another one, or that it caps nothing."""
    sentence = scene.sentence(c.span.start)
    return any(scene.has(w, sentence) for w in words)


def _first(scene: Scene, holders: Iterable[Commitment]) -> tuple[int, Value] | None:
    """The cap of the holder that stands first in the text, with the holder's place among the commitments."""
    caps = ((scene.place_of(x), v) for x in holders if (v := _highest(x)) is not None)
    return min(caps, key=lambda found: found[0], default=None)


def _highest(c: Commitment) -> Value | None:
    """Its first cap, or a higher percentage where it has several: 10 % each, 30 % together. The most of a day or week is none."""
    held = [v for v in c.values if v.role is ValueRole.CAP and v.n is not None and unit_of(v.per) not in _STEPS]
    first = held[0] if held else None
    alike = [v for v in held if first and first.type is v.type is ValueType.PERCENT]
    return max(alike, key=lambda v: v.n or 0, default=first)


CHECK = Check("cap", PARAMS, run, fields=("value", "bound"), variants=("absent", "high"))
