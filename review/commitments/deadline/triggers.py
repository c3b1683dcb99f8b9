"""The event that starts a period, read from the words beside it: which one, who controls it, on which side time runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from review.commitments.gates import Gates
from review.commitments.values import RawValue, scan
from review.commitments.values.terms import table
from review.commitments.values.width import halfwidth
from review.model.commitment import Party, Trigger
from review.model.span import Span

_REACH = 90
"""How far from the value its event may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Row:
    trigger: Trigger
    controlled_by: Party | None
    words: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Start:
    """The event a period is counted from. ``trigger`` is ``None`` when no row of the table knows the words."""

    trigger: Trigger | None
    span: Span
    controlled_by: Party | None
    direction: str
    """``after`` or ``before`` the event."""
    day: date | None = None
    """The date that the words name in place of an event: 20 days after 1 March 2026."""
    day_at: Span | None = None
    """Where that date stands."""


def _spelled(word: str) -> str:
    if word.isascii():
        return r"\b" + regex.sub(r"\\[ -]|-", r"[\\s-]+(?:[\\w']+\\s+){0,3}?", regex.escape(halfwidth(word))) + r"(?:s|ed)?\b"
    return r"[^,。;]{0,6}?".join(map(regex.escape, word.split(" ")))


@cache
def rows() -> tuple[Row, ...]:
    """The rows of ``rules/terms/triggers.yml``, in order."""
    found = []
    for row in table("triggers"):
        words = "|".join(_spelled(word) for word in (*row["zh"], *row["en"]))
        found.append(
            Row(
                Trigger(row["trigger"]),
                Party(row["controlled_by"]) if row["controlled_by"] else None,
                regex.compile(words, regex.I),
            )
        )
    return tuple(found)


@cache
def _gates() -> Gates[Trigger]:
    return Gates({row.trigger: row.words.pattern for row in rows()})


def classify(words: str, parties: Mapping[str, Party] | None = None) -> tuple[Trigger | None, Party | None]:
    """Which event words name, and who controls it; ``parties`` maps the contract's role words to sides."""
    plain = halfwidth(words)
    open_ = _gates().open(plain)
    row = next((row for row in rows() if row.trigger in open_ and row.words.search(plain)), None)
    if row is None:
        return None, None
    return row.trigger, row.controlled_by or _named_party(plain, parties or {})


def _named_party(words: str, parties: Mapping[str, Party]) -> Party | None:
    """The last party that the words name: the notice of the buyer is the buyer's to give."""
    places = [(words.lower().rfind(halfwidth(term).lower()), side) for term, side in parties.items()]
    named = [place for place in places if place[0] >= 0]
    return max(named, key=lambda place: place[0])[1] if named else None


_SEGMENT = r"[^,。;:!?\n()]"
_BOUND = r"(?:不超过|最迟|最晚|最多|不迟于|不晚于|至少|连续|稳定运行|运行|满|第|的|质保|保修|维保|免费维护)?\s?"
_LEAD = regex.compile(
    r"^.*(?:应当?[于在自从]|须[于在自从]|必须[于在自从]?|应当?|须|自|从|于|在|按|则|若|如|[甲乙买卖供需][方](?=收到|接到))(?=.{2})"
)


@cache
def _patterns() -> tuple[tuple[str, str, int, regex.Pattern[str]], ...]:
    """Where an event stands beside a value: ``behind`` matches the text after the value, the others the text before it; with the
    signs of which a text before it needs one, and the most signs before it, with a line feed, that a match holds.
    """
    start = r"(?:之日|当日|之时|日|时)?(?:起算|起计|起)(?:算|的|之|后|计算)?"
    side = r"(?P<side>之?[后前]|以[后前])(?:的)?"
    forms = (
        ("behind", "", r"[\s)'’]*(?:period|notice|written\s+notice)?\s*(?P<side>immediately\s+(?:after|following|preceding)|"
                   r"prior\s+to|in\s+advance\s+of|before|preceding|after|following|from\s+and\s+after|from|of|since|upon)\s+(?P<event>[^,.;:\n]{3,80})"),
        ("ahead", "", r"(?P<side>提前)(?:至少|不少于)?\s?$"),
        ("around", "", rf"(?P<event>{_SEGMENT}{{2,40}}?)$"),
        ("before", "起前后", rf"(?P<event>{_SEGMENT}{{2,40}}?)(?:{start}|{side}){_BOUND}$"),
        ("before", "起前后", rf"(?P<event>{_SEGMENT}{{2,40}}?)(?:{start}|{side}),?\s?{_SEGMENT}{{0,10}}?(?:在|于)?\s?$"),
        ("before", "", r"(?<![A-Za-z])(?P<side>after|following|upon|from|prior\s+to|before|commencing\s+(?:on|from))\s+"
                   r"(?P<event>[^.;:,\n]{3,80}),?\s*"
                   r"(?:[^.;:,\n]{0,60}?\s)?(?:within|for|no\s+later\s+than|in|have|has)\s*(?:a\s+period\s+of\s+)?$"),
        ("touching", "", rf"(?P<event>{_SEGMENT}{{2,12}}?)$"),
    )  # fmt: skip
    most = {"around": 41, "touching": 13}
    return tuple((name, signs, most.get(name, _REACH), regex.compile(form, regex.I)) for name, signs, form in forms)


