"""Defined terms: used but not defined, defined but not used, defined twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from review.model.commitment import Definition
from review.model.span import Span
from review.rules.beside import before, behind, gaps
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import Number, Param, PatternLists
from review.rules.text import fold

PARAMS = {
    "most": Param(Number(), 20, "terms that are reported"),
    "known": Param(PatternLists(), None, "words that need no definition"),
    "endings": Param(PatternLists(), None, "last words of a term that only a definition can fill, though it stands once: Event"),
    "relied": Param(PatternLists(), None, "words right before a term in quotes on which something depends: 达到, upon"),
    "leaned": Param(PatternLists(), None, "words right behind a term in quotes on which something depends: 的考核结果, 期间"),
    "means": Param(PatternLists(), None, "words right behind a term that say what it is"),
    "named": Param(PatternLists(), None, "words right behind a term in quotes by which it is a name: 网站, button"),
    "shown": Param(PatternLists(), None, "words right before what is only written, shown or called so"),
    "nowhere": Param(PatternLists(), None, "words behind a term in quotes by which nothing defines it"),
    "elsewhere": Param(PatternLists(), None, "words of a meaning that stands elsewhere"),
    "pointed": Param(PatternLists(), None, "words behind a term in quotes that send to this contract's own definitions"),
    "borrowed": Param(PatternLists(), None, "words that give whatever is not defined here its meaning in another document"),
}
#: A term is written in quotes in Chinese; in English, as capitalised words after an article, inside a sentence.
_QUOTED = re.compile(r"[“「\"](?P<term>[\u4e00-\u9fff]{2,10})[”」\"]")
_ARTICLE = "|".join(
    rf"(?<=[a-z,;] {word} [A-Z])" for word in ("the", "a", "an", "any", "each", "all", "such", "its", "their", "every", "no")
)
_OPENING = tuple("“\"「‘'")
_CAPITAL = re.compile(rf"(?P<term>[A-Z](?:{_ARTICLE})[a-z]+(?: [A-Z][a-z]+){{1,3}})\b(?! [A-Z(])")
#: The words of a capitalised term before its last, behind an article; and what makes it longer.
_BEFORE_LAST = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ee]ach|[Ss]uch|[Nn]o) (?P<term>(?:[A-Z][a-z]+[ -]){1,3})$")
_LONGER = re.compile(r" [A-Z(]|\w")
_LONGEST = 60
#: What says of a term what it is, defined or not: “净价”即……, "Handover is the day ...", 将……称为“站点”.
_MEANS = re.compile(
    r"[“「](?P<zh>[\u4e00-\u9fff]{2,10})[”」](?:一词|者)?[，,]?(?:即|为|系指|是指|意指|指|系|乃|是|[:：=]\s?)(?P<is>[^。；;\n]{2,60})"
    r"|将(?P<what>[^，。；“「\n]{2,20}?)(?:亦|也|又|均)?(?:简?称(?:之)?(?:为)?|叫做)[“「](?P<called>[\u4e00-\u9fff]{2,10})[”」]"
    r"|[“\"](?P<quoted>[A-Z][A-Za-z][\w -]{1,28})[”\"]\s?(?:=|:|—|–|shall be (?=an?\b|the\b|any\b|each\b))\s?"
    r"(?P<equals>[^.;\n“\"]{3,80})"
    r"|(?<![\w-])(?P<en>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}) (?:means|shall mean|is the (?=day|date|period|price"
    r"|sum|amount|time|person|place|rate|first|last|average|number)|refers to)(?P<be> ?[^.;\n]{4,80})"
)
#: A term that one sentence gives two meanings, each in a place of its own.
_BOTH = re.compile(
    r"[“「\"](?P<zh>[\u4e00-\u9fff]{2,10})[”」\"][^。；\n“「\"]{0,14}指[^。；，,\n]{2,24}[，,][^。；\n“「\"]{0,16}指[^。；，,\n]{2,24}"
    r"|[“\"](?P<en>[A-Z][\w -]{2,28})[”\"][^.;\n“\"]{0,30}\b(?:means|is|denotes)\b[^;\n“\"]{3,60}\b(?:and|but|while|yet)\b"
    r"[^;\n“\"]{0,30}\b(?:means|is|denotes|refers to)\b"
)
_PRONOUNS = frozenset(("This Agreement", "This Contract"))
#: A term in quotes: of Chinese signs, of one capitalised word, of several.
_TERM = re.compile(
    r"[“「\"‘'](?:(?P<zh>[A-Za-z\d]?[\u4e00-\u9fff]{3,10})|(?P<one>[A-Z][a-z]{3,})"
    r"|(?P<en>[A-Z][a-z][\w-]+(?: (?:(?:of|for|to|and|in|on|at|the) ){0,2}[A-Z][\w-]+){1,4}))[”」\"’']"
)
#: Something is due of a term, or hangs on it, right behind it, where the sentence opens with it.
_DUE = re.compile(r"\s(?:shall|must|will|may|(?:is|are) (?:to|payable|due|charged|excluded|deducted|borne|covered|included))\b")
_OPENS = re.compile(r"(?:^|[.;:\n)\d]\s{0,3}|\t)$")
#: What gives a short name: 以下简称“平台”, hereinafter "Plant"; and the signs before it that say of what.
_SHORT = re.compile(
    r"(?:[以下]?[下上](?:亦|也|又|均|合|统|同样)?(?:简|合|统)?称(?:之)?(?:作|为)?|亦简称(?:作|为)?|合称(?:为)?)[:：]?[“「‘](?P<zh>[\u4e00-\u9fff]{1,10})[”」’]"
    r"|\b(?:hereinafter|hereafter|herein|henceforth|below|from now on)(?: (?:also|again|likewise))?"
    r"(?: (?:called|referred to as|known as|termed|named|the))*,? (?:the )?[“\"‘'](?P<en>[A-Z][\w -]{1,28})[”\"’']"
)
_SHORT_WORDS = ("称", "herein", "hereafter", "henceforth", "below", "from now on")
_ANTECEDENT, _LAST = 40, 4
_ARTICLE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ee]ach)\s$")
_LEAD = 8
_BRACKET = re.compile(r"\s?[)）]")
#: The term in quotes before words that say that nothing defines it.
_BEFORE_NOWHERE = re.compile(
    r"[“「\"](?P<zh>[\u4e00-\u9fff]{2,10})[”」\"][^。；\n]{0,30}$|[“\"](?P<en>[A-Z][\w -]{2,28})[”\"][^;\n]{0,110}$"
)
_FAR = 150
_TO_TERM = gaps("[了为其]?", r"\s")
_TO_SHOWN = gaps("", r"\s(?:the\s)?")
_BEHIND = gaps(r"\s?", r"\s?")
#: A word that stands once may be a name or stressed; a term is used again.
_USES = 2
#: Behind a term in quotes: what says what it is, or closes the bracket behind what it stands for.
_IS_SAID = (
    r"\s*(?:[)）]|一词|即|为|指|系|是|means|shall mean|the (?:date|day|time|place|person|period|amount|price|sum)\b"
    r"|(?:is|are)(?:,|\s+(?:an?|the|any|all|each|that|those|every|one|two|three|six|twelve|for|with|as|collectively)\b|\s+[\d“\"$€£\[]))"
)
#: A longer "title" is the first line of a clause, and defines nothing.
_TITLE = 30


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    definitions = [d for d in scene.facts.understanding.definitions if any(map(str.isalpha, d.term))]
    twice = list(_twice(scene, definitions)) or list(_again(scene, params))
    found = [*twice, *_unused(scene, definitions), *_undefined(scene, definitions, params)]
    found += _relied(scene, definitions, params, [a.fields["term"] for a in found])
    yield from found[: int(params["most"])]
    if definitions and not found:
        yield passed()


def _twice(scene: Scene, definitions: list[Definition]) -> Iterator[Answer]:
    """Of terms that are said to mean something; a short name behind what it is short for, and an annex's own, are none."""
    by_name: dict[str, list[Definition]] = {}
    for d in definitions:
        if d.said.start > d.span.start and not scene.in_annex(d.span.start):
            by_name.setdefault(fold(d.term), []).append(d)
    for held in by_name.values():
        if len({" ".join(d.meaning.split()) for d in held}) > 1:
            yield failed(None, *(d.span for d in held), variant="twice", fields={"term": held[0].term})


