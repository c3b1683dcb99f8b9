"""A list of bare amounts that a total closes: 主机350000,附件42000;总价392000元. Those with a currency are read by ``sums``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review.commitments.values.numbers import read
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.agreement import Reckoned, in_thousands, taxes
from review.rules.arithmetic.telling import Telling

#: Characters before a total in which its parts stand, and parts at least and at most.
_REACH = 400
_FEW, _MOST = 2, 12
#: A sum outside these shares of the total is none of it.
_LEAST, _GREATEST = Decimal("0.7"), Decimal("1.4")
#: Shares that are the whole but for rounding, and what a list that may leave something out comes to at least.
_MEANT, _NEARLY = (Decimal("0.9995"), Decimal("1.0005")), Decimal("0.9")
_SCALE = r"\s?(?:百?[千万亿]|(?:mn?|k|million|thousand)\b)"
_NUMERAL = r"\d[\d,']*(?:\.\d+)?"
_CURRENCY = r"(?:元整?|块钱?|圆|美元|港元|(?:pounds?|dollars?|euros?|eur|usd|gbp|rmb)\b)"
_ENDS = r"(?=\s*(?:[,;、/|│+。()\n]|\.(?!\d)|$|:|and\b|for\b|plus\b|[构组]成|equals?\b|=))"
#: Three figures at least, or fewer with a scale or cents, or a Chinese number with a scale; a sign or word ends it.
_AMOUNT = re.compile(
    rf"(?<![\d.,'%#])(?P<n>(?:\d[\d,']{{2,}}(?:\.\d+)?(?:{_SCALE})?|{_NUMERAL}{_SCALE}|\d+\.\d\d"
    r"|[一二两三四五六七八九十零]*[百千万][一二两三四五六七八九十百千万零]*))"
    rf"\s?{_CURRENCY}?{_ENDS}"
)
#: What stands between two amounts: signs that part them, and the name of the second, with its number in the list.
_NAME = re.compile(r"[\s,;、/|│+。.)]*(?:\d{1,2}\s?[.)、:]\s?)?(?:[^\d,;。]{1,30}\d{1,2}\s?[:.)、]?\s)?[^\d,;。]{0,40}")
#: Characters before the first amount in which its name stands, behind what parts it from others.
_BACK = 40
_PARTS = re.compile(r"[,;。\n]")
_APART = re.compile(r"[\d,;]")
_LETTERS = re.compile(r"[a-z]{2}|[一-龥]")
#: Signs of a price of one, and of a share.
_OF_ONE = re.compile(r"[@×*%]")


@dataclass(frozen=True)
class _Amount:
    n: Decimal
    span: Span


def ledgers(told: Telling) -> Iterator[Reckoned]:
    """Totals that the amounts listed right before them do not come to."""
    words = told.params["closes"]
    listed = (_listed(told, place) for place in (told.scene.find(words) if words else ()))
    for found in (*listed, *_opened(told)):
        if found and not _is_money(told, found) and not _is_open(told, found):
            yield from _judged(told, found)


def _listed(told: Telling, place: Span) -> tuple[_Amount, ...]:
    """The amounts of a list with the total behind these words as the last; none where it is no list."""
    text = told.folded
    total = _AMOUNT.search(text, place.end, place.end + _BACK)
    if total is None or _APART.search(text, place.end, total.start("n")):
        return ()
    start = max(0, place.start - _REACH)
    held = [*_AMOUNT.finditer(text, start, place.start), total]
    chain = _chain(text, held)
    return tuple(a for m in chain if (a := _amount(text, m))) if len(chain) > _FEW else ()


def _opened(told: Telling) -> Iterator[tuple[_Amount, ...]]:
    """The amounts of lists that words open behind a price, and the price: a fee of £84,000 made up of labour 41,000, …"""
    for v in values.of(told.scene, ValueType.MONEY):
        first = _AMOUNT.search(told.folded, v.span.end, v.span.end + 2 * _BACK) if v.n and told.is_whole(v, 0) else None
        if first and told.opens(Span(v.span.end, first.start("n"))):
            chain = _onward(told.folded, first, v.span.end + _REACH)
            if len(chain) >= _FEW:
                yield *(a for m in chain if (a := _amount(told.folded, m))), _Amount(v.n or Decimal(0), v.span)


def _onward(text: str, first: re.Match[str], end: int) -> list[re.Match[str]]:
    """This amount and those that follow each other behind it on its line, each with a name of its own."""
    chain = [first]
    for m in _AMOUNT.finditer(text, first.end(), end):
        between = text[chain[-1].end() : m.start("n")]
        if "\n" in between or len(chain) > _MOST or not _NAME.fullmatch(between) or not _LETTERS.search(between):
            break
        chain.append(m)
    return chain


def _chain(text: str, held: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The amounts that follow each other up to the last, each with a name of its own; a name stands before the first, too."""
    chain = [held[-1]]
    for m in reversed(held[:-1]):
        between = text[m.end() : chain[0].start("n")]
        if not _NAME.fullmatch(between) or not _LETTERS.search(between) or len(chain) > _MOST:
            break
        chain.insert(0, m)
    first = chain[0].start("n")
    return chain if _LETTERS.search(_PARTS.split(text[max(0, first - _BACK) : first])[-1]) else chain[1:]


