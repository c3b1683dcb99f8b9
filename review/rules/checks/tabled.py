"""A date, a time, a share or a number that a row of a table gives, and that the text gives otherwise beside the row's label:
``| Go-live | 4 January 2027 |`` and "Go-live is due by 1 December 2026".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from review.commitments.values import RawValue
from review.model.commitment import ValueType
from review.model.document import Row, Table
from review.model.finding import Compared
from review.model.span import Span
from review.rules import values
from review.rules.check import Answer, Check, Params, failed
from review.rules.checks.conflict import is_step, shown
from review.rules.measure import in_unit
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists
from review.rules.sheets import number, sheets

PARAMS = {
    "unless": Param(
        PatternLists(), REQUIRED, "words around the label and the value in the text by which it is of something else"
    ),
    "until": Param(PatternLists(), REQUIRED, "words of a latest day, which the table's may come before"),
}
#: A label: from here on nothing but a note, and so many signs of either script at least and at most.
_NOTE = re.compile(r"[,(（，:：].*", re.DOTALL)
_LEAST, _MOST = {True: 6, False: 2}, 40
_LETTERS = re.compile(r"[a-z\u4e00-\u9fff]")
#: Between a label and a day in its part of the sentence, and between it and any other value.
_FAR = {True: 60, False: 20}
_JOINED = re.compile(
    r"\s*(?:款项?|期限?|时间|比例|数量)?\s*(?:应|须|将|一?共|合?计|各){0,2}(?:为|是|[:：]|[(（])?\s*(?:人民币)?"
    r"|\s*(?:period|time|payment|instal?lment|share|quantity|limit|volume)?s?\s*"
    r"(?:(?:shall|will|must) be|is|are|[:(]|of|within|at)?\s*"
)
#: What stands between a value and the label right behind it, and right before a value that is none of the whole.
_BEFORE = re.compile(r"\s*(?:(?:多)?[名个台套件只辆]|x|units? of|sets? of|no\.)?\s*(?:的|-)?\s*")
_PARTLY = re.compile(
    r"(?:\b(?:each|every|per|at least|up to|than|min(?:imum)?|max(?:imum)?|any|of the|spare|first|another|extra|batch|lot|groups?"
    r"|(?:sets?|lots?|batch(?:es)?|groups?) of|or|to|between|and|further|next|last|additional|about|over|under)\s*"
    r"|[其每首至少另增备各前或超约第]|不少于|不超过)\Z"
)
_OF_PARTLY = 12
#: Heads of a column that counts people or things, and the model behind a name.
_COUNT = re.compile(r"数量|[人台件套份]数|\b(?:qty|quantit(?:y|ies)|head-?count|number|no\. of|persons|people|staff|ftes?)\b")
_MODEL = re.compile(r"\s*\b[a-z]{0,6}-?\d[\w-]*")
_TYPES = (ValueType.DATE, ValueType.DURATION, ValueType.PERCENT)
#: Characters before the label and behind the value in which other words stand that tell of something else.
_BESIDE = 16


@dataclass(frozen=True)
class _Entry:
    """What a table says under a label."""

    label: str
    value: RawValue
    table: Table


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    for entry in _entries(scene):
        for place in _places(scene, entry):
            told = _told(scene, entry, place)
            if told and _differ(scene, params, entry, place, told):
                first, second = shown(scene, entry.value.span), shown(scene, told.span)
                label = scene.document.quote(place)
                title = {"zh": label, "en": label}
                fields = {"attribute": title, "first": first, "second": second}
                yield failed(None, told.span, entry.value.span, compared=(Compared(title, first, second),), fields=fields)
                break


def _entries(scene: Scene) -> Iterator[_Entry]:
    for table in scene.document.tables:
        labels = Counter(_label(scene, row) for row in table.rows)
        for row in table.rows[1:]:
            label = _label(scene, row)
            if label and labels[label] == 1:
                held = [v for c in row.cells[1:] for v in values.within(scene, c.span)]
                yield from (_Entry(label, v, table) for v in held if _alone(v, held))
    sold = [(sheet.table, row, sheet.cell(row, "quantity")) for sheet in sheets(scene) for row in sheet.items]
    for table, row, cell in (*sold, *_headcounts(scene)):
        label, n = _label(scene, row), number(scene, cell) if cell else None
        if cell and n and label and label[-1:].isalpha():
            yield _Entry(label, RawValue(ValueType.QUANTITY, cell, n), table)


def _headcounts(scene: Scene) -> Iterator[tuple[Table, Row, Span | None]]:
    """The cells of a column of people or things counted in a table that sells nothing."""
    sold = {sheet.table.span for sheet in sheets(scene)}
    for table in (t for t in scene.document.tables if t.span not in sold):
        heads = [c.column for c in table.rows[0].cells[1:] if _COUNT.search(scene.finder.folded, c.span.start, c.span.end)]
        for row in table.rows[1:] if len(heads) == 1 else ():
            yield table, row, next((c.span for c in row.cells if c.column == heads[0]), None)


def _alone(v: RawValue, held: list[RawValue]) -> bool:
    return v.type in _TYPES and not v.recurring and values.said(v) is not None and sum(o.type is v.type for o in held) == 1


def _label(scene: Scene, row: Row) -> str:
    """The words of the first cell that holds any, without a note; nothing where they are too few or too many for a name."""
    cells = (_NOTE.sub("", scene.finder.folded[c.span.start : c.span.end]).strip() for c in row.cells[:2])
    words = _MODEL.sub("", next((w for w in cells if _LETTERS.search(w) and len(w) > 1), ""))
    return words if _LEAST[words.isascii()] <= len(words) <= _MOST and not any(s.isdigit() for s in words) else ""


def _places(scene: Scene, entry: _Entry) -> Iterator[Span]:
    """Where the text has the label, as a whole word in English."""
    text, at = scene.finder.folded, -1
    while (at := text.find(entry.label, at + 1)) >= 0:
        place = Span(at, at + len(entry.label))
        after = text[place.end : place.end + 1 + text.startswith("s", place.end)]
        whole = not entry.label.isascii() or not (text[at - 1 : at].isalnum() or after[-1:].isalnum())
        if whole and not scene.in_table(place):
            yield place


def _told(scene: Scene, entry: _Entry, place: Span) -> RawValue | None:
    """The value of the entry's type that the text tells right behind the label, or of a day in the same part of a sentence."""
    part, sort = scene.region(place, "part") or scene.sentence(place.start), entry.value.type
    reach = Span(place.end, max(place.end, min(part.end, place.end + _FAR[entry.label.isascii()])))
    before = _told_before(scene, part, place, sort)
    if before is not None:
        return before
    v = next((v for v in values.within(scene, reach) if v.type is sort), None)
    if v is None or values.said(v) is None or v.recurring:
        return None
    between = scene.finder.folded[place.end : v.span.start]
    return v if sort is ValueType.DATE or _JOINED.fullmatch(between) else None


