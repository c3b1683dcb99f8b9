"""What another contract left behind: company names that are neither party's, roles the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.commitments.companies import FORM
from review.model.commitment import OPPOSITE, Party
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import bare, labelled, parties
from review.rules.beside import before, behind, gaps
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import Param, PatternLists
from review.rules.text import fold

PARAMS = {
    "unless": Param(PatternLists(), None, "words beside it that explain another company's name"),
    "swapped": Param(PatternLists(across=True), None, "what one side does that only the other one can"),
    "notes": Param(PatternLists(), None, "what a template says to those who fill it in, and the names it fills in itself"),
    "strangers": Param(PatternLists(), None, "parties of quite another contract, that act; those named in the opening are none"),
    "trades": Param(PatternLists(), None, "the two parties of a trade, where a contract calls its own by those of another"),
    "gets": Param(PatternLists(), None, "words right before the name of somebody who is to get something"),
    "acts": Param(PatternLists(), None, "words right behind the name of somebody who is bound or entitled"),
    **bare.PARAMS,
}
#: Characters that open a contract: the parties named here are its own.
_OPENING = 600
_COMPANY = re.compile(
    r"[\u4e00-\u9fff()（）]{2,20}?(?:股份有限公司|有限责任公司|有限公司)"
    r"|\b(?:[A-ZÀ-Þ][A-Za-zÀ-ÿ&'-]+,? ){1,5}"
    rf"(?:(?:Co\.,|(?:Pty|Pvt|Sdn)\.?) )?{FORM}(?![A-Za-z])"
    r"|\bM/s\.? (?:[A-Z][A-Za-z&'-]+ ?){2,4}"
)
#: Words before a Chinese name that run into it, up to those that give it something.
_GIVEN = re.compile(
    r"^[\u4e00-\u9fff]*?(?:归于?|属于|[付交]给|支付给|付至|由|向|服从|听从|遵守|接受|征得|取得)(?=[\u4e00-\u9fff]{4})"
)
#: The parties as an opening lists them, and words for those of any trade.
_LISTED = re.compile(
    r"(?:^|[\n;.。])\s*(?P<role>总包[方人]?|分包[方人]?|发包[方人]|承包[方人]|买方|卖方|供方|需方|委托[方人]|受托[方人]|定作[方人]|承揽[方人]|采购[方人]"
    r"|供应商"
    r"|main contractor|sub-?contractor|contractor|employer|customer|client|provider|consultant"
    r"|buyer|seller|purchaser|vendor)\s?:",
    re.M,
)
_TRADE = re.compile(
    r"买方|卖方|供方|需方|许可方|发包[方人]|承包[方人]|委托[方人]|受托[方人]|出租[方人]|承租[方人]|定作[方人]|承揽[方人]"
    r"|licensee|licensor|buyer|seller|lessee|lessor|purchaser|vendor|employer|contractor|shipper|carrier"
)
#: The role of whom a name is of, in brackets behind it.
_ROLE = re.compile(r"\s?[(（][^()（）\n]{2,30}[)）]")
#: Characters on either side of a name in which it is explained.
_BESIDE = 24
#: Between the name of somebody and the words that give it something or bind it; an English apposition may stand there.
_TO_NAME = gaps(r"\s?", r"\s(?:the )?")
_TO_DEED = gaps(
    r"\s{0,2}(?:\([^()\n]{2,24}\))?(?:[\u4e00-\u9fff]{1,6}(?:部|室|处|科|中心|办公室))?(?:统一|集中|另行|负责)?",
    r"\s{0,2}(?:, [^,.;\n]{3,60},|\([^()\n]{3,60}\)|'s (?:[a-z]+ ){1,4}?)?\s?",
)
_DEED = 100
_LEAD = re.compile(
    r"^(?:由|与|和|向|为|是|在|对|及|的|系|于|甲方|乙方|丙方|委托|通过|指|即|或|如|以|经|将|从|给|购买|采购|选择)+[:(]*"
)


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    names = _known(scene)
    answers = [*_duties(scene, params), *_strangers(scene, params), *_trades(scene, params), *_notes(scene, params)]
    if len(names) >= 2:
        others = list(_others(scene, names, params))
        told = [labelled.plain(str(a.fields["name"])) for a in others]
        signed = [(scene.document.quote(s), s) for s in labelled.others(scene)]
        told += [labelled.plain(name) for name, _ in signed]
        others += [failed(None, s, variant="name", fields={"name": name}) for name, s in signed]
        answers += [*_swapped(scene), *others, *_bare(scene, names, told, params)]
    yield from answers
    if not answers and len(names) >= 2:
        yield passed()


def _duties(scene: Scene, params: Params) -> Iterator[Answer]:
    """Sentences in which the seller pays the price or the buyer delivers."""
    places = scene.find(params["swapped"]) if params["swapped"] else ()
    yield from (failed(None, s, variant="duties") for s in dict.fromkeys(scene.sentence(p.start) for p in places))


def _notes(scene: Scene, params: Params) -> Iterator[Answer]:
    """One finding for all of them: a template is struck out in one go."""
    places = scene.find(params["notes"]) if params["notes"] else ()
    if places:
        yield failed(None, *dict.fromkeys(scene.sentence(p.start) for p in places), variant="notes")


def _strangers(scene: Scene, params: Params) -> Iterator[Answer]:
    opening = scene.finder.folded[:_OPENING]
    for span in scene.find(params["strangers"]) if params["strangers"] else ():
        if scene.finder.folded[span.start : span.end] not in opening[: span.start]:
            yield failed(None, scene.sentence(span.start), variant="strangers")
            return


def _trades(scene: Scene, params: Params) -> Iterator[Answer]:
    """The parties of one trade in a contract whose opening lists its own as those of another."""
    text = scene.finder.folded
    own = list(_LISTED.finditer(text, 0, min(_OPENING, len(text))))
    for place in scene.find(params["trades"]) if params["trades"] and len({m["role"] for m in own}) > 1 else ():
        sentence = scene.sentence(place.start)
        before = text[: sentence.start]
        named = any(word in before for word in _TRADE.findall(text, sentence.start, sentence.end))
        if sentence.start >= own[-1].end() and not named:
            yield failed(None, sentence, variant="strangers")
            return


def _bare(scene: Scene, names: set[str], told: list[str], params: Params) -> Iterator[Answer]:
    """Names of others that show no legal form, unlike every name that belongs here."""
    known = "".join((*(labelled.plain(n) for n in names), *told))
    for name, span in bare.names(scene, params):
        if labelled.plain(name) not in known and labelled.plain(name)[-5:] not in known:
            yield failed(None, span, variant="name", fields={"name": name})


def _known(scene: Scene) -> set[str]:
    """Names that belong here: the parties as the contract and the deal record have them, and our other names."""
    named = {fold(p.name) for p in scene.facts.understanding.parties if p.name}
    for pointer in ("/our_party/legal_name", "/account/legal_name"):
        value = scene.deal(pointer)
        named |= set() if isinstance(value, Missing) else {fold(str(value))}
    others = scene.deal("/our_party/other_names")
    return named | (set() if isinstance(others, Missing) else {fold(str(o)) for o in others})


def _others(scene: Scene, names: set[str], params: Params) -> Iterator[Answer]:
    plain = {labelled.plain(n) for n in names}
    seen: set[str] = set()
    beside_own = _beside_own(scene)
    for match in _COMPANY.finditer(scene.text):
        lead = beside_own.match(match[0]) or _GIVEN.match(match[0]) or _LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        span = Span(start, match.end())
        name = labelled.plain(scene.document.quote(span))
        if not _binds(scene, params, span) and not before(scene, params["gets"], span, _TO_NAME):
            continue
        excused = _explained(scene, params, span)
        if len(name) < 6 or name in seen or excused or any(name in p or p in name or _ends_alike(name, p) for p in plain):
            continue
        seen.add(name)
        yield failed(None, span, variant="name", fields={"name": scene.document.quote(span)})


def _beside_own(scene: Scene) -> re.Pattern[str]:
    """What runs into a Chinese name with a party of the contract before it: 由甲方与."""
    words = sorted({t for p in scene.facts.understanding.parties for t in p.terms if not t.isascii()}, key=len, reverse=True)
    return re.compile(rf"^[\u4e00-\u9fff]*?(?:{'|'.join(words) or '(?!)'})(?:方)?[与和及同向]")


def _binds(scene: Scene, params: Params, name: Span) -> bool:
    """Whether words right behind a name bind it or entitle it."""
    return behind(scene, params["acts"], name, _TO_DEED, reach=_DEED) is not None


def _explained(scene: Scene, params: Params, span: Span) -> bool:
    """Whether the name, or what stands beside it in its sentence, says what the company is doing here; what one who is bound
    shall do says nothing of it.
    """
    if _is_introduced(scene, span):
        return True
    sentence = scene.sentence(span.start)
    bound = _binds(scene, params, span) or before(scene, params["gets"], span, _TO_NAME) is not None
    after = 0 if bound else _BESIDE
    own = scene.region(span, "part") or sentence
    start = max(sentence.start, own.start) if bound else sentence.start
    beside = Span(max(span.start - _BESIDE, start), max(min(span.end + after, sentence.end), span.end))
    return params["unless"] is not None and scene.has(params["unless"], beside)


def _is_introduced(scene: Scene, name: Span) -> bool:
    """Whether a role stands in brackets behind a name, of which the contract names nobody else."""
    role = _ROLE.match(scene.text, name.end)
    sides = parties.named(scene.finder, Span(*role.span())) if role else frozenset()
    return bool(sides) and not any(p.name for p in scene.facts.understanding.parties if p.side in sides)


def _ends_alike(name: str, known: str) -> bool:
    """Whether a known name ends the match, which took in words before it."""
    return name.endswith(known[-10:]) if len(known) >= 10 else False


def _swapped(scene: Scene) -> Iterator[Answer]:
    """The contract calls our company the buyer, or the customer the seller."""
    if len({p.name for p in scene.facts.understanding.parties}) < len(scene.facts.understanding.parties):
        return
    right = {scene.ours: scene.deal("/our_party/legal_name"), scene.theirs: scene.deal("/account/legal_name")}
    for party in scene.facts.understanding.parties:
        other = right.get(OPPOSITE.get(party.side, Party.SELLER))
        if party.name and not isinstance(other, Missing) and labelled.plain(party.name) == labelled.plain(str(other)):
            compared = (
                Compared(
                    {"zh": "合同中的身份", "en": "role in the contract"},
                    f"{party.name}: {party.side.value}",
                    str(other),
                    "/our_party/legal_name",
                ),
            )
            spans = (party.span,) if party.span else ()
            yield failed(None, *spans, variant="roles", compared=compared, fields={"name": party.name})


CHECK = Check(
    "residue", PARAMS, run, fields=("name",), variants=("name", "roles", "duties", "strangers", "notes"),
    reads=("/our_party/legal_name", "/our_party/other_names", "/account/legal_name"),
)  # fmt: skip