def _again(scene: Scene, params: Params) -> Iterator[Answer]:
    """Terms that are said to be two things, with no word of a definition, or are said to be what they are."""
    said: dict[str, dict[str, Span]] = {}
    for match in _MEANS.finditer(scene.text):
        term = match["zh"] or match["en"] or match["called"] or match["quoted"]
        name = next(n for n in ("is", "be", "what", "equals") if match[n])
        meaning = " ".join(match[name].split())
        if not scene.in_annex(match.start()) and term not in _PRONOUNS:
            held = said.setdefault(term, {})
            told = "" if scene.has(params["elsewhere"], Span(*match.span(name))) else fold(meaning)
            held.setdefault(told, Span(*match.span()))
            if f"见“{term}”" in meaning.replace("「", "“").replace("」", "”"):
                yield failed(None, Span(*match.span()), variant="undefined", fields={"term": term})
    yield from _short(scene)
    both = ((m["zh"] or m["en"], Span(*m.span()), "twice") for m in scene.on_lines(_BOTH, _OPENING, scene.text))
    for term, span, variant in (*both, *_nowhere(scene, params), *_pointed(scene, params)):
        if term not in said or len(said[term]) < _USES:
            yield failed(None, span, variant=variant, fields={"term": term})
    for term, held in said.items():
        if len(held) > 1:
            yield failed(None, *held.values(), variant="twice", fields={"term": term})


