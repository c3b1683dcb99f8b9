"""A sentence with its names and numbers replaced by what they are, so that what is learned holds in other contracts.

``甲方应在45日内付款`` becomes ``<buyer>应在<duration>内付款``; ``FCC shall pay`` becomes ``<seller> shall pay``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from review.commitments.reading import Reading
from review.model.commitment import Party, ValueType
from review.model.quick import quick

#: One private character for each thing that is abstracted, and its name for people.
SYMBOLS: dict[str, str] = {
    Party.SELLER: "\ue001",
    Party.BUYER: "\ue002",
    Party.BOTH: "\ue003",
    Party.OTHER: "\ue004",
    ValueType.DURATION: "\ue011",
    ValueType.DATE: "\ue012",
    ValueType.MONEY: "\ue013",
    ValueType.PERCENT: "\ue014",
    ValueType.QUANTITY: "\ue015",
    ValueType.COUNT: "\ue016",
    "blank": "\ue017",
    "recurring": "\ue018",
    "number": "\ue019",
}
_NAMES = str.maketrans({symbol: f"<{name}>" for name, symbol in SYMBOLS.items()})
_NUMBER = re.compile(r"[\d０-９][\d０-９.,，．]*")
_SPACE = re.compile(r"\s+")


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a unit: its symbol and what it replaces."""

    start: int
    end: int
    symbol: str


def abstracted(reading: Reading) -> str:
    """The unit's text with a symbol for every party and value and for every other number."""
    text, out, at = reading.unit.text, [], 0
    for piece in _pieces(reading):
        if piece.start >= at:
            out += [_plain(text[at : piece.start]), f" {piece.symbol} " if text.isascii() else piece.symbol]
            at = piece.end
    out.append(_plain(text[at:]))
    return _SPACE.sub(" ", "".join(out)).strip()


def context(reading: Reading) -> str:
    """The words before the unit with a symbol for every party."""
    text, out, at = reading.context, [], 0
    for mention in reading.context_mentions:
        if mention.start >= at:
            out += [_plain(text[at : mention.start]), SYMBOLS[mention.side]]
            at = mention.end
    return "".join((*out, _plain(text[at:])))


def readable(feature: str) -> str:
    """A feature with the names of its symbols."""
    return feature.translate(_NAMES)


def plain(text: str) -> str:
    """A title or lead-in: numbers abstracted, white space joined."""
    return _SPACE.sub(" ", _plain(text)).strip()


def _plain(text: str) -> str:
    return _NUMBER.sub(SYMBOLS["number"], text)


def _pieces(reading: Reading) -> list[Piece]:
    offset = reading.unit.span.start
    parties = [Piece(m.start, m.end, SYMBOLS[m.side]) for m in reading.mentions]
    values = [
        Piece(v.span.start - offset, v.span.end - offset, SYMBOLS["recurring" if v.recurring else "blank" if v.blank else v.type])
        for v in reading.values
    ]
    return sorted((*parties, *values), key=lambda p: (p.start, -p.end))
