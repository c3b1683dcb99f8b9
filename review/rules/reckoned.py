"""Arithmetic told in sentences.

``products``: 200台，单价1,350元，金额270,000元. ``sums``: 设备68万元、安装9万元，合计77万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene
from review.rules.sheets import totalled

#: Rates of value-added tax by which an amount with tax and one without differ.
_TAXES = tuple(1 + Decimal(rate) / 100 for rate in (1, 3, 5, 6, 9, 10, 13, 15, 16, 17, 18, 19, 20))
_TAXED = re.compile(r"税|\b(?:vat|gst|tax(?:es)?)\b")
#: Words by which nothing is said exactly, or by which the amounts are not those of a price.
_VAGUE = re.compile(
    r"约\s?(?=[\d人¥$])|大约|左右|预计|估算|暂估|暂定|上限|不超过|不高于|不低于|至少|最高|最低|折扣|打折|[\d一二三四五六七八九]折|优惠|减免"
    r"|违约金|罚款|赔偿|滞纳金|注册资本|保险金额|保额|起征|[\d元个台件万](?:以上|以下|以内)|封顶"
    r"|\b(?:approx\w*|about|estimat\w*|at least|at most|not (?:to )?exceed\w*|(?<!add )(?<!adds )up to|maximum|minimum"
    r"|budget\w*|discount\w*|rebate\w*"
    r"|penalt\w*|damages|fines?|liabilit\w*|share capital|insured|threshold|first \d+|exceeding|between)\b"
)
#: What follows or leads up to the price of one.
_ONE_AFTER = re.compile(
    r"(?:元|整)?\s?(?:\((?:不?含税|未税|net|excl[^)]{0,12}|incl[^)]{0,12})\)\s?)?"
    r"(?:[/／]\s?[a-z一-龥]|per\b|each\b|apiece\b|a[ -](?!total|sum|and\b)[a-z]+\b|every\b|one\b)"
)
_ONE_BEFORE = re.compile(
    r"(?:单价|单位(?:造)?价格?|费率|每[一-龥a-z]{1,6}|@|(?:^|\W)at|\brate(?: of)?|unit (?:price|rate|cost|fee)|(?:price"
    r"|cost|fee) (?:per|for each) [a-z]+"
    r"|[×x*✕✖╳]|乘以?|\bby|\btimes)[^\d,，。;；)]{0,14}$|\beach\b[^.,;]{0,24}$"
)
#: What leads up to a price of one and to no part of a sum.
_SURELY_ONE = re.compile(r"(?:单价|费率|每[一-龥]{1,6}|@|\brate(?: of)?|unit (?:price|rate|cost|fee))[^\d,，。;；)]{0,14}$")

#: What leads from it to the amount of the line.
_LINK = re.compile(
    r"金额|合价|小计|合计|共|总|计(?![价费])|即|等于|为|应[付收]|价款|货款|费用|[=:|│\t]|→"
    r"|\b(?:amount(?:s|ing)?|totals?|totalling|makes?|making|com(?:es?|ing) to|equals?|i\.e\.|sums?|extended|giving|gives"
    r"|thus|being|is|in all|altogether|together|all told)\b|\bfor\s*$"
)
_LINK_AFTER = re.compile(r"\s*(?:in all|altogether|in total|all told|合计|共计|总计)")
_BARE_MANY = re.compile(
    r"(?:数量|\bqty|\bquantity|\bpcs|\bnos)\s?[.:：]?\s?(\d[\d,]*(?:\.\d+)?)(?![\d,.]*\s?[a-z一-龥])"
    r"|(?<![\w.,])(\d[\d,]*(?:\.\d+)?)\s?[x×@]\s?(?=[a-z$£€¥])"
)
_EACH_OF_MANY = re.compile(r"(?:每|per|every|/)\s?$")
_MANY = (ValueType.QUANTITY, ValueType.COUNT, ValueType.DURATION)
#: What an amount of a line may be for, too: as much a month.
_PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
_REACH = 60
_BACK = 40
_TAX_BACK = 8
_MOST_FACTORS = 5
#: Characters of a line of a list, and those that may follow its amount: 元整;
_LINE = 70
_TAIL = 6
_MOST_PARTS = 10
_POWERS = tuple(Decimal(10) ** p for p in (-3, -2, -1, 1, 2, 3))
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.(\d+))?")

#: Words right before the sum of what is told.
_TOTAL = re.compile(
    r"(?:合计|总计|共计|总共|合共|一共|统共|共(?:收|付|为|需|支付|人民币|港币|¥|\s?$)|相加|之和|加总|加起来|总和|总(?:价|额|金额|值|造价|费用|款|包价|报价)"
    r"|(?:合同|签约|中标|成交|承包|全部|订单)(?:含税|总)?(?:价款?|金额|额|造价|价格)|价款)[^\d,，。;；]{0,12}$"
    r"|\b(?:totals?|totall?ing|sum|in all|altogether|all told|aggregat\w+|amount(?:s|ing)? to|com(?:es?|ing) to"
    r"|adds? up to|makes?|making|overall|carried (?:to|forward)"
    r"|(?:contract|purchase|project|order) (?:price|value|amount))\b[^\d,;]{0,24}$|=\s?(?:[^\d,;=+]{0,12})$"
)
#: What opens the list of its parts, and what says that nothing else belongs to it.
_PRICE = re.compile(
    r"(?:价格?|款|费用?|额|报价)[^\d,，。;；]{0,12}$"
    r"|\b(?:prices?|fees?|sum|totals?|costs?|charges?|amount|consideration|remuneration|pays?|payable|value|budget)\b[^\d,;]{0,24}$"
)
_OPENS = re.compile(
    r"其中|由|包括|包含|构成|组成|分别|分为|明细|即|[:：]|\([^()]*$|拆分|分项"
    r"|\b(?:of which|made up|compos\w+|compris\w+|consist\w+|being|broken down|breakdown|split|divided|includ\w+"
    r"|as follows|namely|i\.e\.|viz)\b"
)
_WHOLLY = re.compile(
    r"组成|构成|分别|拆分|分为|别无|除此|无其他|\b(?:made up|compos\w+|compris\w+|consist\w+|broken down|breakdown|split"
    r"|divided|no other|nothing else)\b"
)
#: Steps of a payment, which other rules add up.
_STEPS = re.compile(
    r"预付|首付|首期|首笔|进度款|到货款|尾款|余款|质保金|保证金|押金|定金|订金|分[期次批笔]|第[一二三四]期|期款|[^\d]后\s?[¥\d]"
    r"|\b(?:instal?lments?|milestones?|down payments?|advance\w*|balance|retention|deposits?|tranches?|due (?:on|upon|within"
    r"|at)|on (?:signature|signing|delivery|acceptance|completion|handover|order|shipment|receipt)|payable (?:on|upon"
    r"|within|at|in))\b"
)
_LESS = re.compile(r"(?:减|扣除?|抵扣?|折让|\bless|\bminus|\bdeduct\w*|-)[^\d,，;；]{0,14}$")
_CLOSE = (Decimal("0.7"), Decimal("1.4"))
_NEARLY = Decimal("0.9")
_FEW = 2


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was reckoned beside what is stated; ``right`` where they agree."""

    span: Span
    reckoned: Decimal
    stated: Decimal
    right: bool


