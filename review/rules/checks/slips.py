"""An amount that differs from another of the same thing by exactly ten thousand: 元 written for 万元, or the reverse.

Of one thing are amounts with the same noun beside them, those that words of repetition join: 即, 前述, "that is"; and any two
whose figures are too alike for a chance, or that are a fee of a time and of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from operator import ne
from typing import Any

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.document import Table
from review.model.finding import Compared
from review.model.language import Language
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.fractions import inside
from review.rules.measure import unit_of
from review.rules.pairing import unlike_pairs
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Bilingual, MapOf, Param, PatternLists, Record
from review.rules.sheets import Sheet, sheets

_NOUN = Record({"title": Param(Bilingual(), REQUIRED), "words": Param(PatternLists(), REQUIRED, "the noun and its like")})
PARAMS = {
    "nouns": Param(MapOf(_NOUN), REQUIRED, "what an amount is of, by the nearest noun before it, else behind it"),
    "other": Param(PatternLists(), REQUIRED, "nouns of amounts that are compared with none"),
    "again": Param(PatternLists(), REQUIRED, "words between two amounts of which the second says the first again"),
}
_SLIP = Decimal(10_000)
_BEFORE, _BEHIND, _JOINED = 40, 20, 60
_TIMES = re.compile(r"\s*(?:[×xX*]|/|每)")
_FIGURE = re.compile(r"[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖]|ten|hundred|thousand")
#: Least amount, and what it is not of, whose like figures are no chance.
_LEAST, _OTHER = 100, "other"
_EACH = "one"
_APART = {_OTHER, _EACH}
_THOUSANDS = 1_000
#: What opens the parts of a sum, and how many times one is in it at most.
_OF_WHICH, _SHARE = re.compile("其中"), 20
_PARTS = {"month": 12, "quarter": 4, "week": 52}
#: Ten thousand, as English texts write it behind a figure, and before the unit alone.
_WAN = re.compile(r"\s*(?:wan\b|[x×*]\s?10,?000\b|\(?(?:in )?ten[- ]thousands?\b(?: yuan| rmb)?\)?)")
_FIGURE_BEFORE = re.compile(r"(?<![\d.,])(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?:\((?:in |unit:? )?)?$")
#: A figure whose unit stands behind it in brackets.
_PLAIN = re.compile(r"(?<![\d.,])(?P<n>\d[\d,]*(?:\.\d+)?)\s*\((?:in |unit:? ?)(?:yuan|rmb|cny|usd|eur|euros?|dollars?|rupees)\)")
_HEAD = re.compile(r"\((?:单位[::]?\s?)?(?:人民币)?(?P<wan>万)?元\)\s?[::|]?\s?(?P<n>\d[\d,]*(?:\.\d+)?)(?![\d%万元])")
#: Words of a scale, of which one may have been left out or written twice.
_SCALE = re.compile(r"million|billion|thousand|lakh|lac\b|crore|\bm(?:n|io|illion)?\b|\bbn\b|\dk\b|wan\b|[万亿]")
_THOUSAND = 3
#: Signs behind an amount in which the share stands that it is said to be.
_TO_SHARE = 24
_PIECES = re.compile(r"(?:数量|quantity|qty)[\s:：|]{1,4}(?P<n>\d{1,5})(?![\d.,%])")
_UNIT: Mapping[str, str] = {"zh": "金额", "en": "amount"}
_UNIT_TWICE: Mapping[str, str] = {"zh": "金额单位", "en": "unit of the amount"}
_OF_SUM: Mapping[str, str] = {"zh": "合计与其中一项", "en": "sum as its parts make it"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    bare = *_under_heads(scene), *_in_brackets(scene), *_in_columns(scene), *_totals(scene)
    found = sorted((*values.of(scene, ValueType.MONEY), *bare), key=lambda v: v.span)
    every = [_in_full(scene, v) for v in found if v.n]
    amounts = [v for v in every if not v.per and _is_one(scene, v)]
    seen: set[Span] = set()
    pairs = (
        *_joined(scene, params, every),
        *_named(scene, params, [v for v in every if _is_one(scene, v)]),
        *_products(scene, every),
        *_spoken(amounts),
    )
    chances = *_shares(scene, amounts), *_alike(scene, params, every), *_of_times(scene, every), *_parts(scene, params, amounts)
    chances = *chances, *_sums(scene, amounts), *_overscaled(scene, params, amounts)
    for title, one, other in (*pairs, *chances):
        if other.span not in seen:
            seen |= {one.span, other.span}
            first, second = scene.document.quote(one.span), scene.document.quote(other.span)
            fields = {"attribute": title, "first": first, "second": second}
            variant = "scale" if title is _UNIT_TWICE else ""
            yield failed(None, other.span, one.span, variant=variant, compared=(Compared(title, first, second),), fields=fields)
    if len(amounts) > 1 and not seen:
        yield passed()


def _is_one(scene: Scene, v: RawValue) -> bool:
    """Whether it is an amount by itself: no head of a column, and no factor."""
    return bool(_FIGURE.search(scene.text, v.span.start, v.span.end)) and not _TIMES.match(scene.text, v.span.end)


def slipped(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by exactly ten thousand."""
    return one == other * _SLIP or other == one * _SLIP


