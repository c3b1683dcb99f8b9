"""A number of things: 120台, 一式五份, 2.5吨, four original copies, 25,000 miles, six (6) separate episodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import regex

from review.commitments.values import terms
from review.commitments.values.ahead import sign
from review.commitments.values.measured import Measure
from review.commitments.values.numbers import Number, plain
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType

Match = re.Match[str] | regex.Match[str]
_MANY = 4
"""From here up a definite number tells how many, too: the six lifts."""
_FEW = 10
"""From here down points in Chinese words are other words: 十分, 三分."""
_ENDS = ("", *" ,。;、)和及与并以\n")
"""What may stand behind a measure word for 一 before it to be a number and no article: 提供钥匙一套。"""


def _whole(number: Number) -> bool:
    return number.n == number.n.to_integral_value()


def _no_article(number: Number, after: str) -> bool:
    return _whole(number) and (number.form != "zh" or number.n > 1 or after in _ENDS)


#: Classes of measure words, in the order in which they are tried, and when a word of the class makes a quantity.
_ADMITS: dict[str, Callable[[Number, str], bool]] = {
    "measured": lambda number, after: number.form != "en",
    "papers": lambda number, after: number.form != "en" and _whole(number),
    "words": _no_article,
    "figures": lambda number, after: number.form != "en" and _whole(number) and (number.form != "zh" or number.n > 1),
    "points": lambda number, after: number.form not in ("en", "zh") or number.n > _FEW,
}
_BEHIND = {"figures": r"(?![月性]|(?<=条)[规约款所之的])"}


def _measure_words(name: str) -> Iterator[str]:
    """The words of a class, the longest first, each barred before the characters that make another word of it."""
    barred = terms.table("values-units")["quantities"]["zh"]["not_before"]
    for word in sorted({halfwidth(w) for w in terms.words("values-units", "quantities", "zh", name)}, key=len, reverse=True):
        yield regex.escape(word) + (f"(?![{barred[word]}])" if word in barred else "")


@cache
def _han() -> dict[str, regex.Pattern[str]]:
    found = {}
    for name in _ADMITS:
        units = "|".join(_measure_words(name))
        found[name] = regex.compile(rf"\s{{0,2}}(?P<unit>{units}){_BEHIND.get(name, '')}")
    return found


@cache
def _sign() -> regex.Pattern[str]:
    """Signs of units; those of one letter stand directly behind the number."""
    signs = terms.words("values-units", "quantities", "signs")
    letters = "".join(w for w in signs if len(w) == 1)
    return regex.compile(
        rf"(?:\s?(?P<unit>{terms.alternation(w for w in signs if len(w) > 1)})|(?P<unit>[{letters}]))(?![A-Za-z\d])"
    )


@cache
def _latin() -> dict[str, terms.Pattern]:
    no_adjective = terms.alternation(terms.words("values-units", "no_adjectives"))
    no_noun = terms.alternation(terms.words("values-units", "no_nouns"))
    unnumbered = terms.alternation(terms.words("values-units", "no_things"))
    units = terms.alternation(terms.words("values-units", "quantities", "en", "words"))
    direct = terms.alternation(terms.words("values-units", "quantities", "en", "direct"))
    return {
        "listed": regex.compile(
            rf"\s*-?\s*(?:(?!(?:{no_adjective})\s)[a-z][a-z-]{{1,20}}\s+){{0,3}}(?P<unit>{units})(?![a-z])"
            rf"|\s+(?P<unit>{direct})(?![a-z])"
        ),
        "figures": re.compile(
            rf"\s(?:(?!(?:{no_noun}))[a-z-]{{4,20}}(?:(?<!s)|(?<=ss))\s){{0,2}}?(?!(?:{no_noun}))(?P<unit>[a-z]{{3,20}}(?<!s)s)(?![a-z'])"
        ),
        "one": re.compile(rf"\s(?!(?:{no_noun}))(?P<unit>[A-Za-z]{{4,20}})(?= of\b| for\b| per\b| in\b| with\b|[,.;])"),
        "en": regex.compile(
            rf"\s+(?:(?<!two\s)or\s+(?:more|fewer|less)\s+)?(?:(?!(?:{no_adjective}|{no_noun})\s)[A-Za-z][A-Za-z-]{{1,20}}(?:(?<!s)|(?<=ss))\s){{0,3}}?"
            rf"(?!(?:{no_noun}|{unnumbered}))(?P<unit>[A-Za-z]{{3,20}}(?<!s)s)(?![A-Za-z'-])"
        ),
        "both": re.compile(
            rf"\s(?:(?!(?:{no_noun}))[A-Za-z-]{{2,20}}\s){{0,2}}?(?!(?:{no_noun}))(?P<unit>[A-Za-z]{{3,20}}s)(?![A-Za-z'])"
        ),
    }


def _matches(text: str, number: Number) -> Iterator[Match]:
    latin = sign(text, number.end).isascii()
    for name, admits in () if latin else _ADMITS.items():
        match = _han()[name].match(text, number.end)
        if match and admits(number, text[match.end() : match.end() + 1]):
            yield match
    if number.form != "en" and (match := _sign().match(text, number.end)):
        yield match
    if latin and not _names(text, number) and (counted := _latin()["listed"].match(text, number.end) or _things(text, number)):
        yield counted


_INSIDE_NAME = re.compile(r"[A-Za-z]\s$")
_DEFINITE = regex.compile(
    r"(?r)(?<![a-z])(?:(?P<never>any|each|every|either|neither|no|both|year|month|week|day|this|that)|the|these|those|such|said|other|all)\s+",
    regex.I,
)


def _names(text: str, number: Number) -> bool:
    """Whether a number in English words tells which and not how many: any one vehicle, the two sites, year three."""
    if number.form != "en":
        return False
    definite = _DEFINITE.match(text, 0, number.start)
    if text[number.start].isupper() and _INSIDE_NAME.search(text, max(0, number.start - 2), number.start):
        return True
    return definite is not None and (number.n < _MANY or definite["never"] is not None)


def _things(text: str, number: Number) -> Match | None:
    """Any noun in the plural counts, behind figures (3000 pagers), words (six lifts) or both (six (6) sites); one (1) issue."""
    if number.form == "both" and number.n == 1:
        return _latin()["one"].match(text, number.end)
    countable = number.form in ("figures", "both", "en") and number.n >= 2 and _whole(number)
    return _latin()[number.form].match(text, number.end) if countable else None


@cache
def _counts() -> frozenset[str]:
    return frozenset(word for side in ("zh", "en") for word in terms.words("values-units", "quantities", side, "counts"))


def quantity(text: str, number: Number) -> Measure | None:
    """The number with the thing it counts; ``None`` when no measure word or countable noun follows."""
    match = next(_matches(text, number), None)
    if match is None:
        return None
    kind = ValueType.COUNT if match["unit"] in _counts() else ValueType.QUANTITY
    return Measure(kind, plain(number.n), match.end(), " ".join(match["unit"].split()))
