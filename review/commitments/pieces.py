"""Sentences that hold two promises, and where the second one begins.

``乙方应办理保险，若发生事故的，损失由乙方负责`` is two promises; ``乙方应在接到通知后，派人维修`` is one. A second one begins at
a comma (in English also at ``and``, ``but``) outside brackets, when what stands before it is complete and what follows opens with
a subject, a condition or a consequence of its own *and* promises something of another kind or binds the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from review.commitments.kinds import votes
from review.commitments.lexicon import Hit
from review.commitments.mention import Mention
from review.commitments.obligor import CONDITION_INSIDE
from review.commitments.owing import owing
from review.commitments.reading import Reading
from review.commitments.sentences import BRACKETS
from review.commitments.unit import Unit
from review.model.commitment import ValueType
from review.model.span import Span

_COMMA = {
    "zh": re.compile(r"，|,(?!\d)"),
    "en": re.compile(
        r",\s+(?:and\s+|but\s+|or\s+)?|\s+(?:and|but)\s+(?=(?:shall"
        r"|will|may|must|agrees|in\s|the\s|[A-Z]|any\s|an?\s))|\s+(?=provided\b)"
    ),
}
_LEAST = {"zh": 6, "en": 18}
_CONDITION = re.compile(r"^(?:为了?(?!甲|乙|买|卖|供|需)|如果|如|若|倘若|一旦|发现|凡|对于|因(?!此)|由于|当|除非|除|在|自|未?经)")
_OPENS_CONDITION = re.compile(
    r"^(?:为了?(?!甲|乙|买|卖|供|需)|如果|如|若|倘若|一旦|发现|因(?!此)|由于|凡|逾期(?:未|不|仍|超)|待(?=[^，。；]{1,20}[时后]))"
)
#: What follows a clause that opens so and binds nobody is its consequence.
_WHEN = re.compile(r"^(?:但|且|而)?(?:如果|如(?!期|实|数|约)|若|倘若|一旦)")
_TAIL = re.compile(r"(?:的|时|后|前|起|内|外|下|中|日)$")
#: Only says by what rule, or what a case is taken for: what is owed is still to come.
_BY_RULE = re.compile(
    r"(?:按照?|根据|依照|依据|遵照|参照)[^，。；]{2,30}(?:规定|约定|要求|标准|条例|办法|制度)$|(?:视为|构成)[^，。；]{0,6}违约$"
)
#: Only says again that the party agrees.
_ECHO = re.compile(r"[^，。；]{1,8}对此[^，。；]{0,6}(?:无(?:任何)?异议|同意|认可)[。；，]?")
_CONNECTIVE = re.compile(r"^(?:并且|并|且|同时|但是|但|而|则|还|以及|另外|另|因此|由此|据此)")
#: The other side's part follows.
_CONTRAST = re.compile(r"^(?:而|但是?)")
_CONSEQUENCE = re.compile(
    r"^(?:由此|因此|所(?:造成|发生|产生|引起)的?|(?:违约金|赔偿金?)?不足(?:以|部分)|否则(?=[^。；]{0,60}(?:违约金|利息|赔偿|滞纳金)))"
)
#: Who bears it, and no word of what.
_REST = re.compile(r"(?:均|全部|都)?由[^，。；]{1,8}(?:承担|负担|负责|支付)[。；，]?")
_BARE = {
    "zh": re.compile(
        r"^(?:并且|并|且|同时|但是|但)(?:可(?!能)|应|不得|须|需|必须|按|保证|负责|(?:有权)?(?:要求|追究|请求|向)|(?:在|于|自)[^，。；]{2,30}[日天月周时年]内)"
    ),
    "en": re.compile(r"^(?:and |but )?(?:shall|may|must|will|agrees to|agrees that)\s"),
}
#: A time to be kept binds as a word of duty does: ``甲方收到发票后15日内付款``, ``乙方在竣工前10天提出报告``.
_TIMED = re.compile(r"[日天月周时年](?:之|以)?内|(?<!以)[日月]前|前[^，。；]{1,8}[日天月]")
_BINDS = re.compile(
    r"(?<![适反响])应|须|必须|不得|顺延|有权|负责|承担|保证|承诺|(?<![许认])可(?!能|用|靠)|确保|支付|保留|视为|无权|需(?!求)|将|归|由"
)
_IF = re.compile(
    r"^(?:if|in the event|in case|where|when|should|upon|unless"
    r"|notwithstanding|subject to|except|to the extent|after"
    r"|within|during|as)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r",.*\b(?:shall|will|may|must|agrees)\b", re.DOTALL)
_AFTER_SUBJECT = re.compile(r"(?:['’]s [\w ]{3,30})?,?\s*(?:\w+,\s)?\s*(?:shall|will|must|may|agrees|has)\b")
_PROVISO = re.compile(
    r"provided,? (?:however,? )?that|however,|except that|in no event (?:shall|will)|in the\s+event", re.IGNORECASE
)
#: ``agrees that, during the term,``: what is agreed is still to come.
_THAT = re.compile(r"\b(?:that|which|who|where|as|although|while|but)\b[^.;]{0,60}$", re.IGNORECASE)
_OPENINGS = {
    "zh": re.compile(
        r"并|且|同时|但|而|否?则|还|以及|另|因|由|据此|所[造发产引]|如|若|倘若|一旦|发现|凡|逾期|待|不足|违约金不足|赔偿金?不足"
    ),
    "en": re.compile(
        r"(?:and |but |or )?(?:shall|may|must|will|agrees|provided|however|except|in no event|in the)\b", re.IGNORECASE
    ),
}
#: A party may stand behind a connective.
_REACH = 6
_MARKS = re.compile(r"[，,；]")
#: So far from a cut is seen, in characters: more decides nothing, and reading stays linear.
_SIGHT = 1000
#: So many characters are looked at in one unit, all its cuts together. No sentence of a contract asks for as many;
#: a stretch that never stops is not divided further once they are spent, so its cost is that of its length.
_PATIENCE = 16_000
_AND = re.compile(r"(?:and|but|or)\s+")
#: Only repeats that the duty before it is not the other side's (``…, and the Buyer shall have no liability``).
_FREED = re.compile(r"[^.,;]{0,40}\b(?:have|has|bears?|assumes?) no (?:\w+ )?(?:liability|responsibility)\W*$", re.IGNORECASE)


_P = TypeVar("_P", Mention, Hit)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a unit's text where a second promise may begin: ``left`` ends there, ``right`` starts after the comma."""

    left: int
    right: int


