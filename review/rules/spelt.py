"""Amounts in words that stand apart from their figures: behind what is said of a tax, in a sentence or a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.lines import line_start, lines_above
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene
from review.rules.sheets import TOTALS

_MARKS = ("大写", "in words")
_MARK = re.compile(r"大写(?:金额)?(?:为|是)?\s*[:(]?\s*|\bin words\)?\s*[:(]?\s*")
#: What may stand between the figures and such a mark: whether a tax is in them, the end of a sentence, what the words are of.
_TAX = r"(?:vat|gst|tax(?:es)?)"
_BETWEEN = re.compile(
    r"(?:元整?)?\s*[(]?\s*(?:不?含(?:增值)?税|(?:含|包括)[^,。;(]{1,8}税|未税|税前|整|excl\w*\.? (?:of )?"
    + _TAX
    + r"|incl\w*\.? (?:of )?"
    + _TAX
    + r"|net"
    r"|(?:plus|exclusive of|inclusive of|before) " + _TAX + r")?\s*[)]?\s*[,。.;]?\s*[(]?\s*(?:the )?"
    r"(?:合同|人民币)?(?:金额|总价|总额|合计|价款|total|amount|price|sum)?[(]?\s*"
)
_SMALL = re.compile(r"\s*[,;)]?\s*[(]?(?:金额)?小写(?:金额)?\s*[:]?\s*(\d[\d,]*(?:\.\d+)?)")
_LAST = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元?\s*$")
#: Signs from a mark to the words, from figures to the mark, before a mark that opens its line, and lines of a table looked at.
_TO_WORDS, _AHEAD, _BACK, _OPENING, _ROWS = 12, 60, 60, 12, 4
#: Words in yuan below a table in ten thousands.
_SCALES = (Decimal(10000), Decimal(1000), Decimal(1000000))


@dataclass(frozen=True)
class Spelt:
    """Words and the figures that they should say; ``right`` where they do."""

    span: Span
    words: Decimal
    figures: Decimal

    @property
    def right(self) -> bool:
        return self.words == self.figures or any(self.words == self.figures * s for s in _SCALES)


def spelt(scene: Scene) -> Iterator[Spelt]:
    """Each amount in words behind a mark, with its figures, if those are told."""
    for mark in scene.on_lines(_MARK, _MARKS):
        first = next(iter(values.within(scene, Span(mark.end(), mark.end() + _AHEAD))), None)
        words = first if first and _is_words(first) and first.span.start - mark.end() < _TO_WORDS else None
        found = words and (_before(scene, mark.start(), words) or _behind(scene, words) or _above(scene, mark.start(), words))
        if found:
            yield found


def _is_words(v: RawValue) -> bool:
    """Whether an amount stands in words alone."""
    return v.type is ValueType.MONEY and v.in_words and v.n is not None and v.spoken is None


def _before(scene: Scene, mark: int, words: RawValue) -> Spelt | None:
    """The figures on the same line, with little between."""
    start = max(line_start(scene.text, mark), mark - _BACK)
    held = [
        v for v in values.within(scene, Span(start, mark)) if v.type is ValueType.MONEY and not v.in_words and v.n is not None
    ]
    if not held or held[-1].currency != words.currency or not _BETWEEN.fullmatch(scene.finder.folded, held[-1].span.end, mark):
        return None
    return _found(Span(held[-1].span.start, words.span.end), words, held[-1].n or Decimal(0))


def _behind(scene: Scene, words: RawValue) -> Spelt | None:
    """Figures without a currency behind 小写."""
    m = _SMALL.match(scene.finder.folded, words.span.end)
    return _found(Span(words.span.start, m.end()), words, values.figures(m[1])) if m else None


def _above(scene: Scene, mark: int, words: RawValue) -> Spelt | None:
    """The total in the last row of the table right above the line that the mark opens."""
    text, own = scene.finder.folded, Span(mark, mark)
    if mark - line_start(text, mark) > _OPENING:
        return None
    rows = list(islice((line for line in lines_above(text, own) if text[line.start : line.end].strip()), _ROWS))
    table = next((t for t in scene.document.tables if rows and t.span.overlaps(rows[0])), None)
    totals = [m for line in rows if TOTALS.search(row := text[line.start : line.end]) and (m := _LAST.search(row))]
    if table is None or not totals or not TOTALS.search(text, rows[0].start, rows[0].end):
        return None
    told = [_found(words.span, words, values.figures(m[1])) for m in totals]
    return next((one for one in told if one.right), told[0])


def _found(span: Span, words: RawValue, figures: Decimal) -> Spelt:
    return Spelt(span, words.n or Decimal(0), figures)
