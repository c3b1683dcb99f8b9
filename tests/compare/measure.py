"""How well decisions survive known edits of real contracts: the figures, and where they come from."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from review.commitments import understand
from review.compare import compare
from review.intake import parse
from review.model.commitment import Commitment, Party
from review.model.language import Language
from review.model.review import Review
from tests.compare.edits import EDITS, Edited, change_number

#: What a line may say anew without a word of its own changing, because the words that it depends on did.
DEPENDS = ("party", "definition", "reference", "linked", "context")


@dataclass
class Figures:
    """``kept`` of ``unchanged`` commitments kept their decision; ``reopened`` of ``changed`` values reopened.

    ``dependents`` reopened because words that they depend on changed; they count neither way.
    """

    unchanged: int = 0
    kept: int = 0
    changed: int = 0
    reopened: int = 0
    dependents: int = 0
    by_edit: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    @property
    def share_kept(self) -> float:
        return self.kept / self.unchanged if self.unchanged else 1.0

    @property
    def share_reopened(self) -> float:
        return self.reopened / self.changed if self.changed else 1.0


def contract(path: Path) -> list[str]:
    """The paragraphs of a contract, automatic numbers written out, as they are read once they stand in a plain text."""
    document = parse(path.name, path.read_bytes())
    lines = [f"{b.number} {document.quote(b.span)}".strip().replace("\n", " ") for b in document.blocks]
    return reviewed(_text(lines)).document.text.split("\n")


def _text(lines: Sequence[str]) -> str:
    """Paragraphs with empty lines between them, so that none is read together with its neighbour."""
    return "\n\n".join(lines)


def reviewed(text: str) -> Review:
    document = parse("draft.txt", text.encode())
    return Review(document, None, Party.SELLER, understand(document, None), (), "", "", "", None, Language.EN)


def measure(paths: list[Path], seed: int = 7, rounds: int = 1) -> Figures:
    """Every edit of every contract, ``rounds`` times, and as many changed values."""
    figures, chance = Figures(), random.Random(seed)
    for path in paths:
        old = reviewed(_text(contract(path)))
        lines = tuple(old.document.text.split("\n"))
        places = [_line(old, c) for c in old.commitments]
        if not places:
            continue
        for edit in EDITS * rounds:
            _one(figures, path.name, old, edit(lines, chance, places))
        valued = [c for c in old.commitments if any(re.search(r"\d", old.document.quote(v.span)) for v in c.values)]
        for commitment in chance.sample(valued, min(5 * rounds, len(valued))):
            _value(figures, path.name, old, commitment)
    return figures


def _line(review: Review, commitment: Commitment) -> int:
    return review.document.text.count("\n", 0, commitment.span.start)


def _one(figures: Figures, name: str, old: Review, edited: Edited) -> None:
    new = reviewed(_text(edited.lines))
    pairs = {p.old: p for p in compare(old, new).commitments if p.old}
    for commitment in old.commitments:
        lines = range(_line(old, commitment), old.document.text.count("\n", 0, commitment.span.end) + 1)
        if edited.touched & set(lines):
            continue
        why = pairs[commitment.id].reopened if pairs[commitment.id].new else ("gone",)
        if why and edited.name != "renumber" and all(w.split(":")[0] in DEPENDS for w in why):
            figures.dependents += 1
            continue
        figures.unchanged += 1
        figures.kept += not why
        if why:
            figures.by_edit[edited.name] += 1
            figures.lost.append(f"{name} {edited.name} {why} {commitment.quote[:60]!r}")


def _value(figures: Figures, name: str, old: Review, commitment: Commitment) -> None:
    span = next(v.span for v in commitment.values if re.search(r"\d", old.document.quote(v.span)))
    new = reviewed(_text(change_number(old.document.text, span.start, span.end).split("\n")))
    stays = {p.old for p in compare(old, new).commitments if p.stays}
    figures.changed += 1
    figures.reopened += commitment.id not in stays
    if commitment.id in stays:
        figures.lost.append(f"{name} value {old.document.quote(span)!r} {commitment.quote[:80]!r}")
