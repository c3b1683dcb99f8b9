"""The court that is agreed must have to do with the dispute: it is told by a place of the contract, or lies in one.

A place counts when the contract names it outside the words on courts: in an address, a name, a place of delivery, a site. A court
that no town is named for is strange only where ``remote`` says so: that of the customer's lawyers, any court, one chosen later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "when": Param(PatternLists(), REQUIRED, "words that agree on a court, its name among them"),
    "unless": Param(PatternLists(), None, "words in their sentence that make it no agreement on a court"),
    "present": Param(PatternLists(), REQUIRED, "words in the part of the sentence that tie the court without naming a place"),
    "remote": Param(
        PatternLists(), None, "words of a court that has nothing to do with the contract, or that one side will choose"
    ),
}
_KINDS = re.compile(r"(?:经济技术|高新技术|高新|经济)?开发区|特别行政区|(?:合作|示范|保税|新)区|自治[区州县]|[省市区县旗盟]")
_COURT = re.compile(
    r"(?:第[一二三四五六]|中级|高级|最高|基层|互联网|海事|金融|知识产权|铁路运输)*(?:人民)?法院$|(?:提起诉讼|起诉|诉讼|打官司|应诉|涉诉)$"
)
#: A name that no kind of place follows begins behind one of these words; one that ends in such a sign is none.
_BARE = re.compile(r"(?:^|[由向至在为交归到去往赴定择诉属:])([一-龥]{2,4})$")
_NO_NAME = re.compile(r"[地的权级方何一该个院由向至交诉关定择选认准便近国]$|^(?:所在|当地|同一|任[一何意]|本|该|各)")
#: What stands before a court's name.
_LEAD = re.compile(r"^.*(?:[由向交至到在于为请以即的和或及起诉]|提起|约定|选择|选定|指定|任何一方)(?=[一-龥]{2})")
#: What may stand between a town's name and the word of its court.
_LINK = re.compile(
    r"(?:[\s,.:'()]|\b(?:of|the|in|at|for|before|located|sitting|situated|seated|city|district|province|viz|namely)\b"
    r"|\b[A-Z][\w']*)*"
)
_COURT_WORD = re.compile(r"\bcourts?\b|\btribunals?\b", re.IGNORECASE)
#: Right behind the first word of a sentence it makes that a name, too: Guilin courts.
_OF_COURT = re.compile(r" courts?\b")
_CAPITAL = re.compile(r"(?<![A-Za-z'])[A-Z][a-z]{2,}(?:'[a-z]+)?")
#: Capitalised words of courts, contracts and sentences that name no town.
_COMMON = re.compile(
    r"(?:"
    r"the|any|all|each|either|both|such|suits|lawsuits|disputes|proceedings|litigation|jurisdiction|venue"
    r"|court|courts|tribunal|people|peoples|district|intermediate|higher|high|municipal|primary|basic"
    r"|internet|maritime|financial|intellectual|property|international|commercial|supreme|superior|appeal"
    r"|city|county|province|federal|state|states|chosen|competent|parties|party|agreement|contract|works"
    r"|project|site|china|chinese|prc|republic|law|laws|article|section|clause|if|should|claims|actions"
    r"|plaintiff|defendant|purchase|order|schedule|annex|technology|construction|supplier|buyer|customer"
    r"|company|owner|claimant|respondent|home|local|client|contractor|vendor|seller|employer|legal|adviser"
    r"|civil|ordinary|foreign|these|those|domestic|national|arbitral|appellate|mainland|neither|no|only|other"
    r"|your|our|their|its|public|criminal|administrative|law|small|general|regional|where|in|by|before|for"
    r")(?:'s)?"
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    remote = _agreed(scene, params, scene.find(params["remote"]) if params["remote"] else ())
    places = [s for s in _agreed(scene, params, scene.find(params["when"])) if not any(s.overlaps(r) for r in remote)]
    rest = _without(scene.finder.folded, [_core(scene, s) for s in places])
    named = [(s, names) for s in places if (names := _names(scene, s))]
    strange = [s for s, names in named if not _tied(scene, params, s) and not any(_written(name, rest) for name in names)]
    by_sentence = {scene.region(s, "sentence"): s for s in reversed((*remote, *strange))}
    for sentence, span in reversed(by_sentence.items()):
        yield failed(None, sentence or span, fields={"court": _shown(scene, span)})
    if not by_sentence and places:
        yield passed(None, places[0])


def _agreed(scene: Scene, params: Params, spans: tuple[Span, ...]) -> list[Span]:
    return [s for s in spans if not scene.near(params["unless"], s, "sentence")] if params["unless"] else list(spans)


def _tied(scene: Scene, params: Params, span: Span) -> bool:
    return scene.has(params["present"], scene.region(span, "part"))


def _without(folded: str, spans: list[Span]) -> str:
    """The text but for the places themselves."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(folded)]
    return "\n".join(folded[end:start] for end, start in zip(ends, starts, strict=True))


def _core(scene: Scene, span: Span) -> Span:
    """In English the words from the first to the last name of the court's town; other words of the place tell of other things."""
    words = scene.text[span.start : span.end]
    named = [] if re.search("[一-龥]", words) else _english(scene, span)
    return Span(span.start + named[0].start(), span.start + named[-1].end()) if named else span


def _written(name: str, rest: str) -> bool:
    """Whether the name stands there; that of an English court's country also as the name of its law (English, Scots, German)."""
    return (
        name in rest
        if ord(name[0]) > 127
        else re.search(rf"\b(?:{re.escape(name)}|{re.escape(name[:4])}\w* law)\b", rest) is not None
    )


def _names(scene: Scene, span: Span) -> list[str]:
    """Names of towns inside the words, folded; of a Chinese one its last two characters, whatever stands before them."""
    words = scene.text[span.start : span.end]
    return _chinese(words) if re.search("[一-龥]", words) else [m[0].lower() for m in _english(scene, span)]


def _chinese(words: str) -> list[str]:
    """Of each part that a kind of place ends, and of a bare name before the court, the last two characters."""
    *parts, last = _KINDS.split(_COURT.sub("", words).rstrip("的之"))
    bare = _BARE.search(last)
    towns = [part[-2:] for part in parts if len(part) >= 2 and not _NO_NAME.search(part[-4:])]
    return [*towns, *([bare[1][-2:]] if bare and not _NO_NAME.search(bare[1]) else [])]


def _english(scene: Scene, span: Span) -> list[re.Match[str]]:
    first = scene.sentence(span.start).start
    roles = {word.lower() for side in scene.sides for word in side.split()}
    words = scene.text[span.start : span.end]
    found = [m for m in _CAPITAL.finditer(words) if span.start + m.start() != first or _OF_COURT.match(words, m.end())]
    named = [m for m in found if not _COMMON.fullmatch(m[0].lower()) and m[0].lower().removesuffix("'s") not in roles]
    return [m for m in named if _beside(words, m)] if _COURT_WORD.search(words) else named


def _beside(words: str, name: re.Match[str]) -> bool:
    """Whether the name belongs to a court: nothing but such words stands between them."""
    courts = ((min(c.end(), name.end()), max(c.start(), name.start())) for c in _COURT_WORD.finditer(words))
    return any(_LINK.fullmatch(words, start, end) for start, end in courts)


def _shown(scene: Scene, span: Span) -> str:
    """The court as the message names it."""
    words = scene.document.quote(span)
    if re.search("[一-龥]", words):
        return _LEAD.sub("", words)
    return " ".join(dict.fromkeys(m[0] for m in _english(scene, span))) or words


CHECK = Check("court", PARAMS, run, fields=("court",))
