"""Who acts in a contract where no word names a side: bodies that its sentences have deliver, order or permit something.

>>> The Yard shall launch the vessel: the Yard sells, by its trade
>>> 自运营公司下达指令之日起: who gives orders buys
>>> The Owner pays; the Wharf Company shall berth the vessel: whoever acts beside a known side is the other one
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial

from review.commitments.tables import table
from review.model.commitment import OPPOSITE, Party

_NAME = r"((?:[A-Z][\w-]+)(?: [A-Z][\w-]+){0,2})"
_DUTY = r"(?:shall|will|must|may|undertakes?|agrees?|is to|are to|has to|have to|is responsible|bears?|warrants?)\b"
_ACTS = re.compile(rf"\b[Tt]he {_NAME} (?:\w+ly )?{_DUTY}")
#: ``the Network designates``, ``directed by the Network``, ``the Network's go-ahead``: who orders and approves.
_ORDERED = (
    "directed|instructed|requested|notified|named|designated|nominated|placed|ordered|approved|served|called|lodged|sent|submitted|raised"
    "|announced|confirmed|given|issued|transmitted|released|declared|required|chosen|fixed"
)
_ORDERING = (
    "serves|issues|places|orders|directs|designates|calls|approves|pays|accepts|transmits|requests|announces|notifies|declares|releases|gives"
    "|lodges|sends|instructs|fixes|chooses|confirms|tells|requires|nominates|names"
)
_ORDERS = re.compile(
    rf"\b[Tt]he {_NAME} (?:{_ORDERING})\b"
    rf"|\b(?:{_ORDERED}) by the {_NAME}"
    rf"|\b[Tt]he {_NAME}['’]s? (?:\w+ ){{0,2}}?(?:orders?|instructions?|go-ahead|call-?offs?|approval|notice to|acceptance of)\b"
)
#: ``The operator shall``: a role that the text writes small.
_SMALL = re.compile(rf"\b[Tt]he ([a-z][a-z-]{{3,20}}(?: [a-z]+)?) {_DUTY}")
_BODY = (
    r"[A-Z]{2,6}|[A-Z]{0,5}[\u4e00-\u9fff]{1,6}?(?:方|商|者|单位|机构|公司|集团|企业|委员会|基金会|银行|局|署|院|校|中心|厂|店|社|台)"
    r"|机关|政府|军代表|顾问|承揽人"
)
_BEFORE = r"(?:^|[\s。；;，,、：:由经自如若因向按以为在于与给得须应将被及和]|接到|收到|根据|立约)"
_OUGHT = (
    r"应当?|须|必须|需|不得|不可|不会|无权|有权|可|得(?!到|知|出)|负责|保证|承诺|承担|自行|将|同意|确认|通知|提出|要求|提供|派出|委派|供应|完成"
    r"|按|依|未|迟|方?代表|的?(?:通知|指令|书面|要求|延误|原因)"
)
_ACTS_ZH = re.compile(rf"{_BEFORE}({_BODY})(?={_OUGHT})", re.MULTILINE)
_ORDERS_ZH = re.compile(
    rf"{_BEFORE}({_BODY})(?=(?:书面|随时|另行|正式)?(?:发出|下达|下发|签发|发布|指定|指派|审批|批准|支付|付款))", re.MULTILINE
)
#: Words that stand before a name and are no part of it.
_AHEAD = re.compile(r"^(?:得标|立约(?!商)|中选|签约|每次|[本该由经自如若因按以但且并则其凡为在于至向对与给被及和须应])+(?=..)")
#: Who acts less often than once in so many characters is no party.
_ONCE_IN = 4000
#: What is longer is a contract, whose opening and acts tell more than a few orders do.
_BRIEF = 3000


def acting(text: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """A word for each side that nothing names yet: who orders, whose trade tells it, else who acts beside the other side."""
    missing = set(OPPOSITE) - set(sides.values())
    if not missing:
        return {}
    bodies = Counter(_somebody(text, sides))
    told = partial(_side, text) if len(text) <= _BRIEF else _leaning
    leans = {w: told(w) for w, n in bodies.items() if n > len(text) // _ONCE_IN}
    found = {word: side for side in missing if (word := _most(bodies, [w for w, s in leans.items() if s is side]))}
    if len(text) > _BRIEF:
        return found
    known = {side for side in {*sides.values(), *found.values()} if side in OPPOSITE}
    if len(known) != 1:
        return found
    (one,) = known
    other = _most(bodies, [w for w, s in leans.items() if w not in found and s is not one])
    return {**found, other: OPPOSITE[one]} if other else found


def _most(counted: Counter[str], words: list[str]) -> str:
    return max(words, key=lambda w: counted[w], default="")


def _somebody(text: str, sides: Mapping[str, Party]) -> Iterator[str]:
    """Everybody who is said to act, once for each time; nobody whom a word for a party names or holds."""
    named = [s for s in sides if not s.isascii()]
    for name in (next(filter(None, m.groups())) for p in (_ACTS, _ORDERS) for m in p.finditer(text)):
        if name not in sides and not _nobody(name):
            yield name
    yield from (m[1] for m in _SMALL.finditer(text) if m[1] in _trades())
    for name in (_AHEAD.sub("", m[1]) for p in (_ACTS_ZH, _ORDERS_ZH) for m in p.finditer(text)):
        if len(name) > 1 and not any(w in name for w in (*table("parties")["nobody"]["others"]["zh"], *named)):
            yield name


def _nobody(name: str) -> bool:
    nobody = table("parties")["nobody"]
    first, last = name.split()[0], name.split()[-1]
    other = last in nobody["others"]["en"] and (first == last or last.lower() not in _trades())
    return other or first in nobody["openers"] or last in nobody["things"]


def _side(text: str, word: str) -> Party | None:
    """The side of somebody by what he orders, else by his trade."""
    orders = (_ORDERS if word.isascii() else _ORDERS_ZH).finditer(text)
    if any(word in (_AHEAD.sub("", g) for g in m.groups() if g) for m in orders):
        return Party.BUYER
    return _leaning(word)


def _leaning(word: str) -> Party | None:
    """The side on which bodies of a trade mostly stand."""
    return _trades().get(word.lower()) or _trades().get(word.split()[-1].lower()) if word.isascii() else _opening(word)


@cache
def _trades() -> dict[str, Party | None]:
    """English words that name a side, small: roles, and those of trades; None for one that stands on either (operator)."""
    words = table("parties")
    rows = {s: (words[s.value]["en"], words["leans"][s.value], words["implied"][s.value]["en"]) for s in OPPOSITE}
    told = {side: {word.lower() for listed in lists for word in listed} for side, lists in rows.items()}
    return {word: None if word in told[OPPOSITE[side]] else side for side, own in told.items() for word in own}


def _opening(word: str) -> Party | None:
    """The side that the longest opening of a Chinese word tells."""
    opens = table("parties")["leans"]["opens"]
    told = [(len(w), side) for side in OPPOSITE for w in opens[side.value] if word.startswith(w)]
    return max(told, default=(0, None), key=lambda t: t[0])[1]
