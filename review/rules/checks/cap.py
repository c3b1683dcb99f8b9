"""A cap on what may be charged: whether there is one, and how high it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from review.model.commitment import Commitment, Value, ValueRole
from review.model.finding import Compared
from review.model.span import Span
from review.rules import parties, render
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.checks.existence import NEAR
from review.rules.measure import in_unit
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.select import Selector, Selects
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists

PARAMS = {
    "of": Param(Selects(), None, "what is charged; left out: the contract as a whole"),
    "when": Param(PatternLists(), None, "words of a charge that no commitment holds"),
    "present": Param(PatternLists(), REQUIRED, "words of a cap near the charge"),
    "anywhere": Param(PatternLists(), None, "words of a cap that holds wherever it stands"),
    "together": Param(PatternLists(), None, "words by which the cap in another charge's sentence holds for all charges"),
    "void": Param(PatternLists(), None, "words that say there is none"),
    "near": Param(OneOf(NEAR), "article", "how near"),
    "most": Param(Number(), None, "highest cap allowed, in percent"),
    "offer": Param(Number(), None, "cap that the proposed wording names, in percent"),
    "absent": Param(OneOf(("fail", "skip")), "fail", "what a missing cap is"),
}


#: A service credit is the provider's to give, whoever the sentence leaves unnamed.
_CREDIT = "K19"
_EACH = re.compile(r"每|按[日天周月]|\b(?:each|every|per|daily|weekly)\b")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if params["of"] is None:
        yield from _judge(scene, params, None)
        return
    charges = scene.select(params["of"])
    for c in charges:
        yield from _judge(scene, params, c) if _grows(scene, c) else (passed(c),)
    words = scene.find(params["when"]) if params["when"] else ()
    for place in scene.apart(words, filter(partial(_grows, scene), charges)):
        yield from _judge(scene, {**params, "of": None}, None, scene.region(place, "sentence"))


def _grows(scene: Scene, c: Commitment) -> bool:
    """Whether it is paid again and again: a sum or share that is paid once is its own cap."""
    repeated = any(v.role in (ValueRole.RATE, ValueRole.INTERVAL) for v in c.values)
    return repeated or _EACH.search(scene.finder.folded, c.span.start, c.span.end) is not None


@dataclass(frozen=True)
class _Said:
    """Whether words of a cap stand in a stretch of the text, and the first cap of their sentences with its commitment's place."""

    stands: bool = False
    first: tuple[int, Value] | None = None


def _judge(scene: Scene, params: Params, c: Commitment | None, place: Span | None = None) -> Iterator[Answer]:
    place = c.span if c else place
    said = _said(scene, params, place)
    value = _value(scene, c, said)
    if not any(s.stands for s in said) and value is None:
        if params["absent"] == "fail":
            yield failed(c, *((place,) if place else ()), variant="absent", replaces=Span(place.end, place.end) if place else None)
    elif params["most"] is None or value is None:
        yield passed(c)
    else:
        yield _compared(value, c, place, params)


def _compared(value: Value, c: Commitment | None, place: Span | None, params: Params) -> Answer:
    n = in_unit(value, "percent")
    shown, bound = render.value(value), render.measured(params["most"], "percent")
    compared = (Compared({"zh": "公司政策", "en": "policy"}, shown, bound),)
    if n is not None and n > params["most"]:
        fields = {"value": shown, "bound": bound}
        return failed(
            c,
            *(s for s in (place, value.span) if s),
            compared=compared,
            variant="high",
            fields=fields,
            replaces=value.span,
        )
    return passed(c, compared=compared)


def _said(scene: Scene, params: Params, place: Span | None) -> tuple[_Said, ...]:
    """What words of a cap near the charge say, and what those say that stand for all charges."""
    void = params["void"]
    if place is not None and scene.near(void, place, "sentence"):
        return ()
    near = _standing(scene, params, params["present"], scene.region(place, params["near"]) if place else None)
    own = (_standing(scene, params, params["present"], scene.region(place, "sentence"), own=True),) if place else ()
    far = (_standing(scene, params, params["anywhere"], None),) if params["anywhere"] else ()
    return (*own, near, *far)


