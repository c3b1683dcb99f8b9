"""Where a value may start, and what looks like one and is none: one pattern, so that a text is gone through once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby

import regex

from review.commitments.values import chinese, dates, english, terms
from review.commitments.values.width import lowered

_CODE = r"(?-i:(?<![A-Za-z\d])(?:[A-Z][A-Za-z]{0,7}[-/]?\d[A-Za-z\d/.-]{0,30}|[A-Z]{1,6}-[A-Za-z\d-]{0,20}\d[A-Za-z\d]{0,20}))"
_STANDARD = (
    r"(?<![A-Za-z])(?:GB|ISO|IEC|EN|DIN|JB|YY|QB|HG|SL|DL|CJJ?|JGJ|JG|TSG|IEEE|RFC|ASTM|DB|HJ|AQ|SY|YD|TCVN|ANSI|BS)"
    r"(?:\s?/\s?[TZ])?[\s-]?\d[\d.:\s]*(?:[-—]\s?\d{2,4})?"
)
_PHONE = (
    r"\+\d{1,3}[\s-]\d[\d\s-]{5,16}\d|(?<!\d)\(?0\d{2,3}\)?[\s-]\d{7,8}(?!\d)|"
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{3}-\d{3,4}-\d{4}(?!\d)"
)
_TIME = (
    r"(?:上午|下午|早上|晚上|中午|凌晨|早|晚)\s?\d{1,2}\s?[点时:](?:\s?\d{1,2}分?)?|(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?(?!\d)"
    r"|(?<![\d.])\d{1,2}\s?[ap]\.?m(?![a-z])\.?|(?<!\d)\d{1,2}[点时](?=整|前|起|许|至|到|-|~|\d{1,2}分)(?:\d{1,2}分)?"
)
_CLAUSE_NUMBER = (
    r"(?<=^|\n)\s{0,8}\d{1,3}(?:[.·]\d{1,3}){1,5}[.、]?(?=\s)(?!\s+(?:[%‰万亿元]|(?-i:percent(?:age)?|per\s?(?:cent|mille?|thousand)|pct|basis|thousand|[mb]illion|hours?|days?|weeks?|months?|years?|minutes?)(?![a-z])))|"
    r"(?<![\d.])(?!\d{1,3}(?:\.\d{3}){2,}(?![\d.]))\d{1,3}(?:\.\d{1,3}){2,5}(?![\d.%])(?!(?<=\.(?:19|20)\d\d))|(?<![\d.])\d{1,2}\.(?=(?:19|20)\d\d\s?年)"
)
_TITLE = r"《[^《》\n]{1,80}》|<<[^<>\n]{1,80}>>"
_ADDRESS = r"(?:https?://|www\.)[^\s,;，；。]+|[\w.+-]+@[\w-]+\.[\w.-]+"
_DAY_OF_MONTH = (
    r"(?<=(?:[每当次本该同上下翌首末][个一]?|第[一二三]个?)月(?:的|份)?第?\s?)(?:\d{1,2}|[一二三十]{1,3})\s?[日号](?:\s?[至到~-]\s?\d{1,2}\s?[日号])?"
    r"|(?<![\d.,])\d{1,2}(?:st|nd|rd|th)(?![a-z])(?:\s+(?:calendar\s+|business\s+|working\s+)?(?:day|of))?"
)
_SPACES = r"(?<=[\u4e00-\u9fff:,(¥$€£])[ ]{2,40}(?=[元%‰天日个年月周人名台套份件次万亿美欧]|小时|工作日|季度|分钟)"
_UNDERLINES = r"_{2,}|(?<![A-Za-z])_(?=\s?[元%天日个年月])"
_BRACKETS = (
    r"【(?!\s?[\d零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰][\d零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟,.]*\s?】)[^【】\n]{0,24}】|\{\{[^{}\n]{0,80}\}\}|\[\s*(?:[●•\*_\s.…-]{0,12}|TBD|TBC|[xX×]{1,6}|待定|(?:填写|请填写|insert|enter|fill|amount|date|number|"
    r"specify)[^\[\]\n]{0,60}|待[^\[\]\n]{0,12})\s*\]"
)
_CROSSES = r"(?<![A-Za-z\d])[×X]{1,6}(?=\s?(?:[元%天日个年月周万亿]|美元|欧元|小时|工作日))|××+|(?<![A-Za-z])XX+(?![A-Za-z])"
_TOMORROW = (
    r"(?P<second>day\s+after\s+(?:the\s+)?next\s+(?:working|business)\s+day|第二个工作日|第二天)"
    r"|(?:next|following)\s+(?:working|business)\s+day|(?:下|次)一?个?工作日|次日|翌日|隔日"
)
_ONCE = r"once(?=\s+(?:a|an|per|each|every|in|during|any)\b)|(?<=than\s|least\s)once|twice|thrice"
#: ``the third business day following receipt``, ``the 20th day after``: so many days; without an event a day of the calendar.
_ORDINAL = rf"(?:(?:{'|'.join(english.TENS)})[\s-]+)?(?:second|{'|'.join(english.ORDINALS)})(?:\s*\(\d{{1,3}}(?:st|nd|rd|th)?\))?"
_AFTER = (
    r"\s+(?:(?:calendar|full|clear)\s+|(?P<working>business|working|banking)\s+)?day\s+"
    r"(?P<after>after|following|from|next|thereafter|prior|before|preceding|of\s+(?:receipt|delivery|the\s+receipt))(?![a-z])"
)
_EACH_UNIT = (
    r"(?:(?:calendar|contract|fiscal|successive|consecutive|commenced|started|begun|completed?|full|whole|entire|further|additional"
    r"|(?P<working_>business|working))\s+)?(?P<unit>day|week|month|quarter|year|annum)(?![a-z])"
)
_A = r"(?<=(?:once|twice|times|\d|%|percent|cent|pounds|dollars|euros?|yuan|visits|meetings|reports|reviews|sessions)\s)an?"
"""The article of a rate: £120 a month, twice a year, four visits a year."""
_EACH = rf"(?:per|each|every|(?<=(?:in|over|during)\s)a(?:ny)?\s+(?=calendar)|{_A})\s*{_EACH_UNIT}"
_TIME_UNIT = (
    r"(?=[\s-]+(?:(?:calendar|business|working|full|half)\s+)?(?-i:minute|hour|day|week|fortnight|month|quarter|year)(?![a-z]))"
)
_ONE = (
    r"(?<=(?:within|inside|get|gets|have|has|given|for|after|than|least|exceeding|period\s+of|term\s+of|once|additional)\s)"
    rf"(?P<article>an?(?:\s+(?:full|whole))?)(?!\s+quarter\s+of\s){_TIME_UNIT}"
    r"|(?<=\s)an?(?=\s+(?:day|week|fortnight|month)\s+(?:late|after|past|behind|overdue|beyond)(?![a-z]))"
    rf"|(?:another|full|whole|entire|all){_TIME_UNIT}"
)
_SLASH = r"(?<=[元次%‰‱点人台套\d])\s?/\s?(?P<slash>天|日|周|月|季度|季|年|day|week|month|quarter|year)(?![A-Za-z])"
_HALF = r"半(?=个?(?:年|月|天|日|小时|周|学年|钟头|季度))"


@cache
def placeholder() -> regex.Pattern[str]:
    """A place left to be filled in."""
    return regex.compile(rf"(?:{_UNDERLINES}|{_BRACKETS}|{_CROSSES}|{_SPACES})+", regex.I)


def _recurring_latin() -> str:
    return rf"(?<![A-Za-z-])(?:{terms.alternation(w for w in terms.recurrences() if w[0].isascii())})"


_RATE_UNIT = r"(?<![\d零〇一二三四五六七八九十每按逐工个節节假期当次生])[日天周月](?=十?[千万百]分之|\s?\d+(?:\.\d+)?\s?[%‰‱])"
"""The unit of time that a rate opens with: 日千分之三, 月0.5%."""


def _recurring_han() -> str:
    unless = terms.words("values-recurring", "unless_after")
    single, longer = "".join(w for w in unless if len(w) == 1), "|".join(w for w in unless if len(w) > 1)
    words = terms.alternation(w for w in terms.recurrences() if not w[0].isascii())
    return rf"(?<![{single}\d]|{longer})(?:{words})|{_RATE_UNIT}"


def _number_words() -> str:
    first = "|".join(w for w in english.FIRST if w not in ("a", "an"))
    return (
        rf"(?<![A-Za-z\d])(?:{first})(?![A-Za-z])|(?<![A-Za-z])an?(?=\s+(?:hundred|thousand|million|dozen|half|couple|(?:third|quarter|fifth|tenth)\s+of\s))"
        rf"|(?<![A-Za-z])(?:minus|negative)(?=\s+(?:\d|{first}))"
    )


_MONTH = (
    rf"(?<![A-Za-z])(?:the\s+)?(?:{'|'.join(dates.MONTHS)})(?![a-z])|"
    r"(?<![A-Za-z])(?:first|second|third|[a-z]+(?:th|st))\s+(?:day\s+)?of\s+(?=[A-Z])|"
    r"(?<![A-Za-z])(?:first|second|third|fourth)\s+(?:\w+\s+)?(?:quarter|half)\s+of\s+(?=20\d\d)"
    r"|H[12]\s+(?=20\d\d)|(?:year[- ]end|end\s+of)\s+(?=20\d\d)"
)
_CLOCK = (
    r"(?<!\d)(?:(?P<week>7)\s?[x×X*]\s?(?P<day_>24\s?(?:个?小时|h(?:ours?)?(?![a-z]))?)|(?P<day_>24)\s?[x×X*/]\s?(?P<week>7)"
    r"|(?P<week>[567])\s?[x×X*]\s?(?P<day_>\d{1,2}\s?(?:个?小时|h(?:ours?)?(?![a-z])|(?=\s?(?:的?服务|支持|模式|值守|维护|响应|工作时间|service|support)))))"
    r"(?![\d/])"
)
_BRACKETED = (
    r"(?<=[\u4e00-\u9fff]\s?|[a-z]\s)(?<!第)\((?=\s?\d{1,3}\s?\)\s?"
    r"(?:个?工作日|[个個]月|[日天周年](?![常然边检])|小时|[%‰]|"
    r"(?:calendar |business |working )?(?:day|week|month|year|hour)s?(?![a-z])))"
)
"""Brackets that the words of the number are missing before: 起（45）日内, within (45) days."""
_NUMBER_SIGNS = (
    rf"{_BRACKETED}|"
    r"[【\[](?=\s?\d[\d,.]*\s?[】\]])|【(?=\s?[零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾])"
    r"|(?<![\w.,'-])(?<![%‰‱)]\s?)[-+](?=\d)|(?<!\d)\.(?=\d)|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
)
_BLANK_DATE = r"(?<=^|\n|[\u4e00-\u9fff:(])\s{1,40}年(?=\s{1,20}月)"


def _at_digits() -> tuple[tuple[str, str], ...]:
    return (
        ("skip", "|".join((_ADDRESS, _PHONE, _TIME, _CLAUSE_NUMBER))),
        ("clock", _CLOCK),
        ("ordinal", rf"(?P<th>(?<![\d.,])\d{{1,3}}(?=st|nd|rd|th))(?:st|nd|rd|th){_AFTER}"),
        ("day", _DAY_OF_MONTH),
        ("blank", r"(?=\d{2,4}_+年)"),
        ("number", r"(?<!\d)(?:(?<!\d[.,'])|(?=(?:19|20)\d\d\s?年))\d"),
    )


def _at_latin_letters() -> tuple[tuple[str, str], ...]:
    return (
        ("skip", "|".join((_ADDRESS, _STANDARD))),
        ("tomorrow", rf"(?:{_TOMORROW})"),
        ("currency", currency_sign().pattern),
        ("offset", r"[TD]\s?\+(?=\s?\d{1,3}(?!\d))"),
        ("code", _CODE),
        ("each", rf"(?<![A-Za-z])(?:{_EACH})"),
        ("one", rf"(?<![A-Za-z])(?:{_ONE})"),
        ("recurring", _recurring_latin()),
        ("month", _MONTH),
        ("ordinal", rf"(?<![A-Za-z-])(?P<th>{_ORDINAL})(?:{_AFTER}|\s+day(?![a-z]))"),
        ("once", rf"(?<![A-Za-z])(?:{_ONCE})(?![A-Za-z])"),
        ("blank", placeholder().pattern),
        ("number", _number_words()),
    )


def _at_other_signs() -> tuple[tuple[str, str], ...]:
    return (
        ("skip", "|".join((_TITLE, _PHONE))),
        ("tomorrow", rf"(?:{_TOMORROW})"),
        ("currency", currency_sign().pattern),
        ("part", r"(?<![十百千万])(?:[十百]万|[百千万十二两三四五六七八九])分之"),
        ("day", _DAY_OF_MONTH),
        ("slash_", _SLASH),
        ("recurring", _recurring_han()),
        ("blank", rf"{placeholder().pattern}|{_BLANK_DATE}"),
        ("number", rf"{_NUMBER_SIGNS}|[{chinese.CHARACTERS}]|{_HALF}"),
    )


_GROUPS: dict[str, Callable[[], tuple[tuple[str, str], ...]]] = {
    "digit": _at_digits,
    "latin": _at_latin_letters,
    "other": _at_other_signs,
}


@cache
def master(opening: str) -> regex.Pattern[str]:
    """What may start at a ``digit``, a ``latin`` letter or any ``other`` sign; the group that matched says what to do next."""
    return regex.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _GROUPS[opening]()), regex.I)


_PLAIN = regex.compile(
    r"(?<!\d[.,'])(?P<number>[1-9])\d{0,5}+"
    r"(?=[%‰),;、。(\u4e00-\u9fff](?<![日号点时])|\s[b-oq-wyzB-OQ-WYZ(]|\.?\Z|\.\s)"
)
"""Few digits with something behind them that makes them neither a telephone's number nor a time of day, a day or a clause's."""


def begun(text: str, at: int, opening: str) -> regex.Match[str] | None:
    """What starts at a place with an opening of some kind, as ``master`` finds it."""
    return (_PLAIN.match(text, at) if opening == "digit" else None) or master(opening).match(text, at)


_PARTICLES = (
    "per", "each", "every", "once", "twice", "thrice", "next", "following", "day", "minus", "negative", "http", "https", "www",
    "x", "xx", "xxx", "xxxx", "end", "year",
)  # fmt: skip
_ARTICLES = ("a", "an", "any", "another", "full", "whole", "entire", "all")
"""Words that open a value only with a unit of time or a word of number behind them."""
_BEHIND_ARTICLE = re.compile(
    r"[\s-]+(?:calendar|contract|fiscal|successive|business|working|full|half|whole|minute|hour|day|week|fortnight|month|quarter|year|"
    r"annum|hundred|thousand|million|dozen|couple|third|fifth|tenth|"
    r"commenced|started|begun|completed?|further|additional)|(?=[\d@/-])", re.I,
)  # fmt: skip


def _first_words() -> Iterator[str]:
    """The Latin words that anything of ``master`` may open with."""
    yield from english.FIRST
    yield from english.ORDINALS
    yield from dates.MONTHS
    yield from dates.DAY_WORDS
    yield from _PARTICLES
    for word in (*terms.recurrences(), *terms.leading()):
        yield from regex.findall(r"^[a-z]++(?!\s?[^\w\s])", word)


@cache
def _before_signs() -> frozenset[str]:
    """The letters of currencies that end with a sign: US$, S$."""
    return frozenset(w for word in terms.currencies("before") for w in regex.findall(r"^[a-z]+(?=\s?[^\w\s])", word))


@cache
def _openings() -> re.Pattern[str]:
    """The next word or sign at which something may start, in a text of small letters; at the end of the text no group.

    One match takes all that stands before it, words as a whole: a search would try every letter of them.
    """
    first = (*terms.recurrences(), *terms.currencies("before"))
    signs = {word[0] for word in first if not word[0].isascii() or not word[0].isalnum()}
    signs |= {*chinese.CHARACTERS, *"半下次翌隔第【[{《</½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
    sign = re.escape("".join(sorted(signs)))
    words = _by_first_letter({w.lower() for w in (*_first_words(), *_ARTICLES, *_before_signs())})
    word = rf"(?:{words})(?![a-z])|(?<!\d)[td](?= ?\+ ?\d)"
    other = (
        rf"[{sign}]|\((?<=[\u4e00-\u9fffa-z ]\()(?= ?\d{{1,3}} ?\))|_+|×+|[-+.](?=\d)"
        r"|  +(?=[元%‰天日个年月周人名台套份件次万亿美欧小工季分])| (?<=[\u4e00-\u9fff:(] )(?=年)"
    )
    passed = rf"(?!{word})[a-z]++(?![\d/@-])(?>(?: (?=[a-z]))?)|[^a-z\d ({sign}_×+.-]++| (?! |年)|(?!{other})[^a-z\d]"
    return re.compile(rf"(?>(?:{passed})*)(?:(?P<opening>\d+|[a-z]++(?=[\d/@-])|{word}|{other})|\Z)")


def _by_first_letter(words: Iterable[str]) -> str:
    """A pattern for any of the words; grouped, because a group that cannot open is passed over whole."""
    ordered = sorted(words, key=lambda w: (w[0], -len(w), w))
    groups = ((letter, "|".join(re.escape(w[1:]) for w in group)) for letter, group in groupby(ordered, key=lambda w: w[0]))
    return "|".join(rf"{letter}(?:{rest})" for letter, rest in groups)


_VERBS = ("may", "march", "mar")
"""Small letters: these are no months."""
_JOINED = frozenset("0123456789-/@")
_OFFSET = re.compile(r"[TD]\s?\+\s?\d", re.I)


def openings(text: str) -> Iterator[tuple[int, str]]:
    """The positions of a half-width text at which ``master`` is worth trying, in order, each with its kind of opening."""
    for match in _openings().finditer(lowered(text)):
        start, end = match.span("opening")
        if start < 0:
            return
        sign = text[start]
        if not sign.isascii() or not sign.isalnum():
            yield start, "other"
        elif sign.isdigit():
            yield start, "digit"
        elif text[end : end + 1] in _JOINED or _OFFSET.match(text, start) or _opens(text, start, end):
            yield start, "latin"


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a Latin word is one that something of ``master`` may open with, seen what stands behind it."""
    word = text[start:end].lower()
    if word in _alone():
        return text[start:end] not in _VERBS
    if word in _before_signs() and text[end : end + 2].lstrip()[:1] in _money_signs():
        return True
    return word in _ARTICLES and _BEHIND_ARTICLE.match(text, end) is not None


