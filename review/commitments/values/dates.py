"""Dates as contracts write them in both languages: whole, in part (a month, a quarter, no year), blank, impossible."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from review.commitments.values import chinese, english

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
]  # fmt: skip
MONTHS = {name: n for n, name in enumerate(_MONTHS, 1)} | {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_Z = "零〇一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾"
DAY_WORDS = {
    **{w: n for n, w in enumerate(["first", "second", "third"], 1)},
    **{w: n for w, n in english.PARTS.items() if 4 <= n <= 20 and not w.endswith("s") and w not in ("quarter",)},
    "thirtieth": 30,
} | {f"twenty-{w}": 20 + n for w, n in
     {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}.items()
} | {"thirty-first": 31}  # fmt: skip
_CARDINAL = {f"{tens}-{one}": base + n for tens, base, ones in (("twenty", 20, 9), ("thirty", 30, 1))
             for one, n in english.ONES.items() if 0 < n <= ones}  # fmt: skip
_CARDINAL |= english.TEENS | {"twenty": 20, "thirty": 30}
DAYS = DAY_WORDS | _CARDINAL
_CARDINAL_WORD = "|".join(w.replace("-", "[- ]") for w in sorted(_CARDINAL, key=len, reverse=True))
_DAY_WORD = "|".join(sorted((w.replace("-", "[- ]") for w in DAY_WORDS), key=len, reverse=True))
_YEAR_WORDS = (
    r"(?:two thousand(?: and)?(?: [a-z]+(?:[- ][a-z]+)?)?|(?:nineteen|twenty) (?:zero |oh |hundred )?[a-z]+(?:[- ][a-z]+)?)"
)
_LEADING_FIGURES = re.compile(r"\d+")
_BLANK = r"(?:_+|\s{1,40}|\{\{[^{}]{0,60}\}\}|\[[^\[\]\n]{0,12}\]|【[^【】\n]{0,12}】|[×X*]{1,4}|\.{2,}|…+)"

_N = rf"\d{{1,2}}|[{_Z}]{{1,3}}"
_ORDINAL_SIGN = r"\s?(?:st|nd|rd|th)"
_OF = r"(?:day\s+)?(?:of\s+)?"
_YEAR = rf"(?P<y>\d{{4}}(?!\d)|{_YEAR_WORDS})"
_SHORT_YEAR = r"(?P<y>'?\d{2}(?!\d|\s*(?:day|%|month)))"
_ZH_DAY = rf"(?P<d>{_N})\s?(?:[日号]|(?=$|[,，。;；\n]))"
_ZH_PART = r"第?(?P<q>[1-4一二三四])\s?季度?(?P<end>末|底)?|(?P<h>[上下])半年|(?P<yend>年?底|末)"
_SPOKEN_DAY = rf"(?:{_DAY_WORD})(?=\s+(?:day\s+)?of)|{_CARDINAL_WORD}"
_DAY_BEHIND = rf"\d{{1,2}}(?:{_ORDINAL_SIGN}(?![a-z]))?(?![\d:.]\d|\d)|(?:{_DAY_WORD}|{_CARDINAL_WORD})(?![a-z-])"

#: Patterns in the order in which they are tried; the groups are year (y), month (m), day (d), quarter (q), half (h) and end.
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "zh",
        rf"[【\[]\s?(?P<y>\d{{4}})\s?[】\]]\s?年\s?[【\[]?\s?(?P<m>{_N})\s?[】\]]?\s?月(?:\s?[【\[]?\s?(?P<d>{_N})\s?[】\]]?\s?[日号])?"
        rf"|(?P<y>\d{{4}})\s?年\s?[【\[]\s?(?P<m>{_N})\s?[】\]]\s?月(?:\s?[【\[]?\s?(?P<d>{_N})\s?[】\]]?\s?[日号])?",
    ),
    ("blank", rf"(?:(?:\d{{2,4}})?{_BLANK}|(?P<by>\d{{4}})\s*)年{_BLANK}月(?:{_BLANK}[日号]|份)?"),
    (
        "zh",
        rf"(?P<y>\d{{4}}|[{_Z}]{{4}})\s?年度?\s?(?:(?P<m>{_N})\s?月份?\s?(?:{_ZH_DAY}|(?P<end>底|末)|(?P<third>[上中下])旬)?|{_ZH_PART})",
    ),
    ("zh", r"(?<!\d)(?P<y>\d{2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]"),
    ("zh", r"(?P<y>(?:19|20)\d{2})\s?年(?P<within>内)"),
    (
        "numeric",
        r"(?<![\d./]|(?<![./]\d?)\w-)(?P<y>(?:19|20)\d{2})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
        r"(?!\d|-(?!(?:19|20)\d{2}[./]\d)\w|\.\d|/\d)",
    ),
    (
        "numeric",
        r"(?<![A-Za-z\d_./]|\w-)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![A-Za-z\d_/]|[-.,]\w|\s?[元圆万亿美欧股吨个件台套人])",
    ),
    ("month", r"(?<![\d./A-Za-z-])(?P<y>20\d{2})[-/](?P<m>0[1-9]|1[0-2])(?![\d/-]|\.\d|年)"),
    (
        "named",
        rf"(?<![\d./-])(?:(?P<y>(?:19|20)\d{{2}})[-/](?:(?P<m>{_MONTH})[-/](?P<d>\d{{1,2}})|(?P<d>\d{{1,2}})[-/](?P<m>{_MONTH}))"
        rf"|(?P<d>\d{{1,2}})-(?P<y>(?:19|20)\d{{2}})-(?P<m>{_MONTH})|(?P<m>{_MONTH})-(?P<y>(?:19|20)\d{{2}})-(?P<d>\d{{1,2}}))(?!\d)",
    ),
    (
        "dmy",
        rf"(?<![\d.,-])(?:the\s+)?(?P<d>\d{{1,2}})(?:{_ORDINAL_SIGN})?\.?\s*(?:[-/]\s*)?{_OF}(?P<m>{_MONTH})"
        rf"(?:\s*[-,./]?\s*(?:(?:of|in)\s+)?(?:{_YEAR}|{_SHORT_YEAR}))?(?!\d)",
    ),
    ("words", rf"(?:the\s+)?(?P<d>{_SPOKEN_DAY})\s+{_OF}(?P<m>{_MONTH})(?:\s*,?\s*(?:of\s+)?{_YEAR})?"),
    ("mdy", rf"(?P<m>{_MONTH})[\s,/-]*(?:the\s+)?(?P<d>{_DAY_BEHIND})(?:\s*[-,/.]?\s*(?:of\s+)?{_YEAR})?"),
    ("my", rf"(?P<end>(?<=(?<![a-z])(?:end|last\s+day)\s+of\s+))?(?P<m>{_MONTH})[\s,/-]*(?:of\s+)?(?P<y>(?:19|20)\d{{2}})(?!\d)"),
    ("quarter", r"Q(?P<q>[1-4])[\s,/-]*(?:of\s+)?(?P<y>20\d{2})(?!\d)|H(?P<h>[12])\s+(?P<y>20\d{2})(?!\d)"),
    (
        "quarter",
        r"(?P<q>first|second|third|fourth)\s+(?:calendar\s+|fiscal\s+)?quarter\s+of\s+(?P<y>20\d{2})(?!\d)"
        r"|(?P<h>first|second)\s+half\s+of\s+(?P<y>20\d{2})(?!\d)|(?:year[- ]end|end\s+of)\s+(?P<y>20\d{2})(?!\d)",
    ),
    (
        "us",
        r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[-./])(?P<b>\d{1,2})(?:(?P=s)|,(?=\d{4}))(?P<y>\d{4}|(?<=[/-])\d{2})(?![\d/-]|\.\d)",
    ),
    ("yearless", rf"(?<![\d.])(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?[日号]"),
)


_HALVES = {"上": 1, "下": 2, "1": 1, "2": 2, "first": 1, "second": 2}
_THIRDS = {"上": ("01", 10), "中": ("11", 20), "下": ("21", 0)}
"""The first and the last day of the thirds of a month; 0 stands for the month's own end."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date of the text: whole (``iso``), in part (``part``), blank or impossible."""

    start: int
    end: int
    iso: date | None = None
    part: str = ""
    blank: bool = False
    impossible: bool = False


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((name, regex.compile(form, regex.I)) for name, form in _FORMS)


