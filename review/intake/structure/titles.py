"""The title of a clause: its whole first line when that is short, else the words before the first stop."""

from __future__ import annotations

import re
from typing import Final

_WHOLE: Final = 45
_RUN_IN: Final = 60
_AHEAD: Final = 8
"""As far as the patterns look beyond a stop."""
#: Each opens with the one sign that every stop opens with: all other signs are passed over at once.
_STOP: Final = re.compile(r"[.:：;；\s](?:(?<!\s)|(?<=[\n\u3000\t])|(?=\d{1,2}\.\d)|[–—-]\s)")
_STOP_ASCII: Final = re.compile(r"[.:;\s](?:(?<!\s)|(?<=[\n\t])|(?=\d{1,2}\.\d)|-\s|(?=([a-z][a-zA-Z]{3})))")
"""The same where all is ASCII; its group is a long word without a capital, in front of which no stop can end a title."""
_STOP_ZH: Final = re.compile(r"[:：\s](?:(?<=[:：\n\t])|\s|(?<=[\u4e00-\u9fff]\u3000))")
_SENTENCE: Final = ("。", ";", "；", ",", "，", ".")


def title_after(rest: str) -> str:
    """``License`` of ``License. Subject to …``; empty where the text goes on without a title."""
    line = rest.lstrip(" \t\u3000:：.、—–-").rstrip(" \t\u3000:：")
    if not line:
        return ""
    if len(line) <= _WHOLE and "\n" not in line and not line.endswith(_SENTENCE):
        return " ".join(line.split())
    stop = _first_stop(line[: _RUN_IN + _AHEAD])
    if stop is None or stop.start() > _RUN_IN or stop.lastindex:
        return ""
    head = line[: stop.start()].strip()
    return head if _is_title(head) else ""


def _first_stop(words: str) -> re.Match[str] | None:
    if words.isascii():
        return _STOP_ASCII.search(words)
    return (_STOP if words[0].isascii() else _STOP_ZH).search(words)


def _is_title(head: str) -> bool:
    """In English the words of a run-in title are capitalised; in Chinese it is short."""
    if not head.isascii():
        return len(head) <= 20 and not set(head) & set("，。；")
    words = [w for w in re.findall(r"[A-Za-z]+", head) if len(w) > 3]
    return bool(words) and len(head.split()) <= 9 and all(w[0].isupper() for w in words)


def is_capital_heading(line: str) -> bool:
    """A short English line in capitals."""
    words = re.findall(r"[A-Za-z]+", line)
    return len(line) <= _RUN_IN and bool(words) and line.upper() == line and max(map(len, words)) > 3 and line[-1] not in ".,;"
