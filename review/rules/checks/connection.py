"""A place that is named must be one that the contract names elsewhere, too: a court in a town where nobody is and nothing happens.

``pattern`` finds the words with the place in them (海口市龙华区人民法院, "the Longhua District Court of Haikou"). Where they name no
town (被告住所地人民法院) there is nothing to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "pattern": Param(PatternLists(), REQUIRED, "words that hold the place's name"),
    "unless": Param(PatternLists(), None, "words in its sentence that make it something else"),
}
_KINDS = re.compile(r"(?:经济技术|高新技术|高新|经济)?开发区|(?:合作|示范|保税|新)区|自治[区州县]|[省市区县州旗盟]")
_COURT = re.compile(r"(?:第[一二三四五六]|中级|高级|基层|互联网|海事|金融|知识产权|铁路运输)*(?:人民)?法院$")
#: A name that no kind of place follows begins behind one of these words; one that ends in such a sign is none.
_BARE = re.compile(r"(?:^|[由向至在为交归到定择诉:])([一-龥]{2,4})$")
_NO_NAME = re.compile(r"[地的权级方何一该个院由向至交诉关定国]$|^(?:所在|当地|同一|任[一何意]|本|该|各)")
_CAPITAL = re.compile(r"(?<![A-Za-z'])[A-Z][a-z]{2,}(?:'[a-z]+)?")
#: Capitalised words of courts, contracts and sentences that name no town.
_COMMON = frozenset(
    "the any all each either both such suits lawsuits disputes proceedings litigation jurisdiction venue court courts tribunal people "
    "people's peoples district intermediate higher high municipal primary basic internet maritime financial intellectual property "
    "international commercial supreme superior appeal city county province federal state states chosen competent parties party "
    "agreement contract works project site china chinese prc republic law laws article section clause if should claims actions "
    "court's plaintiff defendant purchase order schedule annex".split()
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    places = [s for s in scene.find(params["pattern"]) if not scene.near(params["unless"], s, "sentence")]
    rest = _without(scene.finder.folded, places)
    named = [(s, names) for s in places if (names := _names(scene, s))]
    strange = [s for s, names in named if not any(_written(name, rest) for name in names)]
    for sentence in dict.fromkeys(scene.region(s, "sentence") or s for s in strange):
        yield failed(None, sentence, replaces=next(s for s in strange if sentence.overlaps(s)))
    if named and not strange:
        yield passed()


def _without(folded: str, spans: list[Span]) -> str:
    """The text but for the places themselves."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(folded)]
    return "\n".join(folded[end:start] for end, start in zip(ends, starts, strict=True))


def _written(name: str, rest: str) -> bool:
    return name in rest if ord(name[0]) > 127 else re.search(rf"\b{re.escape(name)}\b", rest) is not None


def _names(scene: Scene, span: Span) -> list[str]:
    """Names of towns inside the words, folded; of a Chinese one its last two characters, whatever stands before them."""
    words = scene.text[span.start : span.end]
    return _chinese(words) if re.search("[一-龥]", words) else _english(scene, span, words)


def _chinese(words: str) -> list[str]:
    """Of each part that a kind of place ends, and of a bare name before the court, the last two characters."""
    *parts, last = _KINDS.split(_COURT.sub("", words))
    bare = _BARE.search(last)
    found = [*parts, *([bare[1]] if bare else [])]
    return [part[-2:] for part in found if len(part) >= 2 and not _NO_NAME.search(part[-4:] if part in parts else part)]


def _english(scene: Scene, span: Span, words: str) -> list[str]:
    first = scene.sentence(span.start).start
    roles = {word for side in scene.sides for word in side.split()}
    found = [m for m in _CAPITAL.finditer(words) if span.start + m.start() != first]
    return [w for m in found if (w := m[0].lower()) not in _COMMON and w.removesuffix("'s") not in roles]


CHECK = Check("connection", PARAMS, run)