def _two_digits(year: int) -> int:
    """Years of two digits: 00-69 belong to this century."""
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    plain = written.strip("'")
    if plain.isdigit():
        return _two_digits(int(plain))
    if plain[0] in chinese.DIGIT:
        return int(chinese.read(plain)) if len(plain) == 4 else None
    return _year_in_words(plain.lower())


def _year_in_words(words: str) -> int | None:
    """nineteen ninety-nine, two thousand and six, twenty twenty-six."""
    whole = english.read(words)
    if whole and whole[0] >= 1000:
        return int(whole[0])
    if not whole:
        return None
    head = 19 if words.startswith("nineteen") else 20
    rest = english.read(regex.sub(r"^\w+ (?:zero |oh |hundred )?", "", words))
    return head * 100 + int(rest[0]) if rest and rest[0] < 100 else None


def _small(written: str | None) -> int | None:
    """A month or a day in figures, Chinese numerals or English words."""
    if not written:
        return None
    plain = written.strip().rstrip(".").lower()
    figures = _LEADING_FIGURES.match(plain)
    if figures:
        return int(figures[0])
    return MONTHS.get(plain) or DAYS.get(plain.replace(" ", "-")) or int(chinese.read(plain))


def _whole(match: regex.Match[str], year: int, month: int, day: int) -> Found:
    start, end = match.span()
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and year >= 1:
        return Found(start, end, date(year, month, day))
    return Found(start, end, part=f"{year:04}-{month:02}-{day:02}", impossible=True)


