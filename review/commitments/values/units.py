"""What stands behind a number and makes it a value: a unit of time, a percent sign, a currency, a thing counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from review.commitments.values import chinese, terms
from review.commitments.values.numbers import Number, plain, simple
from review.model.commitment import ValueType

_ADJECTIVES = (
    r"(?:an?\s+)?(?:(?:additional|consecutive|successive|continuous|rolling|full|whole|complete|straight|clear|further|more|prior|or more|or fewer|"
    r"or less|individual|separate|single|or more)[\s-]+){0,2}"
)
_NOUN_ADJECTIVES = r"(?:(?!(?:of|or|and|to|in|for|with|by|as|the|is|at|on|per|from|than|after|before|other|such|that|which|any|day|party)\s)[a-z][a-z-]{1,20}\s+){0,3}?"
_NO_NOUNS = r"(?:has|was|does|this|its|thus|as|is|shall|will|may|must|of|and|or|to|in|for|with|by|per|unless|whereas|parties|days|times|plus|less|such)(?![A-Za-z])"
_ENDS = ("", *" ,。;、)和及与并以\n")
_LATER_THAN = 1900
"""From here on a bare number before 年 is the name of a year."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit; ``end`` is where the unit ends."""

    type: ValueType
    n: Decimal
    end: int
    unit: str | None = None
    currency: str | None = None
    day_type: str | None = None
    malformed: bool = False


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    alternation, words = terms.alternation, terms.words
    duration = terms.durations()
    latin = [w for w in duration if w[0].isascii()]
    han = [w for w in duration if not w[0].isascii()]
    signs = words("values-units", "quantities", "signs")
    letters = "".join(w for w in signs if len(w) == 1)
    return {
        "latin": regex.compile(rf"\s*-?\s*{_ADJECTIVES}(?P<unit>{alternation(latin)})(?P<more>\s+and\s+(?:an?\s+|one[\s-])?(?:half|quarter)(?![a-z-])(?!\s+(?:an?\s+)?[a-z]*(?:hour|day|week|month|year)))?", regex.I),
        "han": regex.compile(
            rf"(?P<half>[个個]?半[个個]?)?\s{{0,2}}(?P<or>或以上|以上)?(?P<unit>个[^\W\d月年内至之后前起止的工日自公连历法营交银]{{1,3}}日(?![期常程])|{alternation(han)}(?!(?<=日)[常期报志本历程间用夜光](?!内)|(?<=天)[然气津花空线]|(?<=周)[边转围末报](?!内)|(?<=年)[报检审](?!内))"
            rf"|(?<=半[个個]?)月|时(?=[之以]?内)|[个個]?月(?=[之以]?内|[。,，;；)]|期满|后|起|的|$))(?!期(?:贷款|LPR|存款|定期|国债))(?P<more>半(?!年))?"
        ),
        "percent": regex.compile(rf"\s{{0,20}}-?(?P<unit>{alternation(terms.percents())})", regex.I),
        "part of one": regex.compile(r"\s+of\s+(?:one|1)(?=\s*(?:\(1\)\s*)?(?:percent|per cent|%))", regex.I),
        "money": regex.compile(
            rf"(?:\s+and\s+(?P<hundredths>\d{{1,2}})/100)?\s?-?(?:\.?--?)?\s?(?:(?P<scale>million|billion|thousand)\s+|(?P<mega>M)(?=[A-Z]{{3}}))?(?:(?<=million\s|billion\s)(?P<unit>pounds)(?!\s+of)|"
            rf"(?P<unit>{alternation(terms.currencies('after'))}))(?!\d|(?<=[$€£¥])\s?\d)"
            rf"(?:\s(?P<rear>million|billion|thousand)(?![a-z]))?", regex.I,
        ),
        "cents": regex.compile(rf"\s?-?(?P<unit>{alternation(terms.currencies('cents'))})(?![钟之])", regex.I),
        "and cents": regex.compile(r"\s+(?:and\s+)?(?=[\da-z])", regex.I),
        "sentence end": regex.compile(r"\s*(?:[.;]\s*)?(?:$|\n)"),
        "small": regex.compile(
            rf"(?:\s?零?(?P<jiao>\d|[{''.join(chinese.DIGIT)}])\s?角)?(?:\s?零?\s?(?P<fen>\d|[{''.join(chinese.DIGIT)}])\s?分)?(?:\s?[整正])?"
        ),
        "quantity measured": regex.compile(rf"\s{{0,2}}(?P<unit>{alternation(words('values-units', 'quantities', 'zh', 'measured'))})"),
        "quantity papers": regex.compile(rf"\s{{0,2}}(?P<unit>{alternation(words('values-units', 'quantities', 'zh', 'papers'))})"),
        "quantity han": regex.compile(rf"\s{{0,2}}(?P<unit>{alternation(words('values-units', 'quantities', 'zh', 'words'))})"),
        "quantity figures": regex.compile(rf"\s{{0,2}}(?P<unit>{alternation(words('values-units', 'quantities', 'zh', 'figures'))})(?![月性]|(?<=条)[规约款所之的])"),
        "quantity sign": regex.compile(rf"(?:\s?(?P<unit>{alternation(w for w in signs if len(w) > 1)})|(?P<unit>[{letters}]))(?![A-Za-z\d])"),
        "plural": regex.compile(rf"\s(?!{_NO_NOUNS})(?P<unit>[a-z]{{3,20}}s)(?![a-z'])"),
        "plural near": regex.compile(rf"\s(?:(?!{_NO_NOUNS})[A-Za-z-]{{2,20}}\s){{0,2}}?(?!{_NO_NOUNS})(?P<unit>[A-Za-z]{{3,20}}s)(?![A-Za-z'])"),
        "quantity latin": regex.compile(
            rf"\s*-?\s*{_NOUN_ADJECTIVES}(?P<unit>{alternation(words('values-units', 'quantities', 'en', 'words'))})(?![a-z])"
        ),
    }  # fmt: skip