def products(scene: Scene, slack: Decimal) -> Iterator[Reckoned]:
    """Quantities with a price of one and the amount they come to."""
    for stretch, money in _stretches(scene):
        for i, price in enumerate(money[:-1]):
            amount = money[i + 1]
            if _is_price(scene, price) and _is_amount(scene, price, amount):
                start = money[i - 1].span.end if i and _is_amount(scene, price, money[i - 1], before=True) else stretch.start
                yield from _product(scene, Span(start, amount.span.start), price, amount, slack)


def _is_price(scene: Scene, v: RawValue) -> bool:
    folded = scene.finder.folded
    before = folded[max(0, v.span.start - _BACK) : v.span.start]
    return bool(_ONE_AFTER.match(folded, v.span.end) or _ONE_BEFORE.search(before))


def _is_amount(scene: Scene, price: RawValue, v: RawValue, before: bool = False) -> bool:
    """Whether an amount is led up to as that of a line, and is none of one piece itself."""
    folded = scene.finder.folded
    if v.currency != price.currency:
        return False
    if before:
        return True
    gap = folded[price.span.end : v.span.start]
    led = _LINK.search(gap) or _LINK_AFTER.match(folded, v.span.end)
    return len(gap) <= _REACH and led is not None and (v.per is None or v.per in _PERIODS)


