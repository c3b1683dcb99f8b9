"""What kind of promise a reading is, by the word tables."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from review.commitments.lexicon import Hit, Lexicon, Wording
from review.commitments.tables import table

KINDS = tuple(f"K{n:02d}" for n in range(30))
#: What a wording weighs by its rank in the table.
WEIGHT = {"sure": 1.0, "words": 0.3, "headings": 0.8}


@cache
def lexicon(language: str) -> Lexicon:
    """Wordings of all kinds in a language, ``sure`` and ``words``."""
    kinds = table("kinds")
    return Lexicon(
        (Wording(f"{k}:{rank}", str(w)) for k in KINDS for rank in ("sure", "words") for w in kinds[k][language][rank]), language
    )


@cache
def titles(language: str) -> Lexicon:
    """Clause titles of all kinds in a language."""
    kinds = table("kinds")
    return Lexicon((Wording(f"{k}:headings", str(w)) for k in KINDS for w in kinds[k][language]["headings"]), language)


def votes(hits: tuple[Hit, ...], headings: tuple[Hit, ...]) -> dict[str, float]:
    """What the tables say for each kind: the weights of its distinct wordings, the second and later ones halved."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for hit in (*hits, *headings):
        kind, rank = hit.label.split(":")
        found[kind][f"{rank}:{hit.words}"] = WEIGHT[rank]
    out = {}
    for kind, weights in found.items():
        ordered = sorted(weights.values(), reverse=True)
        out[kind] = ordered[0] + sum(ordered[1:]) / 2
    return out
