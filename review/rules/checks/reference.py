"""References to clauses and annexes that are not there.

A reference is looked up among the numbers of the clause tree; references into other documents and laws are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from review.model.lines import line_of
from review.model.span import Span
from review.rules import extent, numbered, titled
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.numerals import number_key, roman_key
from review.rules.patterns import Patterns, make
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param, PatternLists
from review.rules.text import lines_with

PARAMS = {
    "what": Param(OneOf(("clauses", "annexes")), REQUIRED, "which references"),
    "elsewhere": Param(PatternLists(), REQUIRED, "words before or after a reference that say it is to another document"),
    "annexes": Param(PatternLists(), None, "those of a reference to an annex, where one outside the contract's own is told, too"),
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
    r"第\s*(?P<n>(?:[a-z]\.?(?=\d))?[一二三四五六七八九十百零〇\d]{1,6}(?:\.\d{1,3}){0,4})\s*(?:条|章|(?<=\.\d)[款项目]|(?<=\.\d\d)[款项目])(?:\s*第\s*[一二三四五六七八九十\d]{1,3}\s*[款项])?",
    r"\s+(?P<n>(?:[a-z]\.?)?\d{1,3}(?:\.\d{1,3}){0,4}(?!\d|\.\d)(?:[a-z]\b)?|[xvil]{2,7}\b)",
    ["section", "clause", "article", "paragraph", "para", "sub-?clause", "sub-?section", "sub-?paragraph", "condition"],
)
#: Points and items are the contract's clauses where it says so: point 87.3 of this contract.
_POINT = re.compile(
    r"(?:\b(?:points?|items?|pos(?:ition)?\.?|no\.|sec\.|cl\.|art\.)|§)\s*(?P<n>\d{1,3}(?:\.\d{1,3}){0,3})(?!\d|\.\d)"
    r"(?=(?:\s(?:para\w*\.?|lit\.?)\s?\(?\w{1,2}\)?)?\s(?:of (?:this|the present|our) (?:contract|agreement)|hereof|hereunder))"
)
_POINT_WORDS = ("point", "item", "pos", "no.", "sec.", "cl.", "art.", "§")
#: Signs of a section, behind words that refer: "subject to § 17".
_SIGN = re.compile(
    r"\b(?:see|in|under|per|of|by|to|with)\s§{1,2}\s?(?P<n>\d{1,2}(?:\.\d{1,2}){0,3})(?!\d|\.\d)(?!\s[a-z]{2,4}\b)"
)
#: Numbers of clauses without a word before them, where a contract numbers its clauses so: "unless 2.7 applies".
_BARE = re.compile(
    r"(?:见|按照?|依照?|根据|依据|参照|符合|违反|上述|前述|前文|下述)\s*(?P<zh>\d{1,2}(?:\.\d{1,2}){1,3})(?=\s*(?:[款项条]|之?规定|之?约定|所述|情形|所列|执行|处理|办理|[,。;、)]|$))"
    r"|\b(?:under|in|see|per|unless|subject to|pursuant to|accordance with|referred to in|except in)\s+"
    r"(?P<en>\d{1,2}\.\d{1,2}(?:\.\d{1,2}){0,2})(?:\([a-z\d]{1,4}\))?"
    r"(?=\s*(?:[,.;:)]|$|(?:and|or|above|below|applies|apply|hereof|shall|is|are|falls?|survives?|does|do|has|have)\b))",
    re.MULTILINE,
)
#: Where one may stand, for a quick look.
_MAY_BE_BARE = make(
    [r"(?:见|按照?|依照?|根据|依据|参照|符合|违反|上述|前述|前文|下述)\s*\d{1,2}\.\d"],
    [r"\b(?:under|in|see|per|unless|subject to|pursuant to|accordance with|referred to in|except in)\s+\d{1,2}\.\d"],
    {},
)
#: Parts of a contract above its clauses, and what makes them its own.
_PART = re.compile(
    r"(?:按照?|依照?|根据|见|本(?:合同|协议)|上述|前述|下文|遵守|适用|违反)\s*(?P<zh>第[一二三四五六七八九十\d]{1,3}(?:部分|编|篇|节))"
    r"|\b(?:under|in|see|per|with|to|by|subject to|pursuant to|of)\s+(?P<en>part\s+(?:[ivxl]{1,7}|\d{1,2}))\b"
    r"(?=\s*(?:of\s+this|hereof|herein|below|above|[,.;)]|$|(?:applies|apply|shall|and)\b))"
    r"|\b(?P<own>part\s+(?:[ivxl]{1,7}|\d{1,2}))\b(?=\s+of\s+(?:schedule|annex|appendix|exhibit|attachment)\s+[a-z\d]{1,3}\b)",
    re.MULTILINE,
)
_PART_WORDS = ("部分", "编", "篇", "节", "part ")
_PART_HEAD = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|编|篇|节)|part\s+(?:[ivxl]{1,7}|\d{1,2}|one|two|three|four|five|six)\b"
)
#: What a word processor leaves where the place that was referred to is gone.
_LOST = re.compile(
    r"第[_ ]{2,10}[条款]|错误[!:]?\s*(?:书签未定义|引用源未找到|未找到引用源|未定义书签|未指定书签|未找到目录项|引用源无效)"
    r"|error!\s*(?:reference source"
    r"|bookmark)[^.\n]{0,16}"
    r"|#ref!|\b(?:clause|section|article|paragraph|schedule|annex|appendix)\s+\[(?:ref\w*|\*+|●|•|tb[acd]|x+|number|no\.?)?\]"
)
_LOST_WORDS = ("第_", "第 ", "错误", "error!", "#ref!", "[")
_ANNEX = _wording(
    r"附(?<!前附)(?:件|表|录)[^\S\n]*(?P<n>[一二三四五六七八九十\d]{1,3}|[甲乙丙丁戊己庚辛](?![方类级])|[a-z](?:-?\d{1,2})?(?![a-z\d-]))",
    r"[\s-]+(?:no\.? ?)?(?P<n>[a-z]-\d{1,2}|\d{1,2}|[xvil]{2,7}|([a-z])(?:\2)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!['-]|\.\d)",
    [
        "annex",
        "annexure",
        "appendix",
        "schedule",
        "exhibit",
        "attachment",
        "addendum",
        r"att\.",
        r"app\.",
        r"sched\.",
        "enclosure",
    ],
)
#: What goes on with the sentence that a reference opens: 附件三所列备品, "Schedule 4 sets out the rates".
_GOES_ON = re.compile(
    r"(?:所列|所载|所示|所附|所述|中所?[列载述示]|[列载]明|规定的|约定的)|\s(?:sets? (?:out|forth)|lists|shall|governs)\b"
)
#: What stands before or around the number of an annex in its heading.
_MARKS = " 《(<【[★☆▲△■◆●*#"
_ANNEX_WORDS = ("附", "annex", "appendix", "schedule", "exhibit", "attachment", "addendum")
#: What makes the annexes of a sentence the contract's own, and the number from which on nobody has so many.
_BELONGS = re.compile(
    r"组成部分|附[件表录](?:清单|目录|一览|列表|名录|如下|仅|只|共|包括|[::])|所附|随附|附后|合同文件(?:包括|由|为|如下|的)"
    r"|form(?:s|ing)? (?:an integral )?part|attached|annexes:|contract documents|agreement consists of"
    r"|list of (?:annex|schedule|append)"
)
_MANY = 20
#: A list of annexes by their numbers alone: "Exhibits attached: A (Scope), B (Plan)".
_LIST = re.compile(
    r"\b(?:annexe?s|annexures|appendi(?:ces|xes)|schedules|exhibits|attachments|enclosures)\b[^.:\n]{0,30}:(?P<list>[^\n]+)"
)
_LIST_WORDS = ("annexes", "annexs", "annexures", "appendi", "schedules", "exhibits", "attachments", "enclosures")
_ENTRY = re.compile(r"(?:^|[,;]|\band)\s*(?:and\s)?([a-z]|\d{1,2})\b(?=\s*(?:[-(,;.:)=]|$|and\b))")
#: Letters that nobody's annexes reach.
_FAR = re.compile(r"(?:xx|yy|zz|[q-z]\.\d{1,2})$")
_LINE = re.compile(
    r"\n[\s*#]*(?:第\s*(?P<zh>[一二三四五六七八九十百零〇\d.]{1,8})\s*条|(?:section|article|clause)?\s*(?P<en>(?:[a-z]\.?)?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?)(?=[\s.、:)]))"
)
#: A number that opens a sentence within a line: 6.1 预付30%。6.2 到货50%。
_INLINE = re.compile(
    r"(?<=[。;.])\s?(?P<n>\d{1,2}(?:\.\d{1,2})+)(?=\s*[\u4e00-\u9fff]|\s[a-z])(?!\s*(?:元|万|亿|米|吨|折|倍|个|天|年|月|日|条|款|项|%))"
)
_INSERTED = re.compile(r"^\W*\d{1,3}(?:\.\d{1,3})*([A-Za-z])\W*$")
_STATUTE = 100
"""Clause numbers above this are those of statutes."""
#: Characters around a reference in which the name of another document makes it one to that; more after "of".
_NEAR, _LONG = 30, 70
#: What may stand between a reference and that "of": (d) and 14(d).
_OF = re.compile(r"(?:\s?\([a-z\d]{1,4}\))*(?:(?:,| and| or)\s[a-z\d.]{1,8}(?:\s?\([a-z\d]{1,4}\))*){0,3}\s*(?:of|under)\s")
_SET_OUT = re.compile(
    r"\b(?:set (?:out|forth)|described|provided(?: for)?|specified|stated|stipulated|listed|laid down) (?:in|by|under) (?:the )?$"
)
#: Words that make a reference one to this contract, whatever its number; signs before it in which they stand.
_OWN, _FEW = re.compile("本(?:合同|协议|条款)$"), 4
#: The same behind it, and what makes a number of Chinese signs one of a law, anywhere on its line.
_OWN_BEHIND = re.compile(r"\s(?:hereof|herein|below|above|of (?:this|the present|our) (?:contract|agreement))\b")
_OF_LAW = re.compile("法(?!定)|条例|》|办法|准则|公约|通则|解释")
#: Least number of clauses numbered 2.7 in a contract that refers to them by their numbers alone.
_DOTTED = 2
#: Numbers of clauses from which on the clause tree counts as read.
_ENOUGH = 3


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    clauses = params["what"] == "clauses"
    lost = (
        [*_lost(scene), *_parts(scene, params), *numbered.tables(scene, partial(_elsewhere, scene, params))]
        if clauses
        else list(_untitled(scene, params))
    )
    yield from (failed(None, span, fields={"reference": scene.document.quote(span)}) for span in lost)
    references = list(_references(scene, _CLAUSE if clauses else _ANNEX, params))
    known = _clause_numbers(scene) if clauses else _annexes(scene)
    references += (
        (*_bare(scene, params, known), *_points(scene), *_signs(scene, params), *numbered.in_sets(scene)) if clauses else ()
    )
    broken = [(s, n) for s, n in references if n not in known]
    if clauses:
        yield from _beyond(scene, params) if params["annexes"] else ()
        yield from (failed(None, s, fields={"reference": scene.document.quote(s)}) for s in _items(scene, params))
        broken = [b for b in broken if _is_gone(scene, b[1], known, 2 * len(broken) > len(references) > 2)]
    seen: set[str] = set()
    for span, number in broken:
        if number not in seen:
            seen.add(number)
            yield failed(None, span, fields={"reference": scene.document.quote(span)})
    if references and not broken and not lost:
        yield passed()


def _items(scene: Scene, params: Params) -> Iterator[Span]:
    """References to items that are not there, each once."""
    gone = {scene.document.quote(s): s for s in reversed([*extent.items(scene)]) if not _elsewhere(scene, params, s)}
    yield from sorted(gone.values())


def _is_gone(scene: Scene, number: str, known: frozenset[str], most: bool) -> bool:
    """Whether a number that is not read is not there: where most references lead nowhere, the clause tree was not read, and where
    hardly a clause is known, the others or the contract must tell.
    """
    enough = len(known) >= _ENOUGH or extent.short_of(number, known)
    return extent.beyond(scene, number, known) or (enough and not most)


def _beyond(scene: Scene, params: Params) -> Iterator[Answer]:
    """References to annexes that the contract neither has nor lists, where it has or lists others."""
    own = {**params, "elsewhere": params["annexes"]}
    standing = _annexes(scene)
    known = standing | _listed(scene)
    seen: set[str] = set()
    for span, number in _references(scene, _ANNEX, own):
        far = _is_far(number) and number not in standing
        if number not in seen and (far or (known and number not in known)):
            seen.add(number)
            yield failed(None, span, fields={"reference": scene.document.quote(span)})


def _is_far(number: str) -> bool:
    """Whether nobody has so many annexes."""
    return int(number) >= _MANY if number.isdigit() else _FAR.fullmatch(number) is not None


def _listed(scene: Scene) -> frozenset[str]:
    """The annexes of sentences that list what belongs to the contract, or that name several in a row."""
    found: set[str] = set()
    matches, text = _ANNEX.matches(scene), scene.finder.folded
    by_sentence: dict[Span, list[re.Match[str]]] = defaultdict(list)
    for m in matches:
        by_sentence[scene.sentence(m.start())].append(m)
    for sentence, named in by_sentence.items():
        listed = _LIST.search(text, sentence.start, sentence.end)
        if len(named) > 1 or _BELONGS.search(text, sentence.start, listed.start() if listed else sentence.end):
            found |= {number_key(m["n"]) for m in named}
    found |= {number_key(m["n"]) for m in matches if _is_listed(text, m.start())}
    found |= {number_key(n) for m in scene.on_lines(_LIST, _LIST_WORDS) for n in _ENTRY.findall(m["list"])}
    return frozenset(found)


def _is_listed(text: str, at: int) -> bool:
    """Whether words before a reference on its line, or those that it opens, say that what follows belongs to the contract."""
    line = line_of(text, at)
    told = _BELONGS.search(text, line.start, line.end)
    return told is not None and told.start() <= at


def _untitled(scene: Scene, params: Params) -> Iterator[Span]:
    """Annexes named by titles that nothing bears, each once."""
    seen: set[str] = set()
    for span, title in titled.references(scene):
        if title not in seen and not titled.stands(scene, span, title) and not _elsewhere(scene, params, span):
            seen.add(title)
            yield span


def _nowhere(scene: Scene, params: Params) -> Iterator[Span]:
    """References that lead nowhere, whatever clauses there are."""
    yield from (*_lost(scene), *_parts(scene, params), *numbered.tables(scene, partial(_elsewhere, scene, params)))


def _of_other_forms(scene: Scene, params: Params, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """References to clauses without the word clause."""
    yield from (*_bare(scene, params, known), *_points(scene), *_signs(scene, params), *numbered.in_sets(scene))


def _lost(scene: Scene) -> Iterator[Span]:
    yield from (Span(*m.span()) for m in scene.on_lines(_LOST, _LOST_WORDS))


def _parts(scene: Scene, params: Params) -> Iterator[Span]:
    """References to parts above the clauses that no line opens with."""
    text = scene.finder.folded
    lines = (m for line in text.split("\n") if (m := _PART_HEAD.match(line.lstrip(" \t#*"))))
    known = {_part_key(m[0]) for m in lines}
    for match in scene.on_lines(_PART, _PART_WORDS):
        span = Span(*match.span(match.lastgroup or 0))
        if match["own"] and not known:
            continue
        if _part_key(text[span.start : span.end]) not in known and not _elsewhere(scene, params, span):
            known.add(_part_key(text[span.start : span.end]))
            yield span


def _part_key(words: str) -> str:
    """``第八部分`` is ``部分8``, ``Part XII`` is ``part12``."""
    roman = roman_key(words.removeprefix("part").strip())
    return re.sub(r"^第.*?(?=[部编篇节])|[^a-z部分编篇节].*$", "", words) + (roman or number_key(words))


def _bare(scene: Scene, params: Params, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    if len(list(islice((number for number in known if "." in number), _DOTTED))) < _DOTTED:
        return
    found = (_BARE.match(scene.finder.folded, place.start) for place in scene.find(_MAY_BE_BARE))
    for match in filter(None, found):
        span = Span(*match.span("zh" if match["zh"] else "en"))
        if not scene.has(params["elsewhere"], _around(scene, span)):
            yield span, number_key(scene.finder.folded[span.start : span.end])


def _references(scene: Scene, wording: Wording, params: Params) -> Iterator[tuple[Span, str]]:
    headings = {c.span.start for c in scene.document.clauses}
    for match in wording.matches(scene):
        span = Span(match.start(), match.end())
        if "\t" in match[0]:
            continue  # a number behind a tab is a page or another cell
        if span.start in headings or _opens_line(scene, span) or _elsewhere(scene, params, span):
            continue
        number = _key(match["n"])
        first = number.split(".")[0]
        if number and (not first.isdigit() or int(first) < _STATUTE or _is_own(scene, span)):
            yield span, number


def _is_own(scene: Scene, span: Span) -> bool:
    """Whether a reference is to this contract though its number is that of a statute."""
    text = scene.finder.folded
    if _OWN.search(scene.text, max(span.start - _FEW, 0), span.start) or _OWN_BEHIND.match(text, span.end):
        return True
    return text[span.start] == "第" and text[span.end : span.end + 2] in _REFERS and not _names_law(scene, span)


def _names_law(scene: Scene, span: Span) -> bool:
    """Whether the line of a place speaks of a law; of a line that holds many references this is asked once."""
    text = scene.finder.folded
    line = line_of(text, span.start)
    found: bool = scene.once((_names_law, line), lambda: _OF_LAW.search(text, line.start, line.end) is not None)
    return found


_REFERS = ("之规", "的规", "规定", "约定", "的约", "之约", "执行", "办理", "另有")


def _points(scene: Scene) -> Iterator[tuple[Span, str]]:
    for m in scene.on_lines(_POINT, _POINT_WORDS):
        yield Span(*m.span()), number_key(m["n"])


def _signs(scene: Scene, params: Params) -> Iterator[tuple[Span, str]]:
    for m in scene.on_lines(_SIGN, ("§",)):
        if not _elsewhere(scene, params, span := Span(m.start("n") - 1, m.end())):
            yield span, number_key(m["n"])


def _around(scene: Scene, span: Span) -> Span:
    """The part of its sentence around a reference in which another document is named; what is "as set out in" it names none."""
    sentence = scene.sentence(span.start)
    reach = _LONG if _OF.match(scene.finder.folded, span.end) else _NEAR
    before = span.start if _SET_OUT.search(scene.finder.folded, max(0, span.start - _NEAR), span.start) else span.start - _NEAR
    return Span(max(sentence.start, before), min(max(sentence.end, span.end), span.end + reach))


def _elsewhere(scene: Scene, params: Params, span: Span) -> bool:
    return scene.has(params["elsewhere"], _around(scene, span))


def _opens_line(scene: Scene, span: Span) -> bool:
    """A reference at the start of its line is that clause's own heading, unless its sentence goes on about it."""
    if _GOES_ON.match(scene.finder.folded, span.end):
        return False
    start = span.start
    while start and scene.text[start - 1] in " \t\u3000#*(（":
        start -= 1
    return not start or scene.text[start - 1] == "\n"


