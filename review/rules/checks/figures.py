"""Words and figures of one number: amounts in capitals (``amounts``), percentages (``percents``).

A second value in brackets right behind the first says it again in another unit: ``two years (24 months)``, ``a third (33%)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.fractions import ONES, PARTS, TENTHS
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, OneOf, Param
from review.rules.spelt import spelt

_TYPES = tuple(t.value for t in ValueType if t is not ValueType.DATE)
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖")
PARAMS = {"types": Param(ListOf(OneOf(_TYPES), 1), REQUIRED, "which values")}


#: What stands between a value and the same in brackets, and what ends it.
_OPENS = re.compile(
    r"\.?\s*[（(\[]\s*(?:(?:即|合|共|大写|i\.e\.|that is|or|in words|say|rupees|equal to)[:：,，]?)?\s*", re.IGNORECASE
)
#: A few words of what the percentage is, up to the bracket.
_OF = re.compile(r"(?:的| of )[^，。；,;()（）\d%]{1,30}[（(]\s*")
#: What stands between a percentage in brackets and its words behind them.
_BEHIND = re.compile(r"\s*[）)]\s*")
_CLOSES = re.compile(r"\.?\s*(?:only\s*)?[）)\]]|\s*[,，、/](?=[^（(）)]{1,12}[）)])")
#: A bracket with a number of something, found before any value is read.
_AGAIN = re.compile(r"\(\s*(?:即|合|共|i\.e\.|that is|or)?\s*[\d一二两三四五六七八九十a-z][^()\n%]{0,24}\)")
#: Units that tell the same length exactly.
_UNITS = ("month", "hour")
#: What every percentage is written with; a third and a half are read elsewhere.
_SIGN = re.compile(r"[%‰百千万]|per ?cent")
#: A bracket before a percentage in words or behind it.
_BRACKET = re.compile(r"%\s*\(|\(\s*\d[\d.]*\s*%\s*\)|百分之[^()]{1,8}\(|per ?cent\s*\(")
#: Interest as the Chinese say it: 一分二厘 is 1.2% a month, or ten times that a year.
_INTEREST = re.compile(
    r"(?P<per>[月年])(?:利率?|息)(?:为|按|是)?(?:(?P<fen>[一二两三四五六七八九])分)?(?:(?P<li>[一二三四五六七八九])厘)?\s*$"
)
_PERCENT = re.compile(r"[（(\[]\s*(\d{1,2}(?:\.\d+)?)\s*%\s*[)）\]]")
#: A share in words right before a percentage in brackets.
_FRACTION = re.compile(
    r"(?:(?P<tenths>[一二三四五六七八九])成|(?P<half>一半|半数|\bhalf)"
    r"|\b(?P<many>one|a|two|three)[ -](?P<part>third|quarter|fifth|tenth)s?)"
    r"(?:\s(?:of|by)[^()%.;\d]{1,30})?\s*$"
)
#: A part of one per cent: half a per cent, one tenth of one per cent.
_OF_ONE = re.compile(
    r"\b(?:(?:one|a)[ -])?(?P<part>half|third|quarter|fifth|tenth|twentieth) (?:of )?(?:an?|one|1) per ?cent\s*$"
)
_IN_PERCENT = re.compile(r"per ?cent\s*$")
_REACH = 60
_ROUNDED = Decimal("0.7")
#: A year is 365 days and twelve months: shares by which lengths of time may differ and be the same.
_NEARLY = Decimal("0.05")
#: Signs between the two at most.
_FEW = 12


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    chosen = [v for v in values.doubled(scene) if v.type.value in params["types"] and _has_digits(scene, v)]
    found = [*(a for v in chosen if (a := _judge(v))), *_said_again(scene, params), *_fractions(scene, params)]
    found += [*_percents(scene, params), *_apart(scene, params)]
    yield from found
    if any(v.spoken is not None for v in chosen) and not found:
        yield passed()


def _said_again(scene: Scene, params: Params) -> Iterator[Answer]:
    """Durations that stand in brackets behind another of another unit, and are longer or shorter."""
    if ValueType.DURATION.value not in params["types"]:
        return
    for one, other in _pairs(scene):
        between = scene.text[one.span.end : other.span.start]
        if len(between) > _FEW or not _OPENS.fullmatch(between) or not _CLOSES.match(scene.text, other.span.end):
            continue
        lengths = [(in_unit(one, unit), in_unit(other, unit)) for unit in _UNITS]
        known = [(a, b) for a, b in lengths if a is not None and b is not None]
        if known and all(abs(a - b) > _NEARLY * max(a, b) for a, b in known):
            fields = {"words": render.value(one), "figures": render.value(other)}
            yield failed(None, Span(one.span.start, other.span.end), variant="differ", fields=fields)


def _apart(scene: Scene, params: Params) -> Iterator[Answer]:
    """Amounts whose words and figures stand apart."""
    for one in spelt(scene) if ValueType.MONEY.value in params["types"] else ():
        if not one.right:
            fields = {"words": decimal_text(one.words), "figures": decimal_text(one.figures)}
            yield failed(None, one.span, variant="differ", fields=fields)


def _percents(scene: Scene, params: Params) -> Iterator[Answer]:
    """A percentage in figures and one in words, of which a bracket says one again: ``(2.5%) two percent``."""
    if ValueType.PERCENT.value not in params["types"]:
        return
    text = scene.finder.folded
    for found in _BRACKET.finditer(text):
        near = values.within(scene, Span(max(found.start() - _REACH, 0), min(found.end() + _REACH, len(text))))
        said = (v for v in near if v.type is ValueType.PERCENT and _SIGN.search(text, v.span.start, v.span.end))
        for one, other in pairwise(said):
            between = text[one.span.end : other.span.start]
            again = (_OPENS.fullmatch(between) or _OF.fullmatch(between)) and _CLOSES.match(text, other.span.end)
            behind = _BEHIND.fullmatch(between) and text[max(one.span.start - _FEW, 0) : one.span.start].rstrip().endswith("(")
            spoken = [v for v in (one, other) if not any(c.isdigit() for c in text[v.span.start : v.span.end])]
            if (again or behind) and spoken and one.n != other.n and one.n is not None and other.n is not None:
                words, figures = (one.n, other.n) if spoken[0] is one else (other.n, one.n)
                fields = {"words": decimal_text(words), "figures": decimal_text(figures)}
                yield failed(None, Span(one.span.start, other.span.end), variant="differ", fields=fields)


def _pairs(scene: Scene) -> Iterator[tuple[RawValue, RawValue]]:
    """Lengths of time that follow each other at a bracket that may say one again."""
    for found in _AGAIN.finditer(scene.finder.folded):
        near = values.within(scene, Span(max(found.start() - _REACH, 0), found.end()))
        yield from pairwise(v for v in near if v.type is ValueType.DURATION and not v.blank)


def _fractions(scene: Scene, params: Params) -> Iterator[Answer]:
    """``三成（40%）``, ``half of the price (40%)``."""
    if ValueType.PERCENT.value not in params["types"]:
        return
    text = scene.finder.folded
    for found in _PERCENT.finditer(text):
        start = max(found.start() - _REACH, 0)
        before = text[start : found.start()]
        m = (
            _OF_ONE.search(before)
            or (None if _IN_PERCENT.search(before) else _FRACTION.search(before))
            or _INTEREST.search(before)
        )
        nearly = _ROUNDED if m and m.re is not _OF_ONE else _ROUNDED / 100
        if m and abs((said := _percent(m)) - (figures := Decimal(found[1]))) > nearly:
            fields = {"words": decimal_text(said), "figures": decimal_text(figures)}
            yield failed(None, Span(start + m.start(), found.end()), variant="differ", fields=fields)


def _percent(m: re.Match[str]) -> Decimal:
    if m.re is _OF_ONE:
        return Decimal(1) / PARTS[m["part"]]
    if m.re is _INTEREST:
        monthly = TENTHS.get(m["fen"], 0) + Decimal(TENTHS.get(m["li"], 0)) / 10
        return monthly * (10 if m["per"] == "年" else 1)
    if m["tenths"]:
        return Decimal(10 * TENTHS[m["tenths"]])
    return Decimal(50) if m["half"] else Decimal(100 * ONES[m["many"]]) / PARTS[m["part"]]


def _has_digits(scene: Scene, v: RawValue) -> bool:
    """Whether it holds a numeral at all: 仟佰拾元 alone is a form that waits to be filled in."""
    return not v.malformed or any(c in _CAPITALS for c in scene.document.quote(v.span))


def _judge(v: RawValue) -> Answer | None:
    if v.malformed:
        return failed(None, v.span, variant="malformed", replaces=v.span)
    if v.contradicts_itself:
        assert v.spoken is not None and v.n is not None
        if v.type is ValueType.PERCENT and abs(100 * v.spoken - v.n) <= _ROUNDED and v.spoken < 1 < v.n:
            return None  # one third is 33.3%
        if abs(v.spoken) == abs(v.n):
            return None  # plus or minus two percent (2%)
        fields = {"words": decimal_text(v.spoken), "figures": decimal_text(v.n)}
        return failed(None, v.span, variant="differ", fields=fields, replaces=v.span)
    return None


CHECK = Check("figures", PARAMS, run, fields=("words", "figures"), variants=("differ", "malformed"))
