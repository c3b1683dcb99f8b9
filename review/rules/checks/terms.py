"""Defined terms: used but not defined, defined but not used, defined twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from review.model.commitment import Definition
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import Number, Param, PatternLists
from review.rules.text import fold

PARAMS = {
    "most": Param(Number(), 20, "terms that are reported"),
    "known": Param(PatternLists(), None, "words that need no definition"),
}
#: A term is written in quotes in Chinese; in English, as capitalised words after an article, inside a sentence.
_QUOTED = re.compile(r"[“「\"](?P<term>[\u4e00-\u9fff]{2,10})[”」\"]")
_ARTICLE = "|".join(rf"(?<=[a-z,;] {word} [A-Z])" for word in ("the", "any", "each", "all", "such"))
_NAME_OF = re.compile(r"[”」](?:网站|网|平台|栏|字样|系统|公众号|页面|报|期刊|标志|商标|品牌)")
_OPENING = tuple("“\"「‘'")
_CAPITAL = re.compile(rf"(?P<term>[A-Z](?:{_ARTICLE})[a-z]+(?: [A-Z][a-z]+){{1,3}})\b(?! [A-Z(])")
#: Capitalised words that end in what only a definition can fill, though they stand once.
_LAST = (
    "Event", "Window", "Rebate", "Threshold", "Trigger", "Downtime", "Clearance", "Zone", "Works", "Criteria", "Failure",
    "Shortfall", "Uplift", "Multiplier", "Allowance", "Holdback", "Pool", "Band", "Quota", "Matrix", "Exception",
)  # fmt: skip
_ONCE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ee]ach|[Ss]uch|[Nn]o) (?P<term>(?:[A-Z][a-z]+[ -]){1,3}"
    rf"(?:{'|'.join(_LAST)}))\b(?! [A-Z(])"
)
#: What says of a term what it is, defined or not: “净价”即……, "Handover is the day ...", 将……称为“站点”.
_MEANS = re.compile(
    r"[“「](?P<zh>[\u4e00-\u9fff]{2,10})[”」](?:一词|者)?[，,]?(?:即|为|系指|是指|意指|指|系|乃|是|[:：=]\s?)(?P<is>[^。；;\n]{2,60})"
    r"|将(?P<what>[^，。；“「\n]{2,20}?)(?:亦|也|又|均)?(?:简?称(?:之)?(?:为)?|叫做)[“「](?P<called>[\u4e00-\u9fff]{2,10})[”」]"
    r"|[“\"](?P<quoted>[A-Z][A-Za-z][\w -]{1,28})[”\"]\s?(?:=|:|—|–)\s?(?P<equals>[^.;\n“\"]{3,80})"
    r"|(?<![\w-])(?P<en>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}) (?:means|shall mean|is the (?=day|date|period|price"
    r"|sum|amount|time|person|place|rate|first|last|average|number)|refers to)(?P<be> ?[^.;\n]{4,80})"
)
#: A term that one sentence gives two meanings, each in a place of its own, or of which it says that nothing defines it.
_BOTH = re.compile(
    r"[“「\"](?P<zh>[\u4e00-\u9fff]{2,10})[”」\"][^。；\n“「\"]{0,14}指[^。；，,\n]{2,24}[，,][^。；\n“「\"]{0,16}指[^。；，,\n]{2,24}"
    r"|[“\"](?P<en>[A-Z][\w -]{2,28})[”\"][^.;\n“\"]{0,30}\b(?:means|is|denotes)\b[^;\n“\"]{3,60}\b(?:and|but|while|yet)\b"
    r"[^;\n“\"]{0,30}\b(?:means|is|denotes|refers to)\b"
)
_NOWHERE = re.compile(
    r"[“「\"](?P<zh>[\u4e00-\u9fff]{2,10})[”」\"][^。；\n]{0,30}(?:未(?:作|予|加|另行)?定义|没有定义|无定义|并无[^。；\n]{0,6}定义)"
    r"|[“\"](?P<en>[A-Z][\w -]{2,28})[”\"][^;\n]{0,110}"
    r"\b(?:no (?:such )?(?:entry|definition|meaning)|not (?:been )?defined|nowhere defined|undefined)\b"
)
_PRONOUNS = frozenset(("This Agreement", "This Contract"))
_AS_ELSEWHERE = re.compile(r"(?i)meaning (?:given|set|ascribed|assigned)|as defined|见(?:本|第)|具有[^。]{0,8}含义")
#: A term in quotes that must be reached, obtained or kept.
_RELIED = re.compile(
    r"(?:所称的?|达到|取得|获得|申领|完成|进入|启动|触发|适用|转入|签发|满足|实现|通过|领取|发生|构成|纳入|计入|按照?|依照?)(?:了|为|其)?[“「\"](?P<zh>[A-Za-z\d]?[\u4e00-\u9fff]{3,10})[”」\"](?!指|系|是|为)"
    r"|\b(?:per|each|every|upon|any) [“\"](?P<one>[A-Z][a-z]{3,})[”\"]"
    r"|\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ee]ach)\s[\"“](?P<en>[A-Z][a-z][\w-]+(?: (?:of "
    r"|the )?[A-Z][\w-]+){1,3})[\"”](?!\s?(?:[)）]|means|shall mean|is\b|mark|brand|logo|label|sign|button|page|tab|website))"
)
#: Words before what is only written, shown or called so.
_SHOWN = re.compile(
    r"(?i)(?:words?|mark\w*|label\w*|titled?|entitled|called|named|reading|stating|legend|bearing|signs?"
    r"|referred to as|hereinafter|known as|\()\s(?:the\s)?[\"“]?$"
)
_BEFORE = 24
#: A word that stands once may be a name or stressed; a term is used again.
_USES = 2
#: A longer "title" is the first line of a clause, and defines nothing.
_TITLE = 30


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    definitions = [d for d in scene.facts.understanding.definitions if any(map(str.isalpha, d.term))]
    twice = list(_twice(scene, definitions)) or list(_again(scene))
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


def _again(scene: Scene) -> Iterator[Answer]:
    """Terms that are said to be two things, with no word of a definition, or are said to be what they are."""
    said: dict[str, dict[str, Span]] = {}
    for match in _MEANS.finditer(scene.text):
        term = match["zh"] or match["en"] or match["called"] or match["quoted"]
        meaning = " ".join((match["is"] or match["be"] or match["what"] or match["equals"]).split())
        if not scene.in_annex(match.start()) and term not in _PRONOUNS:
            held = said.setdefault(term, {})
            held.setdefault("" if _AS_ELSEWHERE.search(meaning) else fold(meaning), Span(*match.span()))
            if f"见“{term}”" in meaning.replace("「", "“").replace("」", "”"):
                yield failed(None, Span(*match.span()), variant="undefined", fields={"term": term})
    for pattern, variant in ((_BOTH, "twice"), (_NOWHERE, "undefined")):
        for match in scene.on_lines(pattern, _OPENING, scene.text):
            term = match["zh"] or match["en"]
            if term not in said or len(said[term]) < _USES:
                yield failed(None, Span(*match.span()), variant=variant, fields={"term": term})
    for term, held in said.items():
        if len(held) > 1:
            yield failed(None, *held.values(), variant="twice", fields={"term": term})


def _relied(scene: Scene, definitions: list[Definition], params: Params, told: list[Any]) -> Iterator[Answer]:
    """Terms in quotes on which something depends, though they stand once only and nothing says what they are."""
    known = [fold(d.term) for d in definitions] + [
        fold(t) for p in scene.facts.understanding.parties for t in (*p.terms, p.name or "")
    ]
    for match in scene.on_lines(_RELIED, _OPENING, scene.text):
        name = next(n for n in ("zh", "en", "one") if match[n])
        term, span = match[name], Span(*match.span(name))
        named = _NAME_OF.match(scene.text, span.end) or _SHOWN.search(scene.text[max(span.start - _BEFORE, 0) : span.start])
        if (
            not named
            and term not in told
            and not _known(term, known)
            and not scene.has(params["known"], span)
            and not _says(scene, term)
        ):
            told.append(term)
            yield failed(None, span, variant="undefined", fields={"term": term})


def _says(scene: Scene, term: str) -> bool:
    """Whether the contract says anywhere what the term is."""
    return (
        re.search(rf"[“\"「(（]{re.escape(term)}[”\"」)）]?\s?(?:[)）]|一词|即|为|指|系|是|means|shall mean|is\b)", scene.text)
        is not None
    )


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
    if not definitions:
        return
    known = [fold(d.term) for d in definitions]
    known += [fold(t) for p in scene.facts.understanding.parties for t in (*p.terms, p.name or "")]
    known += [fold(c.title) for c in scene.document.clauses if 0 < len(c.title) <= _TITLE]
    places: dict[str, list[Span]] = {}
    quoted = (m for m in _QUOTED.finditer(scene.text) if not _NAME_OF.match(scene.text, m.end() - 1))
    ended = list(scene.on_lines(_ONCE, _LAST, scene.text))
    once = {m["term"] for m in ended}
    for match in (*quoted, *_CAPITAL.finditer(scene.text), *ended):
        places.setdefault(match["term"], []).append(Span(*match.span("term")))
    for term, spans in sorted(places.items(), key=lambda pair: pair[1][0]):
        if (
            (term in once or _stands_again(term, scene.text))
            and not _known(term, known)
            and not scene.has(params["known"], spans[0])
        ):
            yield failed(None, *spans, variant="undefined", fields={"term": term})


def _known(term: str, known: list[str]) -> bool:
    """Whether it is a defined term, in singular or plural, or made of one."""
    name = fold(term)
    return any(k and (k in name or name.rstrip("s") in k) for k in known)


CHECK = Check("terms", PARAMS, run, fields=("term",), variants=("twice", "unused", "undefined"), words=(*_OPENING, *_LAST))
