"""From labelled contracts to models: one lesson per task, each a table of samples, answers and fixed first scores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.commitments.kinds import KINDS
from review.commitments.learned.data import Labelled, Sample
from review.commitments.learned.features import Parts, of_reading, sights, words_in
from review.commitments.learned.model import Linear, Models
from review.commitments.learned.tasks import of_obligor, of_value, table_votes
from review.commitments.learned.training import fit, linear, matrix
from review.commitments.owing import owed
from review.commitments.roles import role_of

Array = NDArray[np.float32]
#: One example: what is seen, the share of each class, and first scores by class.
Example = tuple[Parts, Mapping[str, float], Mapping[str, float]]
BINARY = ("no", "yes")
SIDES = ("seller", "buyer", "both")


@dataclass(frozen=True)
class Lesson:
    """A task: its classes, its examples in a contract, the L2 penalty and the trust in the first scores."""

    name: str
    classes: tuple[str, ...]
    examples: Callable[[Labelled], Iterator[Example]]
    penalty: float
    prior: float = 0.0


def _promises(labelled: Labelled) -> Iterator[Example]:
    for sample in labelled.samples:
        yield of_reading(sample.reading, words_in(sample.reading), table_votes(sample.reading)), _answer(bool(sample.labels)), {}


def _general(labelled: Labelled) -> Iterator[Example]:
    for sample in labelled.samples:
        if sample.labels:
            votes = table_votes(sample.reading)
            lead = votes.get(KINDS[0], 0.0) - max(votes.get(k, 0.0) for k in KINDS[1:])
            yield (
                of_reading(sample.reading, words_in(sample.reading), votes),
                _answer(all(c["kind"] == KINDS[0] for c in sample.labels)),
                {"yes": lead},
            )


def _kinds(labelled: Labelled) -> Iterator[Example]:
    for sample in labelled.samples:
        shares = _kind_shares(sample)
        if shares:
            votes = table_votes(sample.reading)
            yield of_reading(sample.reading, words_in(sample.reading), votes), shares, votes


def _kind_shares(sample: Sample) -> dict[str, float]:
    """Four fifths of a label go to its kind, one fifth to the kinds it also is."""
    shares: dict[str, float] = {}
    labels = [c for c in sample.labels if c["kind"] != KINDS[0]]
    for label in labels:
        also = [k for k in label.get("also") or () if k != KINDS[0]]
        shares[label["kind"]] = shares.get(label["kind"], 0.0) + (0.8 if also else 1.0) / len(labels)
        for kind in also:
            shares[kind] = shares.get(kind, 0.0) + 0.2 / len(also) / len(labels)
    return shares


def _obligors(labelled: Labelled) -> Iterator[Example]:
    for sample in labelled.samples:
        for label in sample.labels:
            kind = label["kind"]
            said, settled = owed(sample.reading, kind)
            if not settled:
                yield of_obligor(sample.reading, words_in(sample.reading), kind), {label["obligor"]: 1.0}, said


def _values(labelled: Labelled) -> Iterator[Example]:
    for sample in labelled.samples:
        if not sample.labels:
            continue
        wanted = {_value_key(v) for c in sample.labels for v in c["values"]}
        kind = sample.labels[0]["kind"]
        unit = sample.reading.unit
        for value in sample.reading.values:
            if not value.blank:
                key = (
                    str(value.type),
                    str(value.iso) if value.iso else value.part or _number(value.n),
                    {"duration": value.unit, "money": value.currency}.get(str(value.type)),
                )
                yield (
                    of_value(sample.reading, value, kind, role_of(value, kind, unit)),
                    _answer(_merged(key) in wanted),
                    {},
                )


def _value_key(value: Mapping[str, Any]) -> tuple[str, str, str | None]:
    n = value.get("iso") if value["type"] == "date" else _number(value.get("n"))
    return _merged((value["type"], str(n), {"duration": value.get("unit"), "money": value.get("currency")}.get(value["type"])))


def _merged(key: tuple[str, str, str | None]) -> tuple[str, str, str | None]:
    return ("quantity", *key[1:]) if key[0] == "count" else key


def _number(n: Any) -> str:
    return "None" if n is None else f"{float(n):.6g}"


def _answer(yes: bool) -> dict[str, float]:
    return {"yes" if yes else "no": 1.0}


LESSONS = (
    Lesson("promise", BINARY, _promises, 1e-4),
    Lesson("general", BINARY, _general, 3e-4, 1.0),
    Lesson("kind", KINDS[1:], _kinds, 5e-5, 2.5),
    Lesson("obligor", SIDES, _obligors, 1e-2, 4.0),
    Lesson("value", BINARY, _values, 1e-3),
)


class School:
    """All lessons of a set of contracts; inner products are computed once for every choice of contracts."""

    def __init__(self, contracts: Sequence[Labelled], lessons: Sequence[Lesson] = LESSONS) -> None:
        self._lessons = lessons
        self._examples = {
            lesson.name: [(i, *e) for i, c in enumerate(contracts) for e in lesson.examples(c)] for lesson in lessons
        }
        self._rows = {name: matrix(sights([e[1] for e in examples])) for name, examples in self._examples.items()}
        self._grams = {name: rows @ rows.T for name, (rows, _) in self._rows.items()}

    def models(self, without: Collection[int] = ()) -> Models:
        """Models of every lesson, trained on all contracts but some."""
        return {lesson.name: self._learn(lesson, without) for lesson in self._lessons}

    def _learn(self, lesson: Lesson, without: Collection[int]) -> Linear:
        examples = self._examples[lesson.name]
        chosen = [i for i, e in enumerate(examples) if e[0] not in without]
        targets = np.asarray([[examples[i][2].get(c, 0.0) for c in lesson.classes] for i in chosen], np.float32)
        before = lesson.prior * np.asarray([[examples[i][3].get(c, 0.0) for c in lesson.classes] for i in chosen], np.float32)
        alpha, bias = fit(self._grams[lesson.name][np.ix_(chosen, chosen)], targets, lesson.penalty, before)
        rows, used = self._rows[lesson.name]
        return linear(rows[chosen], used, alpha, bias, lesson.classes, lesson.prior)
