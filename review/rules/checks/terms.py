"""Defined terms: used but not defined, defined but not used, defined twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_QUOTED = re.compile(r"[“「](?P<term>[\u4e00-\u9fff]{2,10})[”」]")
_ARTICLE = "|".join(rf"(?<=[a-z,;] {word} [A-Z])" for word in ("the", "any", "each", "all", "such"))
_NAME_OF = re.compile(r"[”」](?:网站|网|平台|栏|字样|系统|公众号|页面|报|期刊|标志|商标|品牌)")
_OPENING = tuple("“\"「‘'")
_CAPITAL = re.compile(rf"(?P<term>[A-Z](?:{_ARTICLE})[a-z]+(?: [A-Z][a-z]+){{1,3}})\b(?! [A-Z(])")
#: A word that stands once may be a name or stressed; a term is used again.
_USES = 2
#: A longer "title" is the first line of a clause, and defines nothing.
_TITLE = 30


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    definitions = [d for d in scene.facts.understanding.definitions if any(map(str.isalpha, d.term))]
    found = [*_twice(scene, definitions), *_unused(scene, definitions), *_undefined(scene, definitions, params)]
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
    first = text.find(name)
    return first < 0 or text.find(name, first + len(name)) < 0


def _undefined(scene: Scene, definitions: list[Definition], params: Params) -> Iterator[Answer]:
    """Terms that are used as if defined. A contract that defines nothing has no such habit, and is not asked."""
    if not definitions:
        return
    known = [fold(d.term) for d in definitions]
    known += [fold(t) for p in scene.facts.understanding.parties for t in (*p.terms, p.name or "")]
    known += [fold(c.title) for c in scene.document.clauses if 0 < len(c.title) <= _TITLE]
    places: dict[str, list[Span]] = {}
    quoted = (m for m in _QUOTED.finditer(scene.text) if not _NAME_OF.match(scene.text, m.end() - 1))
    for match in (*quoted, *_CAPITAL.finditer(scene.text)):
        places.setdefault(match["term"], []).append(Span(*match.span("term")))
    for term, spans in sorted(places.items(), key=lambda pair: pair[1][0]):
        if scene.text.count(term) >= _USES and not _known(term, known) and not scene.has(params["known"], spans[0]):
            yield failed(None, *spans, variant="undefined", fields={"term": term})


def _known(term: str, known: list[str]) -> bool:
    """Whether it is a defined term, in singular or plural, or made of one."""
    name = fold(term)
    return any(k and (k in name or name.rstrip("s") in k) for k in known)


CHECK = Check("terms", PARAMS, run, fields=("term",), variants=("twice", "unused", "undefined"))
