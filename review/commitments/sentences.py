"""Where sentences end, in Chinese, in English and in paragraphs that were glued into one line.

A semicolon ends a promise as a full stop does, unless only another case follows it (``; or if by courier, on the next day``);
nothing inside brackets does. Three or more spaces are a lost line
break where a number, a bullet or the end of a sentence stands beside them, and a wrapped line otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENUMERATOR = (
    r"(?:\((?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2})\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)"
    r"|\d{1,2}[.)](?=\s)|[a-z][.)](?=\s)|[•·●▪■◆+-](?=\s+\w)"
    r"|o(?=\s+[\w(]))"
)
#: Where a sentence may end at a mark.
_AT_MARK = (
    r"(?<=[-=_*])(?P<rule>[-=_*]{4,})"
    r"|(?:(?<=[。！？；])|(?<=[\u4e00-\u9fff）]．)(?:(?![\d０-９])|(?=[\d０-９]{1,2}[．、])))(?P<zh>[”’」』）)\"]*)"
    r"|(?<=;)(?P<semi>)(?=\s|$|[（(])(?!\s+(?:or|and)\s+(?:if|when|where|by|upon)\b(?![^;.]{0,400}\b(?:shall|will|must|may)\b))"
    r"|(?<=[.!?])(?P<stop>[\"'”’)\]]*)(?=\s+(?:[\"“'‘(\[]?(?:[A-Z0-9•·●]|[a-z][A-Z])|\((?:[a-z]|[ivx]{1,5})\)\s+[A-Z])|\s{3,}|\s+o\s|\s*$|[\u4e00-\u9fff])"
)
#: Where it may end in white space.
_IN_GAP = (
    rf"(?<=\s)(?:(?P<gap>\s{{2,}})(?={_ENUMERATOR}|[A-Z0-9]{{1,3}}[.)]\s)"
    r"|(?P<list>\s*)(?=(?:[•●▪■◆]|o\s(?=[A-Z])|(?<=[.;:]\s)\(\d{1,2}\)\s+[A-Z])))"
)
#: Open with the one sign that every kind of cut opens with: all other signs are passed over at once.
_CUT = re.compile(rf"[-=_*。！？；．;.!?\s](?:(?<!\s)|(?=[\s•●▪■◆o(]))(?:{_AT_MARK}|{_IN_GAP})")
_CUT_AT_MARK = re.compile(rf"[-=_*。！？；．;.!?](?:{_AT_MARK})")
BRACKETS = re.compile(
    r"（[^（）]{1,400}）|\([^()]{1,400}\)|“[^“”。]{1,60}”|《[^《》]{1,80}》|【[^【】]{0,60}】|\[[^\[\]]{0,60}\]|\{\{[^{}]*\}\}"
)
_SHORT = (
    "Inc", "Ltd", "Co", "Corp", "No", "Nos", "Art", "Arts", "Sec", "Secs", "sec", "Para", "para", "paras", "Cl", "Mr", "Mrs",
    "Ms", "Dr", "Prof", "St", "vs", "etc", "i.e", "e.g", "viz", "cf", "al", "approx", "incl", "Jan", "Feb", "Mar", "Apr",
    "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Fig", "Vol", "p", "pp", "Rev", "Dept", "Exh", "Jr", "Sr", "LL",
    "S.A", "a.s", "U.S", "p.a", "p.m", "a.m", "Rs", "Messrs",
)  # fmt: skip
_ABBREVIATION = re.compile(rf"\b(?:[A-Z](?:\.[A-Z])*|{'|'.join(map(re.escape, _SHORT))})$")
_LAST_WORDS = {word.rpartition(".")[2] for word in _SHORT}
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: ``thirty (30) days`` is no list.
_FIGURE = re.compile(r"\(\d{1,3}\)\s*[a-zA-Z]")
#: ``7:00 a.m.   -   10:00 p.m.`` runs on.
_TIME_OF_DAY = re.compile(r"(?:\d:\d\d|[ap]\.?m\.?)\s?$", re.IGNORECASE)
_LABELLED = re.compile(r"(?:Exhibit|Party|PARTY|Annex|Schedule|Appendix|Attachment|Part|EXHIBIT|ANNEX|SCHEDULE) [A-Z0-9]{1,3}$")
_ENDS_ALWAYS = {"etc", "p.a", "p.m", "a.m", "U.S", "S.A", "a.s", "Inc", "Ltd", "Co", "Corp"}
LONGEST = 4000
"""No sentence of a contract is longer."""
_WHITE = frozenset(" \t\r\n　\xa0")
_LEADING = re.compile(
    r"[\s　]*(?:(?:第[一二三四五六七八九十百零〇\d]{1,5}[条章节款]|[（(][一二三四五六七八九十\d０-９]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.．，]|[\d０-９]{1,2}(?:[.．][\d０-９]{1,2}){1,4}(?![\d%％‰倍万亿元天吨米])[、.．]?"
    r"|[\d０-９]{1,3}(?:[、．)）]|\.(?!\d))"
    r"|[①-⑳⑴-⒇⒈-⒛]|[Ａ-Ｚａ-ｚa-z][．、)）]|[A-ZＡ-Ｚ][\s　]+(?=[\u4e00-\u9fff])|\([a-z]\)|\([ivx]{1,5}\)|\d{1,2}[.)](?=\s)"
    r"|[•·●▪■◆★▲*+-](?=\s?\S)|o(?=\s+\S))[\s　]*){0,3}"
)


def split(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, without surrounding white space, in order."""
    cut = _CUT if _may_have_gaps(text) else _CUT_AT_MARK
    first = cut.search(text)
    if first is None or (first.end() == len(text) and first.lastgroup != "rule"):
        return _trimmed(text, 0, len(text))
    sentences: list[tuple[int, int]] = []
    start = 0
    for end, following in _cuts(text, cut, first.start()):
        sentences += _trimmed(text, start, end)
        start = following
    return sentences + _trimmed(text, start, len(text))


