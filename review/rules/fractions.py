"""Shares that are written without a sign for percent: tenths and fractions in words, ratios, equal instalments.

到货付四成, one third on delivery, 结算比例3:5:2, three instalments of EUR 9,000.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from review.commitments.values import RawValue, chinese, english
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene
from review.rules.text import lines_with

#: The words of tenths (三成), and of fractions: how many (two) of which part (thirds).
TENTHS = {w: chinese.DIGIT[w] for w in "一二三四五六七八九两"} | {"半": 5}
_CHENG = re.compile(
    r"(?<![第组构形促达完])([半一二两三四五六七八九])成([一二三四五六七八九半])?(?![本功品员果立为人交套分熟新型绩就长语因份色年])"
)
ONES = {w: n for w, n in english.ONES.items() if n} | dict.fromkeys(("a", "an", "final", "last", "remaining", "other"), 1)
_PARTED = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth", "twentieth")
PARTS = {w: english.PARTS[w] for w in _PARTED}
_EVENT = (
    r"(?:on|of|at|upon|is|are|after|when|once|as|within|before|by|to|against|due|down|each|up|now|with|first|today|following"
    r"|then|will|shall|must|may|being|remain\w*|until|if|and|falls?|having|for|in)\b"
)
_PART = re.compile(
    rf"(?<!\bin )(?<!\bper )(?<!\bfor )(?<!\bover )(?<!\bduring )(?<!\bwithin )"
    rf"\b({'|'.join(ONES)})[- ]({'|'.join(PARTS)})s?(?=\s*[,.;]| {_EVENT})"
    r"|\bhalf(?= (?:on|upon|at|after|when|once|before|against|now|up|with|down|today|following"
    r"|of (?:the |our |its |your )?(?:fees?|price|charges|remuneration|contract|consideration|total))\b)"
)
#: A fraction in figures behind a word of paying: 首付1/4.
_FIGURES = re.compile(r"(?:付|付款|预付|支付|结算|余款|尾款|pays?|paid|balance)\D{0,6}(?P<share>([1-4])/([2-9]|10|12))(?![\d/])")
_HALF = re.compile(r"(?:另|剩余|其余)?一半|半数|\b(?:(?:the )?other|another|remaining) half\b")
#: 3:5:2 or 30/50/20 behind words of a division, and names with bare numbers between strokes: advance 30 / delivery 70.
_RATIO = re.compile(r"(?<![\d:/])\d{1,2}(?:\s?[:/∶]\s?\d{1,2}){1,5}(?![\d:/])")
_RATIO_LEAD = re.compile(r"(?:比例?|分配|付款|支付|结算|split|schedule|payments?|ratio|stages)\D{0,8}$")
_RATIO_TAIL = re.compile(
    r"\s?的?比(?:例|率)[^。;\n]{0,60}[付支结]|\s?\(\s?(?:签|预付|首付|定金|下单|订货|合同|order|sign|award|advance|down)"
)
_LEAD = 20
_STROKE = re.compile(r"\d\s?/\s?[^\d\s]")
_STROKES = re.compile(r"(?:[^\d/\n.。;；]{2,30} \d{1,2}\s?/\s?){1,5}[^\d/\n.。;；]{2,30} \d{1,2}\b(?! ?[%\d/])")
_NUMBER = re.compile(r"\d{1,2}")
#: A head cell of shares in bare numbers, and words by which the table is one of payments.
_OF_COLUMN = re.compile(r"[%％]|per ?cent(?:age)?|百分比", re.I)
_STAGES = re.compile(
    r"节点|阶段|里程碑|期次|付款|支付|结算|\b(?:milestones?|stages?|payments?|instal?lments?|events?|due|phases?)\b"
)
#: Behind numbers, that they are shares: (% of the price).
_OF_HUNDRED = re.compile(r"\s?[(（]\s?(?:in |as |all )?(?:%|per ?cent|百分|均为%)")
_COUNTS = {**TENTHS, **ONES, "十": 10, "十二": 12, "ten": 10, "twelve": 12, "twenty-four": 24, "二十四": 24}
_EQUAL = re.compile(
    r"分(?:为|成|作)?([一二两三四五六七八九十\d]{1,3})(?:个)?(?:次|期|笔|批|月|季度)[^。;；]{0,16}每(?:次|期|笔|批|月|季)[^。;；\d,，]{0,6}"
    r"|每(?:个)?(?:次|期|笔|批|月|季度?|半年)[^。;；\d,，]{0,6}(?=[^。;；,，]{1,16}[,，]?(?:一?共|合计|总共|分)(?P<count>[一二两三四五六七八九十\d]{1,3})(?:个)?(?:次|期|笔|批|月|季))"
    rf"|\b({'|'.join(w for w in _COUNTS if w.isascii())}|\d{{1,2}}) (?:equal )?"
    r"(?:monthly |quarterly |yearly |annual |consecutive |successive |equal )*"
    r"(?:install?ments|payments|parts|tranches|portions|sums|slices|stages) of "
)
_DIVIDED = (ValueType.MONEY, ValueType.PERCENT)
#: Words of which a match of each of them holds one, and those of any fraction.
_CHENG_WORDS, _HALF_WORDS = tuple(f"{n}成" for n in TENTHS), ("半", "half")
_INSTALMENTS = ("instalments", "installments", "payments", "parts", "tranches", "portions", "sums", "slices", "stages")
WORDS = (*_CHENG_WORDS, *_HALF_WORDS, *PARTS)
#: Sums outside these bounds are no division of one price.
LEAST, MOST = 50, 150


def fractions(scene: Scene) -> tuple[RawValue, ...]:
    """Tenths and the other half, which the grammar of values leaves alone; read once in a contract."""
    found: tuple[RawValue, ...] = scene.once(fractions, lambda: tuple(_read_fractions(scene)))
    return found


def inside(scene: Scene, span: Span) -> list[RawValue]:
    """The fractions that lie inside the span."""
    every = fractions(scene)
    order = scene.once(inside, lambda: sorted((v.span.start, n) for n, v in enumerate(every)))
    numbers = order[bisect_left(order, (span.start,)) : bisect_left(order, (span.end,))]
    return [every[n] for n in sorted(n for _, n in numbers) if span.contains(every[n].span)]


def _read_fractions(scene: Scene) -> Iterator[RawValue]:
    for tenths in scene.on_lines(_CHENG, _CHENG_WORDS):
        whole = TENTHS[tenths[1]] * (1 if tenths[1] == "半" else 10)
        yield _percent(tenths.span(), whole + (TENTHS[tenths[2]] if tenths[2] else 0))
    for part in scene.on_lines(_PART, PARTS):
        share = Decimal(100 * ONES[part[1] or "one"]) / PARTS[part[2] or "half"]
        yield _percent(part.span(), share.quantize(Decimal("0.0001")))
    for figures in scene.on_lines(_FIGURES, "/"):
        yield _percent(figures.span("share"), (Decimal(100) * int(figures[2]) / int(figures[3])).quantize(Decimal("0.0001")))
    for half in scene.on_lines(_HALF, _HALF_WORDS):
        yield _percent(half.span(), 50)


def ratios(scene: Scene) -> tuple[RawValue, ...]:
    """Shares of a division that is written as bare numbers; read once in a contract."""
    found: tuple[RawValue, ...] = scene.once(ratios, lambda: (*_read_ratios(scene), *_read_columns(scene)))
    return found


def _read_columns(scene: Scene) -> Iterator[RawValue]:
    """Bare numbers below a sign for percent, in tables of payments that come to a division."""
    for table in scene.document.tables:
        head, *rows = table.rows or (None,)
        title = scene.finder.folded[head.span.start : head.span.end] if head else ""
        column = next((c.column for c in head.cells if _OF_COLUMN.search(scene.document.quote(c.span))), None) if head else None
        if column is None or not _STAGES.search(title):
            continue
        cells = [c.span for row in rows for c in row.cells if c.column == column]
        numbers = [(at, int(n[0])) for at in cells if (n := _NUMBER.fullmatch(scene.document.quote(at).strip()))]
        if LEAST < sum(n for _, n in numbers) < MOST:
            yield from (_percent((at.start, at.end), n) for at, n in numbers)


def _read_ratios(scene: Scene) -> Iterator[RawValue]:
    text = scene.finder.folded
    divided = (m for m in scene.on_lines(_RATIO, ":∶/") if _divides(text, m))
    lines = (line for line in lines_with(text, "/") if _STROKE.search(text, line.start, line.end))
    named = (m for line in lines for m in _STROKES.finditer(text, line.start, line.end))
    for m in (*divided, *named):
        numbers = list(_NUMBER.finditer(text, *m.span()))
        factor = 10 if max(int(n[0]) for n in numbers) < 10 else 1
        total = factor * sum(int(n[0]) for n in numbers)
        if LEAST < total < MOST and (m.re is _RATIO or total == 100 or _OF_HUNDRED.match(text, m.end())):
            yield from (_percent(n.span(), factor * int(n[0])) for n in numbers)


def _divides(text: str, ratio: re.Match[str]) -> bool:
    led = _RATIO_LEAD.search(text, max(0, ratio.start() - _LEAD), ratio.start())
    return led is not None or _RATIO_TAIL.match(text, ratio.end()) is not None


def equal(scene: Scene) -> tuple[tuple[RawValue, int], ...]:
    """Amounts and shares that are paid in a number of equal instalments, with that number; read once in a contract."""
    found: tuple[tuple[RawValue, int], ...] = scene.once(equal, lambda: tuple(_read_equal(scene)))
    return found


def _read_equal(scene: Scene) -> Iterator[tuple[RawValue, int]]:
    named = (f"{word} of " for word in scene.finder.standing(_INSTALMENTS))
    for m in scene.on_lines(_EQUAL, ("分", "每", *named)):
        written = m[1] or m["count"] or m[3]
        amount = values.first(scene, Span(m.end(), min(m.end() + 24, len(scene.text))))
        count = int(written) if written.isdigit() else _COUNTS.get(written, 0)
        if count > 1 and amount is not None and amount.type in _DIVIDED and amount.n:
            yield amount, count


def _percent(at: tuple[int, int], n: int | Decimal) -> RawValue:
    return RawValue(ValueType.PERCENT, Span(*at), Decimal(n), in_words=True)
