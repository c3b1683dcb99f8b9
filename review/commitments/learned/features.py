"""What is seen of a reading: words and characters in a row, in the sentence, its titles and its lead-in; table votes; form.

A feature is a string ``field:words``. It is stored by the hash of that string only; the words that decided are found again
from the text, never from the weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from review.commitments.learned.abstraction import abstracted, plain
from review.commitments.reading import Reading
from review.model.language import Language

#: Number of slots; a power of two.
SLOTS = 1 << 16
_WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]|[\ue000-\uf8ff]|[%‰$€¥□☑]")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ed|es|s|ly|er)$")


Slots = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sight:
    """Features of one sample: the slot and the weight of each, and the runs of words they come from."""

    slots: Slots
    weights: NDArray[np.float32]
    groups: tuple[Group, ...]

    def name(self, index: int) -> str:
        """The feature at an index in words: ``t:pay|within``."""
        for group in self.groups:
            if index < len(group):
                return group.name(index)
            index -= len(group)
        raise IndexError(index)


class Group(Protocol):
    """Features of one field."""

    def hashed(self) -> Slots:
        """The slot of each, repetitions included."""

    def __len__(self) -> int: ...

    def name(self, place: int) -> str:
        """The words of one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Features that are spelt out."""

    names: tuple[str, ...]

    def hashed(self) -> Slots:
        return np.fromiter(map(_slot, self.names), np.int64, len(self.names))

    def __len__(self) -> int:
        return len(self.names)

    def name(self, place: int) -> str:
        return self.names[place]


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one to ``longest`` words of a field, in order of length."""

    field: str
    words: tuple[str, ...]
    longest: int

    def hashed(self) -> Slots:
        return _slots_of_runs(self)

    def __len__(self) -> int:
        return sum(max(0, len(self.words) - size) for size in range(self.longest))

    def name(self, place: int) -> str:
        size = 1
        while place >= len(self.words) - size + 1:
            place -= len(self.words) - size + 1
            size += 1
        return f"{self.field}:{'|'.join(self.words[place : place + size])}"


_PRIME, _MASK = np.uint64(16777619), np.uint64(0xFFFFFFFF)


@lru_cache(maxsize=1 << 11)
def _slots_of_runs(runs: Runs) -> Slots:
    """Kept, because titles, lead-ins and headers stand over many sentences."""
    each = np.fromiter(map(_hash, runs.words), np.uint64, len(runs.words))
    found, mixed = [], np.full(len(each), _hash(runs.field), np.uint64)
    for size in range(min(runs.longest, len(each))):
        mixed = ((mixed[: len(each) - size] * _PRIME) ^ each[size:]) & _MASK
        found.append(mixed)
    joined = np.concatenate(found) if found else np.zeros(0, np.uint64)
    return ((joined ^ (joined >> np.uint64(15))) & np.uint64(SLOTS - 1)).astype(np.int64)


@lru_cache(maxsize=1 << 13)
def _hash(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=1 << 13)
def _slot(text: str) -> int:
    return crc32(text.encode()) & (SLOTS - 1)


def words_of(text: str) -> list[str]:
    """Words of a text in small letters: stems in English, characters in Chinese, symbols as they are."""
    return [w if len(w) < 5 or not w.isascii() else _ENDINGS.sub("", w) or w for w in _WORD.findall(text.lower())] if text else []


def rows(field: str, words: list[str], longest: int) -> Runs:
    """All runs of one to ``longest`` words."""
    return Runs(field, tuple(words), longest)


def sight(parts: Iterable[tuple[float, Group | Iterable[str]]]) -> Sight:
    """Features of weighted groups; a group is scaled to its weight, whatever its length."""
    groups = tuple((w, p if isinstance(p, Runs) else Facts(tuple(p))) for w, p in parts)  # type: ignore[arg-type]
    hashed = [g.hashed() for _, g in groups]
    counts = [len(h) for h in hashed]
    scaled = [w / max(n, 1) ** 0.5 for (w, _), n in zip(groups, counts, strict=True)]
    return Sight(np.concatenate(hashed), np.repeat(np.asarray(scaled, np.float32), counts), tuple(g for _, g in groups))


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
    modality, word = reading.bearing
    acting = reading.acting
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
