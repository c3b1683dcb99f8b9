"""What part of a contract a heading or a line opens, by the words contracts use for it."""

from __future__ import annotations

import re
from typing import Final

from review.model.document import ClauseKind

#: Whole titles, as alternatives of one pattern per kind.
_HEADINGS: Final[tuple[tuple[ClauseKind, tuple[str, ...]], ...]] = (
    (
        ClauseKind.DEFINITIONS,
        (
            r"(?:术语|名词|词语)?(?:的)?(?:定义|释义)(?:和解释|与解释|及解释)?$",
            r"(?:certain )?definitions?(?: and .{0,30}| of .{0,30})?\.?$",
        ),
    ),
    (ClauseKind.RECITALS, (r"鉴于(?:条款)?[:：]?$", r"前言$", r"序言$", r"recitals?:?$", r"background:?$", r"preamble$")),
    (
        ClauseKind.SIGNATURE,
        (
            r"(?:签字|签署|签章|盖章)(?:页|栏|处)",
            r"(?:以下|本页)(?:无正文|为签)",
            r"(?:execution|signature) page",
            r"signatures?$",
        ),
    ),
    (ClauseKind.CONTENTS, (r"目[\s\u3000]*录$", r"table of contents$", r"contents$")),
    (
        ClauseKind.PARTIES,
        (r"(?:合同|协议)(?:双方|当事人|各方)(?:信息|基本情况)?$", r"当事人$", r"(?:the )?parties:?$"),
    ),
)
#: First words of a line that open a part without a heading.
_TEXTS: Final[tuple[tuple[ClauseKind, tuple[str, ...]], ...]] = (
    (ClauseKind.RECITALS, (r"鉴于[:：，,]?", r"WHEREAS\b", r"W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H")),
    (ClauseKind.SIGNATURE, (r"IN WITNESS WHEREOF\b", r"[（(]?(?:以下|本页以下|本页)无正文", r"[（(]?(?:以下|本页)为?签[字署章]")),
)
_HEADING_PATTERNS: Final = tuple((kind, re.compile("|".join(rows), re.I)) for kind, rows in _HEADINGS)
_TEXT_PATTERNS: Final = tuple((kind, re.compile(rf"[\s\u3000]*(?:{'|'.join(rows)})")) for kind, rows in _TEXTS)


def kind_of_heading(title: str) -> ClauseKind | None:
    """The part a title names; None for a title of the body."""
    title = title.strip(' \t\u3000:：.、"“”')
    return next((kind for kind, pattern in _HEADING_PATTERNS if pattern.match(title)), None)


def kind_of_text(line: str) -> ClauseKind:
    """The part that the first words of a line open; ``BODY`` for all others."""
    return next((kind for kind, pattern in _TEXT_PATTERNS if pattern.match(line)), ClauseKind.BODY)