def _period(match: regex.Match[str], groups: dict[str, str | None], year: int) -> Found:
    """A month, a third of one, a quarter, a half-year or the end of one of them."""
    start, end = match.span()
    month = _small(groups.get("m"))
    if month is not None:
        if not 1 <= month <= 12:
            return Found(start, end, part=f"{year:04}-{month:02}", impossible=True)
        last = date(year, month, monthrange(year, month)[1])
        if third := groups.get("third"):
            first, ends = _THIRDS[third]
            return Found(start, end, part=f"{last:%Y-%m}-{first}/{last:%Y-%m}-{ends or last.day}")
        return Found(start, end, last) if groups.get("end") is not None else Found(start, end, part=f"{year:04}-{month:02}")
    if quarter := groups.get("q"):
        if groups.get("end"):
            month = 3 * (_small(quarter) or 1)
            return Found(start, end, date(year, month, monthrange(year, month)[1]))
        return Found(start, end, part=f"{year:04}-Q{_small(quarter)}")
    if half := groups.get("h"):
        return Found(start, end, part=f"{year:04}-H{_HALVES[half.lower()]}")
    if groups.get("within"):
        return Found(start, end, part=f"{year:04}")
    return Found(start, end, date(year, 12, 31))


def _numeric(match: regex.Match[str], groups: dict[str, str | None], year: int, day_first: bool) -> Found:
    """Month first as in the United States, unless the first number is above twelve, points stand between, or ``day_first``.

    Where the day comes first, as in Chinese, two figures each with hyphens between are year, month and day: 26-03-01.
    """
    a, b = int(groups["a"] or 0), int(groups["b"] or 0)
    last = groups["y"] or ""
    if day_first and len(last) == 2 and groups["s"] == "-" and b <= 12:
        return _whole(match, _two_digits(a), b, int(last))
    day_first = a > 12 or ((day_first or groups["s"] == ".") and b <= 12)
    return _whole(match, year, *((b, a) if day_first else (a, b)))


