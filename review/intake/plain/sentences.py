"""Whether a sentence runs on from one paragraph of a text file into the next, as over the end of a page."""

from __future__ import annotations

import re
from typing import Final

from review.intake.structure.kinds import kind_of_text
from review.intake.structure.labels import bare_label, label_of
from review.model.document import ClauseKind

_ENDED: Final = tuple(".;:!?。；：！？_…|")
_OPEN: Final = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|by|for|from|with|into|upon|under|within|between|any|each|such|this|that|which|shall|will|may|not|"
    r"its|their|other)$"
)
"""No sentence and no title ends so."""
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_OPEN_ZH: Final = re.compile("[\u4e00-\u9fff，、]$")
_FORM: Final = re.compile("[\u3000_＿：:]")
"""Blanks to fill in: such lines are short for reasons of their own."""
_LISTED: Final = re.compile(r"[;,]\s*(?:and|or)$")
"""The end of an item before the last one of a list."""
_SMALL_WORD: Final = re.compile(r"\b[a-z]{2,}\b")
_FIRST_WORD: Final = re.compile(r"(?:[A-Za-z]?[a-z]+|[aAI])(?:[-'’][a-z]+)?(?:[\s,;.)]|$)")
_LEAST: Final = 40
_LEAST_ZH: Final = 20
_LEAST_WORDS: Final = 4
"""Words without a capital: fewer of them make a title."""


def runs_on(before: str, after: str, interrupted: bool) -> bool:
    """``before`` and ``after``: the texts of two paragraphs. ``interrupted``: a page ends between them."""
    if not before or not after or before.endswith(_ENDED) or label_of(after) is not None or bare_label(after) is not None:
        return False
    if _HAN.match(after):
        return (
            interrupted and len(before) >= _LEAST_ZH and _OPEN_ZH.search(before) is not None and not _FORM.search(before + after)
        )
    if _FIRST_WORD.match(after) is None or len(before) < _LEAST or _LISTED.search(before) or not _is_sentence(before[-200:]):
        return False
    if after[0].islower() or _OPEN.search(before):
        return True
    return interrupted and before[-1].isalpha() and _is_sentence(before[-60:]) and kind_of_text(after) is ClauseKind.BODY


def _is_sentence(tail: str) -> bool:
    return len(_SMALL_WORD.findall(tail)) >= _LEAST_WORDS
