"""Numbers of clauses as they are cited, whatever figures they are written in."""

from __future__ import annotations

import re

from review.commitments.values import chinese
from review.commitments.values.width import halfwidth
from review.model.document import Document

_NUMBER = re.compile(r"[〇零一二三四五六七八九十百]+|\d+(?:\.\d+)*")


def clause_numbers(document: Document) -> dict[str, str]:
    """Number of a clause in plain figures -> its id; of equal numbers the first counts."""
    return {plain_number(c.number): c.id for c in reversed(document.clauses) if c.number}


def plain_number(number: str) -> str:
    """A clause's number in Arabic figures: ``第十二条`` and ``12.`` are both ``12``; the number itself when it holds none."""
    found = _NUMBER.search(number if number.isascii() else halfwidth(number))
    if found is None:
        return number
    text = found.group(0)
    return text if text[0].isdigit() else str(int(chinese.read(text)))


def follows(number: str, later: str) -> bool:
    """Whether a number is the next one of its own list: ``8．`` after ``7．``, ``（三）`` after ``（二）``, not ``（1）``."""
    first, second = plain_number(number), plain_number(later)
    alike = _NUMBER.sub("", halfwidth(number)) == _NUMBER.sub("", halfwidth(later))
    return alike and first.isdigit() and second.isdigit() and int(second) == int(first) + 1