def _found(match: regex.Match[str], form: str, day_first: bool) -> Found | None:
    groups = match.groupdict()
    if form == "blank":
        return Found(*match.span(), blank=True)
    year = _year(groups.get("y"))
    if groups.get("a"):
        return _numeric(match, groups, year or 0, day_first)
    month, day = _small(groups.get("m")), _small(groups.get("d"))
    if year is not None:
        return _whole(match, year, month, day) if month is not None and day is not None else _period(match, groups, year)
    if month is None or day is None or (groups["m"] or "").strip(".") in ("may", "march", "mar"):
        return None  # "may 30" is the verb
    valid = 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]
    return Found(*match.span(), part=f"--{month:02}-{day:02}", impossible=not valid)


@cache
def _gates() -> dict[str, tuple[tuple[re.Pattern[str], frozenset[str]], ...]]:
    """By the kind of the first sign: what a date opens with -> the forms that open so."""
    before_month = r"\s?(?:st|nd|rd|th)?\.?[\s/-]*(?:day\s+)?(?:of\s+)?"
    blank = r"(?:\d{2,4})?(?:_|\s+年|\{\{|\[|【|×|X|\*|\.{2}|…)"
    blanks = (re.compile(blank, re.I), frozenset({"blank"}))
    figures = frozenset({"blank", "zh", "numeric", "month", "named", "dmy", "us", "yearless"})
    return {
        "digit": (
            (re.compile(r"\d{1,4}\s?[年月/.-]"), figures),
            (re.compile(r"\d{8}(?!\d)"), frozenset({"numeric"})),
            (re.compile(rf"\d{{1,2}}{before_month}{_MONTH}", re.I), frozenset({"dmy"})),
            blanks,
        ),
        "letter": (
            (
                re.compile(rf"(?:the\s+)?(?:{_MONTH}|{_DAY_WORD}|{_CARDINAL_WORD})", re.I),
                frozenset({"words", "mdy", "my", "named"}),
            ),
            (re.compile(r"the\s+\d", re.I), frozenset({"dmy"})),
            (re.compile(r"Q[1-4]|H[12]|first|second|third|fourth|year|end", re.I), frozenset({"quarter"})),
            blanks,
        ),
        "other": (
            (re.compile(r"[【\[]\s?\d{4}"), frozenset({"zh"})),
            (re.compile(rf"[{_Z}]{{1,4}}\s?[年月]"), frozenset({"zh", "yearless"})),
            blanks,
        ),
    }


@cache
def _any_gate(opening: str) -> re.Pattern[str]:
    """What any of the opening's dates opens with: most signs open none."""
    return re.compile("|".join(f"(?:{gate.pattern})" for gate, _ in _gates()[opening]), re.I)


@cache
def _beyond(opening: str, passed: tuple[bool, ...]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The forms that may stand where these of the opening's gates are passed."""
    told = {form for (_, forms), fits in zip(_gates()[opening], passed, strict=True) if fits for form in forms}
    return tuple((form, pattern) for form, pattern in _patterns() if form in told)


def _opening(sign: str) -> str:
    return "digit" if sign.isdigit() else "letter" if sign.isascii() and sign.isalpha() else "other"


def read(text: str, at: int, day_first: bool = False) -> Found | None:
    """The date that starts at ``at`` of a half-width text, or ``None``; ``day_first`` reads 1/2/2026 as 1 February."""
    opening = _opening(text[at : at + 1])
    if _any_gate(opening).match(text, at) is None:
        return None
    passed = tuple([gate.match(text, at) is not None for gate, _ in _gates()[opening]])
    for form, pattern in _beyond(opening, passed):
        match = pattern.match(text, at)
        found = _found(match, form, day_first) if match else None
        if found:
            return found
    return None
