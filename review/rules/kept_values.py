"""Whether a sentence of the contract keeps what a text of the deal asks for: its numbers, and that it is not denied."""

from __future__ import annotations

import re
from decimal import Decimal

from review.commitments.values import scan
from review.model.commitment import ValueType
from review.model.span import Span
from review.rules import values
from review.rules.scene import Scene
from review.rules.text import fold

_MOST = re.compile(
    r"不超过|不大于|不高于|不晚于|以内|之?内|最多|至多|≤|<=|within|not more than|no more than|no later|at most|max|under|below"
    r"|up to"
)
_DENIED = re.compile(
    r"不(?:再)?(?:包括|包含|含|支持|提供|负责|承担|涉及)|除外|不在[^。；;]{0,10}范围|另行(?:收费|计费|报价)|无(?:须|需)提供"
    r"|\b(?:not (?:include|part of|support|provid|in(?:cluded)?|covered)\w*|exclud\w+|out of scope|no longer|does not|without)\b"
)
_TYPES = frozenset({ValueType.DURATION, ValueType.PERCENT, ValueType.QUANTITY, ValueType.DATE})


def keeps(scene: Scene, text: str, sentence: Span) -> bool:
    """False where the sentence denies the text, or gives less than it asks for: a longer time where it names a limit, else a
    smaller number of the same sort.
    """
    if _DENIED.search(scene.finder.folded, sentence.start, sentence.end) and not _DENIED.search(fold(text)):
        return False
    given = [k for v in values.within(scene, sentence) if v.type in _TYPES and (k := values.said(v))]
    return all(
        _kept(k, given, _MOST.search(fold(text)) is not None) for v in scan(text) if v.type in _TYPES and (k := values.said(v))
    )


def _kept(wanted: values.Key, given: list[values.Key], most: bool) -> bool:
    same = [n for kind, n, unit in given if (kind, unit) == (wanted[0], wanted[2]) and isinstance(n, Decimal)]
    if not same or not isinstance(wanted[1], Decimal):
        return True
    return any(n <= wanted[1] if most else n >= wanted[1] for n in same)
