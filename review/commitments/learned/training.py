"""Training of linear models: softmax with an L2 penalty, solved over the samples' inner products.

With n samples in 2^16 dimensions the weights are a sum of samples, so that n numbers per class are fitted instead of 65 536.
Nesterov's accelerated gradient from zero, a fixed number of steps: the same data gives the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from review.commitments.learned.features import SLOTS, Sight
from review.commitments.learned.model import Linear

Array = NDArray[np.float32]


def matrix(samples: Sequence[Sight]) -> tuple[Array, NDArray[np.int64]]:
    """Samples as rows over the slots that any of them uses, and those slots."""
    slots = [s.slots for s in samples]
    used = np.unique(np.concatenate(slots))
    place = np.full(SLOTS, -1, np.int64)
    place[used] = np.arange(len(used))
    out = np.zeros((len(samples), len(used)), np.float32)
    for row, (sample, index) in enumerate(zip(samples, slots, strict=True)):
        np.add.at(out[row], place[index], sample.weights)
    return out, used


def fit(
    gram: Array, targets: Array, penalty: float, before: Array | None = None, importance: Array | None = None, steps: int = 200
) -> tuple[Array, Array]:
    """Coefficients (samples x classes) and bias of the softmax that fits ``targets`` (rows sum to 1).

    ``gram`` are the samples' inner products, ``before`` fixed scores to start from, ``importance`` a weight per sample.
    """
    n, classes = targets.shape
    weight = np.ones(n, np.float32) if importance is None else importance
    kernel = gram + 1.0
    step = 1.0 / (0.5 * _largest(kernel) * float(weight.max()) / n + penalty)
    alpha = np.zeros((n, classes), np.float32)
    ahead, momentum = alpha, 1.0
    start = np.zeros_like(targets) if before is None else before
    for _ in range(steps):
        scores = kernel @ ahead + start
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (powers / powers.sum(axis=1, keepdims=True) - targets) * weight[:, None] / n
        following = ahead - step * (error + penalty * ahead)
        grown = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = following + (momentum - 1) / grown * (following - alpha)
        alpha, momentum = following, grown
    return alpha, alpha.sum(axis=0)


def _largest(kernel: Array, rounds: int = 20) -> float:
    """Largest eigenvalue of a positive matrix, by power iteration, a tenth above."""
    vector = np.ones(len(kernel), np.float32)
    size = 1.0
    for _ in range(rounds):
        vector = kernel @ vector
        size = float(np.linalg.norm(vector))
        vector = vector / size
    return 1.1 * size


def linear(rows: Array, used: NDArray[np.int64], alpha: Array, bias: Array, classes: tuple[str, ...], prior: float) -> Linear:
    """The fitted model over all slots, each class's weights in 8 bits."""
    weights = np.zeros((SLOTS, len(classes)), np.float32)
    weights[used] = rows.T @ alpha
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return Linear(classes, np.round(weights / scale).astype(np.int8), scale.astype(np.float32), bias.astype(np.float32), prior)
