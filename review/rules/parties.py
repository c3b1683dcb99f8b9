"""The names of the parties in a contract's own words, for patterns and for telling who is bound."""

from __future__ import annotations

import re
from collections.abc import Collection

from review.model.commitment import Party, Understanding
from review.model.span import Span
from review.rules import marks
from review.rules.finder import Finder
from review.rules.patterns import make
from review.rules.text import fold

#: Role words that leave no doubt which side they mean, and those that only custom assigns (first party buys, second sells).
_SURE = {
    Party.BUYER: (
        "买方", "买受人", "需方", "采购人", "采购方", "采购单位",
        "发包人", "发包方", "委托方", "委托人", "定作方", "定作人", "客户", "用户", "业主", "建设单位", "招标人",
        "buyer", "purchaser", "customer", "client", "licensee", "subscriber", "employer", "owner",
    ),
    Party.SELLER: (
        "卖方", "出卖人", "供方", "供应商", "供货方", "供货商",
        "承包人", "承包方", "受托方", "受托人", "承揽方", "承揽人", "中标人", "成交供应商", "服务方", "服务商", "开发方",
        "研究开发人", "研究开发方", "研发方", "设计人", "设计方", "承运人", "集成商", "运维商",
        "施工方", "施工单位", "咨询方", "制作方",
        "seller", "supplier", "vendor", "provider", "service provider",
        "contractor", "licensor", "consultant", "developer", "host",
        "designer", "integrator", "installer", "carrier", "manufacturer", "subcontractor", "sub-contractor",
    ),
}  # fmt: skip
#: Roles that are somebody else's where the contract calls its own buyer otherwise.
_OTHERS = (
    "业主",
    "建设单位",
    "发包人",
    "发包方",
    "客户",
    "用户",
    "货主",
    "总包方",
    "总包单位",
    "总包",
    "总承包人",
    "总承包单位",
    "employer",
    "owner",
    "customer",
    "client",
    "main contractor",
    "prime contractor",
    "general contractor",
    "principal",
    "end user",
    "project owner",
    "总承包方",
)
#: Roles of a chain of contracts: who pays at its top, who buys from those below, and those.
_ABOVE = frozenset({"业主", "业主方", "业主单位", "建设单位", "owner", "employer", "principal", "end user", "project owner"})
_MIDDLE = frozenset({
    "总承包方", "总包方", "总包", "总承包人", "总承包单位", "集成商", "integrator", "contractor", "main contractor",
    "general contractor", "prime contractor",
})  # fmt: skip
_BELOW = frozenset({"分包人", "分包方", "分包商", "分包单位", "subcontractor", "sub-contractor"})
_LOWER = _BELOW | {"供应商", "供方", "供货商", "vendor", "supplier"}
_CUSTOM = {Party.BUYER: ("甲方", "party a"), Party.SELLER: ("乙方", "party b")}
_SIDES = {Party.BUYER: "buyer", Party.SELLER: "seller"}
_USUAL = frozenset(word for table in (_SURE, _CUSTOM) for words in table.values() for word in words).union(_OTHERS)
#: Signs of a company's name at least; what is shorter is a word that may stand in other words.
_NAME = 4


def companies(understanding: Understanding) -> dict[str, Party]:
    """The folded names of the two parties that are no roles, which stand as marks (``marks``) in the text that patterns read."""
    named = {fold(p.name): p.side for p in understanding.parties if p.name and p.side in _SIDES}
    return {name: side for name, side in named.items() if len(name) >= _NAME and name not in _USUAL}


def alternatives(understanding: Understanding) -> dict[str, str]:
    """Macro (``buyer``, ``seller``, ``third``) -> expression of the words that mean that side, or neither, in this contract."""
    marked = companies(understanding)
    names = {
        _SIDES[side]: _expression([w for w in words if w not in marked], marks.expression(side))
        for side, words in terms(understanding).items()
    }
    ours = {word for side in _SIDES for word in _told(understanding, side)}
    return {**names, "third": _expression([w for w in _OTHERS if w not in ours])}


