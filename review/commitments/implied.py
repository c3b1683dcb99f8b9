"""Whom a contract calls by what he is (the Hospital, the Authority, 医院) where no word of the table names that side.

Clauses that stand without their opening do so, and contracts whose opening names nobody. Where a role word names the side,
such a word stays what it is: somebody else.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from review.commitments.acting import acting
from review.commitments.tables import table
from review.model.commitment import OPPOSITE, Party

_BELOW = re.compile(r"\b(?:Nominated )?Sub-?[Cc]ontract(?:or)?s?\b")
_ABOVE = re.compile(r"\b(?:Main|Prime|General|Head|Principal) Contractor\b")
_ALONE = re.compile(r"(?<!Main )(?<!Prime )(?<!General )(?<!Head )(?<!Principal )\bContractor\b")
_ABOVE_ZH = re.compile("总承?[包判](?:人|方|单位|商)?(?!合同)")
#: A role word that stands once for so many times that a body does is said of somebody else (the 招标方 of a tender).
_OFTEN = 5
#: A role word that stands more often than so is that of a party, whatever bodies there are.
_SELDOM = 4
_COMPANY = re.compile(r"\b[Tt]he Company\b(?! [A-Z])")


def implied(text: str, sides: dict[str, Party]) -> dict[str, Party]:
    """Words for a side that nothing names yet, by what such bodies are in contracts; ``sides`` loses a word that they hold."""
    found: dict[str, Party] = {}
    for side in (Party.SELLER, Party.BUYER):
        told = sum(text.count(word) for word, s in sides.items() if s is side)
        bodies = _bodies(text, side) if told <= _SELDOM else []
        found.update({word: side for word, times in bodies if word not in found and times > _OFTEN * told})
    if Party.BUYER not in {*sides.values(), *found.values()}:
        found.update(_tiers(text, sides))
    found |= _company(text, {**sides, **found})
    return found | acting(text, {**sides, **found})


@cache
def _pattern(side: Party) -> re.Pattern[str]:
    words = table("parties")["implied"][side.value]
    english = "|".join(words["en"])
    opens = r"(?:\b[Tt]he |^|(?<=[.;:] ))"
    return re.compile(rf"{opens}({english})\b(?! (?:[A-Z]|of\b))|({'|'.join(words['zh'])})", re.M)


def _bodies(text: str, side: Party) -> list[tuple[str, int]]:
    """The body that is spoken of most, and how often; what may as well be the other side (the Operator) only by itself."""
    counted = Counter(found[1] or found[2] for found in _pattern(side).finditer(text)).most_common()
    other = table("parties")["implied"][OPPOSITE[side].value]["en"]
    return [body for body in counted if body[0] not in other][:1] or counted[:1]


def _tiers(text: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The contractor above, in a contract with the one below: it buys."""
    if "分包" in text or "分判" in text:
        return {found[0]: Party.BUYER for found in _ABOVE_ZH.finditer(text)}
    above = {found[0]: Party.BUYER for found in _ABOVE.finditer(text)} if _BELOW.search(text) else {}
    if above and not _ALONE.search(text):
        sides.pop("Contractor", None)
    return above


def _company(text: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The Company is whichever side the other words leave."""
    taken = {side for side in sides.values() if side in OPPOSITE}
    left = {OPPOSITE[side] for side in taken} if len(taken) == 1 else set()
    return dict.fromkeys(["Company"], *left) if left and _COMPANY.search(text) else {}