def _short(scene: Scene) -> Iterator[Answer]:
    """A short name that is given to two things; said again of the same one, it is none."""
    given: dict[str, dict[str, Span]] = {}
    for m in scene.on_lines(_SHORT, _SHORT_WORDS, scene.text):
        if not scene.in_annex(m.start()):
            line = scene.sentence(m.start())
            of = re.findall(r"\w+", scene.text[max(0, line.start, m.start() - _ANTECEDENT) : m.start()]) or [""]
            given.setdefault(m["zh"] or m["en"], {}).setdefault(of[-1][-_LAST:], Span(*m.span()))
    for term, held in given.items():
        if len(held) > 1:
            yield failed(None, *held.values(), variant="twice", fields={"term": term})


def _nowhere(scene: Scene, params: Params) -> Iterator[tuple[str, Span, str]]:
    """Terms of which the contract itself says that nothing defines them."""
    for words in scene.find(params["nowhere"]) if params["nowhere"] else ():
        if term := _BEFORE_NOWHERE.search(scene.text, max(0, words.start - _FAR), words.start):
            yield term["zh"] or term["en"], Span(term.start(), words.end), "undefined"


def _pointed(scene: Scene, params: Params) -> Iterator[tuple[str, Span, str]]:
    """Terms that are said to be defined in this contract, which defines them nowhere."""
    defined = {fold(d.term) for d in scene.facts.understanding.definitions}
    for words in scene.find(params["pointed"]) if params["pointed"] else ():
        term = _BEFORE_NOWHERE.search(scene.text, max(0, words.start - _FAR), words.start)
        name = term and (term["zh"] or term["en"])
        if term and name and fold(name) not in defined and not _says(scene, name) and not _labels(scene, name):
            yield name, Span(term.start(), words.end), "undefined"


def _labels(scene: Scene, term: str) -> bool:
    """Whether a term opens a line with a colon, a dash or a gap behind it, as in a list of definitions."""
    return re.search(rf"^[\W\d]*{re.escape(term)}\W{{0,2}}(?:[:：—–-]|\t)", scene.text, re.MULTILINE) is not None


def _relied(scene: Scene, definitions: list[Definition], params: Params, told: list[Any]) -> Iterator[Answer]:
    """Terms in quotes on which something depends, though they stand once only and nothing says what they are."""
    known = [fold(d.term) for d in definitions] + [
        fold(t) for p in scene.facts.understanding.parties for t in (*p.terms, p.name or "")
    ]
    for match in scene.on_lines(_TERM, _OPENING, scene.text):
        name = str(match.lastgroup)
        term, span = match[name], Span(*match.span(name))
        if (
            term not in told
            and _depends(scene, params, match)
            and not _known(term, known)
            and not scene.has(params["known"], span)
            and not _says(scene, term)
        ):
            told.append(term)
            yield failed(None, span, variant="undefined", fields={"term": term})


