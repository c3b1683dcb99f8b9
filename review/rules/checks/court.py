"""The court that is agreed must have to do with the dispute: it is told by a place of the contract, or lies in one.

A place counts when the contract names it outside the clause on jurisdiction: in an address, a place of delivery, a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "when": Param(PatternLists(), REQUIRED, "words that agree on a court"),
    "unless": Param(PatternLists(), None, "words in their sentence that make it no agreement on a court"),
    "present": Param(PatternLists(), REQUIRED, "words in the sentence that tie the court to the contract without naming a place"),
}
_CHINESE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,24}?)(?:人民|互联网|金融|海事|知识产权)?法院")
#: What stands before the court's name, and the words of its level.
_LEAD = re.compile(r"^.*(?:[由向交至到在于为请是以即的和或及及起诉诉]|提起|约定|选择|指定|任何一方)(?=[\u4e00-\u9fff]{2})")
_LEVEL = re.compile(r"(?:基层|高级|中级|最高|第[一二三四五六]|知识产权|互联网|金融|海事)+$")
_PARTS = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8}?)(?P<rank>特别行政区|自治区|自治州|新区|合作区|开发区|省|市|州|区|县|旗|$)")
_ENGLISH = re.compile(
    r"(?P<before>(?:[A-Z][\w'’-]*,? )*)\b[Cc]ourts?\b"
    r"(?:(?: of law)?(?: sitting| located| situated)? (?:of|in|at|for) (?:the )?"
    r"(?P<of>[A-Z][\w'’-]*(?:,? (?:of )?[A-Z][\w'’-]*)*))?"
)
_NO_PLACE = re.compile(
    r"People(?:['’]?s)?|Courts?|District|Intermediate|Higher|High|Primary|Basic|Supreme|City|Province|County|Municipal(?:ity)?"
    r"|Federal|Republic|State|The|Any|All|of|China|PRC|Internet|Financial|Maritime"
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    sentences = dict.fromkeys(scene.sentence(p.start) for p in scene.find(params["when"]))
    for sentence in sentences:
        if scene.has(params["unless"], sentence):
            continue
        places = tuple(dict.fromkeys(_places(scene.document.quote(sentence))))
        if scene.has(params["present"], sentence) or not places or any(_elsewhere(scene, place, sentence) for place in places):
            yield passed(None, sentence)
        else:
            yield failed(None, sentence, fields={"court": " ".join(places) if places[0].isascii() else "".join(places)})


def _places(sentence: str) -> Iterator[str]:
    """Names of places in the names of courts: 三亚 and 城郊 of 海南省三亚市城郊人民法院. A province counts where no city is."""
    for match in _CHINESE.finditer(sentence):
        name = _LEVEL.sub("", _LEAD.sub("", match["name"]))
        parts = [(m["place"], m["rank"]) for m in _PARTS.finditer(name)]
        lower = [place for place, rank in parts if rank not in ("省", "自治区")]
        yield from lower or [place for place, _ in parts]
    for match in _ENGLISH.finditer(sentence):
        words = re.findall(r"[\w'’-]+", f"{match['before']} {match['of'] or ''}")
        yield from (word for word in words if not _NO_PLACE.fullmatch(word))


def _elsewhere(scene: Scene, place: str, sentence: Span) -> bool:
    """Whether the contract names the place outside the sentence."""
    return place in scene.text[: sentence.start] or place in scene.text[sentence.end :]


CHECK = Check("court", PARAMS, run, fields=("court",))
