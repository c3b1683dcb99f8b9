"""Which part of a contract a heading or a line opens, and where that part ends, by the words contracts use for it."""

from __future__ import annotations

import re
from typing import Final

from review.intake.script import simplified
from review.model.document import ClauseKind

_PARTY: Final = (
    r"(?:甲|乙|丙|丁|买|卖|供|需|委托|受托|发包|承包|承揽|定作|出租|承租|采购|供货|招标|中标|许可|被许可|转让|受让|服务|贷款|借款|保证|出卖|买受)"
    r"(?:方|人|单位|商)"
)
_BLANK: Final = r"[\s\u3000]*"

#: Whole titles, as alternatives of one pattern per kind.
_HEADINGS: Final[tuple[tuple[ClauseKind, tuple[str, ...]], ...]] = (
    (
        ClauseKind.DEFINITIONS,
        (
            r"(?:术语|名词|词语|用语)?(?:的)?(?:定义|释义)(?:和解释|与解释|及解释|和缩写)?$",
            r"(?:certain |defined )?(?:definitions?|terms)(?: and interpretations?| of (?:certain )?terms| and .{0,30})?\.?$",
        ),
    ),
    (ClauseKind.RECITALS, (r"鉴于(?:条款)?$", "前言$", "序言$", "引言$", "recitals?$", "background$", "preamble$")),
    (
        ClauseKind.SIGNATURE,
        (
            r"(?:合同|协议)?(?:双方)?(?:签字|签署|签章|盖章)(?:盖章)?(?:页|栏|处|部分)$",
            "(?:以下|本页)(?:无正文|为签)",
            r"(?:execution|signature) (?:page|block)s?$",
            "signatures?$",
        ),
    ),
    (ClauseKind.CONTENTS, (rf"目{_BLANK}录$", "table of contents$", "contents$")),
    (ClauseKind.PARTIES, (r"(?:合同|协议)?(?:双方|当事人|各方|主体)(?:信息|基本情况|名称)?$", "(?:the )?parties$")),
)
#: First words of a line that open a part without a heading.
_TEXTS: Final[tuple[tuple[ClauseKind, tuple[str, ...]], ...]] = (
    (ClauseKind.RECITALS, (r"鉴于[:：，,]?", r"WHEREAS\b", r"W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H")),
    (
        ClauseKind.SIGNATURE,
        (
            r"(?i:in witness (?:where)?of)\b",
            r"[（(]?(?:以下|本页以下|本页)无正文",
            r"[（(]?(?:以下|本页)为?签[字署章]",
            rf"{_PARTY}{_BLANK}[（(]?(?:公章|盖章|签章|签字|签名|盖公章|印章)",
            rf"{_PARTY}.{{0,30}}[（(](?:公章|盖章|签章|签字|签名)(?:或[^（）()]{{1,6}})?[)）]",
            r"By:[\s_]*(?:$|\n|Name|\t)",
        ),
    ),
)
#: First words of a line that name the parties, before the first clause.
_PARTIES: Final = re.compile(
    rf"{_BLANK}(?:{_PARTY}{_BLANK}(?:[（(][^（）()]{{1,16}}[)）])?{_BLANK}(?:名称)?{_BLANK}(?:[:：]|$)"
    r"|(?i:(?:this|the)\b.{0,120}\b(?:agreement|contract|lease|license|addendum|amendment)\b.{0,200}\b(?:between|among)\b))"
)


def _one(table: tuple[tuple[ClauseKind, tuple[str, ...]], ...], before: str = "", flags: int = 0) -> re.Pattern[str]:
    """One pattern for a whole table; the group that matched is named like its kind."""
    return re.compile(before + "|".join(f"(?P<{kind.value}>{'|'.join(rows)})" for kind, rows in table).join(("(?:", ")")), flags)


_HEADING_PATTERN: Final = _one(_HEADINGS, flags=re.I)
_TEXT_PATTERN: Final = _one(_TEXTS, _BLANK)
_TITLE: Final = re.compile(
    r"(?:合同|协议|协议书|合同书|条款|订单|订货单|招标文件|备忘录|意向书|补充协议)(?:书|文本)?[^。；]{0,12}$"
    r"|(?i:agreement|contract|addendum|amendment|order form|statement of work|terms|memorandum|license|lease|schedule)\b.{0,60}$"
)
#: A sentence of its own: a verb, and a full stop at the end.
_SAYS: Final = re.compile(
    r"\b(?:shall|must|will|may|might|can|cannot|has|have|had|is|are|does|do|pays?|owes?|bears?|waives?|ends?|rests?|prevails?"
    r"|applies|apply|agrees?|takes?|gives?|keeps?|makes?|needs?)\b.*[.;]\s*$"
    r"|(?: [a-z]\S*){6}.*\.\s*$"
)
_CONTENTS_LINE: Final = re.compile(r"(?:[.·…．_]{3,}|\t|[\s\u3000]{6,})[\s\u3000]*[-–]?\d{1,3}[-–]?[\s\u3000]*$")
_RECITALS_END: Final = re.compile(r"(?:NOW,?\s+THEREFORE|Now,?\s+therefore|(?:现|因此|为此|故|经).{0,80}如下[:：。]?)")
#: Words that bind, in a line that is a sentence: who the parties are is said without them.
_BINDS: Final = re.compile(
    r"(?:应当?|必须|须|不得|有权|负责|承担|支付|确保|保证)(?!的?(?:人|部门|单位))[^:：]{0,160}[。；;]\s*$"
    r"|\b(?:shall|must|undertakes? to|agrees? to (?:sell|buy|pay|supply))\b.{0,160}[.;]\s*$"
)
_LONG: Final = 160
_TAIL: Final = 60
_PAGE_END: Final = frozenset("0123456789-–")


def kind_of_heading(title: str) -> ClauseKind | None:
    """The part a title names; None for a title of the body."""
    title = simplified(title.strip(' \t\u3000:：.、"“”-—'))
    match = _HEADING_PATTERN.match(title) if title else None
    return ClauseKind(match.lastgroup) if match and match.lastgroup else None


def kind_of_text(line: str) -> ClauseKind:
    """The part that the first words of a line open; ``BODY`` for all others."""
    match = _TEXT_PATTERN.match(simplified(line))
    return ClauseKind(match.lastgroup) if match and match.lastgroup else ClauseKind.BODY


def names_parties(line: str) -> bool:
    return _PARTIES.match(simplified(line)) is not None


def is_title(line: str) -> bool:
    """Whether the first line of a file names the contract."""
    return len(line) <= 90 and _TITLE.search(simplified(line.strip())) is not None and _SAYS.search(line) is None


def is_contents_line(line: str, style: str) -> bool:
    """A line of a table of contents: by its style, or by its leaders and page number."""
    if style.lower().startswith(("toc ", "toc\u00a0", "目录")):
        return True
    tail = line[-_TAIL:].rstrip()
    return tail[-1:] in _PAGE_END and _CONTENTS_LINE.search(tail) is not None


def ends_part(kind: ClauseKind, line: str, style: str) -> bool:
    """Whether a line without a number of its own stands outside the part that is open before it."""
    if kind is ClauseKind.TITLE:
        return True
    if kind is ClauseKind.CONTENTS:
        return not is_contents_line(line, style)
    if kind is ClauseKind.PARTIES:
        return (len(line) > _LONG or _BINDS.search(simplified(line)) is not None) and not names_parties(line)
    return kind is ClauseKind.RECITALS and _RECITALS_END.match(simplified(line.lstrip())) is not None
