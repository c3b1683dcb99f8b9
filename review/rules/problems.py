"""Everything that is wrong with a rule pack, each with its place, the value, what is allowed and the nearest name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from review.errors import RuleError, sentences
from review.rules.mistakes import said

_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"found": "现为 {}", "allowed": "可用：{}", "tail": "（{}）", "then": "；", "nearest": "；是否想写 {}？"},
    "en": {"found": "found {}", "allowed": "allowed: {}", "tail": " ({})", "then": "; ", "nearest": "; did you mean {}?"},
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, printed as ``path:line:column: what (found …, allowed …; did you mean …?)``. Lines and columns from 1."""

    path: str
    line: int
    column: int
    what: str
    found: str = ""
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """As it is printed in that language."""
        word = _WORDS[language]
        found = said(self.found, language) if " " in self.found else self.found  # a single word is one of the file's own
        extra = [word["found"].format(found)] if found else []
        extra += [word["allowed"].format(said(self.allowed, language))] if self.allowed else []
        tail = word["tail"].format(word["then"].join(extra)) if extra else ""
        meant = word["nearest"].format(self.nearest) if self.nearest else ""
        return f"{self.path}:{self.line}:{self.column}: {said(self.what, language)}{tail}{meant}"


@dataclass
class Problems:
    """The collector that a reader of one file is given; nothing stops at the first mistake."""

    path: str
    items: list[Problem] = field(default_factory=list)

    def add(self, at: tuple[int, int], what: str, found: str = "", allowed: Iterable[str] = ()) -> None:
        """Record a mistake at (line, column); the nearest allowed name is looked up for a short value."""
        names = sorted(allowed)
        words = [n for n in names if " " not in n]
        close = difflib.get_close_matches(found, words, n=1) if found and len(found) < 80 else []
        shown = ", ".join(names) if len(names) <= 24 else ", ".join(names[:24]) + ", …"
        self.items.append(Problem(self.path, *at, what, found[:120], shown, close[0] if close else ""))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise RuleError holding every problem, sorted; return when there is none."""
    found = sorted(set(problems))
    if found:
        told = {language: "\n".join(p.told(language) for p in found) for language in _WORDS}
        error = RuleError("rules-invalid", {"count": len(found), "problems": told})
        error.fields["items"] = tuple(found)
        raise error


sentences(
    {
        "rules-invalid": {
            "zh": "规则包有 {count} 处错误：\n{problems}",
            "en": "The rule pack has {count} problem(s):\n{problems}",
        },
        "rule-unknown": {
            "zh": "没有编号为 {id} 的规则{nearest}。",
            "en": "There is no rule {id}{nearest}.",
        },
    }
)