def _told_before(scene: Scene, part: Span, place: Span, sort: ValueType) -> RawValue | None:
    """The value of the type that the text tells right before the label, of the whole: "46 turbines"."""
    if sort is ValueType.DATE:
        return None
    text, reach = scene.finder.folded, Span(max(part.start, place.start - _FAR[False]), place.end + 1)
    held = [v for v in values.within(scene, reach) if v.type is sort and not v.recurring and values.said(v) is not None]
    v = held[-1] if held else None
    if v is None or _PARTLY.search(text, max(part.start, v.span.start - _OF_PARTLY), v.span.start):
        return None
    return v if v.span.overlaps(place) or _BEFORE.fullmatch(text, v.span.end, place.start) else None


def _differ(scene: Scene, params: Params, entry: _Entry, place: Span, told: RawValue) -> bool:
    """Whether both cannot hold: a day that the text only bounds may come later than the table's."""
    sentence = scene.sentence(place.start)
    start, end = max(sentence.start, place.start - _BESIDE), min(sentence.end, told.span.end + _BESIDE)
    if scene.has(params["unless"], Span(start, max(end, told.span.end))) or is_step(scene, place) or is_step(scene, told.span):
        return False
    if told.iso and entry.value.iso:
        between = Span(place.end, told.span.start)
        bounded = scene.has(params["until"], between) or scene.has(params["until"], Span(told.span.end - 1, told.span.end + 3))
        return entry.value.iso > told.iso or (not bounded and entry.value.iso != told.iso)
    if told.type is ValueType.DURATION:
        one, other = (in_unit(v, "minute") or v.n for v in (entry.value, told))
        return bool(one and other and abs(one - other) * 20 > max(one, other) and entry.value.unit == told.unit)
    return entry.value.n != told.n


CHECK = Check("tabled", PARAMS, run, fields=("attribute", "first", "second"))
