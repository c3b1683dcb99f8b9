"""Short names that a contract gives its parties where it introduces them, and the pair that two such names make.

>>> between Ashby College ("the College") and Fern Ltd ("Fern")
>>> 甲方：育才学校（以下称“校方”）; 主办方（甲方）：… 协办方（乙方）：…
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from review.commitments.acts import chinese_lead
from review.commitments.companies import BODY, FORM, LOOSE_FORM
from review.commitments.tables import table
from review.model.commitment import OPPOSITE, Party

Pair = tuple[str, str]
#: So many characters after ``between`` introduce the parties.
_REACH = 1500
_BETWEEN = re.compile(r"\b(?:between|among|parties|entered into by)\b", re.IGNORECASE)
#: The same where no word says that somebody stands between: ``This Agreement is made on … Ashby plc ("Ashby"), and …``.
_MADE = re.compile(r"\b(?:is|was) (?:made|entered into|executed)\b", re.IGNORECASE)
#: The same without short names: ``the Master Agreement between ASHBY AND FERN BANK``.
_BODY_NAME = r"(?:the |The |THE )?([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3}?)"
_BARE = re.compile(
    rf"\b(?:between|BETWEEN|Between) {_BODY_NAME},?(?: Inc\.?| INC\.?)? (?:and|AND) {_BODY_NAME}(?=[,.;\n(]| [a-z]| I[Nn][Cc])"
)
_SHORT = re.compile(
    r"\([^()“\"]{0,90}[\"“'‘](?:[Tt]he\s+)?([A-Za-z][\w.&’' -]{1,30}?)[\"”'’][^()]{0,60}\)"
    r"|\b(?:referred\s+to\s+(?:(?:herein(?:after)?|in\s+this\s+\w+)\s+)?as|called|known\s+as|hereinafter|hereafter)\s*,?\s*(?:the\s+)?"
    r"(?:[\"“'‘](?:the\s+)?(\w[\w&-]*(?: [A-Z][\w&-]*){0,2})[\"”'’]|([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})\b)"
)
_BRACKETED = re.compile(r"\((?:[Tt]he |hereinafter |hereafter )*([A-Z][\w&.-]{2,30}?(?: [A-Z][\w&.-]*){0,2})\)")
#: Words for a party in Chinese end with one of these.
_SOMEBODY = r"[A-Z]{0,4}[\u4e00-\u9fff]{1,5}(?:方|人|商|者|单位|机构|公司|企业|机关|户|主|部|局|院|校|中心|厂|店|社)"
_SEAL = re.compile(
    r"盖章|公章|签|章|全称|名称|代表(?!室|处)|法定|联系|负责|经办|地址|以下|双方|一方|丙方|本公司|某|户名|开户|账户|(?<=.)银行|银行(?!方?$)"
    r"|项目(?!单位|方|业主)|工程(?!方)|标的|合同|协议"
    r"|产品|品名|(?<=.)厂家|制造|见证|鉴证|备案|担保|保证人|代理|招标机构|收货单位|上级|主管|来源|编号|住所|电话|邮"
)
#: What ends a name in a Chinese contract, that of a foreign company too.
_BODY = rf"(?:{BODY}|LLP|Ltd\.?|Inc\.?|GmbH)"
_LABELS = r"(?:^|\n)[ \t　]*([A-Z]{0,4}[\u4e00-\u9fff]{2,8})\s*(?:[（(][^（）()\n]{1,14}[)）])?\s*[:：][ \t　]*"
_LABEL = re.compile(rf"{_LABELS}([^\n。；;]{{4,60}})(?=\n)")
#: ``总包方：长河公司（统一社会信用代码…``: the company is told at length, in the block of the parties.
_AT_LENGTH = re.compile(rf"{_LABELS}([^\n。；;:：,，]{{2,40}}?{_BODY})(?=[（(，,][^\n]{{1,400}}\n)")
_BLOCK = 1500
_BESIDE = re.compile(
    rf"(?:^|[\n\t，,、：:；;和与及由])\s*(?:(甲\s*方|乙\s*方)\s*[（(]\s*({_SOMEBODY})\s*[)）]"
    rf"|({_SOMEBODY})\s*[（(](?:以下)?(?:简?称)?[“\"]?(甲方|乙方)[”\"]?[)）])"
)
#: ``甲方：…公司（以下简称“校方”）``, ``委托单位（以下简称“集团”）：…``, ``…公司（下称“云杉”）``: any label, the short name.
_GIVEN = (
    r"[（(，,]\s*(?:以下|下|后)(?:文|均)?(?:统|简)?称(?:为|作)?\s*"
    r"[“\"「‘]?([\u4e00-\u9fffA-Za-z]{1,10})[”\"」’)）,，]\s*[)）]?"
)
#: The same without a word for calling: ``…公司（“云杉”）``.
_QUOTED = r"[（(]\s*[“\"「‘]([\u4e00-\u9fffA-Za-z]{1,10})[”\"」’]\s*[)）]"
_CALLED = re.compile(
    rf"(?:(?:^|[\n\t])\s*([\u4e00-\u9fff]{{2,8}}?)\s*(?:[（(][^（）()\n]{{1,14}}[)）])?\s*[:：])?"
    rf"([^\n；;。:：（）(),，]{{2,60}}{_BODY})[^\n；;。:：“”]{{0,60}}?(?:{_GIVEN}|{_QUOTED})"
)
#: What every short name that is given stands behind.
_GIVES = re.compile(r"称|[（(]\s*[“\"「‘]")
_LABEL_CALLED = re.compile(rf"(?:^|[\n\t])\s*([\u4e00-\u9fff]{{2,8}})\s*{_GIVEN}\s*[:：]")
_BEARER = re.compile(_SOMEBODY)
_NAMED = re.compile(rf"[^\n:：]{{2,40}}?{_BODY}(?![\u4e00-\u9fff])")
#: ``Operator: Northern Fibre plc, Carlisle``, and where the company is told at length.
_ENGLISH_LABEL = re.compile(
    r"^[ \t]*(?:The )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,2})(?: ?\([^()\n]{1,20}\))?[:：]\s*"
    r"([A-Z][^\n:：]{3,90}$|[A-Z][^\n:：,(]{3,80}(?=[,(][^\n]{3,500}$))",
    re.MULTILINE,
)
_ENGLISH_FORM = re.compile(rf"\b(?:{FORM}|{LOOSE_FORM}|CIC|CIO|Trust|Council|University|Foundation|Association|Authority)\b")
#: ``"Birch" means Birch Equipment Ltd``.
_MEANS = re.compile(
    r"[\"“'‘](?:the )?([A-Z]\w[\w &-]{0,30})[\"”'’] (?:is|are|means?|stands? for|refers? to) (?:the )?([A-Z][^\n,;()“”\"]{3,60})"
)
#: ``Party A (Shipper)``, ``the Carrier ("Party B")``; and the names that say nothing by themselves.
_LETTERED = re.compile(
    r"\b(Party [A-Z])\s*\((?:the |as |hereinafter )*[\"“'‘]?([A-Z][\w-]*(?: [A-Z][\w-]*)?)[\"”'’]?\)"
    r"|\b([A-Z][\w-]*(?: [A-Z][\w-]*)?)\s*\((?:the |hereinafter )*[\"“'‘]?(Party [A-Z])[\"”'’]?\)"
)
_TWIN = re.compile(
    r"[\"“](?:the )?([A-Za-z][\w.&’' -]{1,30}?)[\"”],?\s+or\s+(?:the\s+)?[\"“](?:the )?([A-Za-z][\w.&’' -]{1,30}?)[\"”]",
    re.IGNORECASE,
)
_LETTERS = ("Party A", "Party B")
_USED = 2
_UNDER = ("sub", "分包")
#: Roles of somebody else where the contract gives its two parties other names.
_TRADE = frozenset({"Buyer", "Buyers", "Seller", "Sellers", "Licensor", "Licensee"})
ABOVE = ("Employer", "Owner", "Client", "Customer", "End User")


def pair(front: str, sides: Mapping[str, Party]) -> Pair | None:
    """The first two short names of an English opening, in order, else its first labels; things and the contract are none."""
    opens = _BETWEEN.search(front) or _MADE.search(front)
    opening = front[opens.end() : opens.end() + _REACH] if opens else ""
    return (
        _serving(tuple(_shorts(opening)), sides)
        or _two(_shorts(opening))
        or _two(_bracketed(front, opening))
        or _two(_labels(front[:_REACH], sides))
        or _two(n for n in _LETTERS if front.count(n) >= _USED)
        or _two(_unquoted(front))
    )


def _serving(names: tuple[str, ...], sides: Mapping[str, Party]) -> Pair | None:
    """Of more than two names the first and the one that serves it, where no role tells the sides of the first two."""
    serves = table("parties")["leans"]["serves"]
    later = next((n for n in names[2:4] if n.title() in serves), None)
    if later is None or any(n.title() in {*sides, *serves} for n in names[:2]):
        return None
    return names[0], later


def _bracketed(front: str, opening: str) -> Iterator[str]:
    """Short names of an opening that quotes only one of them: ``Ashby Ltd ("Vendor") and Fern Inc. (Fern)``."""
    nobody = table("parties")["nobody"]
    quoted = [(opening.find(n), n) for n in _shorts(opening)]
    bare = [(m.start(1), m.group(1)) for m in _BRACKETED.finditer(opening) if len(quoted) == 1]
    used = [(at, n) for at, n in bare if front.count(n) > _USED and n.split()[-1].title() not in nobody["things"]]
    yield from (n for _, n in sorted(quoted + used[:1]))


def _unquoted(front: str) -> Iterator[str]:
    """Names between which an agreement is said to stand, as the text mostly writes them; nothing where one is hardly used."""
    nobody = table("parties")["nobody"]
    found = _BARE.search(front)
    names = [_mostly(front, n) for n in found.groups()] if found else []
    used = front.lower()
    known = (
        used.count(n.lower()) > _USED and not {n.split()[-1], n.split()[0]} & {*nobody["things"], *nobody["openers"]}
        for n in names
    )
    if all(known):
        yield from names


def _mostly(front: str, name: str) -> str:
    """The spelling of a name, by case, that stands most often."""
    return max((name.title(), name, name.upper()), key=front.count)


def lettered(front: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Sides of Party A and Party B where a role stands beside the letter."""
    beside = ((m.group(1) or m.group(4), m.group(2) or m.group(3)) for m in _LETTERED.finditer(front))
    return {letter: side for letter, role in beside if (side := sides.get(role.title())) in OPPOSITE}