_HAS_FIGURE = regex.compile(r"\d|[二两]?[〇零○]|月")
_BEFORE = regex.compile(r"前|prior|before|advance|preceding", regex.I)
_FORWARD = regex.compile(r"(?:后|起)(?:的)?第?\s?$")
"""收到订单后的第十个工作日前: time runs on from the event, whatever stands behind the value."""
_BACK = regex.compile(r"\s?(?:之|以)?前(?!述|款|期|提)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Text beside a value and where it starts in the document."""

    before: str
    before_at: int
    after: str
    after_at: int


def _touches(words: str) -> bool:
    """Whether an event of the table ends where the words end: 到货7日内."""
    return any(match.end() >= len(words.rstrip()) - 1 for row in rows() for match in row.words.finditer(words))


_NEXT = regex.compile(
    r"\s+(?:and|or|but|then)\s+(?:[^.;]{0,80}?\s)?(?:within|no\s+later\s+than|not\s+later\s+than|by|at\s+least)\s", regex.I
)
"""Where the words of an event end because the next deadline of the sentence begins."""


def _behind(place: _Place, match: regex.Match[str]) -> tuple[int, int, str] | None:
    start, end = match.span("event")
    following = _NEXT.search(place.after, start, end)
    return place.after_at + start, place.after_at + (following.start() if following else end), match["side"]


def _ahead(place: _Place, match: regex.Match[str]) -> tuple[int, int, str] | None:
    """提前30日通知解除: the event follows the value."""
    words = regex.match(rf"{_SEGMENT}{{1,20}}", place.after)
    return (place.after_at, place.after_at + words.end(), "前") if words else None


def _around(place: _Place, match: regex.Match[str]) -> tuple[int, int, str] | None:
    """在发货24小时之前: the event stands before the value, its side behind it."""
    if not _BACK.match(place.after) or _FORWARD.search(place.before):
        return None
    start, end = match.span("event")
    return place.before_at + start, place.before_at + end, "前"


def _preceding(place: _Place, match: regex.Match[str]) -> tuple[int, int, str] | None:
    start, end = match.span("event")
    return place.before_at + start, place.before_at + end, match["side"] or ""


def _touching(place: _Place, match: regex.Match[str]) -> tuple[int, int, str] | None:
    start, end = match.span("event")
    return (place.before_at + start, place.before_at + end, "") if _touches(match["event"]) else None


_READERS = {"behind": _behind, "ahead": _ahead, "around": _around, "before": _preceding, "touching": _touching}


def _starts(text: str, value: RawValue, parties: Mapping[str, Party]) -> Iterator[Start]:
    lo = max(0, value.span.start - _REACH, text.rfind("\t", 0, value.span.start) + 1)
    behind = text[value.span.end : value.span.end + _REACH].partition("\t")[0]
    place = _Place(halfwidth(text[lo : value.span.start]), lo, halfwidth(behind), value.span.end)
    for name, signs, most, pattern in _patterns():
        if signs and not any(sign in place.before for sign in signs):
            continue
        match = pattern.match(place.after) if name == "behind" else pattern.search(place.before, max(0, len(place.before) - most))
        found = _READERS[name](place, match) if match else None
        if found:
            yield _start(text, *found, parties)


def _start(text: str, start: int, end: int, side: str, parties: Mapping[str, Party]) -> Start:
    words = text[start:end]
    lead = _LEAD.match(words)
    start += lead.end() if lead and len(words) - lead.end() >= 2 else 0
    trigger, controlled_by = classify(words, parties)
    day, at = _named_day(text, Span(start, end)) if trigger is None else (None, None)
    return Start(trigger, Span(start, end), controlled_by, "before" if _BEFORE.search(side) else "after", day, at)


_YEAR_BEHIND = 8
"""Signs behind the words of an event that a date may need: its year behind a comma, 日."""
_ARTICLES = 6
"""Signs that may stand before a date in place of an event: the, 于."""


def _named_day(text: str, words: Span) -> tuple[date, Span] | tuple[None, None]:
    """The whole date that the words open with, and its place."""
    found = (
        next(iter(scan(text, words.start, words.end + _YEAR_BEHIND)), None)
        if _HAS_FIGURE.search(text, words.start, words.end)
        else None
    )
    if found is None or found.iso is None or found.span.start - words.start > _ARTICLES:
        return None, None
    return found.iso, found.span


def read(text: str, value: RawValue, parties: Mapping[str, Party] | None = None) -> Start | None:
    """The event from which the period ``value`` of ``text`` is counted; ``None`` when no words beside it name one.

    The first place whose words the table knows wins, else the first place; behind the value (30 days after delivery) comes first.
    """
    first = None
    for start in _starts(text, value, parties or {}):
        if start.trigger or start.day:
            return start
        first = first or start
    return first or _in_other_cell(text, value, parties or {})


_CELL = regex.compile(
    r"\s*(?:[自从于在]\s?)?(?P<event>[^,。;:\t\n]{2,24}?)(?:之日|当日|日)?(?:起(?:算)?|(?P<side>之?[后前]|以[后前]))\s*"
    r"|\s*(?P<side>after|from|upon|before|prior\s+to)\s+(?P<event>[^,.;:\t\n]{3,60})\s*",
    regex.I,
)
"""A cell that only says from when the other times of its row count: 合同生效后, after delivery."""


def _in_other_cell(text: str, value: RawValue, parties: Mapping[str, Party]) -> Start | None:
    """In a table's row: the event that the one cell of its kind names."""
    at, found = 0, []
    for cell in text.split("\t") if "\t" in text else ():
        match = _CELL.fullmatch(halfwidth(cell)) if not at <= value.span.start < at + len(cell) else None
        start = _start(text, at + match.start("event"), at + match.end("event"), match["side"] or "", parties) if match else None
        found += [start] if start and start.trigger else []
        at += len(cell) + 1
    return found[0] if len(found) == 1 else None
