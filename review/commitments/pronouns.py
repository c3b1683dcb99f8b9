"""Contracts that call their parties ``we`` and ``you``, 我们 and 您: letters, order forms and general terms do."""

from __future__ import annotations

import re
from itertools import islice, pairwise, repeat

from review.commitments.acts import chinese_lean
from review.commitments.names import FRONT
from review.commitments.values.width import lowered
from review.model.commitment import Party

_WE = ("we", "us", "our", "ours")
_YOU = ("you", "your", "yours")
_OFTEN = 4
"""So many times each must stand, or they are no names of parties."""
_PASSAGE = 600
"""So long a text is a passage: in it both may stand once, where what they do tells who buys."""
_COUNTED = (
    re.compile(r"you(?<!\wyou)(?:rs?)?\b"),
    re.compile(r"[wuo](?<!\w[wuo])(?:(?<=w)e|(?<=u)s|(?<=o)urs?)\b"),
)
"""``you`` and ``we`` in all their forms, in small letters; each opens as they do: the search passes over all else."""
_DEFINED = (re.compile(r"[\"“]you[\"”]"), re.compile(r"[\"“](?:we|us)[\"”]"))
"""Both in quotation marks, in small letters: the contract itself makes them names."""
_WE_FIRST = re.compile(r"[\"“][Ww]e[\"”][^\n]{0,120}[\"“][Yy]ou[\"”]")
"""An opening that introduces ``we`` before ``you``."""
_MAY = (
    r"(?:(?:will|shall|must|can|may|agree to|undertake to|are to|have to|need to|promise (?:never )?to|hereby|also|then|only"
    r"|never|not) ){0,3}"
)
_PAYS = (
    r"(?:pay(?!(?: \S+){0,4} ?(?:back|compensation|damages|penalt(?:y|ies)|everything|late)\b|(?: us| you)? ?\d+(?:\.\d+)? ?%)"
    r"|reimburse|purchase|buy|order|settle|prepay"
    r"|withhold|deduct|owe (?:us|you) (?:nothing|no)|hold back|(?:take|knock) (?:\S{1,12} )?off|keep back"
    r"|retain)\b"
)
_TAKES = (
    r"(?:would like|want|need|sign (?:it |everything )?off|inspect|test|check|accept (?:it|them|the|your|our|when)|approve|reject"
    r"|are happy|tell (?:us|you) to|call off|award|take (?:it|them) over)\b"
)
_DOES = (
    r"(?:provide|deliver|supply|install|perform|maintain|run|invoice|complete|carry out|bill|repair|manufacture|ship"
    r"|host|fit|mount|build|clean|handle|answer|fix|mend|cure|make good|replace|warrant|guarantee|indemnify|compensate"
    r"|cover (?:us|you)\b|protect|hold (?:us|you) harmless|come|bring"
    r"|send (?:us|you) (?:the|an?) (?:goods|invoice|bill|report)|start work|finish|put (?:it|them|things) right"
    r"|stand behind|train|design|make (?:the|it)|develop|look after|attend|respond|quote|offer|lose"
    r"|are late|come late|are charged"
    r"|get (?:paid|the money|your money|our money|\w+ (?:business |working )?(?:days?|weeks?) to))\b"
)
#: What a party has who sells, and who buys: ``your invoice``, ``our premises``.
_SOLD = (
    r"(?:(?:\w+ )?(?:invoices?|prices?|fees?|quote|quotation|offer|proposal|tender|goods|products?|equipment|materials|works?"
    r"|workmanship|services?|deliver(?:y|ies)|shipments?|warranty|guarantee|aftercare|installers?|fitters?|engineers|technicians|crew"
    r"|team|staff on site|factory|workshop|suppliers?|subcontractors?|penalt(?:y|ies)|lateness|money))\b"
)
_BOUGHT = (
    r"(?:(?:\w+ )?(?:orders?|premises|sites?|plant|projects?|shop|stores?|shelves|building|office|board|boss|budget|payments?"
    r"|approval|acceptance|accounts payable|purchas\w+|buyers?|procurement|requirements|specification|view|opinion|satisfaction"
    r"|losses?|chargebacks|staff list|end customers?|tenants?|patients?|students?))\b"
)


def _acts(one: str, other: str) -> re.Pattern[str]:
    """Acts and things that show ``one`` of two pronouns (its pattern) to buy from the ``other``."""
    (they, theirs), (he, his) = one.split(), other.split()
    return re.compile(
        rf"(?i)\b{they}(?:['’]ll)? {_MAY}(?:{_PAYS}|{_TAKES})"
        rf"|\bpay(?:able to)? {he}\b(?! (?:back|compensation|damages|a penalty|\d))"
        rf"|\b{he}(?:['’]ll)? {_MAY}{_DOES}|\b{he}['’]re (?:late|charged|behind|liable)\b|\b{theirs} {_BOUGHT}|\b{his} {_SOLD}"
    )


