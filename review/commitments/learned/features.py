"""What is seen of a reading: words and characters in a row, in the sentence, its titles and its lead-in; table votes; form.

A feature is a string ``field:words``. It is stored by the hash of that string only; the words that decided are found again
from the text, never from the weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from review.commitments.learned.abstraction import abstracted, plain
from review.commitments.reading import Reading
from review.model.language import Language
from review.model.quick import quick

#: Number of slots; a power of two.
SLOTS = 1 << 16
_WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]|[\ue000-\uf8ff]|[%‰$€¥□☑]")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ed|es|s|ly|er)$")


Slots = NDArray[np.int64]


#: What is seen of one sample: groups of features, each with its weight.
Parts = tuple[tuple[float, "Facts | Runs"], ...]


@quick
@dataclass(frozen=True, slots=True)
class Sight:
    """Features of one sample: the slot and the weight of each, and the groups they come from."""

    slots: Slots
    weights: NDArray[np.float32]
    parts: Parts

    def name(self, index: int) -> str:
        """The feature at an index in words: ``t:pay|within``."""
        for _, group in self.parts:
            if index < group.count:
                return group.name(index)
            index -= group.count
        raise IndexError(index)


@quick
@dataclass(frozen=True, slots=True)
class Facts:
    """Features that are spelt out."""

    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)

    def name(self, place: int) -> str:
        return self.names[place]


@quick
@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one to ``longest`` words of a field, in order of length."""

    field: str
    words: tuple[str, ...]
    longest: int
    count: int

    def name(self, place: int) -> str:
        size = 1
        while place >= len(self.words) - size + 1:
            place -= len(self.words) - size + 1
            size += 1
        return f"{self.field}:{'|'.join(self.words[place : place + size])}"


#: So many samples are hashed at once: a bound on memory.
_BATCH = 512
_PRIME, _MASK = np.uint64(16777619), np.uint64(0xFFFFFFFF)


def sights(samples: Sequence[Parts]) -> list[Sight]:
    """The samples with the slots and weights of their features; a group is scaled to its weight, whatever its length."""
    return [s for i in range(0, len(samples), _BATCH) for s in _sights(samples[i : i + _BATCH])]


def _sights(samples: Sequence[Parts]) -> Iterator[Sight]:
    groups = [group for parts in samples for _, group in parts]
    counts = [group.count for group in groups]
    starts = list(accumulate(counts, initial=0))
    slots = np.empty(starts[-1], np.int64)
    _put_facts([(g, at) for g, at in zip(groups, starts, strict=False) if isinstance(g, Facts)], slots)
    _put_runs([(g, at) for g, at in zip(groups, starts, strict=False) if isinstance(g, Runs)], slots)
    scaled = [w / max(n, 1) ** 0.5 for w, n in zip((w for parts in samples for w, _ in parts), counts, strict=True)]
    weights = np.repeat(np.asarray(scaled, np.float32), counts)
    first = 0
    for parts in samples:
        here = slice(starts[first], starts[first + len(parts)])
        yield Sight(slots[here], weights[here], parts)
        first += len(parts)


def _put_facts(facts: Sequence[tuple[Facts, int]], slots: Slots) -> None:
    """Hash every fact into its place: ``at`` of its group and what it counts from there."""
    sizes = np.asarray([len(f.names) for f, _ in facts], np.int64)
    total = int(sizes.sum())
    ahead = np.repeat(np.asarray([at for _, at in facts], np.int64) - np.cumsum(sizes) + sizes, sizes)
    slots[ahead + np.arange(total)] = np.fromiter(map(_slot, chain.from_iterable(f.names for f, _ in facts)), np.int64, total)


def _put_runs(runs: Sequence[tuple[Runs, int]], slots: Slots) -> None:
    """Hash every run of words into its place: a run of one word more is the hash of the run without it, mixed with the word's.

    The words of all groups stand in one row; ``ahead`` counts from each word to the end of its own group.
    """
    sizes = np.asarray([len(r.words) for r, _ in runs], np.int64)
    each = np.fromiter(map(_hash, chain.from_iterable(r.words for r, _ in runs)), np.uint64, int(sizes.sum()))
    mixed = np.repeat(np.asarray([_hash(r.field) for r, _ in runs], np.uint64), sizes)
    longest, size = (np.repeat(np.asarray(n, np.int64), sizes) for n in ([r.longest for r, _ in runs], sizes))
    within = np.arange(len(each)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    place, ahead = np.repeat(np.asarray([at for _, at in runs], np.int64), sizes) + within, size - within
    for more in range(min(max((r.longest for r, _ in runs), default=0), len(each))):
        mixed[: len(each) - more] = ((mixed[: len(each) - more] * _PRIME) ^ each[more:]) & _MASK
        here = (ahead > more) & (longest > more)
        slots[place[here]] = (mixed[here] ^ (mixed[here] >> np.uint64(15))) & np.uint64(SLOTS - 1)
        place += size - more


@lru_cache(maxsize=1 << 13)
def _hash(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=1 << 13)
def _slot(text: str) -> int:
    return crc32(text.encode()) & (SLOTS - 1)


def words_of(text: str) -> list[str]:
    """Words of a text in small letters: stems in English, characters in Chinese, symbols as they are."""
    return [w if len(w) < 5 else _stem(w) for w in _WORD.findall(text.lower())] if text else []


@lru_cache(maxsize=1 << 13)
def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) or word


@lru_cache(maxsize=1 << 10)
def _words_above(text: str) -> tuple[str, ...]:
    """Words of a title, a lead-in or a column's title: asked for every unit below it."""
    return tuple(words_of(plain(text)))


def rows(field: str, words: Iterable[str], longest: int) -> Runs:
    """All runs of one to ``longest`` words."""
    told = tuple(words)
    sizes = min(longest, len(told))
    return Runs(field, told, longest, len(told) * sizes - sizes * (sizes - 1) // 2)


def facts(names: Iterable[str]) -> Facts:
    """Features as they are spelt."""
    return Facts(tuple(names))


def words_in(reading: Reading) -> list[str]:
    """The unit's words with symbols for its names and numbers."""
    return words_of(abstracted(reading))


def of_reading(reading: Reading, words: list[str], votes: dict[str, float]) -> Parts:
    """What decides on promise, kind, modality and verifiability; ``words`` are those in the reading."""
    unit = reading.unit
    longest = 2 if unit.language is Language.EN else 4
    return (
        (1.0, rows("t", words, longest)),
        (0.5, rows("h", _words_above(" ".join(unit.headings[-1:])), 2)),
        (0.3, rows("h2", _words_above(" ".join(unit.headings[:-1])), 2)),
        (0.3, rows("l", _words_above(unit.lead), 2)),
        (0.3, rows("x", _words_above(" ".join(unit.header)), 2)),
        (0.5, facts(_form(reading))),
        (0.7, facts(f"v:{k}:{min(3, round(s))}" for k, s in votes.items() if s >= 0.5)),
        (0.3, facts(f"o:{w}" for w in words[:3])),
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