def _half(match: regex.Match[str]) -> Decimal:
    return Decimal("0.5") if match["half"] or match["more"] else Decimal(0)


def _duration(text: str, number: Number) -> Measure | None:
    match = _patterns()["han"].match(text, number.end)
    if match:
        return _han_duration(number, match)
    match = _patterns()["latin"].match(text, number.end)
    if match is None:
        return None
    unit = terms.durations()[terms.key(match["unit"])]
    if len(match["unit"]) == 1 and number.form != "figures":
        return None
    more = match["more"] or ""
    part = Decimal("0.5") if more.endswith("half") else Decimal("0.25") if more else Decimal(0)
    return _time((number.n + part) * unit.factor, unit, match.end())


def _time(n: Decimal, unit: terms.Unit, end: int) -> Measure:
    """Parts of a year are months."""
    if unit.name == "year" and n != n.to_integral_value():
        return Measure(ValueType.DURATION, plain(n * 12), end, "month")
    return Measure(ValueType.DURATION, plain(n), end, unit.name, day_type=unit.day_type)


def _han_duration(number: Number, match: regex.Match[str]) -> Measure | None:
    word = match["unit"]
    unit = terms.durations().get(word) or terms.durations()[{"月": "个月", "时": "小时"}.get(word[-1], word[-1])]
    if unit.name == "year" and number.n >= _LATER_THAN and word[0] == "年":
        return None
    return _time((number.n + _half(match)) * unit.factor, unit, match.end())


def _percent(text: str, number: Number) -> Measure | None:
    part = _patterns()["part of one"].match(text, number.end) if number.n < 1 else None
    match = _patterns()["percent"].match(text, part.end() if part else number.end)
    if match is None:
        return None
    return Measure(ValueType.PERCENT, plain(number.n * terms.percents()[terms.key(match["unit"])]), match.end())