def _two(names: Iterable[str]) -> Pair | None:
    first, second, *_ = (*dict.fromkeys(names), "", "")
    return (first, second) if first and second else None


def _labels(front: str, sides: Mapping[str, Party]) -> Iterator[str]:
    """Words that label a line with a company's name, or any name where the word is known for a party."""
    nobody = table("parties")["nobody"]
    for found in (*_ENGLISH_LABEL.finditer(front), *_MEANS.finditer(front)):
        name = found.group(1).title() if found.group(1).isupper() else found.group(1)
        if name in sides or (
            _ENGLISH_FORM.search(found.group(2)) and not {name, name.split()[-1]} & {*nobody["things"], *nobody["openers"]}
        ):
            yield name


def _shorts(text: str) -> Iterator[str]:
    nobody = table("parties")["nobody"]
    for found in _SHORT.finditer(text):
        name = re.sub(r"\s+", " ", found.group(1) or found.group(2) or found.group(3)).strip()
        written = name if name[0].isupper() else name.title()
        if not {written.split()[-1], written.split()[-1] + "s"} & {*nobody["things"]} and written not in nobody["openers"]:
            yield name


def twins(front: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Second names that an opening gives beside the first: ``("Marketing Affiliate" or "MA")``."""
    nobody = table("parties")["nobody"]
    nobodies = {*nobody["things"], *nobody["openers"]}
    found = (m.groups() for m in _TWIN.finditer(front) if not nobodies & {n.title().split()[-1] for n in m.groups()})
    return {b if a in sides else a: sides.get(a) or sides[b] for a, b in found if (a in sides) is not (b in sides)}


def others(names: Pair, front: str, sides: Mapping[str, Party]) -> tuple[str, ...]:
    """Roles that stand for somebody else: no line or bracket introduces them. Where neither of the two is called by a role,
    they may be any but those of every sale, by which a contract calls the two beside their names.
    """
    unnamed = not any(n.title() in sides for n in names)
    given = [r for r in sides if r[0].isascii() and r not in names and (r in ABOVE or (unnamed and r not in _TRADE))]
    return tuple(
        r for r in given if not re.search(rf"[\"“'‘](?:the )?{r}s?[\"”'’]|\b{r}\s*[:：(（]|[(（]{r}", front, re.IGNORECASE)
    )


def leaning(names: Pair) -> dict[str, Party]:
    """Sides of a pair by what the names themselves say (College and Caterer), where they do not say the same."""
    words = table("parties")["leans"]
    said = [next((s for s in OPPOSITE if {n, n.split()[-1]} & set(words[s.value])), None) for n in names]
    first, second = said
    if first is second:
        return {}
    side = first or OPPOSITE[second]  # type: ignore[index]
    return {names[0]: side, names[1]: OPPOSITE[side]}


def serving(names: Pair, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Sides of a pair one of whom is called by what he does for the other (Agent, Executive), whatever he pays for besides."""
    serves = table("parties")["leans"]["serves"]
    first, second = ({n.title(), n.split()[-1].title()} & set(serves) for n in names)
    if bool(first) is bool(second):
        return {}
    servant, other = names if first else names[::-1]
    return {} if sides.get(other) is Party.SELLER else {servant: Party.SELLER, other: Party.BUYER}


def under(names: Pair) -> dict[str, Party]:
    """Sides of two contractors of one building: the one of a trade, of a part, or below sells to the other; else nothing."""
    return _tiers(names) if {n.lower().rpartition("contractor")[2] for n in names} == {""} else {}


def _tiers(names: Pair) -> dict[str, Party]:
    """Both sides where one of two names alone says that it stands below."""
    lower = table("parties")["leans"]["under"]
    below = [n.lower().startswith(_UNDER) or n.split()[0].split("-")[0] in lower for n in names]
    sides = {name: Party.SELLER if low else Party.BUYER for name, low in zip(names, below, strict=True)}
    return sides if sum(below) == 1 else {}


def paired(names: Pair, sides: Mapping[str, Party]) -> dict[str, Party]:
    """The side of the one of two parties that has none yet: across from the other's; above a subcontractor stands its buyer."""
    first, second = (sides.get(n) for n in names)
    if first is second and first in OPPOSITE and (yields := _yielding(names)):
        return dict.fromkeys(yields, OPPOSITE[first]) if len(yields) == 1 else {}
    if first is second and first in OPPOSITE:
        above: dict[str, Party] = {n: side for n, side in _tiers(names).items() if side is Party.BUYER}
        return above or dict.fromkeys(_bare(names, first), OPPOSITE[first])
    if first is None and second in OPPOSITE:
        return {names[0]: OPPOSITE[second]}
    return {names[1]: OPPOSITE[first]} if second is None and first in OPPOSITE else {}


def _bare(names: Pair, side: Party) -> list[str]:
    """The one of two names that is no role, across from one that is."""
    roles = table("parties")[side.value]["en"]
    return [n for n, other in (names, (names[1], names[0])) if n[0].isascii() and n not in roles and other in roles]


def _yielding(names: Pair) -> set[str]:
    """Those of a pair whose word gives way to the other's, of the words that do so first."""
    leans = table("parties")["leans"]
    return set(leans["yields"]) & set(names) or set(leans["yields_last"]) & set(names)


def aliases(text: str, front: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Chinese words for parties that stand beside a known one, are given to it, or label the line across from its own; what a
    word is given to decides, whatever it is called elsewhere.
    """
    given = {name: side for _, name, label in _defined(front) if (side := _known(re.sub(r"\s", "", label), sides))}
    told = {n: s for n, s in given.items() if len({*given.values()}) == len(given) and _is_somebody(text, n)}
    found = dict(told)
    yields = table("parties")["leans"]["yields"]
    for name, beside in _beside(front):
        side = _known(re.sub(r"\s", "", beside), sides)
        if side and (name not in sides or name in yields) and _is_somebody(text, name):
            found[name] = side
    labels = _two(_chinese_labels(text, front, sides)) or _two(_chinese_labels(text, front, sides, _USED - 1))
    for names in filter(None, (_two(_called(text, front)), labels)):
        known = {**sides, **found}
        if not (found.keys() & set(names) and known.get(names[0]) is known.get(names[1])):
            found |= _sided(text, names, known)
    return found | told


def _sided(text: str, names: Pair, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Sides of two parties: by what is known of one, by how the words begin (用车方, 供车方), or by who delivers and who pays."""
    if any(_known(n, sides) for n in names):
        own = {n: side for n in names if (side := _known(n, sides) or _begun(n))}
        return {n: s for n, s in {**own, **paired(names, own)}.items() if sides.get(n) is not s}
    return _opening(names) or _acting(text, names) or _alone(names)


def _known(name: str, sides: Mapping[str, Party]) -> Party | None:
    """The side of a word, or of the role word that ends it (仓储服务商)."""
    held = (name[i:] for i in range(max(len(name) - 1, 1)))
    return next((side for word in held if (side := sides.get(word)) in OPPOSITE), None)


def _acting(text: str, names: Pair) -> dict[str, Party]:
    ahead = chinese_lead(text, names)
    if not ahead:
        return {}
    side = Party.SELLER if ahead > 0 else Party.BUYER
    return {names[0]: side, names[1]: OPPOSITE[side]}


def _called(text: str, front: str) -> Iterator[str]:
    """Short names that a Chinese opening gives in so many words."""
    for _, name, _ in sorted(_defined(front)):
        if _is_somebody(text, name, 1):
            yield name


def _chinese_labels(text: str, front: str, sides: Mapping[str, Party], least: int = _USED) -> Iterator[str]:
    """Words that label a line: known ones, those of a body that stand so often, and others that stand more often still."""
    for found in (*_LABEL.finditer(front), *_AT_LENGTH.finditer(front, 0, min(_BLOCK, len(front)))):
        name, told = found.groups()
        bearer, named = _BEARER.fullmatch(name), _NAMED.match(told)
        if name in sides or ((bearer or named) and _is_somebody(text, name, least - bool(named))):
            yield name


def _opening(names: Pair) -> dict[str, Party]:
    """Sides of two unknown words by how they begin (用车方, 供车方), where that tells them apart."""
    first, second = map(_begun, names)
    return {names[0]: first, names[1]: second} if first and second and first is not second else {}


def _alone(names: Pair) -> dict[str, Party]:
    """Sides of two words of which one alone tells its side by how it begins (街道办, 保安队), or gives way to the other."""
    told = {n: side for n in names if (side := _begun(n))}
    sides = {**told, **paired(names, told)}
    return sides if len(set(sides.values())) == len(names) else {}


def _begun(name: str) -> Party | None:
    """The side that the beginning of a word tells."""
    opens: Mapping[str, list[str]] = table("parties")["leans"]["opens"]
    fitting = [(len(w), side) for side in OPPOSITE for w in opens[side.value] if name.startswith(w)]
    return max(fitting, key=lambda f: f[0])[1] if fitting else None


def _beside(front: str) -> Iterator[Pair]:
    for found in _BESIDE.finditer(front):
        yield (found.group(2), found.group(1)) if found.group(2) else (found.group(3), found.group(4))
    for _, name, label in _defined(front):
        if label:
            yield name, label


def _defined(front: str) -> Iterator[tuple[int, str, str]]:
    """Where a short name is given, the name, and what labels its line."""
    yield from ((m.start(), m.group(3) or m.group(4), m.group(1) or "") for m in called(front))
    yield from ((m.start(), m.group(2), m.group(1)) for m in _LABEL_CALLED.finditer(front))


@lru_cache(maxsize=4)
def called(front: str) -> tuple[re.Match[str], ...]:
    """Places where a body's name (group 2) has the short name behind it that it is given (3 or 4), with a label or none (1)."""
    found: list[re.Match[str]] = []
    start = 0
    for line in front.split("\n"):
        if _GIVES.search(line):
            found += _CALLED.finditer(front, max(start - 1, 0), start + len(line))
        start += len(line) + 1
    return tuple(found)


def _is_somebody(text: str, name: str, used: int = _USED) -> bool:
    return not _SEAL.search(name) and text.count(name) > used