def _slipped(one: RawValue, other: RawValue) -> bool:
    assert one.n is not None and other.n is not None
    return one.currency == other.currency and slipped(one.n, other.n)


def _scaled(scene: Scene, one: RawValue, other: RawValue) -> bool:
    """Whether two amounts have the same figures and a word of scale is with one of them: 4.2 million and 4,200."""
    assert one.n is not None and other.n is not None
    if one.currency != other.currency or one.n == other.n:
        return False
    apart = abs((one.n / other.n).adjusted()) if _digits(one) == _digits(other) else 0
    folded = scene.finder.folded
    return apart >= _THOUSAND and any(v.of or _SCALE.search(folded, v.span.start, v.span.end) for v in (one, other))


def _compared(scene: Scene, params: Params, *amounts: RawValue) -> bool:
    return all(_noun(scene, params, v) != _OTHER for v in amounts)


def _digits(v: RawValue) -> tuple[int, ...]:
    return (v.n or Decimal(0)).normalize().as_tuple().digits


def _spoken(amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """Amounts whose words are ten thousand times their figures, or the reverse."""
    yield from ((_UNIT, v, v) for v in amounts if v.spoken and v.n and slipped(v.spoken, v.n))


def _shares(scene: Scene, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A sum and a percentage of it that is told ten thousand times too small or too large: 920万元，首款276元（30%）."""
    for one, other in pairwise(amounts):
        line = scene.sentence(one.span.start)
        if one.currency != other.currency or not line.contains(other.span) or other.span.end - one.span.end > _JOINED:
            continue
        near = Span(one.span.end, min(line.end, other.span.end + _TO_SHARE))
        rates = [v for v in (*values.within(scene, near), *inside(scene, near)) if v.type is ValueType.PERCENT]
        if len(rates) == 1 and one.n and other.n and rates[0].n and slipped(one.n * rates[0].n / 100, other.n):
            yield _UNIT, one, other


def _in_brackets(scene: Scene) -> Iterator[RawValue]:
    """Bare figures with their unit behind them in brackets: 3,600 (unit: yuan)."""
    for m in scene.on_lines(_PLAIN, _PLAIN_WORDS):
        yield RawValue(ValueType.MONEY, Span(*m.span("n")), values.figures(m["n"]), currency="CNY")


def _joined(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    for one, other in pairwise(amounts):
        between = Span(one.span.end, max(other.span.start, one.span.end))
        slip = (one.per == other.per or _same_figure(scene, one, other)) and (
            _slipped(one, other) or (_scaled(scene, one, other) and _compared(scene, params, one, other))
        )
        if slip and len(between) <= _JOINED and scene.has(params["again"], between):
            yield _UNIT, one, other


#: A sum and what heads it, a column of amounts in ten thousands, and the figure that a cell of it holds.
_SUM = re.compile("合计|共计|总计|总共|一共|sum|total|together|in all")
_COLUMN = re.compile(
    r"[(,\s](?:万元|(?:rmb|cny|yuan)?\s?10,?000(?:\s?(?:yuan|rmb))?|'0,?000|ten thousands?(?: yuan| rmb)?)\)?\s*$"
)
#: The same said of a whole table, above it, and a figure in it that is an amount.
_ABOVE = re.compile(
    r"(?:单位|金额单位|币种)\s?[::]?\s?(?:人民币)?\s?万元|(?:amounts?|figures|sums|prices|values|in|unit:?)\s(?:are\s)?(?:in\s)?(?:rmb|cny|yuan)?\s?(?:10,000|'0,000)"
)
#: Thousands or millions of a currency, as a head or a line above a table says it.
_KILO = re.compile(
    r"(?P<currency>\b(?:eur|usd|gbp|rmb|cny|hkd|sgd|aud|cad|chf|inr)|[€$£¥])\s?(?:\(?in\s)?(?P<scale>thousands?\b|'?000s?(?![\d,.])|k\b|millions?\b|mn\b)"
)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "CNY", "rmb": "CNY"}
_AMOUNT = re.compile(r"\d[\d,]*[,.]\d+")
_LEAD = 100
_CELL = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*")
#: Most parts of a sum that are added up, and the least figure that stands twice by no chance.
_ADDED, _TWICE = 5, 10_000
#: A figure that leaves nothing to a word of scale, and how many times above every other amount it is too large.
_SHORT = 5
_WHOLE, _FAR = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d.,])|(?<![\d.,])[1-9]\d{5,}(?![\d.,])"), 100


def _overscaled(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A figure written out in full and a word of scale behind it, far above any other amount: 435,000 thousand."""
    for v in (v for v in amounts if _SCALE.search(scene.finder.folded, v.span.start, v.span.end)):
        whole = _WHOLE.search(scene.finder.folded, v.span.start, v.span.end)
        rest = [o for o in amounts if o.currency == v.currency and o.n and o.n != v.n]
        most = max(rest, key=lambda o: o.n or Decimal(0), default=None)
        if whole and len(whole[0]) > _SHORT and (bare := _written_bare(scene, whole, v)):
            yield _UNIT_TWICE, bare, v
        elif (
            whole
            and len(whole[0]) > _SHORT
            and most
            and v.n
            and most.n
            and v.n > most.n * _FAR >= values.figures(whole[0])
            and _compared(scene, params, v)
        ):
            yield _UNIT_TWICE, most, v


def _written_bare(scene: Scene, whole: re.Match[str], v: RawValue) -> RawValue | None:
    """The same figure elsewhere, without a word of scale."""
    text = scene.finder.folded
    if not _SCALE.search(text, whole.end(), v.span.end):
        return None
    alike = re.compile(rf"(?<![\d.,]){re.escape(whole[0])}(?:\.00?)?(?![\d,]|\.\d)(?!\s?(?:{_SCALE.pattern}))")
    place = next((m for m in alike.finditer(text) if not v.span.contains(Span(*m.span()))), None)
    return replace(v, span=Span(*place.span())) if place else None


def _sums(scene: Scene, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A sum of which one part is ten thousand times too small or too large: 设备210元，安装98万元，合计308万元."""
    for i, whole in enumerate(amounts):
        parts = [v for v in amounts[max(0, i - _ADDED) : i] if scene.sentence(v.span.start) == scene.sentence(whole.span.start)]
        lead = scene.finder.folded[parts[-1].span.end : whole.span.start] if len(parts) > 1 else ""
        if not whole.n or not _SUM.search(lead):
            continue
        rest = whole.n - sum(v.n for v in parts if v.n)
        yield from ((_OF_SUM, whole, v) for v in parts if v.n and rest in (v.n * _SLIP - v.n, v.n / _SLIP - v.n))


def _in_columns(scene: Scene) -> Iterator[RawValue]:
    """The cells below a head in ten thousands."""
    for table in scene.document.tables:
        heads = {c.column for c in table.rows[0].cells if _COLUMN.search(scene.finder.folded[c.span.start : c.span.end])}
        whole = _of_ten_thousands(scene, table)
        cells = (
            c for row in table.rows[not whole :] for c in row.cells if c.column in heads or (whole and _is_amount(scene, c.span))
        )
        yield from _of_thousands(scene, table)
        for cell in cells:
            if m := _CELL.fullmatch(scene.finder.folded, cell.span.start, cell.span.end):
                yield RawValue(ValueType.MONEY, Span(*m.span(1)), values.figures(m[1]) * _SLIP, currency="CNY")


def _totals(scene: Scene) -> Iterator[RawValue]:
    """The total of a Chinese table of prices, which stands there without a unit."""
    for sheet in sheets(scene) if scene.document.language is Language.ZH else ():
        if sheet.totals and not _of_ten_thousands(scene, sheet.table):
            cell, n = sheet.cell(sheet.totals[-1], "amount"), sheet.number(scene, sheet.totals[-1], "amount")
            if cell and n and not values.within(scene, cell) and not _COLUMN.search(_head_over(scene, sheet)):
                yield RawValue(ValueType.MONEY, cell, n, currency="CNY")


def _head_over(scene: Scene, sheet: Sheet) -> str:
    """The head of the column of amounts."""
    head = next((c.span for c in sheet.table.rows[0].cells if c.column == sheet.columns["amount"]), None)
    return scene.finder.folded[head.start : head.end] if head else ""


def _of_thousands(scene: Scene, table: Table) -> Iterator[RawValue]:
    """The cells below a head, or of a table below a line, in thousands or millions of a currency."""
    start, text = table.rows[0].span.start, scene.finder.folded
    above = _KILO.search(text, max(0, start - _LEAD), start)
    heads = {c.column: m for c in table.rows[0].cells if (m := _KILO.search(text, c.span.start, c.span.end))}
    for cell in (c for row in table.rows for c in row.cells if above or heads):
        scale, m = heads.get(cell.column, above), _CELL.fullmatch(text, cell.span.start, cell.span.end)
        if scale and m and (n := values.figures(m[1])) >= 1:
            factor = 1_000_000 if scale["scale"].startswith("m") else 1_000
            currency = _SIGNS.get(scale["currency"], scale["currency"].upper())
            yield RawValue(ValueType.MONEY, Span(*m.span(1)), n * factor, currency=currency, of=scale["scale"])


def _of_ten_thousands(scene: Scene, table: Table) -> bool:
    """Whether the words right above a table say that its amounts are in ten thousands."""
    start = table.rows[0].span.start
    return _ABOVE.search(scene.finder.folded, max(0, start - _LEAD), start) is not None


def _is_amount(scene: Scene, cell: Span) -> bool:
    return _AMOUNT.fullmatch(scene.finder.folded[cell.start : cell.end].strip()) is not None


def _same_figure(scene: Scene, one: RawValue, other: RawValue) -> bool:
    """Whether the figure of the greater one is all of the lesser: 50,000万元 beside 5万元."""
    less, more = sorted((one, other), key=lambda v: v.n or Decimal(0))
    figure = re.search(r"\d[\d,]*(?:\.\d+)?", scene.finder.folded[more.span.start : more.span.end])
    return figure is not None and values.figures(figure[0]) == less.n


_HEAD_WORDS, _OF_WHICH_WORDS = ("元)",), ("其中",)
_PLAIN_WORDS = ("(unit", "(in ")


def _under_heads(scene: Scene) -> Iterator[RawValue]:
    """Bare figures behind a unit in brackets: 金额（万元）：120."""
    for m in scene.on_lines(_HEAD, _HEAD_WORDS):
        n = values.figures(m["n"]) * (_SLIP if m["wan"] else 1)
        if not values.within(scene, Span(*m.span("n"))) and n:
            yield RawValue(ValueType.MONEY, Span(*m.span("n")), n, currency="CNY")


def _in_full(scene: Scene, v: RawValue) -> RawValue:
    """With the factor that English words behind it give, or with the figure that stands before a mere unit."""
    text = scene.finder.folded
    if wan := _WAN.match(text, v.span.end):
        return replace(v, n=(v.n or 0) * _SLIP, span=Span(v.span.start, wan.end()))
    if v.n == _SLIP and (figure := _FIGURE_BEFORE.search(text, max(v.span.start - _BEFORE, 0), v.span.start)):
        return replace(v, n=values.figures(figure["n"]) * _SLIP, span=Span(figure.start("n"), v.span.end))
    return v


def _alike(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """Two large amounts of the same figures; a price of one piece and what is compared with none are left alone."""
    large = [v for v in amounts if _is_one(scene, v) and v.n and v.n >= _LEAST]
    told: set[Span] = set()
    for one, other in _of_like_figures(large):
        if other.span in told or not _slipped(one, other) or not _no_chance(scene, one, other):
            continue
        if not {_noun(scene, params, v) for v in (one, other)} & _APART:
            told.add(other.span)
            yield _UNIT, one, other


def _of_like_figures(amounts: list[RawValue]) -> Iterator[tuple[RawValue, RawValue]]:
    """The pairs of a currency that have the same figures and are not the same, in text order."""
    return unlike_pairs(amounts, lambda v: (v.currency, _digits(v)), lambda v: v.n, ne)


def _no_chance(scene: Scene, one: RawValue, other: RawValue) -> bool:
    """Whether two amounts have figures enough, or the same ones as they are written."""
    several = all(len(_digits(v)) > (2 if v.per else 1) for v in (one, other))
    return several or (min(one.n or 0, other.n or 0) >= _TWICE and _same_figure(scene, one, other))


def _parts(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A sum in 万 and one of its parts without it: 共560万元，其中首年约160元."""
    for m in scene.on_lines(_OF_WHICH, _OF_WHICH_WORDS, scene.text):
        sentence = scene.sentence(m.start())
        held = [v for v in amounts if sentence.contains(v.span)]
        whole = next((v for v in reversed(held) if v.span.end <= m.start()), None)
        parts = (v for v in held if v.span.start >= m.end() and _noun(scene, params, v) not in _APART)
        if whole is None or not whole.n or "万" not in scene.document.quote(whole.span):
            continue
        figure = whole.n / _SLIP
        small = (v for v in parts if v.n and figure / _SHARE <= v.n <= figure and "万" not in scene.document.quote(v.span))
        yield from ((_UNIT, whole, v) for v in small)


def _of_times(scene: Scene, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A fee and what is paid of it each month, quarter or half-year, beside each other."""
    for one, other in pairwise(amounts):
        parts = _PARTS.get(unit_of(other.per)) if not one.per else None
        if parts and one.n and other.n and other.span.start - one.span.end <= _JOINED and slipped(one.n, other.n * parts):
            yield _UNIT, one, other


def _named(scene: Scene, params: Params, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    by_noun: dict[str, list[RawValue]] = {}
    for v in amounts:
        name = _noun(scene, params, v)
        if name not in ("", _OTHER) and not (name == _EACH and (v.per or len(_digits(v)) == 1)):
            by_noun.setdefault(name, []).append(v)
    for name, held in by_noun.items():
        pair = next((p for p in _of_like_figures(held) if _slips(scene, *p)), None)
        if pair:
            yield params["nouns"][name]["title"], *pair


def _slips(scene: Scene, one: RawValue, other: RawValue) -> bool:
    """Whether two amounts of one noun differ by a unit, and not by the number of pieces that stands between them."""
    first, last = sorted((one, other), key=lambda v: v.span)
    between = Span(first.span.end, max(first.span.end, last.span.start))
    near = values.within(scene, between) if len(between) <= _JOINED else []
    pieces = any(v.n and v.n >= _THOUSANDS and v.type in (ValueType.QUANTITY, ValueType.COUNT) for v in near)
    return not pieces and (_slipped(one, other) or _scaled(scene, one, other))


def _noun(scene: Scene, params: Params, v: RawValue) -> str:
    """The name of the noun that stands last before an amount in its sentence, else first behind it; ``other`` for one of those
    that are compared with none.
    """
    own = scene.sentence(v.span.start)
    before = Span(max(own.start, v.span.start - _BEFORE), v.span.start)
    behind = Span(v.span.end, max(min(own.end, v.span.end + _BEHIND), v.span.end))
    words = [(_OTHER, params["other"]), *((name, noun["words"]) for name, noun in params["nouns"].items())]
    last = [(found[-1].end, name) for name, w in words if (found := scene.find(w, before))]
    first = [(found[0].start, name) for name, w in words if (found := scene.find(w, behind))]
    return max(last)[1] if last else min(first)[1] if first else ""


def _products(scene: Scene, amounts: list[RawValue]) -> Iterator[tuple[Any, RawValue, RawValue]]:
    """A price of one, a number of pieces and a sum that is ten thousand times theirs, or the reverse."""
    for one, other in pairwise(amounts):
        between = values.within(scene, Span(one.span.end, max(other.span.start, one.span.end)))
        pieces = [v.n for v in between if v.type in (ValueType.QUANTITY, ValueType.COUNT) and v.n]
        pieces += [Decimal(m["n"]) for m in _PIECES.finditer(scene.finder.folded, one.span.end, other.span.start)]
        if len(pieces) == 1 and scene.sentence(one.span.start) == scene.sentence(other.span.start):
            assert one.n is not None and other.n is not None
            if one.currency == other.currency and slipped(one.n * pieces[0], other.n):
                yield _UNIT, one, other


CHECK = Check(
    "slips",
    PARAMS,
    run,
    fields=("attribute", "first", "second"),
    variants=("scale",),
    words=(*_HEAD_WORDS, *_OF_WHICH_WORDS, *_PLAIN_WORDS),
)
