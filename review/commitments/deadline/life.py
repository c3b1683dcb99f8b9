"""The life of a contract found in its whole text: the sentences that speak of its term, renewal and notice, best first.

``term`` reads a clause; this module chooses the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from review.commitments.deadline.resolve import Period
from review.commitments.deadline.term import End, Renewal, end_of, notice_of, renewal_of

_NUMBERED = r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+[A-Z\"“]"
_SENTENCE = regex.compile(
    rf"(?<=[a-z)\"”]\.)\s+(?=[A-Z(\"“]|{_NUMBERED})|(?<=[;:])\s+(?={_NUMBERED})|(?<=\d\d\.)\s+(?=[A-Z][a-z]+\s)|(?<=[。；])|\n\s*\n"
)
_CONTRACT = regex.compile(r"agreement|contract|term|period|license|合同|协议|期限|服务期", regex.I)
_RENEWAL = regex.compile(r"\brenew\w*|\bextend\w*|续签|续期|续约|顺延|延长", regex.I)
_TELLING = regex.compile(r"notice|notif|terminat|cancel|通知|告知|提出", regex.I)

_NAMED_DAY = r"(?:on\s+|as\s+of\s+)?(?:\d{1,2}\s+)?(?-i:[A-Z])[a-z]{2,8}\.?\s+\d{1,4}"

#: What a sentence about the term of a contract says, and what one about something else says, with the weight of each.
_SIGNS: tuple[tuple[int, regex.Pattern[str]], ...] = tuple(
    (weight, regex.compile(pattern, regex.I))
    for weight, pattern in (
        (4, r"\bterm\s+of\s+(?:this|the)\s+(?:\w+\s+){0,2}(?:agreement|contract|license)[^.]{0,60}?\b(?:shall|will|is|be)\b"),
        (4, r"(?:本|该)?(?:合同|协议)(?:的)?(?:有效期|期限)|合同期限|服务期限|有效期限?[为:：自]"),
        (3, r"\b(?:the|an?|initial)\s+[\"“]?(?:initial\s+)?term[\"”]?\s+(?:shall|will|is|means|of\s+this)|contract\s+period"),
        (3, r"\b(?:this|the)\s+(?:\w+\s+)?(?:agreement|contract)\s+(?:\([^)]*\)\s*)?(?:shall|will|is|may)\s+(?:\w+\s+){0,3}?"
            r"(?:commence|become|be\s+effective|take\s+effect|continue|remain|expire|begin|be\s+valid|be\s+in|be\s+for|come|terminate\s+on)"),
        (3, rf"(?:until|through|expir\w+|terminat\w+|end(?:ing|s)?|conclude)\s+{_NAMED_DAY}"),
        (3, r"(?:expiration|termination)\s+date[\"”]?\s*(?:means|:)|\bterm[\"”]?\s*:"),
        (3, r"contract\s+period[\"”]?\s+(?:shall\s+)?mean"),
        (2, r"initial\s+term|\(\s*(?:the\s+|hereinafter\s+)?[\"“]term[\"”]\s*\)|起至|止"),
        (2, r"\bfor\s+(?:the|an?)\s+(?:initial\s+)?(?:term|period)\s+of\b|\binitial\s+term\s+of\b|\bduration\s+of\b|为期"),
        (2, r"effective\s+date|date\s+hereof|date\s+of\s+this|自.{0,12}(?:生效|签订)"),
        (1, r"commenc|begin|continu|in\s+(?:full\s+)?force|in\s+effect|expir|until|through"),
        (-5, r"^[\d.\s]*[\"“](?!(?:the\s+|initial\s+|contract\s+|service\s+)?"
             r"(?:term|period|expir\w+|terminat\w+)\b)[^\"”]{2,50}[\"”]\s+(?:shall\s+)?means?\b"),
        (-4, r"^[\d.\s]*(?:in\s+the\s+event|upon\s+(?:the\s+)?(?:expir|terminat)|in\s+consideration|if\b)"),
        (-5, r"\b(?:during|throughout|within|for)\s+the\s+(?:initial\s+)?term\b|for\s+each\s+(?:calendar\s+|contract\s+)?year"),
        (-4, r"uncured|breach|default|audit|confidential|survive|warrant|forecast|insur|royalt|record|保密|质保|保修|违约"),
    )
)  # fmt: skip
_LEAST = 2
_OPENING = 110
_SHORTEST = timedelta(days=60)
"""A shorter time is a period of notice or of grace, not the term of a contract."""
_LONGEST = 2500
_FOREMOST = 2
"""Among so many sentences that speak most of the term, a short time is believed when none gives a longer one."""


@dataclass(frozen=True, slots=True)
class Life:
    """When a contract ends, how it renews and how early it must be told not to; ``None`` for what its words do not say."""

    end: End | None
    renewal: Renewal | None
    notice: Period | None


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        plain = regex.sub(r"\s+", " ", sentence or "").strip()
        if 12 < len(plain) <= _LONGEST:
            yield plain


def _weight(sentence: str) -> int:
    """Signs against count only where the sentence says what it is about, at its beginning."""
    return sum(weight for weight, pattern in _SIGNS if pattern.search(sentence if weight > 0 else sentence[:_OPENING]))


def _lasts(end: End, effective: date | None) -> bool:
    return end.day is not None and (effective is None or end.day - effective >= _SHORTEST)


def _end(sentences: list[str], effective: date | None) -> End | None:
    """The end by the sentence that speaks most of the term and gives a day; an open end when the best speaks of none."""
    weighed = sorted(((_weight(s), -place, s) for place, s in enumerate(sentences)), reverse=True)
    ends = [end_of(sentence, effective) for weight, _, sentence in weighed if weight >= _LEAST]
    later = (end for end in ends[:_FOREMOST] if end.day is not None and effective is not None and end.day > effective)
    open_ended = next((end for end in ends if end.open_ended), None)
    return next((end for end in ends if _lasts(end, effective)), None) or next(later, open_ended)


def life_of(text: str, effective: date | None = None) -> Life:
    """The life of the contract with that text, which began on ``effective``."""
    sentences = list(_sentences(text))
    renewing = [s for s in sentences if _RENEWAL.search(s) and _CONTRACT.search(s)]
    renewal = next(filter(None, map(renewal_of, renewing)), None)
    notice = next(filter(None, (notice_of(s) for s in renewing if _TELLING.search(s))), None)
    return Life(_end(sentences, effective), renewal, notice)
