"""Characters that deceive: invisible ones, reordered ones, letters and digits that look like others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from review.model.document import Block, Notice
from review.model.span import Span

_CYRILLIC: Final = "\u0400-\u052f"
_CYRILLIC_ALIKE: Final = "асеорхуіјѕһԁԛԝАВЕКМНОРСТХІЈЅ"
_GREEK_ALIKE: Final = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυικρ"
_WIDE: Final = "Ａ-Ｚａ-ｚ"
_MATHS: Final = "\U0001d400-\U0001d7cb"
_MATHS_DIGITS: Final = "\U0001d7ce-\U0001d7ff"
#: Digits of other scripts, with the letters of the script: beside those the digits are no disguise.
_SCRIPTS: Final = (("٠-٩۰-۹", "\u0620-\u064a\u0671-\u06d3"), ("०-९", "\u0904-\u0939"), ("০-৯", "\u0985-\u09b9"),
                   ("๐-๙", "\u0e01-\u0e2e"))  # fmt: skip
_OTHER_DIGITS: Final = "".join(digits for digits, _ in _SCRIPTS)
_WORD: Final = r"A-Za-z0-9\u4e00-\u9fff"
_UNSEEN: Final = "\u200b-\u200f\u2060-\u2064\u180e\ufeff\u034f\u115f\u1160\u3164\uffa0"

#: What is wrong, and its shape. A character without width counts only inside a word or number.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (code, re.compile("|".join(alternatives)))
    for code, alternatives in (
        ("zero-width", (rf"(?<=[{_WORD}])[{_UNSEEN}]+(?=[{_WORD}])", r"(?<=[0-9])[\ufe00-\ufe0f]+(?=[0-9,.])")),
        ("overlaid", (r"\S[\u0335-\u0338\u20d2\u20d3\u20e5]",)),
        ("private-use", (rf"[{_WORD}][\ue000-\uf8ff]|[\ue000-\uf8ff][{_WORD}]",)),
        ("bidi-control", ("[\u202a-\u202e\u2066-\u2069]",)),
        ("control-characters", ("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufff9-\ufffb\U000e0000-\U000e007f]",)),
        (
            "look-alike",
            (
                rf"[A-Za-z][{_CYRILLIC}{_GREEK_ALIKE}{_WIDE}{_MATHS}]",
                rf"[{_CYRILLIC}{_GREEK_ALIKE}{_WIDE}][A-Za-z]",
                rf"[{_MATHS}]{{2,}}",
                rf"(?<!\w)[{_CYRILLIC_ALIKE}]{{3,}}(?!\w)",
            ),
        ),
        ("odd-digits", (r"[0-9][０-９]|[０-９][0-9]", rf"[{_OTHER_DIGITS}]+", rf"[{_MATHS_DIGITS}]", r"[0-9]O[0-9]")),
    )
)
#: One pass that rules out nearly every block: characters outside those of ordinary contracts.
_ORDINARY: Final = r"\x20-/:-\x7e\n\t\r\u3000-\u303f\u4e00-\u9fff“”‘’–—…•·％（），。：；、！？￥§©®™°×＿"
_ANY: Final = re.compile(rf"[^{_ORDINARY}](?:(?<![0-9０-９])|(?<=[0-9])[O０-９]|(?<=[０-９])[0-9])")
_RUSSIAN: Final = re.compile(r"[бвгджзийклмнптфцчшщъыьэюяБГДЖЗИЙЛПУФЦЧШЩЪЫЬЭЮЯ]")


def suspicious(text: str, blocks: Sequence[Block]) -> Iterator[Notice]:
    """One notice per kind and block, at the first place."""
    if _ANY.search(text) is None:
        return
    russian = _RUSSIAN.search(text) is not None
    for block in blocks:
        start, end = block.span.start, block.span.end
        if _ANY.search(text, start, end) is None:
            continue
        for code, pattern in _PATTERNS:
            match = pattern.search(text, start, end)
            if match is not None and not (russian and _is_cyrillic(match[0])) and not _is_at_home(match[0], text):
                yield Notice(code, _named(match[0]), Span(match.start(), match.end()))


def _is_at_home(found: str, text: str) -> bool:
    """Whether all of it are digits of a script that the file is written in."""
    script = next((letters for digits, letters in _SCRIPTS if re.fullmatch(f"[{digits}]+", found)), None)
    return script is not None and re.search(f"[{script}]{{2}}", text) is not None


def _is_cyrillic(text: str) -> bool:
    """A word of a language that is written so, not a disguise."""
    return all("\u0400" <= c <= "\u052f" for c in text)


def _named(text: str) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in text)
