"""Who buys from whom, by what a contract says that its parties do with each other: the rows of ``dealings`` in the table.

>>> 乙方委托甲方筹建…，由乙方支付给甲方: 乙方 buys
>>> Ashby wishes to obtain the Services from Fern; fees payable to Fern: Ashby buys, Fern sells
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from review.commitments.tables import table
from review.model.commitment import Party

#: Private characters stand for the parties; so many are told apart.
_FIRST, _MOST = 0xE010, 12
_ANY = f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]"
_SIDES = (Party.SELLER, Party.BUYER)
#: A deal counts as so many acts, and so many where it settles; so many deals settle.
_MORE, _SETTLES, _SURE = 4, 50, 2
_TWO = 2
#: So many characters of a contract tell who buys: more make no difference but of time.
_READ = 150_000
#: In the table's patterns: the party that the row is about, another one, any words of the sentence but a party.
_PLACES = {"<P>": f"({_ANY})", "<Q>": f"(?!\\1){_ANY}", "<O>": _ANY, "<": _ANY[1:-1]}

Dealt = Counter[tuple[str, Party]]


def dealings(key: str, text: str, names: Sequence[str]) -> Dealt:
    """How often each of some names is said to sell to another one of them, and to buy from it."""
    found: Dealt = Counter()
    names = names[:_MOST]
    if len(names) < _TWO:
        return found
    signed = _signed(key, text[:_READ], names)
    for side, pattern in _rows(key):
        for match in pattern.finditer(signed):
            found[names[ord(match.group(1)) - _FIRST], side] += 1
    return found


def lead(dealt: Dealt, names: Sequence[str]) -> int:
    """How much more often the first of two sells than the second does."""
    first, second = names
    return dealt[first, Party.SELLER] - dealt[first, Party.BUYER] - dealt[second, Party.SELLER] + dealt[second, Party.BUYER]


def weight(key: str, text: str, names: Sequence[str]) -> int:
    """The lead of the first of two, counted as acts: as more than all others where hardly anything speaks against it."""
    dealt = dealings(key, text, names)
    ahead = lead(dealt, names)
    said = sum(dealt[name, side] for name in names for side in _SIDES)
    sure = abs(ahead) >= _SURE and 2 * abs(ahead) >= said
    return ahead * (_SETTLES if sure else _MORE)


def _signed(key: str, text: str, names: Sequence[str]) -> str:
    """The text with a sign for each name, articles left out."""
    for n, name in sorted(enumerate(names), key=lambda item: -len(item[1])):
        sign = chr(_FIRST + n)
        words = re.sub(r"\s+", r"\\s+", re.escape(name).replace(r"\ ", " "))
        text = text.replace(name, sign) if key == "zh" else re.sub(rf"(?:\b[Tt]he )?\b{words}\b", sign, text)
    return text


@cache
def _rows(key: str) -> tuple[tuple[Party, re.Pattern[str]], ...]:
    return tuple(_compiled(key))


def _compiled(key: str) -> Iterator[tuple[Party, re.Pattern[str]]]:
    for side in _SIDES:
        for row in table("parties")["dealings"][key][side.value]:
            yield side, re.compile(_filled(row))


def _filled(row: str) -> str:
    """A row with the signs in its places; ``(?<`` is none."""
    return re.sub(r"<[PQO]>|(?<!\(\?)<", lambda found: _PLACES[found.group(0)], row)
