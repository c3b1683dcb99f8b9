"""What a rule says of the words by which amounts are told, asked of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values import RawValue
from review.commitments.values.numbers import read
from review.model.span import Span
from review.rules import beside, values
from review.rules.beside import Gaps, gaps
from review.rules.check import Params
from review.rules.scene import Scene
from review.rules.shape import ListOf, Number, Param, PatternLists

PARAMS = {
    "vague": Param(PatternLists(), None, "words by which an amount is not exact or is none of a price: about, a penalty"),
    "tax": Param(PatternLists(), None, "words of a tax that one amount may hold and another not"),
    "tax_rates": Param(ListOf(Number()), (), "rates of such taxes, in percent"),
    "each_before": Param(PatternLists(), None, "words right before the price of one: unit price"),
    "each_behind": Param(PatternLists(), None, "words right behind the price of one: per, each"),
    "at": Param(PatternLists(), None, "words right before the price of one where the amount of a line follows: at, by, times"),
    "line": Param(PatternLists(), None, "words from the price of one to the amount of its line: amount, total, equals"),
    "line_behind": Param(PatternLists(), None, "words right behind the amount of a line, or a sum: in all"),
    "many": Param(PatternLists(), None, "words right before a quantity without a unit: quantity"),
    "apart": Param(PatternLists(), None, "words by which the price of one is for more than an amount before it: further"),
    "divides": Param(PatternLists(), None, "words right before a number that divides: per 100"),
    "total": Param(PatternLists(), None, "words right before the sum of what is told"),
    "closes": Param(PatternLists(), None, "words right before the sum of a list whose amounts have no currency"),
    "price": Param(PatternLists(), None, "words right before the amount whose parts are listed behind it"),
    "opens": Param(PatternLists(), None, "words that open the list of the parts: of which"),
    "wholly": Param(PatternLists(), None, "words by which nothing else belongs to it: consists of"),
    "steps": Param(PatternLists(), None, "words of steps of a payment, which other rules add up"),
    "less": Param(PatternLists(), None, "words right before an amount that is taken off: less"),
}
#: Between words and the price of one, and the amount of a sum.
_OF_ONE = gaps(r"[^\d,。;)]{0,14}", r"[^\d,。;)]{0,14}")
_OF_SUM = gaps(r"[^\d,。;]{0,12}", r"[^\d,;]{0,24}")
_NEXT = gaps(r"\s?", r"\s?")
#: Between the price of one and the words behind it: what ends an amount, and whether tax is in it.
_TO_ONE = r"(?:元|整)?\s?(?:\([^()\d]{1,20}\)\s?)?"
_BEHIND_ONE = gaps(_TO_ONE, _TO_ONE)
_SPACE = gaps(r"\s*", r"\s*")
#: Signs that do what words do: right before an amount, right behind it, and between two.
_SIGN_BY = re.compile(r"(?:[@×*✕✖╳]|(?<![a-z])x)[^\d,。;)]{0,14}$")
_SIGN_EQUALS = re.compile(r"=\s?[^\d,;=+]{0,12}$")
_SIGN_LESS = re.compile(r"(?<![a-z])-[^\d,;]{0,14}$")
_SIGN_PER = re.compile(_TO_ONE + r"/\s?[a-z一-龥]")
_SIGN_DIVIDES = re.compile(r"/\s?$")
_SIGN_LINE = re.compile(r"[=:|│\t→]")
_SIGN_NEXT = re.compile(_TO_ONE + r"(?:(?:/\s?|per |an? |each )?[a-z一-龥]{0,12}\s?){1,3}[,;/.]\s?")
#: Right before the amount of a line: ten at $3 for $30.
_SIGN_FOR = re.compile(r"\bfor (?:an? (?:total|sum) of )?$")
_SIGN_OPENS = re.compile(r":|\([^()]*$")
#: A number without a unit by which the price of one is multiplied: 20 x $3.
_TIMES = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)\s?[x×@]\s?(?=[a-z$£€¥])")
_NUMBER = re.compile(r"\s?[.:]?\s?(\d[\d,]*(?:\.\d+)?)(?![\d,.]*\s?[a-z一-龥])")
#: A number before a word, in figures or words, unless it numbers a thing itself: 12 no. fans, forty sleepers, but not item 12.
_BEFORE_WORD = re.compile(
    r"(?<![a-z\d.,$£€¥#-])(?:\d[\d,]*(?:\.\d+)?(?=\s?[a-z一-龥])|[a-z]+(?:-[a-z]+)?(?=\s[a-z]))"
    r"|(?<![\d第每一二两三四五六七八九十百千])[一二两三四五六七八九十百千]+(?=[期次场班趟人名位台套件个间笔张本页轮批处座户年月季])"
)
_NUMBERED = re.compile(r"(?:第|编号|\b(?:item|line|pos|lot|clause|article|section|annex|part|type|no|phase|stage)\b)[.:]?\s?$")


@dataclass(frozen=True)
class Telling:
    """A contract, asked by the words of a rule."""

    scene: Scene
    params: Params

    @property
    def folded(self) -> str:
        return self.scene.finder.folded

    @property
    def slack(self) -> Decimal:
        """The difference that does not matter."""
        return Decimal(self.params["slack"])

    def stands(self, words: str, within: Span) -> bool:
        return self.scene.has(self.params[words], within)

    def is_each(self, v: RawValue) -> bool:
        """Whether an amount is surely the price of one."""
        return self.is_of_one(v.span)

    def is_of_one(self, amount: Span) -> bool:
        """The same of an amount that may stand without its currency."""
        return (
            self._led("each_before", amount, _OF_ONE)
            or self._behind("each_behind", amount, _BEHIND_ONE)
            or _SIGN_PER.match(self.folded, amount.end) is not None
        )

    def is_price(self, v: RawValue) -> bool:
        """Whether an amount is the price of one where the amount of its line follows."""
        return self.is_each(v) or self._led("at", v.span, _OF_ONE) or self._signed(_SIGN_BY, v.span)

    def leads_on(self, price: RawValue, amount: RawValue) -> bool:
        """Whether words or signs lead from the price of one to the amount of its line."""
        start, end = price.span.end, max(price.span.end, amount.span.start)
        return (
            _SIGN_LINE.search(self.folded, start, end) is not None
            or self.stands("line", Span(start, end + 1))
            or self.is_summed(amount)
            or _SIGN_FOR.search(self.folded, start, end) is not None
            or (_SIGN_NEXT.fullmatch(self.folded, start, end) is not None and self.is_each(price))
        )

    def divides(self, start: int) -> bool:
        """Whether the number that starts there divides."""
        number = Span(start, start + 1)
        return self._led("divides", number, _NEXT) or self._signed(_SIGN_DIVIDES, number)

    def is_total(self, v: RawValue, since: int = 0) -> bool:
        """Whether an amount is the sum of what is told; words for it stand at ``since`` or behind."""
        return self._led("total", v.span, _OF_SUM, since) or self._signed(_SIGN_EQUALS, v.span, since)

    def is_summed(self, v: RawValue) -> bool:
        """Whether words right behind an amount make it the sum of those before it."""
        return self._behind("line_behind", v.span, _SPACE)

    def is_whole(self, v: RawValue, since: int) -> bool:
        """Whether an amount may have parts."""
        return self._led("price", v.span, _OF_SUM, since)

    def opens(self, between: Span) -> bool:
        """Whether what stands between two amounts opens the list of the parts of the first."""
        return self.stands("opens", between) or _SIGN_OPENS.search(self.folded, between.start, between.end) is not None

    def sign(self, v: RawValue) -> int:
        """-1 for an amount that is taken off, else 1."""
        return -1 if self._led("less", v.span, _OF_SUM) or self._signed(_SIGN_LESS, v.span) else 1

    def quantities(self, within: Span) -> Iterator[tuple[Decimal, int]]:
        """Numbers without a unit behind words of a quantity or before a sign of multiplying, with their places."""
        words = self.params["many"]
        places = self.scene.find(words, within) if words else ()
        behind = (_NUMBER.match(self.folded, place.end, within.end) for place in places)
        for m in (*behind, *_TIMES.finditer(self.folded, within.start, within.end)):
            if m:
                yield values.figures(m[1]), m.start(1)

    def counted(self, within: Span) -> Iterator[tuple[Decimal, int]]:
        """Whole numbers before a word of whatever kind, with their places; asked where no quantity is known."""
        for m in _BEFORE_WORD.finditer(self.folded, within.start, within.end):
            found = None if _NUMBERED.search(self.folded, within.start, m.start()) else read(self.folded, m.start())
            if found and found.n > 1 and found.n == int(found.n) and found.end <= within.end:
                yield found.n, m.start()

    def _led(self, words: str, value: Span, between: Gaps, since: int = 0) -> bool:
        return beside.before(self.scene, self.params[words], value, between, since=since) is not None

    def _behind(self, words: str, value: Span, between: Gaps) -> bool:
        return beside.behind(self.scene, self.params[words], value, between) is not None

    def _signed(self, sign: re.Pattern[str], value: Span, since: int = 0) -> bool:
        start = max(since, value.start - beside.REACH, 0)
        return sign.search(self.folded, start, max(start, value.start)) is not None