def _depends(scene: Scene, params: Params, term: re.Match[str]) -> bool:
    """Whether something depends on a term in quotes, which is neither explained there nor only shown or a name."""
    quoted = Span(*term.span())
    if term["en"]:
        opens = _OPENS.search(scene.text, max(quoted.start - _LEAD, 0), quoted.start)
        led = _ARTICLE_BEFORE.search(scene.text, max(quoted.start - _LEAD, 0), quoted.start) is not None
        led = led or before(scene, params["relied"], quoted, _TO_TERM) is not None
        led = led or (opens is not None and _DUE.match(scene.text, quoted.end) is not None)
    else:
        led = before(scene, params["relied"], quoted, _TO_TERM) is not None
        led = led or behind(scene, params["leaned"], quoted, _BEHIND) is not None
    return (
        led
        and _BRACKET.match(scene.text, quoted.end) is None
        and not any(behind(scene, params[words], quoted, _BEHIND) for words in ("means", "named"))
        and not before(scene, params["shown"], quoted, _TO_SHOWN)
    )


def _says(scene: Scene, term: str) -> bool:
    """Whether the contract says anywhere what the term is."""
    name = r"\s+".join(map(re.escape, term.split()))
    return re.search(rf"[“\"「(（]{name}[”\"」)）]?{_IS_SAID}", scene.text) is not None


def _unused(scene: Scene, definitions: list[Definition]) -> Iterator[Answer]:
    roles = {fold(t) for p in scene.facts.understanding.parties for t in p.terms}
    marked = [d for d in definitions if scene.text[d.span.start - 1 : d.span.start] in _OPENING]
    rare = {name: _is_rare(name, scene.finder.folded) for d in marked if (name := fold(d.term)) not in roles}
    for d in marked:
        if rare.get(fold(d.term)):
            yield failed(None, d.span, variant="unused", fields={"term": d.term})


def _is_rare(name: str, text: str) -> bool:
    """Whether it stands there once at most, in singular or plural."""
    name = name.removesuffix("(s)").removesuffix("s") if name.isascii() else name
    return not _stands_again(name, text)


def _stands_again(name: str, text: str) -> bool:
    first = text.find(name)
    return first >= 0 and text.find(name, first + len(name)) >= 0


def _undefined(scene: Scene, definitions: list[Definition], params: Params) -> Iterator[Answer]:
    """Terms that are used as if defined. A contract that defines nothing has no such habit, and is not asked."""
    if not definitions or (params["borrowed"] and scene.has(params["borrowed"])):
        return
    known = [fold(d.term) for d in definitions]
    known += [fold(t) for p in scene.facts.understanding.parties for t in (*p.terms, p.name or "")]
    known += [fold(c.title) for c in scene.document.clauses if 0 < len(c.title) <= _TITLE]
    places: dict[str, list[Span]] = {}
    ended = list(_ended(scene, params))
    once = {span.of(scene.text) for span in ended}
    for span in (*_quoted(scene, params), *(Span(*m.span("term")) for m in _CAPITAL.finditer(scene.text)), *ended):
        places.setdefault(span.of(scene.text), []).append(span)
    for term, spans in sorted(places.items(), key=lambda pair: pair[1][0]):
        if (
            (term in once or _stands_again(term, scene.text))
            and not _known(term, known)
            and not scene.has(params["known"], spans[0])
            and not _labels(scene, term)
            and not _says(scene, term)
        ):
            yield failed(None, *spans, variant="undefined", fields={"term": term})


def _quoted(scene: Scene, params: Params) -> Iterator[Span]:
    for match in _QUOTED.finditer(scene.text):
        if not behind(scene, params["named"], Span(*match.span()), _BEHIND):
            yield Span(*match.span("term"))


def _ended(scene: Scene, params: Params) -> Iterator[Span]:
    """Capitalised words behind an article that end in what only a definition can fill."""
    for last in scene.find(params["endings"]) if params["endings"] else ():
        words = _BEFORE_LAST.search(scene.text, max(0, last.start - _LONGEST), last.start)
        if words and scene.text[last.start].isupper() and not _LONGER.match(scene.text, last.end):
            yield Span(words.start("term"), last.end)


def _known(term: str, known: list[str]) -> bool:
    """Whether it is a defined term, in singular or plural, or made of one."""
    name = fold(term)
    return any(k and (k in name or name.rstrip("s") in k) for k in known)


CHECK = Check("terms", PARAMS, run, fields=("term",), variants=("twice", "unused", "undefined"), words=_OPENING)