def divided(reading: Reading) -> tuple[Reading, ...]:
    """The reading's promises, one each."""
    out, start, patience = [], 0, _PATIENCE
    for cut in candidates(reading):
        if patience <= 0 or not _may_open(reading, cut.right):
            continue
        first, last = max(start, cut.left - _SIGHT), min(len(reading.unit.text), cut.right + _SIGHT)
        patience -= last - first
        if _may_end(reading.key, reading.unit.text[first : cut.left].rstrip()) and _parts(reading, first, cut, last):
            out.append(part(reading, start, cut.left))
            start = cut.right
    return (*out, part(reading, start, len(reading.unit.text))) if out else (reading,)


def _parts(reading: Reading, first: int, cut: Cut, last: int) -> bool:
    """Whether a cut parts what stands around it into two promises."""
    left, right = part(reading, first, cut.left), part(reading, cut.right, last)
    return worth_asking(left, right) and second_begins(left, right)


def _may_open(reading: Reading, offset: int) -> bool:
    """Whether a party, a connective or a condition stands there; nothing else opens a promise."""
    return bool(_OPENINGS[reading.key].match(reading.unit.text, offset)) or any(
        0 <= m.start - offset <= _REACH for m in reading.mentions
    )


def candidates(reading: Reading) -> tuple[Cut, ...]:
    """Places outside brackets with enough words on both sides."""
    text, key = reading.unit.text, reading.key
    closed = [m.span() for m in BRACKETS.finditer(text)]
    least = _LEAST[key]
    return tuple(
        Cut(m.end() if key == "zh" else m.start(), m.end())
        for m in _COMMA[key].finditer(text)
        if m.start() >= least and len(text) - m.end() >= least and not any(a < m.start() < b for a, b in closed)
    )


def part(reading: Reading, start: int, end: int) -> Reading:
    """The reading of a stretch of the unit's text; what stands before it becomes its context."""
    unit = reading.unit
    end = start + len(unit.text[start:end].rstrip())
    base, inside = unit.span.start, bool(start)
    smaller = Unit(
        Span(base + start, base + end),
        unit.text[start:end],
        unit.shape,
        unit.language,
        unit.headings,
        unit.lead,
        unit.header,
        unit.shared,
        unit.text[:start] if inside else unit.before,
        unit.section,
        unit.clause,
        unit.number,
    )
    return Reading(
        unit=smaller,
        mentions=_within(reading.mentions, start, end),
        values=tuple(v for v in reading.values if base + start <= v.span.start and v.span.end <= base + end),
        hits=_within(reading.hits, start, end),
        context=unit.text[:start] if inside else reading.context,
        context_mentions=tuple(m for m in reading.mentions if m.end <= start) if inside else reading.context_mentions,
        title_mentions=reading.title_mentions,
    )


def _within(places: tuple[_P, ...], start: int, end: int) -> tuple[_P, ...]:
    """The places inside a stretch, counted from its start."""
    inside = (p for p in places if start <= p.start and p.end <= end)
    return tuple(p.moved(-start) for p in inside) if start else tuple(inside)


def worth_asking(left: Reading, right: Reading) -> bool:
    """Whether both sides hold a word that binds, a value, or a time to be kept; a second one may tell what a party does."""
    return _binds(left) and (_binds(right) or (right.key == "zh" and any(m.end == right.acting.at for m in right.mentions[:1])))


