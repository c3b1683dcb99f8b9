"""A law or a body that a contract names once, named twice: the laws of England, the laws of Singapore."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from review.model.finding import Compared
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, Param, PatternLists
from review.rules.text import fold

PARAMS = {
    "title": Param(Bilingual(), REQUIRED),
    "pattern": Param(PatternLists(), REQUIRED, "the words that name it, with its name as their end or before their last word"),
    "unless": Param(PatternLists(), REQUIRED, "words in its sentence that let there be several, or make it another's"),
}
#: What stands around a name in the words that hold it.
_AROUND = re.compile(
    r"^.*?(?:适用|应受|受|依照?|依据|按照?|根据|提交给?|提请|递交|申请|交由|向|由)|[之的]?(?:现行)?(?:有效)?法律?$"
    r"|^.*\blaws? (?:in force in|of)|^.*\bby"
    r"|\b(?:the|state|republic|kingdom|people'?s|commonwealth|province|region|special|administrative)\b"
    r"|\b(?:and|without|excluding|as|for|in|with|shall|will|which)\b.*$|[^\w\s]"
)
_ALIAS = (("中华人民共和国", "中国"), ("prc", "china"), ("england and wales", "england"), ("hong kong sar", "hong kong"))


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    told: dict[str, Span] = {}
    for place in scene.find(params["pattern"]):
        if not _aside(scene, params, place):
            told.setdefault(_name(scene, place), place)
    told.pop("", None)
    pair = next((pair for pair in combinations(told, 2) if _differ(*pair)), None)
    if pair is not None:
        one, other = (told[name] for name in pair)
        first, second = scene.document.quote(one), scene.document.quote(other)
        fields = {"attribute": params["title"], "first": first, "second": second}
        yield failed(None, other, one, compared=(Compared(params["title"], first, second),), fields=fields)
    elif told:
        yield passed()


def _aside(scene: Scene, params: Params, place: Span) -> bool:
    return scene.has(params["unless"], scene.sentence(place.start))


def _name(scene: Scene, place: Span) -> str:
    said = fold(scene.document.quote(place))
    for long, short in _ALIAS:
        said = said.replace(long, short)
    return " ".join(_AROUND.sub(" ", said).split())


def _differ(one: str, other: str) -> bool:
    return one.isascii() == other.isascii() and one not in other and other not in one


CHECK = Check("named", PARAMS, run, fields=("attribute", "first", "second"))
