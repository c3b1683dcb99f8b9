"""Response, attendance or restoring: which of them a time is, by the words beside it.

Chinese names the deed after the time (2小时内响应), English before it (respond within 2 hours). The words decide
over the role that the extraction gave, because one sentence often holds all three.
"""

from __future__ import annotations

import re

import regex

from review.model.commitment import Value, ValueRole
from review.rules.scene import Scene

_WORDS: tuple[tuple[ValueRole, re.Pattern[str]], ...] = (
    (ValueRole.RESPONSE, re.compile(r"响应|应答|答复|respon[ds]|acknowledg|answer|call(?:ed|ing)? back")),
    (ValueRole.ONSITE, re.compile(r"到场|到达|抵达|赶到|赴现场|上门|on[- ]?site|attend|arriv")),
    (ValueRole.RESTORE, re.compile(r"修复|恢复|解决|排除|处理完|restor|resol|repair|fix|rectif")),
)
_TIMED = frozenset(role for role, _ in _WORDS)
_STOP = re.compile(r"[、,，;；。\n\t]| and ")
_LAST_STOP = regex.compile(r"(?r)[、,，;；。\n\t]| and ")


def role(scene: Scene, v: Value) -> ValueRole:
    """The role of a value among response, onsite and restore; its own role for every other value."""
    if v.role not in _TIMED:
        return v.role
    sentence = scene.sentence(v.span.start)
    text = scene.finder.folded
    stop = _STOP.search(text, v.span.end, max(sentence.end, v.span.end))
    after = text[v.span.end : stop.start() if stop else sentence.end]
    last = _LAST_STOP.search(text, sentence.start, v.span.start)
    before = text[last.end() if last else sentence.start : v.span.start]
    chinese = ord(after[:1] or before[-1:] or "a") > 127
    order = (_first(after), _last(before)) if chinese else (_last(before), _first(after))
    return next((r for r in order if r), v.role)


def _first(words: str) -> ValueRole | None:
    return min(_places(words), default=(0, None))[1]


def _last(words: str) -> ValueRole | None:
    return max(_places(words), default=(0, None))[1]


def _places(words: str) -> list[tuple[int, ValueRole | None]]:
    return [(match.start(), role) for role, pattern in _WORDS for match in pattern.finditer(words)]
