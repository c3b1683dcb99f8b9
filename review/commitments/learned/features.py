"""What is seen of a reading: words and characters in a row, in the sentence, its titles and its lead-in; table votes; form.

A feature is a string ``field:words``. It is stored by the hash of that string only; the words that decided are found again
from the text, never from the weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from review.commitments.learned.abstraction import abstracted, plain
from review.commitments.modality import modality_of
from review.commitments.obligor import subject_of
from review.commitments.reading import Reading
from review.model.language import Language

#: Number of slots; a power of two.
SLOTS = 1 << 16
_WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]|[\ue000-\uf8ff]|[%‰$€¥□☑]")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ed|es|s|ly|er)$")


@dataclass(frozen=True, slots=True)
class Sight:
    """Features of one sample: names, and the weight of each."""

    names: tuple[str, ...]
    weights: NDArray[np.float32]

    def slots(self) -> NDArray[np.int64]:
        return np.fromiter((crc32(n.encode()) & (SLOTS - 1) for n in self.names), np.int64, len(self.names))


def words_of(text: str) -> list[str]:
    """Words of a text: stems in English, characters in Chinese, symbols as they are."""
    return (
        [w if len(w) < 5 or not w.isascii() else _ENDINGS.sub("", w.lower()) or w.lower() for w in _WORD.findall(text)]
        if text
        else []
    )


def rows(field: str, words: list[str], longest: int) -> Iterator[str]:
    """All runs of one to ``longest`` words."""
    lowered = [w.lower() for w in words]
    for size in range(1, longest + 1):
        for i in range(len(lowered) - size + 1):
            yield f"{field}:{'|'.join(lowered[i : i + size])}"


def sight(parts: Iterable[tuple[float, Iterable[str]]]) -> Sight:
    """Features of weighted groups; each group is scaled to its weight, whatever its length."""
    names: list[str] = []
    weights: list[float] = []
    for weight, group in parts:
        listed = list(dict.fromkeys(group))
        names += listed
        weights += [weight / max(len(listed), 1) ** 0.5] * len(listed)
    return Sight(tuple(names), np.asarray(weights, np.float32))


def of_reading(reading: Reading, votes: dict[str, float]) -> Sight:
    """What decides on promise, kind, modality and verifiability."""
    unit = reading.unit
    longest = 2 if unit.language is Language.EN else 4
    words = words_of(abstracted(reading))
    return sight(
        (
            (1.0, rows("t", words, longest)),
            (0.5, rows("h", words_of(plain(" ".join(unit.headings[-1:]))), 2)),
            (0.3, rows("h2", words_of(plain(" ".join(unit.headings[:-1]))), 2)),
            (0.3, rows("l", words_of(plain(unit.lead)), 2)),
            (0.3, rows("x", words_of(plain(" ".join(unit.header))), 2)),
            (0.5, _form(reading)),
            (0.7, (f"v:{k}:{min(3, round(s))}" for k, s in votes.items() if s >= 0.5)),
            (0.3, (f"o:{w}" for w in words[:3])),
        )
    )


def _form(reading: Reading) -> Iterator[str]:
    """Shape, section, size and kinds of values of a unit, and how it begins and ends."""
    unit = reading.unit
    modality, word = modality_of(reading)
    acting = subject_of(reading)
    side, how = acting.side, acting.how
    yield from (
        f"f:shape:{unit.shape}",
        f"f:section:{unit.section}",
        f"f:size:{min(8, len(unit.text) // 20)}",
        f"f:end:{unit.text[-1:]}",
        f"f:language:{unit.language}",
    )
    yield from (
        f"f:modality:{modality}:{bool(word)}",
        f"f:subject:{side}:{how}",
        f"f:modality:{modality}:{side}",
        f"f:lead:{bool(unit.lead)}",
    )
    yield from (f"f:value:{v.type}:{v.unit or ''}" for v in reading.values)
    yield f"f:values:{min(4, len(reading.values))}"
