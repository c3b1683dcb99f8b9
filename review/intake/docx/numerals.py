"""A counter's value in the number formats of Word (ST_NumberFormat, ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_SIMPLE: Final = "零一二三四五六七八九"
_CIRCLE: Final = "○一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_LEGAL: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def decimal(n: int) -> str:
    return str(n)


def upper_roman(n: int) -> str:
    """Word counts on with M beyond 3999."""
    if not 0 < n < 40_000:
        return str(n)
    found = []
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        found.append(letters * count)
    return "".join(found)


def upper_letter(n: int) -> str:
    """A … Z, AA, BB … : Word repeats the letter, it does not count in base 26."""
    return _repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n)


def _repeated(letters: str, n: int) -> str:
    if not 0 < n <= len(letters) * 30:
        return str(n)
    return letters[(n - 1) % len(letters)] * ((n - 1) // len(letters) + 1)


def chinese(n: int, digits: str = _SIMPLE, units: str = "十百千", ten_thousand: str = "万", short_ten: bool = True) -> str:
    """``一百零五``. ``short_ten``: 十五 rather than 一十五."""
    if n == 0:
        return digits[0]
    if not 0 < n < 100_000_000:
        return str(n)
    high, low = divmod(n, 10_000)
    text = _below_ten_thousand(low, digits, units) if low else ""
    if high:
        gap = digits[0] if low and low < 1000 else ""
        text = _below_ten_thousand(high, digits, units) + ten_thousand + gap + text
    return text[1:] if short_ten and text.startswith(digits[1] + units[0]) else text


def _below_ten_thousand(n: int, digits: str, units: str) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text


def _digits(n: int, digits: str) -> str:
    return "".join(digits[int(d)] for d in str(n))


def _from(first: int, count: int) -> Callable[[int], str]:
    """Characters that stand in a row in Unicode, beginning with ``first``; plain digits beyond."""
    return lambda n: chr(first + n - 1) if 0 < n <= count else str(n)


def _circled(n: int) -> str:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= n <= high:
            return chr(first + n - low)
    return str(n)


def _ordinal(n: int) -> str:
    suffix = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _words(n: int) -> str:
    if not 0 <= n < 1_000_000:
        return str(n)
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    unit, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    return f"{_words(n // unit)} {name}" + (f" {_words(n % unit)}" if n % unit else "")


def _cardinal_text(n: int) -> str:
    return _words(n).capitalize()


def _ordinal_text(n: int) -> str:
    head, dash, last = _words(n).rpartition("-")
    if not dash:
        head, dash, last = _words(n).rpartition(" ")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head}{dash}{last}".capitalize()


def _sexagenary(n: int) -> str:
    return _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12] if n > 0 else str(n)


def _full_width(n: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in str(n))


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": decimal,
    "upperRoman": upper_roman,
    "lowerRoman": lambda n: upper_roman(n).lower(),
    "upperLetter": upper_letter,
    "lowerLetter": lambda n: upper_letter(n).lower(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "hex": lambda n: f"{n:X}",
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": decimal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": lambda n: _STEMS[n - 1] if 0 < n <= 10 else str(n),
    "ideographZodiac": lambda n: _BRANCHES[n - 1] if 0 < n <= 12 else str(n),
    "ideographZodiacTraditional": _sexagenary,
    "ideographDigital": lambda n: _digits(n, "〇" + _SIMPLE[1:]),
    "japaneseDigitalTenThousand": lambda n: _digits(n, "〇" + _SIMPLE[1:]),
    "taiwaneseDigital": lambda n: _digits(n, _CIRCLE),
    "koreanDigital2": chinese,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟", "万", False),
    "ideographLegalTraditional": lambda n: chinese(n, _TRADITIONAL_LEGAL, "拾佰仟", "萬", False),
    "japaneseLegal": lambda n: chinese(n, _TRADITIONAL_LEGAL, "拾佰仟", "萬", False),
    "russianLower": lambda n: _repeated("абвгдежзиклмнопрстуфхцчшщыэюя", n),
    "russianUpper": lambda n: _repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", n),
    "hebrew1": lambda n: _repeated("אבגדהוזחטיכלמנסעפצקרשת", n),
    "hebrew2": lambda n: _repeated("אבגדהוזחטיכלמנסעפצקרשת", n),
    "arabicAlpha": lambda n: _repeated("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", n),
    "arabicAbjad": lambda n: _repeated("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", n),
    "ganada": lambda n: _repeated("가나다라마바사아자차카타파하", n),
    "chosung": lambda n: _repeated("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", n),
    "aiueoFullWidth": lambda n: _repeated(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン", n
    ),
    "irohaFullWidth": lambda n: _repeated(
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン", n
    ),
    "thaiLetters": lambda n: _repeated("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", n),
    "thaiNumbers": lambda n: _digits(n, "๐๑๒๓๔๕๖๗๘๙"),
    "hindiNumbers": lambda n: _digits(n, "०१२३४५६७८९"),
    "bullet": lambda n: "",
    "none": lambda n: "",
}


def numeral(n: int, number_format: str) -> str:
    """The value as Word shows it; plain digits for a format that Word does not know either."""
    return FORMATS.get(number_format, decimal)(n)