def _clause_numbers(scene: Scene) -> frozenset[str]:
    """Every number of the clause tree and of the starts of lines, with the numbers above it."""
    heads = {c.number for c in scene.document.clauses}
    heads |= {m["zh"] or m["en"] for m in _LINE.finditer("\n" + scene.finder.folded)}
    heads |= {m["n"] for m in scene.on_lines(_INLINE, ".")}
    found: set[str] = set()
    for key in map(_key, heads):
        while key and key not in found:
            found.add(key)
            key = key.rpartition(".")[0]
    return frozenset(found)


def _key(number: str) -> str:
    """As of a number, with the letter behind it: 4A is another clause than 4."""
    inserted = None if number[-1:].isdigit() else _INSERTED.search(number)
    return number_key(number) + (inserted[1].lower() if inserted else "")


def _annexes(scene: Scene) -> frozenset[str]:
    """Annexes that stand in the file as headings, or come with it as files."""
    found: frozenset[str] = scene.once(_annexes, lambda: _standing(scene))
    return found


def _standing(scene: Scene) -> frozenset[str]:
    heads = [c.number + " " + c.title for c in scene.document.clauses]
    starts = [scene.finder.folded[b.span.start : b.span.start + 24] for b in scene.document.blocks]
    names = [a.source.name for a in scene.facts.attachments]
    told = "\n".join(t.strip(_MARKS).replace("\n", " ") for t in (*heads, *starts, *names)).lower()
    lines = (line.of(told) for line in lines_with(told, _ANNEX_WORDS))
    matches = [m for line in lines if (m := _ANNEX.opening(line)) and not _GOES_ON.match(line, m.end())]
    return frozenset(number_key(m["n"]) for m in matches)


CHECK = Check(
    "reference",
    PARAMS,
    run,
    fields=("reference",),
    words=(*_LOST_WORDS, *_POINT_WORDS, *_PART_WORDS, *numbered.WORDS, *titled.WORDS, *extent.WORDS),
)
