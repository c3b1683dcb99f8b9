"""Who sells and who buys, by what a contract has its parties do: the rows of ``acts`` in the table, and their dealings.

>>> 甲方应交付…，乙方应支付…: 甲方 sells
>>> Fern shall deliver …; fees are payable to Fern: Fern sells
"""

from __future__ import annotations

import re
from collections.abc import Collection

from review.commitments.dealings import Dealt, weight
from review.commitments.tables import table
from review.model.commitment import Party

_SIDES = (Party.SELLER, Party.BUYER)
#: What somebody may do or demand is no act of his side.
_ENTITLED = ("有权", "要求")
_ADVERB = r"(?:promptly |also |hereby |further |use )?"
_DUTY = "shall|will|agrees to|must|may|warrants|represents|undertakes|hereby"
_TOWARD_SELLER = "payable to|pay|pay to|paid to|purchase from|purchased from|purchases from|order from|ordered from|by"
_TOWARD_BUYER = "sell to|supply|supplied to|invoice|deliver to|delivered to|payable by|paid by|provide|provided to|to"
#: An act counts as so many mentions of somebody as the one who gets goods or money, and a deal as so many.
_ACTS, _DEALS = 2, 6
#: Added to both counts, so that one mention alone decides nothing.
_DOUBT = 0.5


def chinese_lead(text: str, names: tuple[str, str]) -> int:
    """How much more the first of two acts as sellers do than the second, their dealings with each other included."""
    first, second = names
    return chinese_lean(text, (first,)) - chinese_lean(text, (second,)) + weight("zh", text, names)


def chinese_lean(text: str, words: Collection[str]) -> int:
    """How many more acts of sellers than of buyers stand in Chinese behind the words for somebody."""
    acts = table("parties")["acts"]["zh"]
    tails = re.findall(rf"(?:{'|'.join(map(re.escape, words))})([^。；;\n，,]{{0,16}})", text)
    own = [t for t in tails if not t.startswith(_ENTITLED)]
    sold, bought = (sum(any(a in t for a in acts[side.value]) for t in own) for side in _SIDES)
    return sold - bought


def english_lean(text: str, name: str, dealt: Dealt) -> float:
    """-1 for a pure buyer to 1 for a pure seller."""
    acts = table("parties")["acts"]["en"]
    subject = rf"\b{re.escape(name)}\s{_ADVERB}(?:(?:{_DUTY})\s?(?:to )?{_ADVERB})?"
    counts = (len(re.findall(rf"{subject}(?:{'|'.join(acts[s.value])})", text, re.IGNORECASE)) for s in _SIDES)
    toward = (len(re.findall(rf"\b(?:{words})\s{re.escape(name)}\b", text)) for words in (_TOWARD_SELLER, _TOWARD_BUYER))
    deals = (dealt[name, side] for side in _SIDES)
    told = zip(counts, toward, deals, strict=True)
    sold, bought = (_ACTS * own + others + _DEALS * deal + _DOUBT for own, others, deal in told)
    return (sold - bought) / (sold + bought)
