"""Short names that a contract gives its parties where it introduces them, and the pair that two such names make.

>>> between Ashby College ("the College") and Fern Ltd ("Fern")
>>> 甲方：育才学校（以下称“校方”）; 主办方（甲方）：… 协办方（乙方）：…
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from review.commitments.tables import table
from review.model.commitment import Party

Pair = tuple[str, str]
_OPPOSITE = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}
#: So many characters after ``between`` introduce the parties.
_REACH = 1500
_BETWEEN = re.compile(r"\b(?:between|among|parties|entered into by)\b", re.IGNORECASE)
_SHORT = re.compile(
    r"\([^()“\"]{0,90}[\"“'‘](?:[Tt]he\s+)?([A-Z][\w.&’' -]{1,30}?)[\"”'’][^()]{0,60}\)"
    r"|\b(?:referred\s+to\s+as|called|known\s+as|hereinafter|hereafter)\s*,?\s*(?:the\s+)?"
    r"(?:[\"“'‘](?:the\s+)?(\w[\w&-]*(?: [A-Z][\w&-]*){0,2})[\"”'’]|([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})\b)"
)
#: Words for a party in Chinese end with one of these.
_SOMEBODY = r"[\u4e00-\u9fff]{1,5}(?:方|人|商|者|单位|机构|公司|户|主|部|局|院|校|中心|厂|店|社)"
_SEAL = re.compile(r"盖章|公章|签|章|全称|名称|代表|法定|联系|负责|经办|地址|以下|双方|一方|丙方|本公司|某")
_BESIDE = re.compile(
    rf"(?:^|[\n\t，,、：:；;和与及由])\s*(?:(甲\s*方|乙\s*方)\s*[（(]\s*({_SOMEBODY})\s*[)）]"
    rf"|({_SOMEBODY})\s*[（(](?:以下)?(?:简?称)?[“\"]?(甲方|乙方)[”\"]?[)）])"
)
_CALLED = re.compile(
    rf"(?:^|[\n\t])\s*([\u4e00-\u9fff]{{2,8}}?)\s*(?:[（(][^（）()\n]{{1,14}}[)）])?\s*[:：][^\n；;]{{2,70}}?"
    rf"[（(，,](?:以下|下)?(?:统|简)?称?(?:为|作)?[“\"「‘]({_SOMEBODY})[”\"」’]"
)
_LABEL = re.compile(rf"(?:^|\n)\s*({_SOMEBODY})\s*(?:[（(][^（）()\n]{{1,14}}[)）])?\s*[:：]\s*[^\n。；;]{{4,60}}(?=\n)")
_USED = 2


def pair(front: str) -> Pair | None:
    """The first two short names of an English opening, in order; things and the contract itself are none."""
    opens = _BETWEEN.search(front)
    if opens is None:
        return None
    names = dict.fromkeys(_shorts(front[opens.end() : opens.end() + _REACH]))
    first, second, *_ = (*names, "", "")
    return (first, second) if first and second else None


def _shorts(text: str) -> Iterator[str]:
    nobody = table("parties")["nobody"]
    for found in _SHORT.finditer(text):
        name = re.sub(r"\s+", " ", found.group(1) or found.group(2) or found.group(3)).strip()
        if name.split()[-1] not in nobody["things"] and name not in nobody["openers"]:
            yield name


def leaning(names: Pair) -> dict[str, Party]:
    """Sides of a pair by what the names themselves say (College and Caterer), where they do not say the same."""
    words = table("parties")["leans"]
    said = [next((s for s in _OPPOSITE if {n, n.split()[-1]} & set(words[s.value])), None) for n in names]
    first, second = said
    if first is second:
        return {}
    side = first or _OPPOSITE[second]  # type: ignore[index]
    return {names[0]: side, names[1]: _OPPOSITE[side]}


def paired(names: Pair, sides: Mapping[str, Party]) -> dict[str, Party]:
    """The side of the one of two parties that has none yet: across from the other's."""
    first, second = (sides.get(n) for n in names)
    if first is None and second in _OPPOSITE:
        return {names[0]: _OPPOSITE[second]}
    return {names[1]: _OPPOSITE[first]} if second is None and first in _OPPOSITE else {}


def aliases(text: str, front: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Chinese words for parties that stand beside a known one, are given to it, or label the line across from its own."""
    found: dict[str, Party] = {}
    for name, known in _beside(front):
        side = sides.get(re.sub(r"\s", "", known))
        if side in _OPPOSITE and name not in sides and _is_somebody(text, name):
            found[name] = side
    labels = tuple(dict.fromkeys(m.group(1) for m in _LABEL.finditer(front)))[:2]
    if len(labels) == 2 and all(_is_somebody(text, n) or n in sides for n in labels):
        names = (labels[0], labels[1])
        found |= paired(names, {**sides, **found}) or ({} if {*names} & {*sides, *found} else _opening(names))
    return found


def _opening(names: Pair) -> dict[str, Party]:
    """Sides of two unknown words by how they begin (用车方, 供车方), where that tells them apart."""
    opens = table("parties")["leans"]["opens"]
    first, second = (_longest(n, opens) for n in names)
    return {names[0]: first, names[1]: second} if first and second and first is not second else {}


def _longest(name: str, opens: Mapping[str, list[str]]) -> Party | None:
    fitting = [(len(w), side) for side in _OPPOSITE for w in opens[side.value] if name.startswith(w)]
    return max(fitting, key=lambda f: f[0])[1] if fitting else None


def _beside(front: str) -> Iterator[Pair]:
    for found in _BESIDE.finditer(front):
        yield (found.group(2), found.group(1)) if found.group(2) else (found.group(3), found.group(4))
    for found in _CALLED.finditer(front):
        yield found.group(2), found.group(1)


def _is_somebody(text: str, name: str) -> bool:
    return not _SEAL.search(name) and text.count(name) > _USED
