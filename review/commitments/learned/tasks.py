"""The questions that are answered from data, what each is answered from, and how sure an answer must be."""

from __future__ import annotations

import re

from review.commitments.evidence import HOURS
from review.commitments.kinds import columned, titled, votes
from review.commitments.learned.abstraction import SYMBOLS, context
from review.commitments.learned.features import Parts, facts, rows, words_of
from review.commitments.owing import owner
from review.commitments.reading import Reading
from review.commitments.unit import Shape
from review.commitments.values import RawValue
from review.model.commitment import Party, ValueType


def table_votes(reading: Reading) -> dict[str, float]:
    """Votes of the word tables, for the unit, the last two titles above it and the titles of its columns."""
    key = reading.key
    heads = (h for title in reading.unit.headings[-2:] for h in titled(key, title))
    columns = (h for title in reading.unit.header for h in columned(key, title))
    said, side = votes(reading.hits, reading.around.asides, (*heads, *columns)), owner(reading)
    if serves_at(reading):
        said["K08" if _ANSWERED.search(reading.unit.text) else "K07"] = _SETTLED
    elif max(said.values(), default=0.0) < _SPOKEN and _is_service(reading):
        said["K02"] = _SPOKEN
    return {k: v - UNLIKELY.get((side, k), 0.0) for k, v in said.items()}


#: What a row of a service schedule says of the scope, and where a wording says more of another kind.
_SPOKEN, _SETTLED = 0.8, 1.6
_PAID = (ValueType.MONEY, ValueType.PERCENT, ValueType.DATE)


def serves_at(reading: Reading) -> bool:
    """Whether it only tells on which days and from when to when something is served: that promises without a word that binds."""
    text = reading.unit.text
    if len(text) > _LONGEST or not any(word in text for word in _DAYS):
        return False
    return _FROM_TO.search(text) is not None and HOURS.search(text.lower()) is not None and not reading.binds


def _is_service(reading: Reading) -> bool:
    """Whether a row tells how often something is done, and neither its price nor its date."""
    unit = reading.unit
    often = any(v.recurring or _EVERY.search(unit.text, 0, v.span.start - unit.span.start) for v in reading.values)
    return unit.shape is Shape.ROW and often and not any(v.type in _PAID for v in reading.values)


_ANSWERED = re.compile(r"support|help|hot ?line|\bcall|\bdesk\b|支持|客服|热线|值班|受理", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?:\d\s?(?:[ap]\.?m\.?|noon|midnight)|\d[:：.点时]\d\d|\d\s?[点时])\s{0,8}(?:-|–|—|~|～|to|until|till|至|到)\s{0,8}\d",
    re.IGNORECASE,
)
_LONGEST = 400
_DAYS = ("day", "DAY", "周", "星期")
_EVERY = re.compile(r"(?:\b[Ee]very|每隔?)\s*$")
#: What the kinds of the seller's work lose where grammar makes the buyer owe.
_SELLERS_WORK = ("K02", "K05", "K06", "K08", "K09", "K12", "K14", "K18", "K19")
UNLIKELY: dict[tuple[Party | None, str], float] = {
    **{(Party.BUYER, kind): 0.4 for kind in _SELLERS_WORK},
    (Party.BUYER, "K13"): 0.4,
    (Party.BUYER, "K08"): 0.8,
}


def of_obligor(reading: Reading, words: list[str], kind: str) -> Parts:
    """Which side owes: the parties in their places, and what the kind usually says; ``words`` are those in the reading."""
    acting = reading.acting
    modality, word = reading.bearing
    before = reading.leading
    title = next((m.side for m in reading.title_mentions), None)
    places = [i for i, w in enumerate(words) if w in _PARTIES]
    parties = [words[i] for i in places]
    near = [f"n:{'|'.join(words[max(0, i - 1) : i + 3])}" for i in places]
    close = [f"m:{'|'.join(words[i : i + 2])}" for i in places] + [f"p:{'|'.join(words[max(0, i - 1) : i + 1])}" for i in places]
    sure = acting.settled
    who = acting.side if sure else None
    form = [
        f"s:{who}",
        f"s:{who}:{modality}",
        f"s:{who}:{modality}:{kind}",
        f"s:{who}:{acting.how}:{modality}",
        f"s:word:{word.lower()}:{who}",
    ]
    if not sure:
        lead = before.side if reading.unit.lead else None
        form += [
            *(f"w:{kind}", f"w:{modality}:{kind}", f"w:{acting.side}:{acting.how}", f"w:{acting.side}:{kind}"),
            *(f"w:lead:{lead}", f"w:before:{before.side}", f"w:before:{before.side}:{kind}", f"w:title:{title}"),
            *(f"w:set:{''.join(sorted(set(parties)))}:{kind}", f"w:shape:{reading.unit.shape}:{kind}"),
        ]
    return (
        (1.5, facts(form)),
        (0.5, facts(near)),
        (0.6, facts(close)),
        (0.2, rows("t", words, 2)),
        (0.2, rows("l", words_of(context(reading))[-40:], 2)),
        (0.3, rows("h", words_of(" ".join(reading.unit.headings[-1:])), 2)),
    )


_PARTIES = {SYMBOLS[s] for s in ("seller", "buyer", "both")}


def of_value(reading: Reading, value: RawValue, kind: str, role: str) -> Parts:
    """Whether a value of the text belongs to the promise."""
    offset = reading.unit.span.start
    start, end = value.span.start - offset, value.span.end - offset
    before = words_of(reading.unit.text[max(0, start - 30) : start])[-4:]
    after = words_of(reading.unit.text[end : end + 30])[:4]
    form = [
        *(f"u:{value.type}", f"u:{value.type}:{value.unit}", f"u:{value.type}:{role}", f"u:{value.type}:{kind}"),
        *(f"u:recurring:{value.recurring}:{value.type}", f"u:blank:{value.blank}", f"u:role:{role}:{kind}"),
        *(f"u:one:{value.n == 1}:{value.type}", f"u:count:{min(4, len(reading.values))}"),
        *(f"u:shape:{reading.unit.shape}:{value.type}", f"u:text:{reading.unit.text[start:end].strip().lower()[:6]}"),
    ]
    return (1.0, facts(form)), (0.7, rows("b", before, 3)), (0.7, rows("a", after, 3))
