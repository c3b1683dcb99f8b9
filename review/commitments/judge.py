"""The decisions about a reading: word tables give the first word, what was learned from labelled contracts the last."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from review.commitments.kinds import KINDS
from review.commitments.learned.abstraction import readable
from review.commitments.learned.features import Sight, of_reading, sights, words_in
from review.commitments.learned.model import Models
from review.commitments.learned.tasks import of_obligor, of_value, serves_at, table_votes
from review.commitments.owing import owed
from review.commitments.reading import Reading
from review.commitments.roles import role_of
from review.model.commitment import Party, Value

#: Probability from which an answer counts, found by leaving one labelled contract out.
PROMISE, KEEP, GENERAL = 0.5, 0.5, 0.5
#: What hours of service promise at least.
SERVES = 0.8
#: Of a kind that no wording speaks for and that is less likely than this nothing is known: the promise is general, the
#: likeliest kinds are guesses named beside it.
SPEAKS, UNSURE = 0.3, 0.35
#: So far ahead of the general wordings, a deciding wording of a kind settles that the promise is not general.
SETTLES = 0.7
#: A second kind is named from this probability on, at most two of them.
ALSO, MOST_ALSO = 0.1, 2

#: What grammar says of a reading: one thing is asked of all before the next, which costs a tenth less.
_GRAMMAR = tuple(map(attrgetter, ("acting", "leading", "bearing", "around")))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reading promises: kinds from the likeliest, the side that owes, the values that belong to it."""

    kinds: tuple[str, ...]
    certainty: float
    obligor: Party
    values: tuple[Value, ...]
    reasons: tuple[str, ...]


class Judge:
    """Decides by a set of models; pure."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def judge(self, readings: Sequence[Reading]) -> list[Judgement | None]:
        """What each reading promises; ``None`` for one that promises nothing."""
        for told in _GRAMMAR:
            deque(map(told, readings), maxlen=0)
        votes = [table_votes(r) for r in readings]
        words = [words_in(r) for r in readings]
        seen = sights([of_reading(r, w, v) for r, w, v in zip(readings, words, votes, strict=True)])
        promise = [max(p, SERVES) if serves_at(r) else p for p, r in zip(self._yes("promise", seen), readings, strict=True)]
        chosen = [i for i, p in enumerate(promise) if p >= PROMISE]
        readings, words = [readings[i] for i in chosen], [words[i] for i in chosen]
        votes, seen = [votes[i] for i in chosen], [seen[i] for i in chosen]
        kinds = self._kinds(seen, votes)
        first = [k[2] for k in kinds]
        obligors, values = self._obligors(readings, words, first), self._values(readings, first)
        out: list[Judgement | None] = [None] * len(promise)
        for n, i in enumerate(chosen):
            named, share, likeliest = kinds[n]
            spoken = next(k for k in (likeliest, *named) if k != KINDS[0])
            reasons = tuple(readable(f) for f in self._models["kind"].decided(seen[n], spoken, 3))
            out[i] = Judgement(named, promise[i] * share, obligors[n], values[n], reasons)
        return out

    def _kinds(self, seen: Sequence[Sight], votes: Sequence[Mapping[str, float]]) -> list[tuple[tuple[str, ...], float, str]]:
        """For each sample: its kinds from the likeliest, the share of the first, and the kind by whose customs it is read."""
        classes = self._models["kind"].classes
        spoken = [max([0.0, *(share for kind, share in v.items() if kind != KINDS[0])]) for v in votes]
        leads = [{"yes": v.get(KINDS[0], 0.0) - most} for v, most in zip(votes, spoken, strict=True)]
        general = self._yes("general", seen, leads)
        out = []
        shared = self._models["kind"].probabilities(seen, votes)
        orders = np.argsort(-shared, axis=1, kind="stable")[:, : 1 + MOST_ALSO].tolist()
        for shares, order, vague, lead, most in zip(shared, orders, general, leads, spoken, strict=True):
            likeliest = classes[order[0]]
            named = (likeliest, *(classes[i] for i in order[1:] if shares[i] >= ALSO))
            said = vague >= GENERAL and lead["yes"] > -SETTLES
            unknown = said or (most < SPEAKS and shares[order[0]] < UNSURE)
            share = 0.5 if unknown else float(shares[order[0]])
            out.append(((KINDS[0], *named[:MOST_ALSO]) if unknown else named, share, KINDS[0] if said else likeliest))
        return out

    def _obligors(self, readings: Sequence[Reading], words: Sequence[list[str]], kinds: Sequence[str]) -> list[Party]:
        """The side that grammar settles; where it settles none, what was learned from sentences like it."""
        said, settled = zip(*(owed(r, k) for r, k in zip(readings, kinds, strict=True)), strict=True) if readings else ((), ())
        open_ = [i for i, sure in enumerate(settled) if not sure]
        seen = sights([of_obligor(readings[i], words[i], kinds[i]) for i in open_])
        shares = self._models["obligor"].probabilities(seen, [said[i] for i in open_])
        out = [Party(max(s, key=lambda side: s[side], default=Party.SELLER)) for s in said]
        for i, share in zip(open_, shares, strict=True):
            out[i] = Party(self._models["obligor"].classes[int(share.argmax())])
        return out

    def _values(self, readings: Sequence[Reading], kinds: Sequence[str]) -> list[tuple[Value, ...]]:
        """The values that belong to each promise, in their roles; blanks always do."""
        found = [(n, v, role_of(v, k, r.unit)) for n, (r, k) in enumerate(zip(readings, kinds, strict=True)) for v in r.values]
        kept = self._yes("value", sights([of_value(readings[n], v, kinds[n], role) for n, v, role in found]))
        out: list[list[Value]] = [[] for _ in readings]
        for (n, value, role), share in zip(found, kept, strict=True):
            if value.blank or share >= KEEP:
                out[n].append(value.as_value(role))
        return [tuple(values) for values in out]

    def _yes(self, task: str, seen: Sequence[Sight], before: Sequence[Mapping[str, float]] = ()) -> list[float]:
        shares: list[float] = self._models[task].probabilities(seen, before)[:, 1].tolist()
        return shares
