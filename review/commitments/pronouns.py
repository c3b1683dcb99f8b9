"""Contracts that call their parties ``we`` and ``you``, 我们 and 您: letters, order forms and general terms do."""

from __future__ import annotations

import re
from itertools import islice, repeat

from review.commitments.names import FRONT
from review.commitments.tables import table
from review.commitments.values.width import lowered
from review.model.commitment import Party

_WE = ("we", "us", "our", "ours")
_YOU = ("you", "your", "yours")
_OFTEN = 4
"""So many times each must stand, or they are no names of parties."""
_COUNTED = (
    re.compile(r"you(?<!\wyou)(?:rs?)?\b"),
    re.compile(r"[wuo](?<!\w[wuo])(?:(?<=w)e|(?<=u)s|(?<=o)urs?)\b"),
)
"""``you`` and ``we`` in all their forms, in small letters; each opens as they do: the search passes over all else."""
_DEFINED = (re.compile(r"[\"“]you[\"”]"), re.compile(r"[\"“](?:we|us)[\"”]"))
"""Both in quotation marks, in small letters: the contract itself makes them names."""
_MAY = r"(?:(?:will|shall|must|can|may|agree to|undertake to|are to|promise to|hereby|also|then|only) ){0,2}"
_PAYS = r"(?:pay|reimburse|purchase|buy|order|owe)\b"
_TAKES = r"(?:would like|want|need|sign off|inspect|test|accept (?:it|them|the|your|our)|approve|are happy)\b"
_DOES = (
    r"(?:provide|deliver|supply|install|perform|maintain|run|invoice|complete|carry out|bill|repair|manufacture|ship|host"
    r"|fit|mount|build|clean|handle|answer)\b"
)
#: Acts that show ``you`` to be the one who buys, and the one who sells.
_BUYS = re.compile(rf"(?i)\byou(?:['’]ll)? {_MAY}(?:{_PAYS}|{_TAKES})|\bpay(?:able to)? us\b|\bwe(?:['’]ll)? {_MAY}{_DOES}")
_SELLS = re.compile(rf"(?i)\byou(?:['’]ll)? {_MAY}{_DOES}|\bpay(?:able to)? you\b|\bwe(?:['’]ll)? {_MAY}(?:{_PAYS}|{_TAKES})")


#: Who speaks and who is spoken to in Chinese.
_CHINESE = tuple(
    re.compile(word)
    for word in ("我们|[我本](?:公司|方|司|院|校|局|所|中心|单位|店)", "您|贵(?:公司|方|司|院|校|局|所|中心|单位|店)")
)


def pronouns(text: str) -> dict[str, Party]:
    """Word -> side, where both pronouns are defined or stand often; ``you`` buys unless the acts say otherwise. Else nothing."""
    if not _are_names(lowered(text)):
        return _chinese(text)
    sells = len(_SELLS.findall(text)) > len(_BUYS.findall(text))
    you, we = (Party.SELLER, Party.BUYER) if sells else (Party.BUYER, Party.SELLER)
    return {form: side for words, side in ((_WE, we), (_YOU, you)) for w in words for form in (w, w.capitalize())}


def _are_names(text: str) -> bool:
    return all(map(_is_often, _COUNTED, repeat(text))) or all(pattern.search(text) for pattern in _DEFINED)


def _is_often(pattern: re.Pattern[str], text: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), _OFTEN)) == _OFTEN


def _chinese(text: str) -> dict[str, Party]:
    if not ("您" in text or "贵" in text):
        return {}
    we, you = ([m.group(0) for m in pattern.finditer(text)] for pattern in _CHINESE)
    if min(len(we), len(you)) < _OFTEN and not all(map(_is_label, repeat(text[:FRONT]), (we, you))):
        return {}
    lead = _lead(text, set(you)) - _lead(text, set(we))
    sides = (Party.BUYER, Party.SELLER) if lead > 0 else (Party.SELLER, Party.BUYER)
    return {word: side for words, side in zip((we, you), sides, strict=True) for word in words}


def _is_label(front: str, forms: list[str]) -> bool:
    """Whether an opening introduces somebody under one of these words: ``您：长河公司``."""
    return any(
        re.search(rf"^[ \t]*{form}\s*(?:[（(][^（）()\n]{{1,14}}[)）]\s*)?[:：]", front, re.MULTILINE) for form in set(forms)
    )


def _lead(text: str, names: set[str]) -> int:
    """How much more somebody acts as sellers do than as buyers do."""
    acts = table("parties")["acts"]["zh"]
    tails = re.findall(rf"(?:{'|'.join(names)})([^。；;\n，,]{{0,16}})", text)
    return sum(any(a in t for a in acts["seller"]) - any(a in t for a in acts["buyer"]) for t in tails)
