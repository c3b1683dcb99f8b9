"""What kind of promise a reading is, by the word tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from review.commitments.lexicon import Hit, Lexicon, Wording
from review.commitments.tables import table

RANKS = ("decides", "sure", "words")
KINDS = tuple(f"K{n:02d}" for n in range(30))
#: What a wording weighs by its rank in the table.
WEIGHT = {"decides": 1.6, "sure": 1.0, "words": 0.3, "headings": 0.8, "columns": 0.6}
#: What is left of a wording's weight where the text only says when or if.
ASIDE = 0.4


@cache
def lexicon(language: str) -> Lexicon:
    """Wordings of all kinds in a language, ``sure`` and ``words``."""
    kinds = table("kinds")
    return Lexicon(
        (Wording(f"{k}:{rank}", str(w)) for k in KINDS for rank in RANKS for w in kinds[k][language].get(rank, ())), language
    )


@cache
def titles(language: str) -> Lexicon:
    """Clause titles of all kinds in a language."""
    kinds = table("kinds")
    return Lexicon((Wording(f"{k}:headings", str(w)) for k in KINDS for w in kinds[k][language]["headings"]), language)


def votes(hits: Iterable[Hit], asides: Sequence[tuple[int, int]] = (), titled: Iterable[Hit] = ()) -> dict[str, float]:
    """What the tables say for each kind: the weights of its distinct wordings, the second and later ones halved.

    ``asides`` are stretches that only say when or if; ``titled`` are wordings of titles, whose offsets mean nothing here.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for hit, aside in (*((h, asides) for h in hits), *((h, ()) for h in titled)):
        kind, rank = hit.label.split(":")
        weight = WEIGHT[rank] * (ASIDE if any(a <= hit.start < b for a, b in aside) else 1.0)
        found[kind][hit.words] = max(weight, found[kind].get(hit.words, 0.0))
    out = {}
    for kind, weights in found.items():
        ordered = sorted(weights.values(), reverse=True)
        out[kind] = ordered[0] + sum(ordered[1:]) / 2
    return out
