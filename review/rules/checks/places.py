"""Where or on which trade term the goods are delivered, said in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from review.model.finding import Compared
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, Param, PatternLists

PARAMS = {
    "title": Param(Bilingual(), REQUIRED),
    "words": Param(PatternLists(), REQUIRED, "words right before the place"),
    "unless": Param(PatternLists(), None, "words in its sentence that let there be several"),
}
#: A place as it follows its words, and one that is only told to be told.
_PLACE = re.compile(r"[\s:：“\"]*(?P<zh>[\u4e00-\u9fff\d]{2,16})|[\s:]*(?P<en>(?-i:[A-Z][\w'-]+(?:,? (?-i:[A-Z][\w'-]+)){0,3}))")
_OPEN = re.compile(
    r"指定|通知|约定|另行|上述|前述|下列|附件|现场|所在地|一致|变更|本合同|合同|双方|当事人|或|以|由|按|为准|buyer|site|place|designat|agreed"
    r"|the "
)
#: A trade term of the ICC with the place it names.
_TERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT")
_TERM = re.compile(
    rf"(?<![A-Za-z])(?P<term>{'|'.join(_TERMS)})[\s:]+"
    r"(?P<place>(?!(?:Value|Price|Incoterms|Terms?|Basis|Invoice|INCOTERMS)\b)[A-Z][A-Za-z'-]+|[\u4e00-\u9fff]{2,8})"
)
#: More terms than these are a list of prices to choose from.
_MOST = 2
Said = tuple[Span, str]


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    terms = {
        m["term"]: Span(*m.span())
        for m in reversed(list(scene.on_lines(_TERM, _TERMS, scene.text)))
        if not _several(scene, params, m.start())
    }
    pairs = list(combinations(sorted(terms.values()), 2)) if len(terms) == _MOST else []
    places = sorted(_places(scene, params))
    pairs += [(one[0], other[0]) for one, other in combinations(places, 2) if _differ(one[1], other[1])][:1]
    for one, other in pairs:
        first, second = scene.document.quote(one), scene.document.quote(other)
        fields = {"attribute": params["title"], "first": first, "second": second}
        yield failed(None, other, one, compared=(Compared(params["title"], first, second),), fields=fields)
    if not pairs and (terms or places):
        yield passed()


def _places(scene: Scene, params: Params) -> Iterator[Said]:
    for words in scene.find(params["words"]):
        m = _PLACE.match(scene.text, words.end)
        if m and not _OPEN.search(m[0].lower()) and not _several(scene, params, words.start):
            name = "zh" if m["zh"] else "en"
            yield Span(*m.span(name)), m[name].lower()


def _differ(one: str, other: str) -> bool:
    """Whether neither is a part of the other; a longer one may say more of the same place."""
    shared = set(one) & set(other) if not one.isascii() else set(one.split()) & set(other.split())
    return one not in other and other not in one and one.isascii() == other.isascii() and len(shared) < 2


def _several(scene: Scene, params: Params, offset: int) -> bool:
    return scene.has(params["unless"], scene.sentence(offset))


CHECK = Check("places", PARAMS, run, fields=("attribute", "first", "second"), words=_TERMS)