def _standing(scene: Scene, params: Params, wanted: Patterns, region: Span | None, own: bool = False) -> _Said:
    """What the words of a cap in a region say. Charges share their regions: each is looked at once.

    ``own``: the region is the charge's own sentence; elsewhere a cap counts that stands apart from charges, or is of all.
    """
    together = None if own else params["together"]
    key = ("cap", wanted, params["void"], params["of"], region, together)
    said: _Said = scene.once(key, lambda: _read(scene, wanted, params["void"], params["of"], region, together))
    return said


def _reaches(scene: Scene, sentence: Span, together: Patterns) -> bool:
    """Whether a cap is one of other charges than those of its sentence: that holds none, or is about all."""
    charged = any(x.value(ValueRole.RATE) is not None for x in scene.commitments_at(sentence))
    return not charged or scene.has(together, sentence)


def _read(
    scene: Scene, wanted: Patterns, void: Patterns | None, of: Selector | None, region: Span | None, together: Patterns | None
) -> _Said:
    """Leaves out words whose sentence says that there is no cap, or caps what the other party alone is charged.

    The words that cap end a place; what begins it may stand in the sentence before.
    """
    ends = {p: scene.region(Span(max(p.end - 1, 0), p.end), "sentence") or p for p in scene.find(wanted, region)}
    counts = {r: _counts(scene, r, void, of, together) for r in dict.fromkeys(ends.values())}
    sentences = dict.fromkeys(scene.region(p, "sentence") for p, end in ends.items() if counts[end])
    return _Said(bool(sentences), _first(scene, (c for s in sentences if s for c in scene.commitments_at(s))))


def _counts(scene: Scene, sentence: Span, void: Patterns | None, of: Selector | None, together: Patterns | None) -> bool:
    """Whether the cap of a sentence limits the charges asked about."""
    if scene.has(void, sentence) or (of is not None and _anothers(scene, of, sentence)):
        return False
    return together is None or _reaches(scene, sentence, together)


def _anothers(scene: Scene, of: Selector, region: Span) -> bool:
    """Whether every charge in the sentence is one the rule is not about: a cap there does not limit ours."""
    charges = [c for c in scene.commitments_at(region) if c.kind in of.kinds or c.value(ValueRole.CAP)]
    asked, both = {c.id for c in scene.select(of)}, scene.party("ours")
    left_out = of.unless is not None and scene.has(of.unless, region)
    if not parties.named(scene.finder, region) and all(c.kind == _CREDIT for c in charges):
        return False
    return bool(charges) and not any(c.id in asked or (c.obligor in both and not left_out) for c in charges)


def _value(scene: Scene, c: Commitment | None, said: tuple[_Said, ...]) -> Value | None:
    """The first cap in the text: of the commitment, of what caps it, or of the sentences that speak of a cap."""
    named = [scene.by_id[target] for name, target in c.links if name == "capped_by" and target in scene.by_id] if c else []
    linked = [x for x in named if x.value(ValueRole.RATE) is None]
    own = _first(scene, [x for x in (c, *linked) if x is not None])
    firsts = (own, *(s.first for s in said))
    return min((f for f in firsts if f), key=lambda f: f[0], default=(0, None))[1]


def _first(scene: Scene, holders: Iterable[Commitment]) -> tuple[int, Value] | None:
    """The cap of the holder that stands first in the text, with the holder's place among the commitments."""
    caps = (
        (scene.place_of(x), v)
        for x in holders
        if (v := next((v for v in x.values if v.role is ValueRole.CAP and v.n is not None), None))
    )
    return min(caps, key=lambda found: found[0], default=None)


CHECK = Check("cap", PARAMS, run, fields=("value", "bound"), variants=("absent", "high"))
