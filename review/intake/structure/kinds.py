"""What part of a contract a heading or a line opens, by the words contracts use for it."""

from __future__ import annotations

import re
from typing import Final

from review.model.document import ClauseKind

_HEADINGS: Final[tuple[tuple[ClauseKind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (ClauseKind.DEFINITIONS, r"(?:术语|名词|词语)?(?:的)?(?:定义|释义)(?:和解释|与解释|及解释)?$|(?:certain )?definitions?(?: and .{0,30}| of .{0,30})?\.?$"),
        (ClauseKind.RECITALS, r"鉴于(?:条款)?[:：]?$|recitals?:?$|background:?$|(?:w\s*i\s*t\s*n\s*e\s*s\s*e\s*t\s*h):?$|preamble$|前言$|序言$"),
        (ClauseKind.SIGNATURE, r"(?:签字|签署|签章|盖章)(?:页|栏|处)|(?:以下|本页)(?:无正文|为签)|(?:execution|signature) page|signatures?$"),
        (ClauseKind.CONTENTS, r"目[\s\u3000]*录$|table of contents$|contents$"),
        (ClauseKind.PARTIES, r"(?:the )?parties:?$|(?:合同|协议)(?:双方|当事人|各方)(?:信息|基本情况)?$|当事人$"),
    )
)  # fmt: skip
_TEXTS: Final[tuple[tuple[ClauseKind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (ClauseKind.RECITALS, r"[\s\u3000]*(?:鉴于[:：，,]?|WHEREAS\b|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H)"),
        (ClauseKind.SIGNATURE, r"[\s\u3000]*(?:IN WITNESS WHEREOF\b|[（(](?:以下|本页以下)无正文|[（(]本页无正文|[（(]?(?:以下|本页)为?签[字署章])"),
    )
)  # fmt: skip


def kind_of_heading(title: str) -> ClauseKind | None:
    """The part a title names; None for a title of the body."""
    title = title.strip(' \t\u3000:：.、"“”')
    return next((kind for kind, pattern in _HEADINGS if pattern.match(title)), None)


def kind_of_text(line: str) -> ClauseKind:
    """The part that the first words of a line open; ``BODY`` for all others."""
    return next((kind for kind, pattern in _TEXTS if pattern.match(line)), ClauseKind.BODY)