_SCALES = {"m": 10**6, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _money(text: str, number: Number) -> Measure | None:
    match = _patterns()["money"].match(text, number.end)
    if match is None or (match["unit"] == "元" and text.startswith("元素", match.start("unit"))):
        return _cents(text, number)
    scale = _SCALES.get((match["scale"] or match["rear"] or match["mega"] or "").lower(), 1)
    n, end, malformed = number.n * scale + Decimal(match["hundredths"] or 0) / 100, match.end(), number.malformed
    code = terms.currencies("after").get(terms.key(match["unit"]), "GBP")
    if code == "CNY" and match["unit"][-1] in "元圆":
        small = _patterns()["small"].match(text, end)
        if small:
            n, end = n + _digit(small["jiao"]) / 10 + _digit(small["fen"]) / 100, small.end()
    else:
        n, end = _with_cents(text, n, end)
    return Measure(ValueType.MONEY, plain(n), end, currency=code, malformed=malformed)


def _with_cents(text: str, n: Decimal, end: int) -> tuple[Decimal, int]:
    """An amount with the cents that follow it: thirteen dollars and forty-five cents."""
    link = _patterns()["and cents"].match(text, end)
    cents = simple(text, link.end()) if link else None
    if cents is None or cents.n >= 100:
        return n, end
    unit = _patterns()["cents"].match(text, cents.end)
    last = _patterns()["sentence end"].match(text, cents.end) and n == n.to_integral_value()
    return (n + cents.n / 100, unit.end() if unit else cents.end) if unit or last else (n, end)


def _cents(text: str, number: Number) -> Measure | None:
    match = _patterns()["cents"].match(text, number.end)
    if match is None or match["unit"] == "分":
        return None
    return Measure(
        ValueType.MONEY, plain(number.n / 100), match.end(), currency=terms.currencies("cents")[terms.key(match["unit"])]
    )


def _digit(sign: str | None) -> Decimal:
    return Decimal(0) if not sign else Decimal(chinese.DIGIT.get(sign, sign))


def _whole(number: Number) -> bool:
    return number.n == number.n.to_integral_value()


_HAN_QUANTITIES: dict[str, Callable[[Number, str], bool]] = {
    "quantity measured": lambda number, after: True,
    "quantity papers": lambda number, after: _whole(number),
    "quantity han": lambda number, after: _whole(number) and (number.form != "zh" or number.n > 1 or after in _ENDS),
    "quantity figures": lambda number, after: _whole(number) and (number.form != "zh" or number.n > 1),
    "quantity sign": lambda number, after: True,
}
"""Measure words and when they make a quantity; ``after`` is the character behind them."""


def _quantity(text: str, number: Number) -> Measure | None:
    for name, admits in _HAN_QUANTITIES.items():
        match = _patterns()[name].match(text, number.end) if number.form != "en" or name == "quantity han" else None
        if match and admits(number, text[match.end() : match.end() + 1]):
            return _counted(number, match, terms.words("values-units", "quantities", "zh", "counts"))
    match = _patterns()["quantity latin"].match(text, number.end) or _things(text, number)
    return _counted(number, match, terms.words("values-units", "quantities", "en", "counts")) if match else None


def _things(text: str, number: Number) -> regex.Match[str] | None:
    """Any noun in the plural counts, directly behind figures (3000 pagers) or near a number given twice (six (6) separate episodes)."""
    names = {"figures": "plural", "both": "plural near"}
    return (
        _patterns()[names[number.form]].match(text, number.end)
        if number.form in names and number.n >= 2 and _whole(number)
        else None
    )


def _counted(number: Number, match: regex.Match[str], counts: list[str]) -> Measure:
    kind = ValueType.COUNT if match["unit"] in counts else ValueType.QUANTITY
    return Measure(kind, plain(number.n), match.end(), " ".join(match["unit"].split()))


def _inside(text: str, number: Number) -> Measure:
    """The unit that stands inside the brackets with the figures, and once more behind them or not."""
    sign = terms.key(number.inside)
    reader = _percent if sign in terms.percents() else _money
    again = reader(text, replace(number, inside=""))
    end = again.end if again else number.end
    if reader is _percent:
        return Measure(ValueType.PERCENT, plain(number.n * terms.percents()[sign]), end)
    return Measure(ValueType.MONEY, plain(number.n), end, currency=again.currency if again else terms.currencies("before")[sign])


def measure(text: str, number: Number) -> Measure | None:
    """The number with the unit that follows it; ``None`` when none does. A percent wins over a currency, that over time."""
    if number.inside:
        return _inside(text, number)
    for reader in (_percent, _money, _duration, _quantity):
        found = reader(text, number)
        if found:
            return found
    return None


def measure_like(number: Number, measure: Measure, measured: Number) -> Measure:
    """The unit of ``measured`` given to another number of the same list: 3-5个工作日."""
    factor = measure.n / measured.n if measured.n else Decimal(1)
    return replace(measure, n=plain(number.n * factor), end=number.end)