def _product(scene: Scene, within: Span, price: RawValue, amount: RawValue, slack: Decimal) -> Iterator[Reckoned]:
    many = [v for v in values.within(scene, within) if v.type in _MANY and v.n and v.n > 0 and not v.recurring and not v.blank]
    wanted = [(v.n, v.span.start) for v in many if v.n and not (v.type is ValueType.DURATION and v.n == 1)]
    bare = _BARE_MANY.finditer(scene.finder.folded, within.start, within.end)
    wanted = [*wanted, *((Decimal((m[1] or m[2]).replace(",", "")), m.start()) for m in bare)][:_MOST_FACTORS]
    if not wanted or price.n is None or amount.n is None or _VAGUE.search(scene.finder.folded, within.start, amount.span.end):
        return
    found = [p * f for p in _readings(scene, price) for f in _factors(scene, wanted)]
    near = _Near(scene, Span(within.start, amount.span.end), slack)
    yield from near.judge(found, amount, Span(price.span.start, amount.span.end))


def _factors(scene: Scene, many: Sequence[tuple[Decimal, int]]) -> list[Decimal]:
    """Products of some of the quantities; one behind 每 may divide."""
    found = []
    for size in range(len(many), 0, -1):
        for chosen in combinations(many, size):
            product, divided = Decimal(1), Decimal(1)
            for n, start in chosen:
                product *= n
                each = _EACH_OF_MANY.search(scene.finder.folded[max(0, start - 6) : start])
                divided = divided / n if each and n else divided * n
            found += [product, divided] if divided != product else [product]
    return found


def _readings(scene: Scene, v: RawValue) -> tuple[Decimal, ...]:
    """The amount; one with a point before three digits may stand in thousands, too: 1.150 EUR."""
    assert v.n is not None
    written = scene.text[v.span.start : v.span.end]
    return (v.n, v.n * 1000) if _THOUSANDS.search(written) else (v.n,)


@dataclass(frozen=True)
class _Near:
    """When a reckoned amount is the stated one, and when it is so near that it should be."""

    scene: Scene
    span: Span
    slack: Decimal

    def judge(self, found: Sequence[Decimal], amount: RawValue, place: Span) -> Iterator[Reckoned]:
        stated = _readings(self.scene, amount)
        pairs = [(r, s) for s in stated for r in found]
        equal = next(((r, s) for r, s in pairs if self._equal(r, s, amount)), None)
        if equal:
            yield Reckoned(place, equal[0], equal[1], True)
            return
        reckoned, near = min(pairs, key=lambda p: abs(p[0] / p[1] - 1) if p[1] else Decimal(99))
        if near and (_half(reckoned / near) or reckoned / near in _POWERS):
            yield Reckoned(place, reckoned, near, False)

    def _equal(self, reckoned: Decimal, stated: Decimal, amount: RawValue) -> bool:
        allowed = max(self.slack, _rounding(self.scene, amount))
        return any(abs(reckoned * t - stated) <= allowed for t in self._taxes())

    def _taxes(self) -> tuple[Decimal, ...]:
        folded = self.scene.finder.folded
        rates = [v.n / 100 for v in values.within(self.scene, self.span) if v.type is ValueType.PERCENT and v.n]
        told = [f for r in rates for f in (1 + r, 1 - r)]
        common = _TAXES if _TAXED.search(folded, self.span.start, self.span.end) else ()
        ups = [f for f in (*told, *common) if f > 0]
        return (Decimal(1), *ups, *(1 / f for f in ups))