def _may_have_gaps(text: str) -> bool:
    """Whether a sentence may end in white space: where it runs on, or before a bullet or a number."""
    return not text.isascii() or "  " in text or " (" in text or " o " in text or not text.isprintable()


def _cuts(text: str, pattern: re.Pattern[str], at: int) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next one may begin; ``at``: where the first may end."""
    start, shut = 0, 0
    closed = [m.span() for m in BRACKETS.finditer(text)]
    for cut in pattern.finditer(text, at):
        while shut < len(closed) and closed[shut][1] <= cut.start():
            shut += 1
        if shut < len(closed) and closed[shut][0] < cut.start():
            continue
        if _parts(text, start, cut):
            yield cut.start() if cut.lastgroup == "rule" else cut.end(), cut.end()
            start = cut.end()


def _parts(text: str, start: int, cut: re.Match[str]) -> bool:
    """Whether a sentence ends at what may be a cut; ``start`` is where the sentence begins."""
    if cut.lastgroup == "stop":
        return _ends(text, start, cut)
    if cut.lastgroup == "rule":
        return text[cut.start()] not in "_*"
    if cut.lastgroup == "gap" and text[cut.end() : cut.end() + 1] == "-" and _TIME_OF_DAY.search(text, start, cut.start()):
        return False
    return not (cut.lastgroup == "gap" and text[cut.start() - 1 : cut.start()].isalpha() and _FIGURE.match(text, cut.end()))


def portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it stands; one that runs on beyond all measure in portions that end at commas: reading stays linear."""
    while end - start > LONGEST:
        cuts = (text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,、 ")
        place = next((cut + 1 for cut in cuts if cut >= 0), start + LONGEST)
        yield start, place
        start = place
    yield start, end


def body_start(text: str) -> int:
    """Length of the enumerators that open the text (``第三条``, ``（一）``, ``2.1``, ``(a)``)."""
    found = _LEADING.match(text)
    return found.end() if found and found.end() < len(text) else 0


def _ends(text: str, start: int, cut: re.Match[str]) -> bool:
    before = text[max(start, cut.start() - 12) : cut.start()]
    if before[-1:].isdigit() and len(before.strip()) <= 3 and text[start : cut.start()].strip().isdigit():
        return False
    if not before[-1:].islower() and _LABELLED.search(before):
        return True
    last = before[len(before.rstrip(_LETTERS)) :]
    if text[cut.start()] != "." or (len(last) != 1 and last not in _LAST_WORDS):
        return True
    found = _ABBREVIATION.search(before)
    if not found:
        return True
    after = text[cut.end() : cut.end() + 40].lstrip()
    return found.group(0) in _ENDS_ALWAYS and bool(
        re.match(r"(?:The|This|If|In|Any|All|Each|No|Such|It|[A-Z]\w+ (?:shall|will|may|agrees))\b", after)
    )


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start] in _WHITE:
        start += 1
    while end > start and text[end - 1] in _WHITE:
        end -= 1
    if end - start > LONGEST:
        return list(portions(text, start, end))
    return [(start, end)] if end > start else []
