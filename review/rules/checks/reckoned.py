"""Numbers of which one is reckoned from the others, and is another: parts of a whole, months of a fee, rounds of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.finding import Compared
from review.model.language import Bilingual as Texts
from review.model.span import Span
from review.rules import render, values
from review.rules.beside import before, gaps
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "whole": Param(PatternLists(), REQUIRED, "words right before the number of all"),
    "part": Param(PatternLists(), REQUIRED, "words right before the number of one lot"),
    "split": Param(PatternLists(), REQUIRED, "words behind the number of all that say that some of its parts follow"),
    "total": Param(PatternLists(), REQUIRED, "words before a total of fees that are paid by the month"),
    "monthly": Param(PatternLists(), REQUIRED, "words right before a fee that is paid by the month"),
    "round": Param(PatternLists(), REQUIRED, "work that is done so many times a month or year"),
    "yearly": Param(PatternLists(), REQUIRED, "words right before the number of times in a whole year"),
}
_REACH, _NEAR = 10, 160
#: Characters from the words to the number of the first part.
_TO_FIRST = 40
_PAIR = 2
#: Characters before a fee in which words make it one by the month.
_BEFORE = 24
_TO_FEE = gaps(r"[^。;,]{0,8}", r"[^.;,]{0,12}")
#: Between times of work and how often: 每月巡检2次, twice a month, 全年共24次.
_TIMES = ("次", "times", None)
_TO_TIMES = gaps(r"[^,，。;|\d]{0,6}", r"[^,;.|\d]{0,6}")
_OFTEN = re.compile(r"\s*")
_A_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
_TITLES: dict[str, Texts] = {
    "parts": {"zh": "数量", "en": "quantity"},
    "fees": {"zh": "费用总额", "en": "total of the fees"},
    "rounds": {"zh": "每年次数", "en": "number of times a year"},
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = [*_parts(scene, params), *_of_which(scene, params), *_fees(scene, params), *_rounds(scene, params)]
    yield from found
    if not found and scene.has(params["part"]):
        yield passed()


def _parts(scene: Scene, params: Params) -> Iterator[Answer]:
    """A number of pieces, in the sentence of its lots or in the one before, and these, all of them named."""
    told = [(scene.sentence(p.start), p) for p in scene.find(params["part"])]
    for sentence, named in groupby(told, key=lambda pair: pair[0]):
        parts = [v for _, p in named if (v := _right_after(scene, p, ValueType.QUANTITY))]
        places = scene.find(params["whole"], Span(scene.sentence(max(sentence.start - 1, 0)).start, sentence.end))
        yield from _of_lots(scene, parts, places) if len(parts) > 1 else ()


def _of_lots(scene: Scene, parts: Sequence[RawValue], places: Iterable[Span]) -> Iterator[Answer]:
    for words in places:
        whole = _right_after(scene, words, ValueType.QUANTITY)
        if whole is None:
            continue
        lots = [v for v in parts if v.unit == whole.unit and v.span.start > whole.span.start]
        total = sum((v.n or Decimal(0) for v in lots), Decimal(0))
        if whole.n and len(lots) > 1 and total != whole.n:
            shown = " + ".join(decimal_text(v.n) for v in lots if v.n is not None)
            yield _differs("parts", decimal_text(whole.n), f"{shown} = {decimal_text(total)}", whole.span, lots[-1].span)


def _of_which(scene: Scene, params: Params) -> Iterator[Answer]:
    """A number of pieces and parts of it in one sentence, that are more than all: 共120台，其中甲区50台、乙区80台.

    Of several numbers of a kind before the words none is known to be the whole.
    """
    folded = scene.finder.folded
    for words in scene.find(params["split"]):
        if not values.NUMBER.search(folded, words.end, words.end + _TO_FIRST):
            continue
        line = scene.sentence(words.start)
        held = [v for v in values.within(scene, line) if v.type is ValueType.QUANTITY and v.n and not v.per]
        ahead = [v for v in held if v.span.end <= words.start]
        whole = ahead[-1] if ahead and [v.unit for v in ahead].count(ahead[-1].unit) == 1 else None
        lots = [v for v in held if whole and v.unit == whole.unit and v.span.start >= words.start]
        total = sum((v.n or Decimal(0) for v in lots), Decimal(0))
        if whole and whole.n and lots and total > whole.n:
            shown = " + ".join(decimal_text(v.n) for v in lots if v.n is not None)
            yield _differs("parts", decimal_text(whole.n), f"{shown} = {decimal_text(total)}", whole.span, lots[-1].span)


def _right_after(scene: Scene, words: Span, sort: ValueType) -> RawValue | None:
    v = values.first(scene, Span(words.end, min(words.end + _REACH, len(scene.text))))
    return v if v and v.type is sort and v.n is not None else None


def _fees(scene: Scene, params: Params) -> Iterator[Answer]:
    """A fee by the month, a number of months and a total near each other."""
    for words in scene.find(params["total"]):
        near = values.within(scene, Span(max(words.start - _NEAR, 0), min(words.end + _NEAR, len(scene.text))))
        fees = [v for v in near if v.type is ValueType.MONEY and v.n and _by_month(scene, v, params)]
        terms = [v for v in near if v.type is ValueType.DURATION and not v.recurring and v.unit in ("month", "year")]
        totals = [v for v in near if v.type is ValueType.MONEY and not v.per and v.n and v.span.start >= words.start]
        totals = [v for v in totals if v not in fees]
        if len(fees) != 1 or len({in_unit(v, "month") for v in terms}) != 1 or not totals:
            continue
        months, fee, total = in_unit(terms[0], "month"), fees[0], totals[0]
        if months and fee.n and total.n and fee.currency == total.currency and fee.n < total.n and fee.n * months != total.n:
            reckoned = f"{decimal_text(fee.n)} × {decimal_text(months)} = {render.amount(fee.n * months)}"
            yield _differs("fees", reckoned, render.amount(total.n), fee.span, total.span)


def _by_month(scene: Scene, v: RawValue, params: Params) -> bool:
    return v.per == "month" or before(scene, params["monthly"], v.span, _TO_FEE, reach=_BEFORE) is not None


def _rounds(scene: Scene, params: Params) -> Iterator[Answer]:
    """Times a month and times in the whole year of one work in one sentence; two rounds of their own need no sum."""
    in_all = {scene.sentence(p.start) for p in scene.find(params["yearly"])}
    for line in dict.fromkeys(s for p in scene.find(params["round"]) if (s := scene.sentence(p.start)) in in_all):
        told = [v for v in values.within(scene, line) if v.type is ValueType.COUNT and v.unit in _TIMES]
        steps = [(_by_step(scene, v, line), _in_all(scene, params, v, line)) for v in told]
        whole = [a for s, a in steps if a and (s is None or s[0] == a[0])]
        said = dict([*(s for s, _ in steps if s), *whole])
        works = {scene.finder.folded[p.start : p.end] for p in scene.find(params["round"], line)}
        if whole and len(said) == _PAIR and len(works) == 1:
            (one, first), (other, second) = sorted(said.items(), key=lambda pair: pair[1])
            yield _differs("rounds", decimal_text(one), decimal_text(other), first, second)


def _in_all(scene: Scene, params: Params, times: RawValue, line: Span) -> tuple[Decimal, Span] | None:
    """How many times in a whole year, where words say that these are all, with their place."""
    words = before(scene, params["yearly"], times.span, _TO_TIMES, since=line.start)
    return (times.n, Span(words.start, times.span.end)) if words and times.n else None


def _by_step(scene: Scene, times: RawValue, line: Span) -> tuple[Decimal, Span] | None:
    """The same, where a step of time stands right beside the times: before them in Chinese, behind them in English."""
    for v in values.within(scene, line):
        a_year = _A_YEAR.get(v.unit or "")
        if v.recurring and v.n and a_year and times.n and _joins(scene, v.span, times.span):
            return times.n * a_year / v.n, Span(min(v.span.start, times.span.start), max(v.span.end, times.span.end))
    return None


def _joins(scene: Scene, step: Span, times: Span) -> bool:
    folded = scene.finder.folded
    ahead = step.end <= times.start and _TO_TIMES["zh"].fullmatch(folded, step.end, times.start)
    return bool(ahead or (times.end <= step.start and _OFTEN.fullmatch(folded, times.end, step.start)))


def _differs(name: str, first: str, second: str, one: Span, other: Span) -> Answer:
    title = _TITLES[name]
    fields = {"attribute": title, "first": first, "second": second}
    return failed(None, other, one, compared=(Compared(title, first, second),), fields=fields)


CHECK = Check("reckoned", PARAMS, run, fields=("attribute", "first", "second"))
