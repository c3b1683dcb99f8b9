"""What kind of promise a reading is, by the word tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

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


@lru_cache(maxsize=1 << 10)
def titled(language: str, title: str) -> tuple[Hit, ...]:
    """What a clause's title says of kinds: asked for every unit below it."""
    return tuple(titles(language).hits(title))


@lru_cache(maxsize=1 << 10)
def columned(language: str, title: str) -> tuple[Hit, ...]:
    """What the title of a column says of kinds: asked for every row below it."""
    return tuple(replace(h, label=h.label[:4] + "columns") for h in titled(language, title))


def votes(hits: Iterable[Hit], asides: Sequence[tuple[int, int]] = (), titled: Iterable[Hit] = ()) -> dict[str, float]:
    """What the tables say for each kind: the weights of its distinct wordings, the second and later ones halved.

    Words count once, for the heaviest wording that holds them, and not at all inside a wording that decides for another kind
    (``liability insurance`` says nothing of liability). ``asides`` are stretches that only say when or if; ``titled`` are
    wordings of titles, whose offsets mean nothing here.
    """
    found: dict[str, list[tuple[float, Hit]]] = defaultdict(list)
    hits = tuple(hits)
    deciding = [h for h in hits if h.label.endswith(RANKS[0])]
    for hit in hits:
        kind, weight = hit.label[:3], WEIGHT[hit.label[4:]]
        if deciding and any(_holds(d, hit) for d in deciding if d.label[:3] != kind):
            continue
        aside = bool(asides) and any(a <= hit.start and hit.end <= b for a, b in asides)
        found[kind].append((weight * ASIDE if aside else weight, hit))
    weights = {kind: _apart(weighed) for kind, weighed in found.items()}
    for hit in titled:
        said = weights.setdefault(hit.label[:3], {})
        said[hit.words] = max(WEIGHT[hit.label[4:]], said.get(hit.words, 0.0))
    return {kind: _joint(said.values()) for kind, said in weights.items()}


def _holds(outer: Hit, inner: Hit) -> bool:
    """Whether a hit lies within a longer one."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _apart(weighed: list[tuple[float, Hit]]) -> dict[str, float]:
    """The weights of the wordings that share no words with a heavier or longer one."""
    if len(weighed) == 1:
        return {hit.words: weight for weight, hit in weighed}
    out: dict[str, float] = {}
    taken: list[Hit] = []
    for weight, hit in sorted(weighed, key=lambda w: (-w[0], w[1].start - w[1].end, w[1].start)):
        if not any(t.start < hit.end and hit.start < t.end for t in taken):
            taken.append(hit)
            out[hit.words] = max(weight, out.get(hit.words, 0.0))
    return out


def _joint(weights: Collection[float]) -> float:
    if len(weights) == 1:
        return next(iter(weights))
    first, *rest = sorted(weights, reverse=True)
    return first + sum(rest) / 2
