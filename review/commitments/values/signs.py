"""What a text cannot do without if it is to hold a value of some sort: a quick look spares most texts the grammar.

Each sort has ways, and each way a list of expressions (in the syntax that RE2 and ``regex`` share, for half-width text).
The law: a text in which ``scan`` finds a filled-in value of the sort holds every expression of one of its ways. The other
way round promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from review.commitments.values import chinese, dates, english, terms
from review.commitments.values.amounts import POUNDS
from review.model.commitment import ValueType

Ways = tuple[tuple[str, ...], ...]

_S = "[\\s\x0b\x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
"""Any white space; RE2's own ``\\s`` is that of ASCII."""
_D = r"\p{Nd}"
_HEAD, _TAIL = "(?:^|[^A-Za-z])", "(?:[^A-Za-z]|$)"
"""Where a Latin word may start, and where it ends."""
MARKS_OF_SECOND_WRITING = "大写|小写|即|say|in words|in figures|in letters|that is|namely|spelled|spelt"
"""Words that lead from an amount to the same in its other form."""
_VERBS = ("may", "march", "mar")
"""Months of which a small letter may make a verb."""
_ASIAN = re.compile("[\u2e80-\U0003ffff]")


def ways(sort: ValueType) -> Ways:
    """The ways of a type of value; the empty way, which every text has, for a type without a sign of its own."""
    made = _WAYS.get(sort)
    return made() if made else ((),)


@cache
def ways_of_doubled() -> Ways:
    """Of a value in words and figures, or in words that break the order of numeral units."""
    words = _any(set(english.FIRST) - {"a", "an"}, _HEAD)
    mark = rf"[(\[:]|(?i:{MARKS_OF_SECOND_WRITING})"
    return ((f"[{chinese.CAPITALS}]",), (mark, f"[{chinese.CHARACTERS}]|{words}"))


@cache
def _money() -> Ways:
    words = {w for side in ("before", "parted", "after", "cents") for w in terms.currencies(side)} - {"分"} | {POUNDS}
    return ((_any(words, _HEAD + "M?"),),)


@cache
def _percent() -> Ways:
    """A sign or word of percent, or a part of one in words or figures."""
    parts = "|".join(sorted({*english.PARTS, "firsts", "seconds", "first", "second"} - {"half"}))
    tops = "|".join(sorted({*english.ONES, *english.TEENS, *english.TENS, "a"}))
    fraction = rf"{_HEAD}(?i:half|(?:{tops})(?:{_S}|-)+(?:{parts})){_TAIL}|{_D}{_S}?[/⁄]{_S}?{_D}|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
    return ((f"{_any({*terms.percents(), '分之'}, _HEAD)}|{fraction}",),)


@cache
def _date() -> Ways:
    """A year, or a month with a day, in Chinese; numbers in two or three parts; a month by name; a quarter."""
    han = f"[{_D}{''.join(chinese.DIGIT)}十廿卅]"
    sure = "|".join(sorted(set(dates.MONTHS) - set(_VERBS)))
    shown = "|".join(form for verb in _VERBS for form in (verb.title(), verb.upper()))
    day = "|".join(sorted(w.replace("-", "[ -]") for w in dates.DAYS))
    before = rf"(?:{_D}(?:{_S}?(?:st|nd|rd|th))?|{day})\.?{_S}*(?:[-/]{_S}*)?(?:day{_S}+)?(?:of{_S}+)?"
    forms = (
        rf"{han}{_S}?[】\]]?{_S}?年", rf"{han}{_S}?月{_S}?{han}", r"[Qq][1-4]|[Hh][12]", rf"{_D}{{8}}",
        rf"(?i:quarter|half|end){_S}+(?i:of{_S}+)?20{_D}{_D}",
        rf"{_D}[-./]{_D}{{1,2}}[-./,]{_D}", rf"{_D}{{4}}[-/]{_D}",
        rf"(?i:{sure}){_TAIL}", rf"(?:{shown}){_TAIL}", rf"(?i:{before}(?:{'|'.join(_VERBS)}))",
    )  # fmt: skip
    return (("|".join(forms),),)


_WAYS: dict[ValueType, Callable[[], Ways]] = {
    ValueType.MONEY: _money,
    ValueType.PERCENT: _percent,
    ValueType.DATE: _date,
}


def _any(words: Iterable[str], head: str) -> str:
    """Any of the words in any case: Latin ones from their ``head`` on, of the others those that hold no shorter one."""
    other = {w for w in words if _ASIAN.search(w) or not w[0].isalpha()}
    least = sorted(w for w in other if not any(o != w and o in w for o in other))
    latin = [_latin(w) for w in sorted(set(words) - other)]
    return "|".join([*map(re.escape, least), *([f"{head}(?i:{'|'.join(latin)})"] if latin else [])])


def _latin(word: str) -> str:
    gap = f"(?:{_S}|-)+"
    return re.sub(r"(?:\\ |\\-)+", lambda _: gap, re.escape(word)) + (_TAIL if word[-1].isalnum() else "")