def _amount(text: str, m: re.Match[str]) -> _Amount | None:
    number = read(text, m.start("n"))
    return _Amount(number.n, Span(m.start("n"), max(number.end, m.end("n")))) if number else None


def _is_money(told: Telling, found: Sequence[_Amount]) -> bool:
    """Whether each amount has its currency, so that ``sums`` has read them."""
    whole = Span(max(0, min(a.span.start for a in found) - 1), max(a.span.end for a in found) + 1)
    money = [v.span for v in values.within(told.scene, whole) if v.type is ValueType.MONEY]
    return all(any(m.overlaps(a.span) for m in money) for a in found)


def _is_open(told: Telling, found: Sequence[_Amount]) -> bool:
    """Whether its words say that it is no plain list: steps of a payment, about so much, one amount within another."""
    start, end = min(a.span.start for a in found), max(a.span.end for a in found)
    whole = Span(max(0, start - _BACK), end)
    vague = told.stands("vague", whole) and not told.stands("less", whole)
    thousands = any(in_thousands(told, a.span) for a in found)
    first, last = found[0].span.start, found[-1].span.start
    other = told.stands("steps", whole) or told.stands("opens", Span(first, max(first, last)))
    signed = _OF_ONE.search(told.folded, whole.start, whole.end) is not None
    priced = signed or any(told.is_of_one(a.span) for a in found if not told.folded.startswith(" /", a.span.end))
    return vague or thousands or other or priced


def _judged(told: Telling, found: Sequence[_Amount]) -> Iterator[Reckoned]:
    *parts, total = found
    ahead = total.span.end if total.span.end <= parts[0].span.start else max(0, parts[0].span.start - _BACK // 2)
    starts = (ahead, *(a.span.end for a in parts))
    names = [Span(start, a.span.start) for start, a in zip(starts, parts, strict=False)]
    whole = sum((-a.n if told.stands("less", name) else a.n for name, a in zip(names, parts, strict=True)), Decimal(0))
    place = Span(min(parts[0].span.start, total.span.start), max(parts[-1].span.end, total.span.end))
    factors = (Decimal(1),) if any(told.stands("tax", name) for name in names) else taxes(told, place)
    right = any(abs(whole * f - total.n) <= told.slack for f in factors)
    opened = total.span.end < place.end
    right = right or (opened and total.n > 0 and _MEANT[0] <= whole / total.n <= _MEANT[1])
    least = _NEARLY if opened and not told.stands("wholly", place) else _LEAST
    if right or (total.n and least <= whole / total.n <= _GREATEST):
        yield Reckoned(place, whole, total.n, right)
