"""Two languages that must say the same: values of each translated block, and which language prevails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter

from review.commitments.values import RawValue
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, ValueRole, ValueType
from review.model.document import Block
from review.model.finding import Compared
from review.model.language import Bilingual, Language
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

#: Signs of the two scripts.
_HAN, _LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{3,}")
#: A word of English. What must not stand before it comes behind its first sign, so that a search goes from one such to the next.
_ENGLISH = re.compile("[A-Za-z](?<![A-Za-z].)(?:(?<=[a-z])[a-z]{2,}|[a-z]{3,})")
#: Characters beside a value in which its language shows, and between it and its translation at most.
_WORDS, _APART = 40, 120
#: Values of a sentence that is compared with its translation at most, and how much longer an English text is than a Chinese one.
_FEW, _LENGTHS = 6, (0.8, 9.0)

#: Heads of columns that name their language.
_HEADS = {
    Language.ZH: re.compile(r"(?i:中文|汉语|chinese)(?:版本?|文本|条款|内容|\s?(?i:text|version))?"),
    Language.EN: re.compile(r"(?i:英文|英语|english)(?:版本?|文本|条款|内容|\s?(?i:text|version))?"),
}
#: What stands between a number of pieces and the same in the other language.
_AGAIN = re.compile(r"[\s/(（]*(?:(?:数量|共|合计|[Qq]uantity|[Tt]otal|[Qq]ty)[:：]?\s*)?")

PARAMS = {
    "prevails": Param(PatternLists(), REQUIRED, "words that say which language prevails"),
    "chinese": Param(PatternLists(), REQUIRED, "those that say it is the Chinese one"),
    "english": Param(PatternLists(), REQUIRED, "those that say it is the English one"),
    "equal": Param(PatternLists(), REQUIRED, "words that give two languages the same force"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    promises = tuple(_pairs(scene, "translation_of"))
    blocks = [(scene.document.blocks[b.translation_of], b) for b in scene.document.blocks if b.translation_of is not None]
    if not blocks and not promises:
        beside = list(_beside(scene))
        held = [span for answer in beside for span in answer.spans]
        beside += [a for a in _in_runs(scene) if not any(span.overlaps(s) for span in a.spans for s in held)]
        equal = [
            failed(None, s, variant="prevailing") for s in scene.find(params["equal"])[:1] if not scene.has(params["prevails"])
        ]
        yield from (*beside, *equal)
        return
    runs = _in_runs(scene)
    told = [a for one, other in _pairs(scene, "differs_from") if (a := _differ(_promised(one), _promised(other)))]
    yield from told
    seen = [span for answer in told for span in answer.spans]
    for first, second in (pair for pair in blocks if pair[0].row == pair[1].row):
        answer = _differ(_written(scene, first), _written(scene, second))
        if answer and not any(span.overlaps(s) for span in answer.spans for s in seen):
            yield answer
            seen += answer.spans
    yield from (a for a in runs if not any(span.overlaps(s) for span in a.spans for s in seen))
    begin = min([*(one.span for one, _ in blocks), *(one.span for one, _ in promises)])
    yield from _prevailing(scene, params, begin)


def _beside(scene: Scene) -> Iterator[Answer]:
    """Lines that say a thing in both languages, one right behind the other."""
    yield from _in_columns(scene)
    for block in scene.document.blocks if _HAN.search(scene.text) else ():
        text = scene.text[block.span.start : block.span.end]
        if _HAN.search(text) and _ENGLISH.search(text):
            yield from _in_line(scene, block.span)


def _in_columns(scene: Scene) -> Iterator[Answer]:
    """The cells of a row below two heads that name the languages."""
    for table in scene.document.tables:
        heads = {language: c.column for c in table.rows[0].cells if (language := _head(scene.document.quote(c.span)))}
        for row in table.rows[1:] if len(heads) == len(_HEADS) else ():
            cells = {c.column: c.span for c in row.cells}
            told = [(cells[at], language) for language, at in heads.items() if at in cells]
            if len(told) == len(_HEADS) and (a := _differ(*(_Version(s, of, _bag(scene, s)) for s, of in told))):
                yield a


def _head(words: str) -> Language | None:
    return next((language for language, head in _HEADS.items() if head.fullmatch(words.strip())), None)


def _in_line(scene: Scene, line: Span) -> Iterator[Answer]:
    """Of neighbours in two languages, values of one type that differ; where a language has several of it, nothing is compared."""
    told = [(v, language) for v in values.within(scene, line) if _comparable(v) and (language := _language(scene, line, v))]
    sides = [list(group) for _, group in groupby(told, key=itemgetter(1))]
    for one, other in pairwise(sides):
        for sort in {v.type for v, _ in one} & {v.type for v, _ in other}:
            first, second = ([v for v, _ in side if v.type is sort] for side in (one, other))
            if len(first) == len(second) == 1 and _unlike(scene, first[0], second[0]):
                versions = (_alone(v, side[0][1]) for v, side in ((first[0], one), (second[0], other)))
                answer = _differ(*versions)
                if answer:
                    yield answer


def _in_runs(scene: Scene) -> list[Answer]:
    """Sentences in one language that those in the other follow, in the order in which more of them say the same."""
    beside = [(one, other) for one, other in pairwise(_runs(scene)) if (one[1], other[1]) in _TRANSLATED]
    version = {run: _of_run(scene, *run) for pair in beside for run in pair}
    best: tuple[int, list[Answer]] = (0, [])
    for first in (Language.ZH, Language.EN):
        pairs = [(version[one], version[other]) for one, other in beside if one[1] is first]
        judged = [(a, _alike(one, other)) for one, other in pairs for a in (_differ_in_run(one, other),)]
        told, same = [a for a, _ in judged if a], sum(alike for _, alike in judged)
        if told and len(told) <= max(1, same) and (not best[1] or same > best[0]):
            best = same, told
    return best[1]


#: The languages of two runs of which one may translate the other.
_TRANSLATED = ((Language.ZH, Language.EN), (Language.EN, Language.ZH))

_Run = tuple[Span, Language | None, bool]
"""What stands together in one language, and whether it is a row of a table."""


def _runs(scene: Scene) -> Iterator[_Run]:
    """In text order; a line ends one."""
    blocks = scene.document.blocks
    if not all(script.search(scene.text) for script in (_HAN, _LATIN)):
        return
    for block in blocks:
        mixed = _LATIN.search(scene.text, block.span.start, block.span.end)
        sentences = scene.finder.cuts.within(block.span) if mixed else ()
        told = [(_of_sentence(scene, s), s) for s in sentences] or [(Language.ZH, block.span)]
        for language, group in groupby(told, key=itemgetter(0)):
            spans = [s for _, s in group]
            span = Span(spans[0].start, spans[-1].end)
            yield span, language, "\t" in scene.text[span.start : span.end] or block.table is not None


def _of_run(scene: Scene, span: Span, language: Language | None, row: bool) -> _Version:
    """With its values, but those of a row, whose cells are compared apart."""
    held = () if row else (_key(v) for v in values.within(scene, span) if _comparable(v))
    return _Version(span, language or Language.NONE, Counter(k for k in held if k is not None))


def _of_sentence(scene: Scene, s: Span) -> Language | None:
    """Chinese or English, by most of its signs."""
    text = scene.text[s.start : s.end]
    han, latin = len(_HAN.findall(text)), sum(map(len, _LATIN.findall(text)))
    return None if not han and not latin else Language.ZH if 2 * han >= latin else Language.EN


def _sorts(version: _Version) -> Counter[str]:
    return Counter(k[0] for k in version.values.elements())


def _alike(one: _Version, other: _Version) -> bool:
    return bool(one.values) and one.values == other.values


def _differ_in_run(one: _Version, other: _Version) -> Answer | None:
    """Only where both tell as many values of each sort, and few."""
    sorts = _sorts(one)
    many = sum(sorts.values())
    few = sorts == _sorts(other) and 0 < many <= _FEW and (many == 1 or ValueType.QUANTITY.value not in sorts)
    return _differ(one, other) if few and _LENGTHS[0] <= _longer(one, other) <= _LENGTHS[1] else None


def _longer(one: _Version, other: _Version) -> float:
    """How many times the signs of the Chinese version the English one has."""
    zh, en = (one, other) if one.language is Language.ZH else (other, one)
    return len(en.span) / max(len(zh.span), 1)


def _key(v: RawValue) -> values.Key | None:
    """What it says, with working days apart from days."""
    key = values.said(v)
    return (key[0], key[1], f"{v.day_type} {key[2]}") if key and v.day_type == "working" else key


def _comparable(v: RawValue) -> bool:
    return values.said(v) is not None and not v.recurring and v.type is not ValueType.COUNT


def _unlike(scene: Scene, one: RawValue, other: RawValue) -> bool:
    """Amounts of two currencies are no translations; numbers of pieces are where a bracket says them again."""
    if one.type is ValueType.QUANTITY:
        return _AGAIN.fullmatch(scene.text, one.span.end, other.span.start) is not None
    return one.currency == other.currency and len(Span(one.span.end, other.span.start)) <= _APART


def _language(scene: Scene, line: Span, v: RawValue) -> Language | None:
    """That of the value's own unit, else of the words right before it."""
    own = scene.text[v.span.start : v.span.end]
    before = scene.text[max(line.start, v.span.start - _WORDS) : v.span.start]
    behind = scene.text[v.span.end : min(line.end, v.span.end + _WORDS)]
    if _HAN.search(own) or _HAN.search(before[-1:]):
        return Language.ZH
    run = re.split(_HAN, before)[-1], re.split(_HAN, behind)[0]
    if _ENGLISH.search(run[0]) or (_LATIN.search(own) and _ENGLISH.search(f"{own} {run[1]}")):
        return Language.EN
    return Language.ZH if _HAN.search(before[-4:]) else None


