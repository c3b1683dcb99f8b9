"""Lengths of time that the grammar of values leaves alone, since elsewhere they may be a day of the calendar or a unit.

By the eighth day, lasts a fortnight, 第八日起. Beside words that ask for a time they are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue, chinese, english
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene

_ORDINAL = rf"(?:(?:{'|'.join(english.TENS)})[ -])?(?:second|{'|'.join(english.ORDINALS)})"
#: A day of each month is a date, no length of time.
_NTH = re.compile(
    rf"(?<![\w-])(?:(?P<words>{_ORDINAL})|(?P<figures>\d{{1,2}})(?:st|nd|rd|th)) "
    r"(?P<working>business |working )?(?:calendar |consecutive )?day\b"
    r"(?! of (?:each|every|the|that|any) (?:\w+ )?(?:month|quarter|year))"
)
_LONE = re.compile(
    r"\b(?:within|after|for|of|than|by|exceed\w*|reach\w*|lasts?|given|in|be|is|gets?|has|have|about|beyond|over|under|upon"
    r"|slips?|slipped|lags?|runs?|overruns?|late|behind|misse[sd]|delayed|once|drags?|takes?|passes?|turns?)"
    r" (?:just |only |but )?"
    r"(a (?:single )?(?:week|fortnight|month)|a single day|(?:one )?fortnight)(?! (?:each|every|per)\b)"
)
_UNITS = {"fortnight": (14, "day"), "week": (1, "week"), "month": (1, "month"), "day": (1, "day")}
#: What must not stand before comes behind its first sign, so that a search goes from one such sign to the next.
_CHINESE = re.compile(r"第(?<![月年\d]第)([一二三四五六七八九十]{1,3}|\d{1,2})个?(工作日|日|天)(?=[仍起后以未前,止内])")
#: Words of which each of them holds one.
_NTH_WORDS = (
    "th day", "rd day", "st day", "nd day", *(f" {kind} day" for kind in ("business", "working", "calendar", "consecutive")),
)  # fmt: skip
_LONE_WORDS = ("fortnight", "a week", "a month", "a single day", "a single week", "a single month")
WORDS = (*_NTH_WORDS, *_LONE_WORDS)


def spells(scene: Scene) -> tuple[RawValue, ...]:
    """Those of the contract, in no order; read once."""
    found: tuple[RawValue, ...] = scene.once(spells, lambda: tuple(v for v in _read(scene) if _is_left(scene, v)))
    return found


def _is_left(scene: Scene, v: RawValue) -> bool:
    """Whether the grammar of values reads nothing there."""
    return next(values.starting(scene, v.span), None) is None


def _read(scene: Scene) -> Iterator[RawValue]:
    for m in scene.on_lines(_NTH, _NTH_WORDS):
        yield _days(m, english.ordinal(m["words"] or m["figures"]), working=m["working"] is not None)
    for m in scene.on_lines(_LONE, _LONE_WORDS):
        n, unit = _UNITS[m[1].split()[-1]]
        yield RawValue(ValueType.DURATION, Span(*m.span(1)), Decimal(n), unit=unit, in_words=True)
    for m in _CHINESE.finditer(scene.finder.folded):
        yield _days(m, int(m[1]) if m[1].isdigit() else int(chinese.read(m[1])), working=m[2] == "工作日")


def _days(m: re.Match[str], n: int, *, working: bool) -> RawValue:
    return RawValue(
        ValueType.DURATION, Span(*m.span()), Decimal(n), unit="day", day_type="working" if working else None, in_words=True
    )
