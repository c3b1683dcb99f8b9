"""Chinese numerals, both ways: 一百二十三, 壹佰贰拾叁, 二〇二六, 2.5万, 3万4000, 十二点五; and an amount in capitals.

>>> read("壹拾万柒仟")
Decimal('107000')
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import regex

DIGIT = {
    "零": 0, "〇": 0, "一": 1, "壹": 1, "弌": 1, "二": 2, "贰": 2, "貳": 2, "弍": 2, "两": 2, "兩": 2, "倆": 2,
    "三": 3, "叁": 3, "參": 3, "叄": 3, "弎": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "陸": 6,
    "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
ABOUT = "余餘多几幾来"
CAPITALS = "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟"

#: Every character a Chinese numeral may hold, for character classes.
CHARACTERS = "".join([*DIGIT, *SMALL, *TENS, *LARGE])
_TOKEN = regex.compile(rf"\d+(?:\.\d+)?|[{CHARACTERS}{ABOUT}]")
_D = "[" + "".join(c for c, n in DIGIT.items() if n) + "]"
_SECTION = rf"(?:{_D}[千仟])?(?:零?{_D}[百佰])?(?:零?{_D}?[十拾])?(?:零?{_D})?"
_WELL_FORMED = rf"(?:(?:{_SECTION}[万萬])?零?{_SECTION}[亿億])?零?(?:{_SECTION}[万萬])?零?{_SECTION}"
_POSITIONAL = rf"[{''.join(DIGIT)}]+"


@cache
def _well_formed() -> regex.Pattern[str]:
    return regex.compile(rf"{_WELL_FORMED}|{_POSITIONAL}")


def well_formed(numeral: str) -> bool:
    """Whether a numeral without figures keeps the order of its units: 捌仟仟伍佰 does not."""
    return bool(_well_formed().fullmatch(regex.sub(r"\s", "", numeral)))


class _Reader:
    """Adds up a numeral from left to right.

    ``parts`` are closed values with their large unit, ``section`` is what stands below 万, ``current`` a digit before its unit.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, int]] = []
        self.section = Decimal(0)
        self.current: Decimal | None = None
        self.unit = 1
        """The unit just read, 1 after a digit or 零."""
        self.figures = False

    def digit(self, sign: str) -> None:
        value = Decimal(DIGIT[sign])
        run = self.current is not None and not self.figures
        self.current = self.current * 10 + value if run and self.current is not None else value
        self.figures = False
        if sign in "零〇" and not run:
            self.current, self.unit = None, 1

    def number(self, figures: str) -> None:
        self.current, self.figures = Decimal(figures), True

    def small(self, unit: int) -> None:
        self.section += (Decimal(1) if self.current is None else self.current) * unit
        self.current, self.unit = None, unit

    def large(self, unit: int) -> None:
        below = self.section + (self.current or 0)
        while self.parts and (self.parts[-1][1] < unit or (not below and self.parts[-1][1] == unit)):
            below += self.parts.pop()[0]
        self.parts.append(((below or Decimal(1)) * unit, unit))
        self.section, self.current, self.unit = Decimal(0), None, unit

    def value(self) -> Decimal:
        last = self.current or Decimal(0)
        if self.unit >= 100 and not self.figures and last < 10:
            last *= self.unit // 10  # 两千四百五: the last digit stands one place below the unit before it.
        return sum((part for part, _ in self.parts), Decimal(0)) + self.section + last


def _step(reader: _Reader, token: str) -> None:
    if token in SMALL:
        reader.small(SMALL[token])
    elif token in LARGE:
        reader.large(LARGE[token])
    elif token in TENS:
        reader.section += TENS[token]
    elif token in DIGIT:
        reader.digit(token)
    elif token not in ABOUT:
        reader.number(token)


def read(numeral: str) -> Decimal:
    """The value of a numeral of Chinese characters, figures, or both; 余 and 多 are passed over.

    Raises ValueError when it holds no numeral.
    """
    whole, _, rest = numeral.replace(" ", "").replace(",", "").replace("點", "点").partition("点")
    tokens = _TOKEN.findall(whole)
    if not tokens:
        raise ValueError(f"{numeral!r} is no Chinese numeral")
    zero = tokens[0] in "零〇" and len(tokens) > 1 and all(t in DIGIT for t in tokens)
    if zero:  # 〇五, as in a year or a code
        return Decimal("".join(str(DIGIT[t]) for t in tokens))
    reader = _Reader()
    for token in tokens:
        _step(reader, token)
    fraction = "".join(str(DIGIT.get(c, c)) for c in rest if c in DIGIT or c.isdigit())
    return reader.value() + (Decimal(f"0.{fraction}") if fraction else 0)


_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ((10**8, "亿"), (10**4, "万"))


def _capital_section(n: int) -> str:
    """A number below ten thousand in capitals, one 零 for each gap."""
    digits = [(n // 10**place % 10, _PLACES[place]) for place in (3, 2, 1, 0)]
    text = "".join(_CAPITAL[d] + unit if d else "零" for d, unit in digits)
    return regex.sub("零+", "零", text).rstrip("零")


def _capital_whole(n: int) -> str:
    """A whole number; a gap below a large unit is one 零: 壹亿零壹万."""
    for unit, name in _GROUPS:
        if n >= unit:
            high, low = divmod(n, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _capital_whole(high) + name + gap + (_capital_whole(low) if low else "")
    return _capital_section(n).lstrip("零") or "零"


def chinese_amount(amount: Decimal) -> str:
    """An amount of yuan in capitals, rounded to 分: 16409.02 is 壹万陆仟肆佰零玖元零贰分. Raises ValueError from 10^16 up."""
    cents = int(abs(amount).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    if yuan >= 10**16:
        raise ValueError("the amount is too large to be written out")
    sign = "负" if amount < 0 and cents else ""
    whole = _capital_whole(yuan) + "元" if yuan or not cents else ""
    if not jiao and not fen:
        return f"{sign}{whole}整"
    tenth = _CAPITAL[jiao] + "角" if jiao else ("零" if whole else "")
    return sign + whole + tenth + (_CAPITAL[fen] + "分" if fen else "整")