def _alone(v: RawValue, language: Language) -> _Version:
    key = values.said(v)
    return _Version(v.span, language, Counter([key] if key else []))


def _pairs(scene: Scene, link: str) -> Iterator[tuple[Commitment, Commitment]]:
    """Promises with their translations, as the extraction paired them."""
    for c in scene.commitments:
        yield from ((scene.by_id[target], c) for name, target in c.links if name == link and target in scene.by_id)


def _prevailing(scene: Scene, params: Params, first: Span) -> Iterator[Answer]:
    """One language must prevail, and one only."""
    said = [places[0] for name in ("chinese", "english") if (places := scene.find(params[name]))]
    if len(said) > 1:
        yield failed(None, *said, variant="both_prevail")
    else:
        yield passed() if scene.has(params["prevails"]) else failed(None, first, variant="prevailing")


@dataclass(frozen=True)
class _Version:
    """What one language says: where, and its values in units that do not depend on the language."""

    span: Span
    language: Language
    values: Counter[values.Key]


def _promised(c: Commitment) -> _Version:
    """How often something returns is said in many ways, and left out."""
    held = (values.said(v) for v in c.values if v.role is not ValueRole.INTERVAL)
    return _Version(c.span, c.language, Counter(k for k in held if k is not None))


def _written(scene: Scene, block: Block) -> _Version:
    return _Version(block.span, block.language, _bag(scene, block.span))