def _half(ratio: Decimal) -> bool:
    return Decimal("0.5") <= ratio <= 2


def _rounding(scene: Scene, v: RawValue) -> Decimal:
    """Half of the last place that an amount in 万 or millions is written to."""
    m = _NUMERAL.search(scene.text, v.span.start, v.span.end)
    written = Decimal(m[0].replace(",", "")) if m else Decimal(0)
    if not m or not written or v.n is None or v.n / written < 1000:
        return Decimal(0)
    return v.n / written / 2 / Decimal(10) ** len(m[1] or "")


def sums(scene: Scene, slack: Decimal) -> Iterator[Reckoned]:
    """A total with the parts that stand before it, or behind words such as 其中."""
    for stretch, money in _stretches(scene):
        if len(money) <= _FEW or _unfit(scene, stretch):
            continue
        for i, total in enumerate(money):
            yield from _total(scene, stretch, money, i, total, slack)


def _unfit(scene: Scene, stretch: Span) -> bool:
    folded = scene.finder.folded
    return any(p.search(folded, stretch.start, stretch.end) is not None for p in (_VAGUE, _STEPS))


def _total(scene: Scene, stretch: Span, money: list[RawValue], i: int, total: RawValue, slack: Decimal) -> Iterator[Reckoned]:
    folded = scene.finder.folded
    start = money[i - 1].span.end if i else stretch.start
    head = folded[max(start, total.span.start - _BACK) : total.span.start]
    behind = money[i + 1 :]
    lead = folded[total.span.end : behind[0].span.start] if behind else ""
    opened = len(behind) >= _FEW and _OPENS.search(lead) is not None and _PRICE.search(head) is not None
    line = i > 0 and _of_one(scene, money[i - 1], total)
    told = _TOTAL.search(head) or (i >= _FEW and _LINK_AFTER.match(folded, total.span.end))
    if not total.n or not (opened or (told and not line)):
        return
    parts = [v for v in (behind if opened else money[:i]) if v.currency == total.currency and not _of_one(scene, v, total)]
    if len(parts) < _FEW or (opened and any(_is_total(scene, v) for v in parts)):
        return
    taxed = any(_TAXED.search(folded[max(stretch.start, v.span.start - _TAX_BACK) : v.span.start]) for v in parts)
    near = _Near(scene, Span(stretch.start, stretch.start) if taxed else stretch, slack)
    for found in near.judge(_sums_of(scene, parts), total, Span(min(total.span.start, parts[0].span.start), total.span.end)):
        whole = _signed(scene, parts)
        if found.right:
            yield found
        elif _tells_wrong(scene, stretch, opened, len(parts), whole / total.n):
            yield Reckoned(found.span, whole, total.n, False) if _THOUSANDS.search(scene.text) is None else found


def _is_total(scene: Scene, v: RawValue) -> bool:
    """Whether words of a sum stand right before an amount."""
    return _TOTAL.search(scene.finder.folded[max(0, v.span.start - _BACK) : v.span.start]) is not None


def _of_one(scene: Scene, v: RawValue, total: RawValue) -> bool:
    before = scene.finder.folded[max(0, v.span.start - _BACK) : v.span.start]
    one = _ONE_AFTER.match(scene.finder.folded, v.span.end) or _SURELY_ONE.search(before)
    return one is not None and v.per != total.per


