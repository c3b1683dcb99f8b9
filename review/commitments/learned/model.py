"""Linear models over hashed features: scores, probabilities, and the features that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from review.commitments.learned.features import SLOTS, Sight
from review.resources import room

Floats = NDArray[np.float32]
#: So many samples are scored at once: a bound on memory.
_BATCH = 256


@dataclass(frozen=True)
class Linear:
    """One task: a weight for every slot and class. ``prior`` scales what the word tables say beforehand."""

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    """One factor for each class; ``weights * scale`` are the real weights."""
    bias: Floats
    prior: float = 0.0

    def probabilities(self, seen: Sequence[Sight], before: Sequence[Mapping[str, float]]) -> Floats:
        """Probability of each class (columns) for each sample (rows); ``before`` holds the tables' votes, by class."""
        if not seen:
            return np.zeros((0, len(self.classes)), np.float32)
        scores = (
            np.concatenate([self._scores(seen[i : i + _BATCH]) for i in range(0, len(seen), _BATCH)]) * self.scale + self.bias
        )
        if self.prior:
            scores += self.prior * np.asarray([[b.get(c, 0.0) for c in self.classes] for b in before], np.float32)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def _scores(self, seen: Sequence[Sight]) -> Floats:
        starts = np.cumsum([0, *(len(s.slots) for s in seen[:-1])])
        weighted = self.weights[np.concatenate([s.slots for s in seen])] * np.concatenate([s.weights for s in seen])[:, None]
        sums: Floats = np.add.reduceat(weighted, starts, axis=0)
        return sums

    def decided(self, seen: Sight, label: str, most: int = 5) -> tuple[str, ...]:
        """Names of the features that spoke most for a class, strongest first."""
        column = self.classes.index(label)
        shares = seen.weights * self.weights[seen.slots, column].astype(np.float32)
        names: list[str] = []
        while len(names) < most and (strongest := shares[place := int(shares.argmax())]) > 0:
            names.append(seen.name(place))
            shares[place] = -strongest
        return tuple(names)


Models = Mapping[str, Linear]


def packed(models: Models) -> dict[str, NDArray[np.generic]]:
    """Arrays of a set of models, for ``numpy.savez``; no pickled objects."""
    out: dict[str, NDArray[np.generic]] = {}
    for name, m in models.items():
        out |= {
            f"{name}.classes": np.asarray(m.classes),
            f"{name}.weights": m.weights,
            f"{name}.scale": m.scale,
            f"{name}.bias": m.bias,
            f"{name}.prior": np.asarray([m.prior], np.float32),
        }
    return out


def unpacked(arrays: Mapping[str, NDArray[np.generic]]) -> Models:
    """Models of stored arrays. Raises KeyError or ValueError when the file is not one of ours."""
    names = sorted({key.split(".")[0] for key in arrays})
    models = {}
    for name in names:
        classes, weights, scale, bias, prior = (
            arrays[f"{name}.{part}"] for part in ("classes", "weights", "scale", "bias", "prior")
        )
        if weights.shape != (SLOTS, len(classes)):
            raise ValueError(f"weights of {name} have shape {weights.shape}")
        models[name] = Linear(
            tuple(str(c) for c in classes),
            weights.astype(np.int8),
            scale.astype(np.float32),
            bias.astype(np.float32),
            float(prior[0]),
        )
    return models


@cache
def stored() -> Models:
    """The models of ``rules/terms/weights.npz``. Raises FileNotFoundError."""
    with np.load(room("rules") / "terms" / "weights.npz", allow_pickle=False) as arrays:
        return unpacked(dict(arrays))
