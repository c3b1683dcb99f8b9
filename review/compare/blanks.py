"""The places to sign: blanks there are filled when a contract is signed, and that changes nothing of what was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.compare.terms import says_something
from review.compare.words import normal
from review.model.document import Document
from review.model.span import Span

#: What marks the place where people sign. A list of the parties' particulars alone is none.
_SIGNS = re.compile(
    r"盖章|签字|签章|签名|公章|签署页|in witness whereof|\bby\s*:|signature|signed (?:by|for)|on behalf of"
    r"|authori[sz]ed signatory",
    re.IGNORECASE,
)
#: A line of such a place: it begins with what is to be filled in.
_LABEL = re.compile(
    r"[(\s]*(?:以下无正文|签署页|[甲乙丙丁]方|[买卖供需]方|发包[人方]|承包[人方]|委托[人方]|受托[人方]|招标人|投标人|采购人|供应商"
    r"|法定代表人|负责人|授权代表|委托代理人|代表|经办人|见证人|签[字名章署]|盖章|公章|姓名|职务|日期|签[订署约](?:日期|时间|地点)"
    r"|时间|地址|住所|电话|传真|邮编|邮箱|联系人|开户|账号|帐号|税号|统一社会信用代码|年月日|\d*年\d*月\d*日"
    r"|in witness|(?:for and )?on behalf|by\b|name\b|title\b|date\b|signature|signed\b|witness|its\b|place\b|authori[sz]ed"
    r"|(?:the )?(?:customer|supplier|buyer|seller|purchaser|vendor|contractor|client|party [ab])\b.{0,40}$|[_\s./-]+$)",
    re.IGNORECASE,
)
_LONGEST_LINE = 160
#: Signs that a blank is drawn with.
_BLANK = re.compile(r"[\s_…._/\\-]*")
#: A fill is a name, a title, a date or a number by itself; nothing that could be read as a term.
_LONGEST_FILL = 60
_SHORT = 6
_DATE = re.compile(
    r"\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s*\d{4}|^[\d\s()+./-]+$"
)
_SENTENCE = re.compile(r"[。%%]|\.\s*$")
#: A name or title has hardly a word in small letters; a sentence has several.
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_MOST_SMALL = 2


def signing_places(document: Document) -> tuple[Span, ...]:
    """Runs of lines in which people sign, in text order, each up to where the text goes on."""
    return tuple(_run(lines) for lines in _runs(document) if any(_SIGNS.search(text) for _, text in lines))


def is_blank(text: str) -> bool:
    """Whether nothing stands there but the drawing of a blank."""
    return _BLANK.fullmatch(text) is not None


def is_fill(text: str) -> bool:
    """Whether the words could fill a blank of a place to sign."""
    rest = _DATE.sub("", normal(text))
    if len(text) > _LONGEST_FILL or re.search(r"\d", rest) or says_something(text):
        return False
    sentence = _SENTENCE.search(text.strip()) and len(rest) > _SHORT
    return not sentence and len(_SMALL.findall(rest)) <= _MOST_SMALL


def _run(lines: list[tuple[Span, str]]) -> Span:
    return Span(lines[0][0].start, lines[-1][0].end)


def _runs(document: Document) -> Iterator[list[tuple[Span, str]]]:
    run: list[tuple[Span, str]] = []
    for span, text in _lines(document.text):
        if len(text) <= _LONGEST_LINE and _LABEL.match(text):
            run.append((span, text))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    """Lines that hold something, as compared."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line)), normal(line)
        at += len(line) + 1