def terms(understanding: Understanding) -> dict[Party, tuple[str, ...]]:
    """The words of each side: those the contract defines, then sure ones; 甲方 and 乙方 by custom unless it says otherwise."""
    told = {side: _told(understanding, side) for side in _SIDES}
    found: dict[Party, tuple[str, ...]] = {}
    for side, other in ((Party.BUYER, Party.SELLER), (Party.SELLER, Party.BUYER)):
        usual = tuple(w for w in (*_SURE[side], *_CUSTOM[side]) if w not in told[other])
        words = tuple(dict.fromkeys((*told[side], *usual)))
        found[side] = tuple(w for w in words if w in told[side] or not (_ends(w, told[side]) and _ends(w, told[other])))
    return found


def _ends(word: str, longer: tuple[str, ...]) -> bool:
    """Whether a longer word ends with it: where both sides' do (main contractor, trade contractor), it names neither unless the
    contract says so.
    """
    return any(len(w) > len(word) and w.lower().endswith(word.lower()) for w in longer)


def _told(understanding: Understanding, side: Party) -> tuple[str, ...]:
    """The words of a side that the contract uses. Where no party has a name, those who stand above the two are no party."""
    known = {s: _words(understanding, s) for s in _SIDES}
    if any(p.name for p in understanding.parties):
        return known[side]
    buyer, seller = known[Party.BUYER], known[Party.SELLER]
    middle, lower = (tuple(w for w in seller if w in roles) for roles in (_MIDDLE, _LOWER))
    if (middle or _BELOW & set(lower)) and lower and set(buyer) <= _ABOVE:
        return middle if side is Party.BUYER else tuple(w for w in seller if w not in (*middle, "developer"))
    if set(buyer) & set(_CUSTOM[Party.BUYER]):
        seller = tuple(w for w in seller if w not in _MIDDLE)
    if side is Party.SELLER:
        return seller
    return buyer if set(buyer) <= _ABOVE else tuple(w for w in buyer if w not in _ABOVE)


def _words(understanding: Understanding, side: Party) -> tuple[str, ...]:
    named = [p for p in understanding.parties if p.side is side]
    return tuple(dict.fromkeys(fold(t) for p in named for t in (*p.terms, *([p.name] if p.name else []))))


#: A party that is spoken to, or speaks, stands in other cases of the pronoun, too.
_CASES = {"you": ("your",), "we": ("us", "our"), "us": ("we", "our")}


def _expression(words: Collection[str], *marked: str) -> str:
    """The same for the same words, in whatever order they stand."""
    cased = {*words, *(case for w in words for case in _CASES.get(w, ()))}
    shown = [re.escape(w) if ord(w[0]) > 127 else _whole(w) for w in sorted(cased, key=lambda w: (-len(w), w))]
    return "(?:" + "|".join((*marked, *shown)) + ")"


def _whole(word: str) -> str:
    """A word of Latin letters by itself; a name may end in a stop (Ltd.), after which no word can end."""
    stop = r"\b\.?" if word.endswith(".") else r"\b" if word[-1].isalnum() else ""
    return rf"\b(?:the\s+)?{re.escape(word.rstrip('.'))}{stop}"


_NAMES = {Party.BUYER: make(["{buyer}"], [], {}), Party.SELLER: make(["{seller}"], [], {})}


def named(finder: Finder, span: Span) -> frozenset[Party]:
    """The parties that are named inside the span."""
    return frozenset(side for side, names in _NAMES.items() if finder.find(names, span))


#: What may stand before the subject of a part of a sentence.
_LEAD = re.compile(r"(?:\s|\(?[a-z\d]{1,2}\)|[\d.、]|而|且|但|则|并且?|同时|届时|and|but|while|whereas|provided that)*", re.I)


def leading(finder: Finder, part: Span) -> frozenset[Party]:
    """The party whose name opens a part of a sentence: its subject."""
    lead = _LEAD.match(finder.folded, part.start, max(part.end, part.start))
    start = lead.end() if lead else part.start
    own = Span(start, max(part.end, start))
    return frozenset(side for side, names in _NAMES.items() if any(s.start == start for s in finder.find(names, own)))


def named_before(finder: Finder, sentence: Span, offset: int) -> frozenset[Party]:
    """The party whose name stands last before ``offset`` in its sentence; empty when neither does."""
    before = Span(sentence.start, max(offset, sentence.start))
    last = [(found[-1].start, side) for side, names in _NAMES.items() if (found := finder.find(names, before))]
    return frozenset({max(last)[1]}) if last else frozenset()