def _binds(reading: Reading) -> bool:
    return bool(reading.values) or reading.binds or _TIMED.search(reading.unit.text) is not None


def second_begins(left: Reading, right: Reading) -> bool:
    """Whether the right stretch is a promise of its own; the left one may end (``_may_end``)."""
    return (_begins_zh if left.key == "zh" else _begins_en)(right, _Pair(left, right))


@dataclass(frozen=True)
class _Pair:
    """Two stretches side by side, and how what they promise differs; asked only where the words of the second ask for it."""

    left: Reading
    right: Reading

    @cached_property
    def _votes(self) -> tuple[dict[str, float], dict[str, float]]:
        return votes(self.left.hits), votes(self.right.hits)

    @cached_property
    def _kinds(self) -> tuple[str, str]:
        """The likeliest kind of each."""
        first, second = (max(said, key=lambda k: (said[k], k), default="") for said in self._votes)
        return first, second

    @property
    def _sure(self) -> tuple[bool, bool]:
        """Whether a word that says it by itself speaks for the kind of each."""
        first, second = (said.get(kind, 0.0) >= 1 for said, kind in zip(self._votes, self._kinds, strict=True))
        return first, second

    @cached_property
    def new(self) -> bool:
        """Whether the second promises something of another kind."""
        (first, second), (said, then) = self._kinds, self._votes
        return second != first and self._sure[1] and said.get(second, 0.0) <= then[second]

    @cached_property
    def across(self) -> bool:
        """Whether the second binds the other side."""
        settled = self.left.acting.settled and self.right.acting.settled
        return settled and _owes(self.left, self._kinds[0]) != _owes(self.right, self._kinds[1])

    @property
    def other(self) -> bool:
        """Whether the second binds the other side, and both are sure."""
        return all(self._sure) and self.across


def _begins_zh(right: Reading, pair: _Pair) -> bool:
    text = right.unit.text
    if _ECHO.fullmatch(text):
        return False
    if _CONTRAST.match(text) and right.acting.how in ("subject", "agent") and pair.across:
        return True
    if _CONSEQUENCE.match(text):
        return pair.new or (text.startswith("否则") and any(v.type is ValueType.PERCENT for v in right.values))
    if _REST.fullmatch(text):
        return False
    connective = _CONNECTIVE.match(text)
    offset = connective.end() if connective else 0
    clause = next(_clauses(text[offset:]), "")
    opens = any(0 <= m.start - offset <= 1 for m in right.mentions)
    if pair.across and any(m.start - offset in (0, 1) and m.end == right.acting.at for m in right.mentions):
        return True
    if (opens and (_BINDS.search(clause) or (right.values and _TIMED.search(clause)))) or _OPENS_CONDITION.match(text[offset:]):
        return pair.new or pair.other
    return bool(_BARE["zh"].match(text)) and bool(pair.left.mentions) and pair.new


def _begins_en(right: Reading, pair: _Pair) -> bool:
    text = right.unit.text
    if not pair.left.bearing[1] or _FREED.match(text):
        return False
    joined = _AND.match(text)
    offset = joined.end() if joined else 0
    opens = next((m for m in right.mentions if 0 <= m.start - offset <= 1), None)
    if _PROVISO.match(text[offset:]):
        return right.acting.settled and (pair.new or pair.across)
    if _BARE["en"].match(text):
        return pair.new
    duty = opens is not None and _AFTER_SUBJECT.match(text, opens.end) is not None
    return duty and pair.left.acting.settled and (pair.new or pair.across)


def _may_end(key: str, text: str) -> bool:
    """Whether a stretch may be a promise by itself: it binds somebody already, and what is said does not hang on what follows."""
    if key == "zh":
        return _complete(text)
    opened = max((m.start() for m in CONDITION_INSIDE.finditer(text)), default=-1)
    if opened >= 0 and not _THEN.search(text, opened):
        return False
    return not _THAT.search(text) and (not _IF.match(text) or _THEN.search(text) is not None)


def _complete(text: str) -> bool:
    """Whether a Chinese stretch binds somebody already, and does not end with a condition."""
    clauses = list(_clauses(text))
    if not clauses or _TAIL.search(clauses[-1]) or _BY_RULE.search(clauses[-1]):
        return False
    if _WHEN.match(clauses[-1]) and not _BINDS.search(clauses[-1]):
        return False
    kept = (c for c in clauses if not _CONDITION.match(c) and not _TAIL.search(c))
    return any(_BINDS.search(c) or _TIMED.search(c) for c in kept)


def _clauses(text: str) -> Iterator[str]:
    return (c.strip() for c in _MARKS.split(text) if c.strip())


def _owes(reading: Reading, kind: str) -> str:
    sides = owing(reading, kind)
    return max(sides, key=lambda s: sides[s], default="")