#: Acts that show ``you`` to be the one who buys, and the one who sells.
_BUYS = _acts("you your", "(?:we|us) our")
_SELLS = _acts("(?:we|us) our", "you your")


def _payments(one: str, other: str) -> re.Pattern[str]:
    """Acts that show ``one`` of two pronouns to pay the ``other``."""
    return re.compile(
        rf"(?i)\b{one}(?:['’]ll)? {_MAY}(?:pay(?!(?: \S+){{0,4}} ?(?:back|compensation|damages|penalt(?:y|ies)|late)\b)"
        rf"|reimburse)\b"
        rf"|\bpay(?:able to)? {other}\b(?! (?:back|compensation|damages|a penalty|\d))"
    )


#: Payments alone: what is paid tells more than what is done, for both parties of a franchise provide, maintain and approve.
_PAYS_YOU, _PAYS_US = _payments("(?:we|us)", "you"), _payments("you", "(?:we|us)")
_OF_PAYMENT = 3


#: Who speaks and who is spoken to in Chinese.
_CHINESE = tuple(
    re.compile(word)
    for word in (
        "我们|[我本](?:公司|方|司|院|校|局|所|中心|单位|店)",
        "您|[你您][们方]|贵(?:公司|方|司|院|校|局|所|中心|单位|店)",
    )
)
#: A line that a word labels in Chinese, before its name.
_LABELS = re.compile(r"^[ \t]*([\u4e00-\u9fff]{1,6})\s*(?:[（(][^（）()\n]{1,14}[)）]\s*)?[:：](?=[^\n]{4})", re.MULTILINE)


def pronouns(text: str) -> dict[str, Party]:
    """Word -> side, where both pronouns are defined or stand often. Else nothing. Acts tell who buys; where they tell nothing,
    it is the one who is introduced first, else ``you``.
    """
    small = lowered(text)
    names = _are_names(small)
    if not names and not (len(text) <= _PASSAGE and _are_both(small)):
        return _chinese(text)
    sold, bought = (
        len(acts.findall(text)) + _OF_PAYMENT * len(payments.findall(text))
        for acts, payments in ((_SELLS, _PAYS_YOU), (_BUYS, _PAYS_US))
    )
    if not names and sold == bought:
        return {}
    sells = sold > bought or (sold == bought == 0 and bool(_WE_FIRST.search(text)))
    you, we = (Party.SELLER, Party.BUYER) if sells else (Party.BUYER, Party.SELLER)
    return {form: side for words, side in ((_WE, we), (_YOU, you)) for w in words for form in (w, w.capitalize())}


def _are_both(text: str) -> bool:
    """Whether both stand in a text."""
    return all(pattern.search(text) for pattern in _COUNTED)


def _are_names(text: str) -> bool:
    return all(map(_is_often, _COUNTED, repeat(text))) or all(pattern.search(text) for pattern in _DEFINED)


def _is_often(pattern: re.Pattern[str], text: str) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), _OFTEN)) == _OFTEN


def _chinese(text: str) -> dict[str, Party]:
    if not any(form in text for form in ("您", "贵", "你方", "你们")):
        return {}
    we, you = ([m.group(0) for m in pattern.finditer(text)] for pattern in _CHINESE)
    if min(len(we), len(you)) < _OFTEN and not all(map(_is_label, repeat(text[:FRONT]), (we, you))):
        return _labelled(text)
    lead = chinese_lean(text, set(you)) - chinese_lean(text, set(we)) or next(iter(_labels(text)), "") in we
    sides = (Party.BUYER, Party.SELLER) if lead > 0 else (Party.SELLER, Party.BUYER)
    return {word: side for words, side in zip((we, you), sides, strict=True) for word in words}


def _labelled(text: str) -> dict[str, Party]:
    """Sides of two words that label neighbouring lines, one of which is a pronoun: ``平台：…公司``, ``您：…公司``."""
    pairs = ((a, b) for a, b in pairwise(_labels(text)) if a != b and any(p.fullmatch(n) for p in _CHINESE for n in (a, b)))
    first, second = next(pairs, ("", ""))
    if not first:
        return {}
    sells = chinese_lean(text, {first}) > chinese_lean(text, {second})
    return dict(zip((first, second), (Party.SELLER, Party.BUYER) if sells else (Party.BUYER, Party.SELLER), strict=True))


def _labels(text: str) -> list[str]:
    return [m.group(1) for m in _LABELS.finditer(text[:FRONT])]


def _is_label(front: str, forms: list[str]) -> bool:
    """Whether an opening introduces somebody under one of these words: ``您：长河公司``."""
    return any(
        re.search(rf"^[ \t]*{form}\s*(?:[（(][^（）()\n]{{1,14}}[)）]\s*)?[:：]", front, re.MULTILINE) for form in set(forms)
    )
