"""Titles: lines that only name what follows, and short names that open a sentence."""

from __future__ import annotations

import re

from review.commitments.sentences import body_start
from review.model.document import Document

_LINE = re.compile(
    r"^[\s　]*(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+[、，,．.]|\d+(?:\.\d+)*[.、．]?"
    r"|ARTICLE|SECTION|Article|Section)?[\s　]*[^。；;:：，,.]{1,40}+[:：.]?$"
)
_BINDS = re.compile(
    r"应|须|不得|负责|有权|\b(?:shall|will|must|may|agrees?|is|are|be|has|have)\b|\bto:|由.{1,8}(?:承担|提供|负责)"
)
#: A title that speaks of duties without laying any down: ``乙方应负的责任``.
_DUTIES = re.compile(
    r"(?!.*(?:由|承担(?!的)|负(?!的)|享有(?!的)))[^。；;，,：:]{0,20}的?(?:权利义务|权利[和与及、]义务|责任|义务|权利|职责)"
    r"(?:[（(][^（）()]{1,20}[)）])?[:：]?"
)
_AFTERWORD = re.compile(r"[（(][^（）()]{1,20}[)）]$")
_DUTY_WORDS = ("权利义务", "责任", "义务", "权利", "职责")
_FILLED = re.compile(
    r"[_＿【\[]|\d{3,}|[:：]\S|如下|下列|following|\bmeans\b|[”\"」]\s*(?:是|系)?指"
    r"|(?:\d|[一二三四五六七八九十])个?(?:工作日|日历[日天]|自然日|小时|日|天|周|月)之?内"
)
_CAPITAL = r"(?:[A-Z][A-Za-z'’/&-]*|of|and|the|for|to|by|in|or|on|with|from|any|this|all|its|no|not|as|at|upon|under|without|&)"
#: A title that opens a sentence: ``FORCE MAJEURE: The Sellers shall …``.
INLINE = re.compile(
    r"(?!(?:Attention|Attn|Tel|Fax|Address|Name|Title|Date|By|Email|E-mail)\b)"
    rf"({_CAPITAL}(?: {_CAPITAL}){{0,6}})(?:[.:]|\s{{3,}}) *(?=[\"“(]?[A-Z0-9])"
)
_TITLE = re.compile(
    rf"(?:(?:ARTICLE|Article|SECTION|Section)? ?\d+(?:\.\d+)*\.? )*[A-Z][A-Za-z'’/&-]*"
    rf"(?:[ ,;]+(?:{_CAPITAL}|\([A-Z]\w*\)|\((?:[a-z]|i{{1,3}}|\d)\)|\d+(?:\.\d+)*)){{0,8}}[.:;]?"
)
#: A few words without number or participle: what is done or counted is a promise.
_RUN_IN = re.compile(r"(?!.*(?:ed|\d)\b)[A-Z][\w'’-]*(?:,? \(?[\w'’-]+\)?){0,5}[.:]")
_LONGEST = 60
_GO_ON = frozenset("。；;，,")
"""Signs that no line which only names ends with."""


def is_heading(text: str) -> bool:
    """Whether a paragraph is a title."""
    stripped = text.strip()
    return len(stripped) < _LONGEST and _names(stripped) and not stripped[body_start(stripped) :][:1].islower()


def _names(stripped: str) -> bool:
    """Whether a short line only names what follows."""
    if lists_duties(stripped):
        return True
    return (
        stripped[-1:] not in _GO_ON
        and bool(_LINE.match(stripped))
        and not _BINDS.search(stripped)
        and not _FILLED.search(stripped)
    )


def lists_duties(title: str) -> bool:
    """Whether a title speaks of a party's duties, without laying any down: ``乙方的权利和义务``."""
    bare = title.rstrip(":：")
    bare = _AFTERWORD.sub("", bare) if bare.endswith((")", "）")) else bare
    return bare.endswith(_DUTY_WORDS) and _DUTIES.fullmatch(title[body_start(title) :]) is not None


def is_title(text: str) -> bool:
    """Whether an English sentence is a title: few words, the big ones capitalised, nothing said (``License Fees.``)."""
    stripped = text.strip()
    return len(stripped) < _LONGEST and bool(_TITLE.fullmatch(stripped)) and not _BINDS.search(stripped)


def is_run_in(text: str) -> bool:
    """Whether the first of several English sentences only names what the others say (``Fees, invoices and taxes.``)."""
    stripped = text.strip()
    return len(stripped) < _LONGEST and bool(_RUN_IN.fullmatch(stripped)) and not _BINDS.search(stripped)


def titles_of(document: Document) -> dict[str, tuple[str, ...]]:
    """For each clause, by its id, its title and those of the clauses it stands in, outermost first."""
    out: dict[str, tuple[str, ...]] = {}
    for clause in document.clauses:
        above = () if clause.parent is None else out[document.clauses[clause.parent].id]
        out[clause.id] = (*above, clause.title) if clause.title else above
    return out
