"""The decisions about a reading: word tables give the first word, what was learned from labelled contracts the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from review.commitments.kinds import KINDS
from review.commitments.learned.abstraction import readable
from review.commitments.learned.features import of_reading
from review.commitments.learned.model import Linear, Models
from review.commitments.learned.tasks import of_obligor, of_value, table_votes
from review.commitments.owing import is_settled, owing
from review.commitments.reading import Reading
from review.commitments.roles import role_of
from review.commitments.values import RawValue
from review.model.commitment import Party, Value

#: Probability from which an answer counts, found by leaving one labelled contract out.
PROMISE, KEEP, GENERAL = 0.5, 0.5, 0.5
#: A second kind is named from this probability on, at most two of them.
ALSO, MOST_ALSO = 0.15, 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reading promises: kinds from the likeliest, the side that owes, the values that belong to it."""

    promise: float
    kinds: tuple[str, ...]
    certainty: float
    obligor: Party
    values: tuple[Value, ...]
    reasons: tuple[str, ...]


class Judge:
    """Decides by a set of models; pure."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def judge(self, reading: Reading) -> Judgement | None:
        """What the reading promises; ``None`` when it promises nothing."""
        votes = table_votes(reading)
        seen = of_reading(reading, votes)
        promise = self._yes("promise", seen)
        if promise < PROMISE:
            return None
        shares = self._models["kind"].probabilities(seen, votes)
        ranked = sorted(shares, key=lambda k: (-shares[k], k))
        kinds = (ranked[0], *(k for k in ranked[1 : 1 + MOST_ALSO] if shares[k] >= ALSO))
        if self._yes("general", seen, {"yes": votes.get(KINDS[0], 0.0) - max(votes.get(k, 0.0) for k in KINDS[1:])}) >= GENERAL:
            kinds = (KINDS[0], *kinds[:1])
        return Judgement(
            promise=promise,
            kinds=kinds,
            certainty=promise * shares[ranked[0]] if kinds[0] == ranked[0] else promise * 0.5,
            obligor=self._owes(reading, kinds[0]),
            values=tuple(self._kept(reading, kinds[0])),
            reasons=tuple(readable(f) for f in self._models["kind"].decided(seen, ranked[0], 3)),
        )

    def _owes(self, reading: Reading, kind: str) -> Party:
        """The side that grammar settles; where it settles none, what was learned from sentences like it."""
        sides: Mapping[str, float] = owing(reading, kind)
        if not is_settled(reading):
            sides = self._models["obligor"].probabilities(of_obligor(reading, kind), sides)
        return Party(max(sides, key=lambda s: sides[s]))

    def _kept(self, reading: Reading, kind: str) -> list[Value]:
        out = []
        for value in reading.values:
            role = role_of(value, kind, reading.unit)
            if self._keeps(reading, value, kind, role):
                out.append(value.as_value(role))
        return out

    def _keeps(self, reading: Reading, value: RawValue, kind: str, role: str) -> bool:
        return value.blank or self._yes("value", of_value(reading, value, kind, role)) >= KEEP

    def _yes(self, task: str, seen: object, before: Mapping[str, float] | None = None) -> float:
        model: Linear = self._models[task]
        return model.probabilities(seen, before)["yes"]  # type: ignore[arg-type]
