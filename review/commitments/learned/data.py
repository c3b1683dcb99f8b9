"""Labelled contracts as training samples. Read only by training and by the benchmark."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.commitments.parties import find_parties
from review.commitments.pieces import candidates, part, worth_asking
from review.commitments.promise import is_outside, may_promise
from review.commitments.punctuation import punctuated
from review.commitments.reading import Reading
from review.commitments.understand import read_units
from review.commitments.units import units
from review.intake import read
from review.model.document import Document

Place = tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """A piece of a contract and the labelled commitments it holds (none: it promises nothing)."""

    reading: Reading
    labels: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Labelled:
    """One labelled contract: its pieces, cut where the annotators cut."""

    name: str
    document: Document
    samples: tuple[Sample, ...]


def load(folder: Path) -> tuple[Labelled, ...]:
    """Every labelled contract of a folder, in the order of their names."""
    return tuple(_stored(folder, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.gold.json")))


def _stored(folder: Path, gold: dict[str, Any]) -> Labelled:
    return labelled(gold, (folder / gold["document"]).read_bytes())


def labelled(gold: dict[str, Any], content: bytes) -> Labelled:
    """The pieces of a contract's bytes with the labels of its gold record."""
    document = punctuated(read(gold["document"], content))
    low, high, places = _places(document.text, gold)
    labels = [(place, label) for place, label in zip(places, gold["commitments"], strict=True) if place]
    parties = find_parties(document)
    inside = [u for u in units(document) if u.span.start < high and u.span.end > low and may_promise(u)]
    pieces: list[Reading] = []
    for reading in read_units(document, parties, inside):
        pieces += () if is_outside(reading) else _cut(reading, document.text, [p for p, _ in labels])
    samples = tuple(Sample(r, tuple(c for p, c in labels if _holds((r.unit.span.start, r.unit.span.end), p))) for r in pieces)
    return Labelled(gold["document"], document, samples)


def _cut(reading: Reading, text: str, places: Sequence[Place]) -> list[Reading]:
    """The pieces the annotators saw in a unit: cut where one label ends and another begins."""
    base, start, last = reading.unit.span.start, 0, len(reading.unit.text)
    here = [p for p in places if _overlap(p, (base, base + last)) > 0]
    pieces = []
    for cut in candidates(reading) if here else ():
        left, right = part(reading, start, cut.left), part(reading, cut.right, last)
        ends = any(_meets(text, p[1], base + cut.left) for p in here)
        if worth_asking(left, right) and ends and any(_meets(text, p[0], base + cut.right) for p in here):
            pieces.append(left)
            start = cut.right
    return [*pieces, part(reading, start, last) if start else reading]


def _overlap(a: Place, b: Place) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _holds(piece: Place, label: Place) -> bool:
    shared = _overlap(piece, label)
    return 2 * shared >= label[1] - label[0] or 2 * shared >= piece[1] - piece[0]


def _meets(text: str, a: int, b: int) -> bool:
    between = text[min(a, b) : max(a, b)]
    return len(between) < 14 and re.fullmatch(r"[\s，,☑]*(?:and|but)?[\s，,☑]*", between) is not None


def _places(text: str, gold: dict[str, Any]) -> tuple[int, int, list[Place | None]]:
    """Range and places of the quotes, white space and width aside, found in order."""
    squashed, origin = _squashed(text)
    low = max(squashed.find(_squash(gold["range"]["from"])), 0)
    last = _squash(gold["range"]["to"])
    end = squashed.find(last, low)
    high = end + len(last) if end >= 0 else len(squashed)
    places: list[Place | None] = []
    after = low
    for label in gold["commitments"]:
        quote = _squash(label["quote"])
        at = squashed.find(quote, after, high)
        at = at if at >= 0 else squashed.find(quote, low, high)
        if at >= 0:
            after = at
        places.append((origin[at], origin[at + len(quote) - 1] + 1) if at >= 0 else None)
    return origin[low], origin[high - 1] + 1, places


def _squash(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _squashed(text: str) -> tuple[str, list[int]]:
    out, origin = [], []
    for i, character in enumerate(text):
        for c in unicodedata.normalize("NFKC", character):
            if not c.isspace():
                out.append(c)
                origin.append(i)
    return "".join(out), origin
