"""Tick boxes: of options, only those that are ticked are said.

>>> text = "质保期:□12个月 ☑24个月 □36个月"
>>> [text[a:b] for a, b in unticked(text)]
['□12个月 ', '□36个月']
"""

from __future__ import annotations

import re

_TICKED = r"[☑☒■√✓✔]|\[\s?[xX√✓✔]\s?\]|[（(]\s?[√✓✔xX]\s?[)）]|【\s?[√✓✔]\s?】"
_BRACKETS = r"\[\s{0,3}\]|[（(][\s　]{0,4}[)）]|【[\s　]{0,3}】"
"""Empty brackets are options beside ticked ones, or where a text opens with them; elsewhere they are blanks."""
_MARK = re.compile(rf"(?P<ticked>{_TICKED})|(?P<box>[□☐❏❑❒])|(?P<brackets>{_BRACKETS})")
_SIGNS = frozenset("□☐❏❑❒[(（【")
_ENDS = re.compile(r"[。；;\n\t]")
_COMMON = re.compile(r"[。；;\n\t，,]")
"""Behind the last option, what a comma parts from it is said of all."""
_TICK = re.compile(rf"\s*(?:{_TICKED}|是|yes|y|适用|选用|included|applicable)\s*", re.IGNORECASE)
_CROSS = re.compile(
    rf"\s*(?:[□☐❏❑❒×✗✘xX／/—-]|{_BRACKETS}|否|无|no|n|n/a|不适用|不选用|未选|not (?:included|applicable|selected))\s*",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"选用|选择|是否|适用|选项|勾选|selected?|select|applicable|included|required|yes\s?/\s?no", re.IGNORECASE)


def unticked(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that are options not ticked, each with its box."""
    if _SIGNS.isdisjoint(text):
        return ()
    marks = list(_MARK.finditer(text))
    ticked = [m.start() for m in marks if m["ticked"]]
    options = [m for m in marks if not m["brackets"] or ticked or not text[: m.start()].strip()]
    return tuple(_stretch(text, options, i, ticked) for i, m in enumerate(options) if not m["ticked"])


def _stretch(text: str, options: list[re.Match[str]], index: int, ticked: list[int]) -> tuple[int, int]:
    mark = options[index]
    following = options[index + 1].start() if index + 1 < len(options) else len(text)
    ends = _COMMON if following == len(text) and ticked and ticked[0] < mark.start() else _ENDS
    stop = ends.search(text, mark.end(), following)
    return mark.start(), stop.start() if stop else following


def says_nothing(text: str) -> bool:
    """Whether all that a text says are options not ticked, and the words that lead in to them."""
    out = unticked(text)
    if not out:
        return False
    rest = "".join(
        text[a:b] for a, b in zip((0, *(end for _, end in out)), (*(start for start, _ in out), len(text)), strict=True)
    )
    return rest.rstrip(" 　。；;.,，").endswith((":", "：")) or not any(map(str.isalnum, rest))


def is_declined(cells: tuple[str, ...], titles: tuple[str, ...]) -> bool:
    """Whether a row's own box, or its column of choice, says that the row does not hold."""
    asked = [c for c, t in zip(cells, titles, strict=True) if _CHOICE.search(t)] if titles else []
    if asked:
        return all(_CROSS.fullmatch(c) for c in asked)
    return any(c.strip() in tuple("□☐❏❑❒") or c.strip() == "[ ]" for c in cells) and not any(_TICK.fullmatch(c) for c in cells)