def _tells_wrong(scene: Scene, stretch: Span, opened: bool, parts: int, ratio: Decimal) -> bool:
    """Parts that are told of a total may leave some out; they may not come to more than it."""
    if not _CLOSE[0] <= ratio <= _CLOSE[1]:
        return False
    wholly = _WHOLLY.search(scene.finder.folded, stretch.start, stretch.end) is not None
    return not opened or ratio > 1 or wholly or (parts > _FEW and ratio >= _NEARLY)


def _signed(scene: Scene, parts: Sequence[RawValue]) -> Decimal:
    return sum((_sign(scene, v) * (v.n or Decimal(0)) for v in parts), Decimal(0))


def _sign(scene: Scene, v: RawValue) -> int:
    before = scene.finder.folded[max(0, v.span.start - _BACK) : v.span.start]
    return -1 if _LESS.search(before) else 1


def _sums_of(scene: Scene, parts: Sequence[RawValue]) -> list[Decimal]:
    """The sum of all parts, of as many as may be meant, and of none but one."""
    signed = [[_sign(scene, v) * n for n in _readings(scene, v)] for v in parts[-_MOST_PARTS:]]
    found = [_signed(scene, parts)]
    for read in zip(*signed, strict=True) if len({len(s) for s in signed}) == 1 else ([s[0] for s in signed],):
        found += [sum(chosen, Decimal(0)) for size in range(len(read), 0, -1) for chosen in combinations(read, size)]
    return found


def _stretches(scene: Scene) -> Iterator[tuple[Span, list[RawValue]]]:
    """Sentences with the halves that semicolons part, and the amounts in them; tables of prices are read elsewhere."""
    tables = [s.table.span for s in totalled(scene)]
    found: dict[Span, list[RawValue]] = {}
    for v in values.of(scene, ValueType.MONEY):
        if v.n is None or any(t.contains(v.span) for t in tables):
            continue
        own = scene.sentence(v.span.start)
        found.setdefault(scene.finder.cuts.joined(own, lambda _, __: True) or own, []).append(v)
    yield from ((stretch, money) for stretch, money in _followed(scene, found) if len(money) >= _FEW)


def _followed(scene: Scene, found: dict[Span, list[RawValue]]) -> Iterator[tuple[Span, list[RawValue]]]:
    """Each stretch, with the sentence behind it that opens with a total: 以上合计740万元. Short lines below each other with
    one amount each are one stretch when such a line closes them.
    """
    held: tuple[Span, list[RawValue]] | None = None
    lines: list[tuple[Span, list[RawValue]]] = []
    for stretch, money in found.items():
        if held and _totals(scene, held[0], stretch, money[0]):
            held = Span(held[0].start, stretch.end), [*held[1], *money]
            continue
        if lines and _is_line(scene, stretch, money) and _below(scene, lines[-1][0], stretch):
            if _is_total(scene, money[0]):
                yield Span(lines[0][0].start, stretch.end), [v for _, own in lines for v in own] + money
        elif lines:
            lines = []
        lines = [*lines, (stretch, money)] if _is_line(scene, stretch, money) else []
        if held:
            yield held
        held = stretch, money
    if held:
        yield held


def _is_line(scene: Scene, stretch: Span, money: list[RawValue]) -> bool:
    """Whether a sentence is a short line of a name and an amount."""
    return len(money) == 1 and stretch.end - stretch.start <= _LINE and money[0].span.end + _TAIL >= stretch.end


def _below(scene: Scene, before: Span, stretch: Span) -> bool:
    return scene.text[before.end : stretch.start].count("\n") + scene.text[before.end - 1 : before.end].count("\n") == 1


def _totals(scene: Scene, before: Span, stretch: Span, first: RawValue) -> bool:
    folded = scene.finder.folded
    opening = folded[stretch.start : first.span.start]
    return len(opening) <= _BACK and "\n" not in folded[before.end - 1 : stretch.start + 1] and _TOTAL.search(opening) is not None
