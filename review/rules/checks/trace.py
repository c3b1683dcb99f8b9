"""Whether what was asked, assumed or deviated from can be found in the contract, and where the contract's duties come from.

``requirements``: a mandatory requirement needs a solution item and a clause. ``origins``: a duty of ours needs a requirement,
quote line, promise or solution item it answers to. ``assumptions``: what must be in the contract is. ``deviations``: a negative
deviation of the bid is carried over. Texts are held to be found when enough of their words stand together in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from review.model.commitment import Commitment
from review.model.deal import Missing
from review.model.document import ClauseKind
from review.model.finding import Compared
from review.model.span import Span
from review.rules import parties
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Number, OneOf, Param, PatternLists
from review.rules.text import fold

_WORD = re.compile(r"[a-z0-9]+(?:[.%-][a-z0-9]+)*|[\u4e00-\u9fff]+")
_PIECES = re.compile(r"[,，;；。、]")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "in",
        "for",
        "be",
        "is",
        "are",
        "by",
        "with",
        "on",
        "at",
        "as",
        "that",
        "this",
        "shall",
        "will",
        "must",
        "any",
        "all",
        "from",
        "it",
        "its",
    ]
)
_LABEL = {"zh": "商机记录", "en": "deal record"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    yield from _MODES[params["mode"]](scene, float(params["share"]) / 100, params)


def tokens(text: str) -> frozenset[str]:
    """Words of a text: English words without the commonest, Chinese as pairs of characters."""
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        if ord(word[0]) > 127:
            found |= {word[i : i + 2] for i in range(max(len(word) - 1, 1))}
        elif word not in _STOP:
            found.add(word)
    return frozenset(found)


def place(scene: Scene, text: str, share: float) -> Span | None:
    """Where the text stands: each of its parts in a sentence with at least ``share`` of its words; None when one does not."""
    spans = [_best(scene, tokens(piece), share) for piece in _PIECES.split(text) if tokens(piece)]
    return spans[0] if spans and all(spans) else None


def _best(scene: Scene, wanted: frozenset[str], share: float) -> Span | None:
    best = max(_sentences(scene), key=lambda s: (len(wanted & s[1]), -s[0].start), default=None)
    return best[0] if best and len(wanted & best[1]) >= share * len(wanted) else None


def _sentences(scene: Scene) -> list[tuple[Span, frozenset[str]]]:
    found: list[tuple[Span, frozenset[str]]] = scene.once("sentence-words", lambda: _read_sentences(scene))
    return found


def _read_sentences(scene: Scene) -> list[tuple[Span, frozenset[str]]]:
    spans = (*scene.finder.cuts.all, *(t.span for t in scene.document.tables))
    return [(s, tokens(scene.text[s.start : s.end])) for s in spans]


def _rows(scene: Scene, group: str) -> tuple[tuple[str, Mapping[str, Any]], ...] | Answer:
    rows = scene.rows(group)
    return unknown(rows.pointer) if isinstance(rows, Missing) else rows


def _fail(pointer: str, text: str, lacks: Mapping[str, str], *spans: Span) -> Answer:
    return failed(None, *spans, compared=(Compared(_LABEL, "", text, pointer),), fields={"text": text, "lacks": dict(lacks)})


#: A standard or another numbered document that a text names.
_CODE = re.compile(
    r"\b(?:gb(?:/t)?|iso(?:/iec)?|iec|en|din|bs|astm|api|asme|ieee|jis|yd(?:/t)?|dl(?:/t)?|ansi|ul)[ -]?\d{2,6}(?:[.-]\d{1,2})?"
)


def _codes_held(scene: Scene, text: str) -> bool:
    """Whether the contract names every standard that the text names, whatever its edition."""
    codes = {re.sub(r"[ -]", "", m[0]) for m in _CODE.finditer(fold(text))}
    return not codes or codes <= scene.once("codes", lambda: frozenset(_codes(scene.finder.folded)))


def _codes(folded: str) -> Iterator[str]:
    """The standards of a text, with and without their parts."""
    for match in _CODE.finditer(folded):
        whole = re.sub(r" ", "", match[0])
        yield from (re.sub(r"-", "", whole), re.split(r"(?<=\d)[.-]", whole)[0].replace("-", ""))


_CLAUSE = {"zh": "合同条款", "en": "clause"}
_ITEM = {"zh": "方案项", "en": "solution item"}


def _requirements(scene: Scene, share: float, params: Params) -> Iterator[Answer]:
    rows = _rows(scene, "requirements")
    if isinstance(rows, Answer):
        yield rows
        return
    answers = [a for pointer, row in rows if row.get("mandatory") for a in _requirement(scene, pointer, row, share)]
    yield from answers
    if rows and not answers:
        yield passed()


def _requirement(scene: Scene, pointer: str, row: Mapping[str, Any], share: float) -> Iterator[Answer]:
    solution = scene.rows("solution")
    text = str(row.get("text") or row["id"])
    if not _codes_held(scene, text) or (isinstance(solution, Missing) and place(scene, text, share) is None):
        yield _fail(pointer, text, _CLAUSE)
    elif isinstance(solution, Missing):
        yield unknown(solution.pointer)
    elif not any(row["id"] in (item.get("satisfies") or ()) for _, item in solution):
        yield _fail(pointer, text, _ITEM)
    elif place(scene, text, share) is None:
        yield _fail(pointer, text, _CLAUSE)


#: Where a duty may come from: groups of the deal record with the fields that name things.
_ORIGINS: dict[str, tuple[str, ...]] = {
    "requirements": ("text",), "promises": ("text",), "solution": ("feature", "sku", "metric"), "bom": ("name", "sku"),
    "delivery_plan": ("milestone",), "resources": ("role", "skill"), "assumptions": ("text",),
    "payment_plan": ("name", "evidence"),
}  # fmt: skip
#: Words that a duty shares at least with what it comes from: one common word alone says nothing.
_COMMON = 2
#: Kinds that ask for no origin, whatever their words: money, acceptance, papers, liability, law.
_NEVER_MADE = frozenset(f"K{n}" for n in (11, 14, *range(15, 25), 28))
#: Kinds of duties that come from what the customer asked for, and so need an origin.
_MADE = ("K02", "K04", "K05", "K06", "K09", "K10")


def _origins(scene: Scene, share: float, params: Params) -> Iterator[Answer]:
    sources = _origin_texts(scene)
    chosen = (c for c in scene.commitments if _made(scene, c, params))
    if sources is None:
        if any(True for _ in chosen):
            yield unknown("/requirements")
        return
    for c in chosen:
        mine = tokens(c.quote)
        found = any(len(mine & s) >= max(share * min(len(mine), len(s)), min(_COMMON, len(s))) for s in sources if s)
        yield passed(c) if found else failed(c, fields={"text": c.quote, "lacks": {"zh": "来源", "en": "origin"}})


def _made(scene: Scene, c: Commitment, params: Params) -> bool:
    """A duty to make or supply something: our side is named, and the sentence carries a value or a word of making."""
    sentence = scene.region(c.span, "sentence")
    if c.obligor is not scene.ours or c.modality != "obligation" or scene.has(params["unless"], sentence):
        return False
    if scene.kind_at(c.span.start) is ClauseKind.SIGNATURE or scene.ours not in parties.named(scene.finder, sentence or c.span):
        return False
    return (c.kind in _MADE and bool(c.values)) or (c.kind not in _NEVER_MADE and scene.has(params["made"], c.span))


def _origin_texts(scene: Scene) -> list[frozenset[str]] | None:
    """Words of everything that may have asked for a duty; None when no such list is recorded."""
    names = _ORIGINS
    held = [(group, rows) for group in names if not isinstance(rows := scene.rows(group), Missing)]
    if not any(group == "requirements" for group, _ in held):
        return None
    texts = [str(row[k]) for group, rows in held for _, row in rows for k in names[group] if row.get(k)]
    return [tokens(piece) for text in texts for piece in _PIECES.split(text)]


def _assumptions(scene: Scene, share: float, params: Params) -> Iterator[Answer]:
    rows = _rows(scene, "assumptions")
    if isinstance(rows, Answer):
        yield rows
        return
    wanted = [(p, r) for p, r in rows if r.get("must_be_in_contract")]
    for pointer, row in wanted:
        words = row.get("keywords")
        found = _all_words(scene, words) if words else place(scene, str(row["text"]), share) is not None
        yield passed() if found else _fail(pointer, str(row["text"]), _CLAUSE)
    if rows and not wanted:
        yield passed()


def _all_words(scene: Scene, words: tuple[str, ...]) -> bool:
    return any(all(fold(w) in scene.finder.folded[s.start : s.end] for w in words) for s, _ in _sentences(scene))


def _deviations(scene: Scene, share: float, params: Params) -> Iterator[Answer]:
    rows = _rows(scene, "deviations")
    if isinstance(rows, Answer):
        yield rows
        return
    negative = [(p, r) for p, r in rows if r.get("negative") and r.get("text")]
    for pointer, row in negative:
        found = place(scene, str(row["text"]), share)
        yield passed() if found else _fail(pointer, str(row["text"]), _CLAUSE)
    if rows and not negative:
        yield passed()


_MODES: dict[str, Callable[[Scene, float, Params], Iterator[Answer]]] = {
    "requirements": _requirements,
    "origins": _origins,
    "assumptions": _assumptions,
    "deviations": _deviations,
}
PARAMS = {
    "mode": Param(OneOf(tuple(_MODES)), REQUIRED, "what is traced"),
    "unless": Param(PatternLists(), None, "duties whose sentence matches need no origin"),
    "made": Param(PatternLists(), None, "words of making that need an origin even without a number"),
    "share": Param(Number(), REQUIRED, "percent of the words that must stand together"),
}
CHECK = Check(
    "trace", PARAMS, run, fields=("text", "lacks"), reads=("/requirements", "/solution", "/assumptions", "/deviations")
)  # fmt: skip
