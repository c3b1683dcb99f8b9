"""Lengths of time that are told without a number of units: the eighth day, a fortnight, within a week, 第八日, 次日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue, chinese
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules.scene import Scene

_NAMED = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ORDINALS = {word: n for n, word in enumerate(_NAMED, 2)} | {"twenty-first": 21, "thirtieth": 30}
#: A day of each month is a date, no length of time.
_NTH = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?=(?:st|nd|rd|th)))(?:st|nd|rd|th)? (business |working |calendar |consecutive )?day\b"
    r"(?! of (?:each|every|the|that|any) (?:\w+ )?(?:month|quarter|year))"
)
_LONE = re.compile(
    r"\b(?:within|after|for|of|than|by|exceed\w*|reach\w*|lasts?|given|in|be|is|gets?|has|have|about|beyond|over|under|upon)"
    r" (?:just |only |but )?"
    r"(a (?:single )?(?:week|fortnight|month)|a single day|(?:one )?fortnight)(?! (?:each|every|per)\b)"
)
_UNITS = {"fortnight": (14, "day"), "week": (1, "week"), "month": (1, "month"), "day": (1, "day")}
#: What must not stand before comes behind its first sign, so that a search goes from one such sign to the next.
_CHINESE = re.compile(r"第(?<![月年\d]第)([一二三四五六七八九十]{1,3}|\d{1,2})个?(工作日|日|天)(?=[仍起后以未前,止内])")
_NEXT = re.compile(r"[次翌](?<!每.)(?<!每月.)日(?=[起前内仍未后,])")
#: Words of which each of them holds one.
_NTH_WORDS = (
    "th day", "rd day", "st day", "nd day", *(f" {kind} day" for kind in ("business", "working", "calendar", "consecutive")),
)  # fmt: skip
_LONE_WORDS = ("fortnight", "a week", "a month", "a single day", "a single week", "a single month")
WORDS = (*_NTH_WORDS, *_LONE_WORDS)


def spells(scene: Scene) -> tuple[RawValue, ...]:
    """Those of the contract, read once."""
    found: tuple[RawValue, ...] = scene.once(spells, lambda: tuple(_read(scene)))
    return found


def _read(scene: Scene) -> Iterator[RawValue]:
    text = scene.finder.folded
    for m in scene.on_lines(_NTH, _NTH_WORDS):
        yield _days(m, _ORDINALS.get(m[1]) or int(m[1]), working=(m[2] or "") in ("business ", "working "))
    for m in scene.on_lines(_LONE, _LONE_WORDS):
        n, unit = _UNITS[m[1].split()[-1]]
        yield RawValue(ValueType.DURATION, Span(*m.span(1)), Decimal(n), unit=unit, in_words=True)
    for m in _CHINESE.finditer(text):
        yield _days(m, int(m[1]) if m[1].isdigit() else int(chinese.read(m[1])), working=m[2] == "工作日")
    for m in _NEXT.finditer(text):
        yield _days(m, 1, working=False)


def _days(m: re.Match[str], n: int, *, working: bool) -> RawValue:
    return RawValue(
        ValueType.DURATION, Span(*m.span()), Decimal(n), unit="day", day_type="working" if working else None, in_words=True
    )
