"""Names of other bodies that show no legal form but take part: 凭青江化肥厂签收单, "invoices to Kingston Group"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.commitments.companies import FORM
from review.model.span import Span
from review.rules.beside import before, behind, gaps
from review.rules.check import Params
from review.rules.scene import Scene
from review.rules.shape import Param, PatternLists

PARAMS = {
    "bodies": Param(PatternLists(), None, "words that end the name of a body without a legal form: 集团, Hospital"),
    "through": Param(PatternLists(), None, "words right before such a name: by, to"),
    "deeds": Param(PatternLists(), None, "what is done with it, behind the name in Chinese and before it in English"),
    "does": Param(PatternLists(), None, "words right behind such a name by which it takes part itself: 执两份, certifies"),
    "called": Param(PatternLists(), None, "words right behind any name that make it a party: hereinafter the Purchaser"),
    "common": Param(PatternLists(), None, "words in a name by which anybody of the kind is meant: any hospital"),
    "aside": Param(PatternLists(), None, "words beside a name that say what the body does here: a bank, a guarantee"),
}
#: The words of a name before that of its kind, and any name of several words.
_CHINESE = re.compile(r"[^。；;，,：:、的（）()“”\s]{2,12}$")
_ENGLISH = re.compile(r"\b(?:[A-Z][A-Za-z&'’-]+ ){1,3}$")
_ANY = re.compile(r"\b((?:[A-Z][A-Za-z&'’-]+ ){1,3}[A-Z][A-Za-z&'’-]+),? $")
_GOES_ON = re.compile(r" [A-Z]|\w")
_OPENS = frozenset("。；;，,：:、\n\t ")
#: Between a name and the words before and behind it.
_NEXT = gaps("", " ")
_TO_NAME = gaps("", " (?:the )?")
_TO_DEED = gaps(r"的?[^。;,]{0,8}", r"[^.;\n]{0,40}")
_LONGEST = 80
_DEED = 60
#: Characters before a name that say what it is, and what parts them from it.
_BESIDE = 24
_PARTED = re.compile(r"[。；;\n]|(?<=[\u4e00-\u9fff])[，,]")
_FORM = rf"(?:有限|公司|\b{FORM}\b)"


def names(scene: Scene, params: Params) -> Iterator[tuple[str, Span]]:
    """Each once, where it stands first and as long as it is; not those that the contract defines or gives a legal form."""
    seen = set()
    longest = {s.start: s for s in sorted([*_taking_part(scene, params), *_made_parties(scene, params)])}
    for span in longest.values():
        name = scene.document.quote(span)
        if name not in seen and not _is_common(scene, params, span) and not _told(scene.text, name):
            seen.add(name)
            yield name, span


def _taking_part(scene: Scene, params: Params) -> Iterator[Span]:
    """Names that end in words for a body of theirs, and that do something or have something done."""
    for kind in scene.find(params["bodies"]) if params["bodies"] else ():
        read = _english if scene.finder.folded[kind.start : kind.end].isascii() else _chinese
        if (name := read(scene, params, kind)) is not None:
            yield name


def _chinese(scene: Scene, params: Params, kind: Span) -> Span | None:
    """The name behind the first of the words that lead up to it, else the one that opens its part of a sentence."""
    whole = _CHINESE.search(scene.text, max(0, kind.start - _LONGEST), kind.start)
    if whole is None:
        return None
    lead = Span(max(0, whole.start() - 1), kind.start)
    ends = (p.end for p in (scene.find(params["through"], lead) if params["through"] else ()))
    start = next((e for e in ends if _CHINESE.fullmatch(scene.text, e, kind.start)), None)
    if start is not None and behind(scene, params["deeds"], Span(start, kind.end), _TO_DEED):
        return Span(start, kind.end)
    opens = scene.text[whole.start() - 1 : whole.start()] in _OPENS
    return Span(whole.start(), kind.end) if opens and behind(scene, params["does"], kind, _NEXT) else None


def _english(scene: Scene, params: Params, kind: Span) -> Span | None:
    """The name in capitals, where a deed and "by" or "to" stand before it, or a deed of its own behind it."""
    first = _ENGLISH.search(scene.text, max(0, kind.start - _LONGEST), kind.start)
    if first is None or not scene.text[kind.start].isupper() or _GOES_ON.match(scene.text, kind.end):
        return None
    name = Span(first.start(), kind.end)
    lead = before(scene, params["through"], name, _TO_NAME)
    done = lead is not None and before(scene, params["deeds"], lead, _TO_DEED, reach=_DEED)
    return name if done or behind(scene, params["does"], name, _NEXT) else None


def _made_parties(scene: Scene, params: Params) -> Iterator[Span]:
    for words in scene.find(params["called"]) if params["called"] else ():
        if name := _ANY.search(scene.text, max(0, words.start - _LONGEST), words.start):
            yield Span(*name.span(1))


def _is_common(scene: Scene, params: Params, name: Span) -> bool:
    """Whether anybody of the kind is meant, or what stands before the name says what the body does here."""
    cuts = [m.end() for m in _PARTED.finditer(scene.text, max(name.start - _BESIDE, 0), name.end)]
    around = Span(max([name.start - _BESIDE, 0, *(c for c in cuts if c <= name.start)]), min(name.end + 1, len(scene.text)))
    return scene.has(params["common"], name) or scene.has(params["aside"], around)


def _told(text: str, name: str) -> bool:
    whole, first = re.escape(name), re.escape(name.split()[0])
    defined = rf"[\"“]{first}[\"”]|[\"“‘「《(（](?:the )?{whole}|{whole}[\w ,]{{0,12}}{_FORM}"
    return re.search(defined, text) is not None
