"""References to clauses and annexes that are not there.

A reference is looked up among the numbers of the clause tree; references into other documents and laws are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.numerals import number_key
from review.rules.patterns import Patterns, make
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param, PatternLists

PARAMS = {
    "what": Param(OneOf(("clauses", "annexes")), REQUIRED, "which references"),
    "elsewhere": Param(PatternLists(), REQUIRED, "words before or after a reference that say it is to another document"),
}


@dataclass(frozen=True)
class Wording:
    """How a reference is written; ``n`` is its number. In English the words are looked for first: nothing rarer opens one."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    words: Patterns

    def matches(self, scene: Scene) -> list[re.Match[str]]:
        """Every reference, in text order."""
        text = scene.finder.folded
        english = (m for s in scene.find(self.words) if (m := self.en.match(text, s.start)))
        return sorted((*self.zh.finditer(text), *english), key=lambda m: m.start())

    def opening(self, line: str) -> re.Match[str] | None:
        """The reference that a line opens with."""
        return self.zh.match(line) or self.en.match(line)


def _wording(zh: str, en: str, words: list[str]) -> Wording:
    return Wording(re.compile(zh), re.compile(rf"\b(?:{'|'.join(words)}){en}"), make([], words, {}))


_CLAUSE = _wording(
    r"第\s*(?P<n>(?:[a-z]\.?(?=\d))?[一二三四五六七八九十百零〇\d]{1,6}(?:\.\d{1,3}){0,4})\s*(?:条|章|(?<=\.\d)款|(?<=\.\d\d)款)(?:\s*第\s*[一二三四五六七八九十\d]{1,3}\s*[款项])?",
    r"\s+(?P<n>(?:[a-z]\.?)?\d{1,3}(?:\.\d{1,3}){0,4})(?!\d|\.\d)",
    ["section", "clause", "article", "paragraph"],
)
_ANNEX = _wording(
    r"附(?<!前附)(?:件|表|录)\s*(?P<n>[一二三四五六七八九十\d]{1,3}|[a-z](?![a-z]))",
    r"\s+(?P<n>\d{1,2}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!['-])",
    ["annex", "appendix", "schedule", "exhibit", "attachment"],
)
_LINE = re.compile(
    r"\n[\s*#]*(?:第\s*(?P<zh>[一二三四五六七八九十百零〇\d.]{1,8})\s*条|(?:section|article|clause)?\s*(?P<en>(?:[a-z]\.?)?\d{1,3}(?:\.\d{1,3}){0,4})(?=[\s.、:)]))"
)
_STATUTE = 100
"""Clause numbers above this are those of statutes."""
#: Characters around a reference in which the name of another document makes it one to that; more after "of".
_NEAR, _LONG = 30, 70


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    clauses = params["what"] == "clauses"
    references = list(_references(scene, _CLAUSE if clauses else _ANNEX, params))
    if not references:
        return
    known = _clause_numbers(scene) if clauses else _annexes(scene)
    broken = [(s, n) for s, n in references if n not in known]
    if clauses and (len(known) < 3 or 2 * len(broken) > len(references) > 2):
        return  # where most references lead nowhere, it is the clause tree that was not read
    seen: set[str] = set()
    for span, number in broken:
        if number not in seen:
            seen.add(number)
            yield failed(None, span, fields={"reference": scene.document.quote(span)})
    if not broken:
        yield passed()


def _references(scene: Scene, wording: Wording, params: Params) -> Iterator[tuple[Span, str]]:
    headings = {c.span.start for c in scene.document.clauses}
    for match in wording.matches(scene):
        span = Span(match.start(), match.end())
        sentence = scene.sentence(span.start)
        reach = _LONG if scene.finder.folded[span.end :].lstrip().startswith(("of ", "under ")) else _NEAR
        near = Span(max(sentence.start, span.start - _NEAR), min(max(sentence.end, span.end), span.end + reach))
        if "\t" in match[0]:
            continue  # a number behind a tab is a page or another cell
        if span.start in headings or _opens_line(scene, span) or scene.has(params["elsewhere"], near):
            continue
        number = number_key(match["n"])
        if not number.split(".")[0].isdigit() or int(number.split(".")[0]) < _STATUTE:
            yield span, number


def _opens_line(scene: Scene, span: Span) -> bool:
    """A reference at the start of its line is that clause's own heading."""
    start = span.start
    while start and scene.text[start - 1] in " \t\u3000#*(（":
        start -= 1
    return not start or scene.text[start - 1] == "\n"


def _clause_numbers(scene: Scene) -> frozenset[str]:
    """Every number of the clause tree and of the starts of lines, with the numbers above it."""
    heads = [number_key(c.number) for c in scene.document.clauses]
    heads += [number_key(m["zh"] or m["en"]) for m in _LINE.finditer("\n" + scene.finder.folded)]
    found: set[str] = set()
    for key in filter(None, heads):
        parts = key.split(".")
        found |= {".".join(parts[: i + 1]) for i in range(len(parts))}
    return frozenset(found)


def _annexes(scene: Scene) -> frozenset[str]:
    """Annexes that stand in the file as headings, or come with it as files."""
    heads = [c.number + " " + c.title for c in scene.document.clauses]
    starts = [scene.finder.folded[b.span.start : b.span.start + 24] for b in scene.document.blocks]
    names = [a.source.name for a in scene.facts.attachments]
    matches = [m for t in (*heads, *starts, *names) if (m := _ANNEX.opening(t.lower().strip(" 《(<【[")))]
    return frozenset(number_key(m["n"]) for m in matches)


CHECK = Check("reference", PARAMS, run, fields=("reference",))