@cache
def _alone() -> frozenset[str]:
    """Words that open something whatever stands behind them."""
    return frozenset(w.lower() for w in _first_words()) - frozenset(_ARTICLES)


@cache
def _money_signs() -> frozenset[str]:
    """Signs that end a currency which opens with letters."""
    return frozenset(word[-1] for word in terms.currencies("before") if word[0].isalpha() and not word[-1].isalnum())


#: Figures with parted thousands, with cents, or with a scale.
_AS_AMOUNT = r"\s?(?:\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d[\d ,]*\.\d\d(?!\d)|\d+(?:\.\d+)?\s?(?:million|bn|m)(?![a-z]))"


@cache
def currency_sign() -> regex.Pattern[str]:
    """A currency as it stands before an amount; a letter of names, too, only before figures that are written as an amount is."""
    before, letter = terms.alternation(terms.currencies("before")), terms.alternation(map(str.upper, terms.currencies("parted")))
    return regex.compile(rf"(?<![A-Za-z])(?:(?:{before})(?![a-z])|(?-i:{letter})(?={_AS_AMOUNT}))", regex.I)


@cache
def aside() -> regex.Pattern[str]:
    """Words directly before a value that make it none of the sentence's own: a document's date, the copies each side keeps."""
    return regex.compile(r"(?r)(?:(?<![A-Za-z])dated(?:\s+as\s+of)?|各?[自执持]?[执持存](?:正本|副本)?)\s*", regex.I)


@cache
def before_reference() -> frozenset[str]:
    """The last words of all that ``reference`` finds."""
    return terms.last_words(frozenset(w for side in ("en", "zh") for w in terms.words("values-not", "before", side)))


@cache
def reference() -> regex.Pattern[str]:
    """Words directly before a number that make it a reference or a name; matched backwards from the number."""
    latin = terms.alternation(terms.words("values-not", "before", "en"))
    han = terms.alternation(terms.words("values-not", "before", "zh"))
    return regex.compile(rf"(?r)(?:(?<![A-Za-z])(?:{latin})\.?|(?:{han}))[\s:(]{{0,3}}", regex.I)