def _differ(one: _Version, other: _Version) -> Answer | None:
    """None where they say the same, or one says more: what stands in one alone may stand elsewhere in the other."""
    only, there = one.values - other.values, other.values - one.values
    if not only or not there:
        return None
    zh, en = (only, there) if one.language is Language.ZH else (there, only)
    texts = {"zh_value": _list(zh), "en_value": _list(en)}
    compared = (Compared({"zh": "中英文数值", "en": "Chinese and English values"}, texts["zh_value"], texts["en_value"]),)
    return failed(None, one.span, other.span, variant="differs", fields=texts, compared=compared)


def _bag(scene: Scene, span: Span) -> Counter[values.Key]:
    """The values of a block in units that do not depend on the language, with how often each stands there."""
    return Counter(k for v in values.within(scene, span) if (k := values.key(v)) is not None)


def _list(bag: Counter[values.Key]) -> Bilingual:
    shown = [_shown(k) for k in sorted(bag, key=str)]
    return {k: joint.join(one[k] for one in shown) for k, joint in (("zh", "、"), ("en", ", "))}


def _shown(key: values.Key) -> Bilingual:
    """A value as a reader of each language writes it."""
    kind, n, unit = key
    if not isinstance(n, Decimal):
        return render.day(date.fromisoformat(n)) if kind == "date" else {"zh": n, "en": n}
    if kind == ValueType.MONEY.value:
        return {"zh": render.amount(n, unit or None), "en": render.amount(n, unit or None)}
    if kind == ValueType.QUANTITY.value:
        return {"zh": decimal_text(n), "en": decimal_text(n)}
    if kind == ValueType.PERCENT.value:
        return render.measured(n, "percent")
    day_type, _, unit = unit.rpartition(" ")
    return duration_text(n, unit, day_type or None)


CHECK = Check("bilingual", PARAMS, run, fields=("zh_value", "en_value"), variants=("differs", "prevailing", "both_prevail"))
