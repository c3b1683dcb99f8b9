"""A contract that crosses a border must choose its law: the account is foreign, the text says so, or it ties two countries
to its parties and their performance. A contract in Chinese alone is at home in China.
"""

from __future__ import annotations

from collections.abc import Iterator

from review.model.deal import Missing
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.checks.required import there
from review.rules.conditions import text
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, MapOf, Param, PatternLists, Text

_ACCOUNT = "/account/type"
_HOME = "CN"
#: Characters on either side of a country's name in which the words stand that tie it.
_REACH = {"zh": (12, 8), "en": (70, 50)}
#: The same for words so close that the country is theirs, whatever else stands near.
_CLOSE = {"zh": (4, 4), "en": (16, 12)}

PARAMS = {
    "foreign": Param(ListOf(Text(), 1), REQUIRED, "types of account that are abroad"),
    "present": Param(PatternLists(), REQUIRED, "words that choose a law"),
    "void": Param(PatternLists(), None, "words in their sentence that make it no choice"),
    "countries": Param(MapOf(PatternLists()), REQUIRED, "names of countries and of their towns, by code"),
    "tie": Param(PatternLists(), REQUIRED, "words right beside a name that tie the country to a party or to what it does"),
    "unless": Param(PatternLists(), None, "words right beside a name that speak of something else, as of where goods are made"),
    "own": Param(PatternLists(), None, "words so close to a name that the country is theirs, whatever else stands near"),
    "crossing": Param(PatternLists(), None, "words by which the contract crosses a border without a country's name"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    if there(scene, params, None):
        yield passed()
        return
    account = scene.deal(_ACCOUNT)
    tied = _tied(scene, params)
    if not isinstance(account, Missing) and text(account) in params["foreign"]:
        yield failed(None)
    elif len(tied) > 1:
        yield failed(None, *(s for s in tied.values() if len(s)))
    elif params["crossing"] is not None and (places := scene.find(params["crossing"])):
        yield failed(None, places[0])
    elif isinstance(account, Missing):
        yield unknown(_ACCOUNT)


def _tied(scene: Scene, params: Params) -> dict[str, Span]:
    """Country -> the first place that ties it; the sentence of each."""
    found = {_HOME: Span(0, 0)} if scene.languages == {"zh"} else {}
    for code, names in params["countries"].items():
        place = next((s for s in scene.find(names) if _is_tied(scene, params, s)), None)
        if place is not None:
            found[code] = scene.sentence(place.start)
    return found


def _is_tied(scene: Scene, params: Params, place: Span) -> bool:
    language = "en" if scene.finder.folded[place.start : place.end].isascii() else "zh"
    sentence = scene.sentence(place.start)
    near, close = (_around(place, sentence, reach[language]) for reach in (_REACH, _CLOSE))
    if params["own"] is not None and scene.has(params["own"], close):
        return True
    return any(s.overlaps(near) for s in scene.find(params["tie"], sentence)) and not scene.has(params["unless"], near)


def _around(place: Span, sentence: Span, reach: tuple[int, int]) -> Span:
    before, after = reach
    return Span(max(sentence.start, place.start - before), max(place.end, min(sentence.end, place.end + after)))


CHECK = Check("border", PARAMS, run, reads=(_ACCOUNT,))
