"""English number words: thirty, seventy-five, one hundred and twenty thousand, one and one-half, two thirds, a dozen.

A run of words is read as far as it is one number: in ``sixty thirty`` the first number ends before ``thirty``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = {word: n for n, word in enumerate(_ONES)} | {"nought": 0, "naught": 0}
TEENS = {word: n + 10 for n, word in enumerate(_TEENS)}
TENS = {word: 10 * n + 20 for n, word in enumerate(_TENS)} | {"fourty": 40}
SCALES = {
    "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 10**3, "mil": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "g": 10**9, "tn": 10**12, "tln": 10**12,
}  # fmt: skip
_ORDINALS = [
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENTHS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
PARTS = (
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
    | {
        "hundredths": 100,
        "thousandths": 1000,
        "millionths": 10**6,
        "billionth": 10**9,
        "trillionth": 10**12,
        "trillionths": 10**12,
    }
    | {word: n + 3 for n, word in enumerate(_ORDINALS)}
    | {word + "s": n + 3 for n, word in enumerate(_ORDINALS)}
    | {word: 10 * n + 20 for n, word in enumerate(_TENTHS)}
    | {word[:-3] + "ieths": 10 * n + 20 for n, word in enumerate(_TENTHS)}
)
ORDINALS = (*_ORDINALS, *_TENTHS)
"""From third on; first and second are more often something else."""
DOZENS = {"dozen": 12, "dozens": 12, "doz": 12, "dozs": 12, "dz": 12, "dzs": 12}

_KINDS: dict[str, tuple[str, int]] = (
    {w: ("one", n) for w, n in ONES.items()}
    | {w: ("teen", n) for w, n in TEENS.items()}
    | {w: ("ten", n) for w, n in TENS.items()}
    | {w: ("scale", n) for w, n in SCALES.items()}
    | {w: ("part", n) for w, n in PARTS.items()}
    | {w: ("dozen", n) for w, n in DOZENS.items()}
    | {"first": ("last", 1), "firsts": ("last", 1), "second": ("last", 2), "seconds": ("last", 2), "couple": ("couple", 2)}
    | {"hundred": ("hundred", 100), "hundreds": ("hundred", 100), "a": ("a", 1), "an": ("a", 1), "and": ("and", 0)}
    | {"point": ("point", 0), "of": ("of", 0)}
)
FIRST = sorted({*ONES, *TEENS, *TENS, *SCALES, "hundred", "half", "quarter", "a", "an", "dozen", "couple"}, key=len, reverse=True)
"""Words a number may open with."""


def ordinal(words: str) -> int:
    """The number of an ordinal: ``twenty-eighth`` is 28, ``15`` (of 15th) 15. Figures in brackets behind it are passed over."""
    if words.isdigit():
        return int(words)
    parts = re.findall(r"[a-z]+", words.partition("(")[0].lower())
    return sum(TENS.get(w) or PARTS.get(w) or 2 for w in parts)


class Token(NamedTuple):
    kind: str
    value: Decimal
    end: int
    plural: bool = False


@cache
def _token() -> re.Pattern[str]:
    figures = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return re.compile(rf"(?:\s*-\s*|\s+)?(?:(?P<word>[A-Za-z]+)|(?P<figures>{figures})(?![\w/]))")


def _tokens(text: str, start: int) -> Iterator[Token]:
    """Up to sixteen number words from ``start`` on, each reached by a space or a hyphen."""
    pattern, at = _token(), start
    for _ in range(16):
        match = pattern.match(text, at)
        if match is None or (at > start and match.end("word") >= 0 and match.start("word") == at):
            return
        at = match.end()
        if match["figures"]:
            yield Token("figures", Decimal(match["figures"].replace(",", "")), at)
            continue
        word = match["word"].lower()
        if word not in _KINDS:
            return
        kind, value = _KINDS[word]
        yield Token(kind, Decimal(value), at, word.endswith("s"))


class _Reader:
    """Reads one number from tokens; ``at`` is the next token, ``end`` the last position that belongs to the number."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def take(self) -> Decimal:
        self.at += 1
        return self.tokens[self.at - 1].value

    def small(self) -> Decimal | None:
        """Below one hundred, or figures."""
        if self.kind() in ("figures", "one", "teen"):
            return self.take()
        if self.kind() == "ten":
            tens = self.take()
            return tens + (self.take() if self.kind() == "one" and self.tokens[self.at].value else 0)
        if self.kind() == "a" and self.kind(1) in ("hundred", "scale", "dozen"):
            return self.take()
        return Decimal(1) if self.at == 0 and self.kind() in ("hundred", "scale") else None

    def group(self) -> Decimal | None:
        """Below one thousand, with hundreds."""
        value = self.small()
        if value is None or self.kind() != "hundred":
            return value
        value *= self.take()
        mark = self.at
        if self.kind() == "and":
            self.at += 1
        rest = None if self.kind() == "a" or self.kind(1) in ("hundred", "part") else self.small()
        if rest is None or rest == 0 or rest >= 100 or self.kind() in ("hundred", "part"):
            self.at = mark
            return value
        return value + rest

    def whole(self) -> Decimal | None:
        value = self.group()
        if value is None:
            return None
        total, lowest = Decimal(0), Decimal(10) ** 18
        while True:
            scale = Decimal(1)
            while self.kind() == "scale":
                scale *= self.take()
            total, lowest = total + value * scale, scale
            mark = self.at
            if scale == 1:
                return total
            if self.kind() == "and":
                self.at += 1
            following = None if self.kind() == "a" or self.kind(1) == "part" else self.group()
            higher = self.kind() == "scale" and self.tokens[self.at].value >= lowest
            if not following or higher or following >= lowest or self.kind() == "part":
                self.at = mark
                return total
            value = following

    def fraction(self) -> Decimal | None:
        """A part of one: a half, one-half, two thirds, three quarters, one thirty-sixth."""
        mark = self.at
        top = Decimal(1) if self.kind() in ("a", "part") else None
        if self.kind() == "a":
            self.at += 1
        elif self.kind() in ("one", "teen") or (self.kind() == "ten" and self.kind(1) == "ten"):
            top = self.take()
        elif [self.kind(i) for i in range(3)] == ["ten", "one", "part"]:
            top = self.take() + self.take()
        bottom = self.denominator() if top is not None else None
        if top is not None and bottom:
            return top / bottom
        self.at = mark
        return None

    def denominator(self) -> Decimal | None:
        """The ordinal of a part: thirds, twentieth, thirty-sixth."""
        if self.kind() == "part":
            return self.take()
        if self.kind() == "ten" and (
            self.kind(1) == "last" or (self.kind(1) == "part" and 3 <= self.tokens[self.at + 1].value <= 9)
        ):
            return self.take() + self.take()
        return None

    def couple(self) -> Decimal | None:
        """A couple of: two."""
        article = int(self.kind() == "a")
        if self.kind(article) != "couple":
            return None
        self.at += article
        pair = self.take()
        self.at += int(self.kind() == "of")
        return pair

    def decimals(self) -> Decimal:
        """The words after ``point``, digit by digit or as one number."""
        mark = self.at
        self.at += 1
        digits = ""
        while self.kind() in ("one", "teen", "ten"):
            digits += str(self.small())
        if not digits:
            self.at = mark
            return Decimal(0)
        return Decimal(f"0.{digits}")

    def scaled(self) -> Decimal:
        """What a fraction counts, as in a quarter million, half a dozen, two thirds of a million; 1 by default."""
        mark = self.at
        for kind in ("of", "a"):
            if self.kind() == kind:
                self.at += 1
        factor = Decimal(1)
        while self.kind() in ("scale", "dozen"):
            factor *= self.take()
        if factor == 1:
            self.at = mark
        return factor

    def tail(self, value: Decimal) -> Decimal:
        """What may follow a whole number: a dozen, decimals, ``and`` with a part."""
        if self.kind() == "dozen":
            return value * self.take()
        if self.kind() == "part" and self.tokens[self.at].plural and value > 1:
            return value / self.take()
        if self.kind() == "point":
            return value + self.decimals()
        if self.kind() != "and":
            return value
        mark = self.at
        self.at += 1
        part = self.fraction()
        if part is None or part >= 1:
            self.at = mark
            return value
        factor = self.scaled()
        if factor > 1 and value < 1000:  # five and a half million
            return (value + part) * factor
        million = next(
            (s for s in sorted(SCALES.values(), reverse=True) if s >= 10**6 and value % s == 0 and value < 1000 * s), 1
        )
        return value + part * (factor if factor > 1 else million)

    def number(self) -> Decimal | None:
        part = self.fraction()
        if part is not None:
            return part * self.scaled()
        value = self.couple() or self.whole()
        return None if value is None else self.tail(value)


_NEXT_WORD = re.compile(r"(?:\s*-\s*|\s+)?(?P<word>[A-Za-z]+)")


def goes_on(text: str, end: int) -> bool:
    """Whether figures that end there may go on in words: 1.5 million."""
    match = _NEXT_WORD.match(text, end) if text[end : end + 2].strip()[:1].isalpha() else None
    return match is not None and match["word"].lower() in _KINDS


def read(text: str, start: int = 0) -> tuple[Decimal, int] | None:
    """The number in words that starts at ``start`` and the position of its end; ``None`` when there is none.

    Figures count where words follow them, as in 1.5 million.
    """
    tokens = list(_tokens(text, start))
    if not tokens or tokens[0].kind in ("and", "of", "point"):
        return None
    reader = _Reader(tokens)
    value = reader.number()
    return None if value is None or reader.at == 0 else (value, tokens[reader.at - 1].end)
