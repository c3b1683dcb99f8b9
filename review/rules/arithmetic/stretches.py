"""Stretches of a contract in which amounts belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.arithmetic.telling import Telling
from review.rules.sheets import totalled

#: Characters of a line of a list, those that may follow its amount (元整;), and those before the total that opens a sentence.
_LINE = 70
_TAIL = 6
_OPENING = 40
_FEW = 2


@dataclass(frozen=True)
class Stretch:
    """``money``: its amounts, in text order."""

    span: Span
    money: tuple[RawValue, ...]

    def with_next(self, other: Stretch) -> Stretch:
        return Stretch(Span(self.span.start, other.span.end), (*self.money, *other.money))

    def since(self, i: int) -> int:
        """Where the words of an amount begin: behind the amount before it."""
        return self.money[i - 1].span.end if i else self.span.start


def stretches(told: Telling) -> tuple[Stretch, ...]:
    """Those with several amounts, made once for the same words. Tables of prices are read elsewhere."""
    found: tuple[Stretch, ...] = told.scene.once((stretches, told.params["total"]), lambda: tuple(_stretches(told)))
    return found


def _stretches(told: Telling) -> Iterator[Stretch]:
    sentences = _sentences(told)
    return (s for s in chain(_with_totals(told, sentences), _lists(told, sentences)) if len(s.money) >= _FEW)


def _sentences(told: Telling) -> list[Stretch]:
    """Sentences with the halves that semicolons part, and the amounts in them."""
    scene, found = told.scene, dict[Span, list[RawValue]]()
    tables = [s.table.span for s in totalled(scene)]
    for v in values.of(scene, ValueType.MONEY):
        if v.n is not None and not any(t.contains(v.span) for t in tables):
            own = scene.sentence(v.span.start)
            found.setdefault(scene.finder.cuts.joined(own, lambda _, __: True) or own, []).append(v)
    return [Stretch(span, tuple(money)) for span, money in found.items()]


def _with_totals(told: Telling, sentences: list[Stretch]) -> Iterator[Stretch]:
    """Each sentence, with the one behind it that opens with a total, 以上合计740万元, or that details it: 其中…, Of which …"""
    held: Stretch | None = None
    for own in sentences:
        if held and (_totals(told, held, own) or _details(told, held, own)):
            held = held.with_next(own)
            continue
        if held:
            yield held
        held = own
    if held:
        yield held


def _totals(told: Telling, before: Stretch, own: Stretch) -> bool:
    """Whether a sentence on the line of another opens with a total."""
    first = own.money[0]
    near = first.span.start - own.span.start <= _OPENING
    return near and "\n" not in told.folded[before.span.end - 1 : own.span.start + 1] and told.is_total(first, own.span.start)


def _details(told: Telling, before: Stretch, own: Stretch) -> bool:
    """Whether a sentence on the line of another, which tells one amount, opens the list of its parts."""
    same = "\n" not in told.folded[before.span.end - 1 : own.span.start + 1]
    opening = Span(own.span.start, min(own.span.start + _OPENING // 2, own.money[0].span.start))
    return len(before.money) == 1 and same and told.stands("opens", opening) and told.is_whole(before.money[0], before.span.start)


def _lists(told: Telling, sentences: list[Stretch]) -> Iterator[Stretch]:
    """Short lines below each other with one amount each, which one of a total closes."""
    lines: Stretch | None = None
    for own in sentences:
        if not _is_line(own):
            lines = None
        elif lines is None or not _below(told, lines, own):
            lines = own
        else:
            lines = lines.with_next(own)
            if told.is_total(own.money[0]):
                yield lines


def _is_line(own: Stretch) -> bool:
    """Whether a sentence is a short line of a name and an amount."""
    return len(own.money) == 1 and len(own.span) <= _LINE and own.money[0].span.end + _TAIL >= own.span.end


def _below(told: Telling, before: Stretch, own: Stretch) -> bool:
    return told.folded.count("\n", before.span.end - 1, own.span.start) == 1
