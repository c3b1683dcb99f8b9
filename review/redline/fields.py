"""Fields of a paragraph (ISO/IEC 29500-1, 17.16): whoever deletes all that a field shows deletes the field.

A form's check box or choice, and a formula of signs (``EQ``), are shown by the field alone: no run holds their characters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from review.redline.names import DELETED, TEXT
from review.redline.runs import length

_MARK, _KIND, _FORM = qn("w:fldChar"), qn("w:fldCharType"), qn("w:ffData")
_SHOWN_FORMS = (qn("w:checkBox"), qn("w:ddList"))
_GONE = frozenset({qn("w:del"), qn("w:moveFrom")})


@dataclass
class _Field:
    marks: list[Any] = field(default_factory=list)
    """Runs that hold its code and its borders."""
    shown: list[Any] = field(default_factory=list)
    plain: bool = True
    """Whether no run holds both a mark and words, and none was deleted by somebody."""


def with_fields(pieces: Collection[Any], runs: Sequence[Any]) -> list[Any]:
    """The pieces, some of a paragraph's ``runs``, and the runs of every field that shows nothing but pieces."""
    marks = {id(m) for one in _fields(runs) if _is_covered(one, pieces) for m in one.marks}
    wanted = marks | {id(piece) for piece in pieces}
    return [run for run in runs if id(run) in wanted]


def beside(run: Any, runs: Sequence[Any], after: bool) -> Any:
    """The run behind (or before) which new words stand outside every field whose last (or first) words ``run`` holds.

    Words within a field go when it is brought up to date, and not every reader tracks them.
    """
    place = {id(r): i for i, r in enumerate(runs)}
    end = max if after else min
    outer = run
    for one in _fields(runs):
        if one.plain and one.marks and one.shown and end(one.shown, key=lambda r: place[id(r)]) is run:
            outer = end((outer, *one.marks), key=lambda r: place[id(r)])
    return outer


def is_shown_by_field(run: Any, end: int) -> bool:
    """Whether the characters of a run that intake counts up to ``end`` are in none of its elements, but shown by a field."""
    forms = (form for mark in run.iterfind(_MARK) for form in mark.iterfind(_FORM))
    return sum(length(c) for c in run) < end or any(form.find(tag) is not None for form in forms for tag in _SHOWN_FORMS)


def field_of(run: Any, runs: Sequence[Any]) -> list[Any]:
    """The runs of the field, in their order, that begins or ends with a run; none where they are not the field's alone."""
    found = next((one for one in _fields(runs) if one.plain and one.marks and run in (one.marks[0], one.marks[-1])), None)
    wanted = {id(r) for r in (*found.marks, *found.shown)} if found else set()
    return [r for r in runs if id(r) in wanted]


def _is_covered(one: _Field, pieces: Collection[Any]) -> bool:
    return one.plain and bool(one.shown) and {id(r) for r in one.shown} <= {id(p) for p in pieces}


def _fields(runs: Sequence[Any]) -> Iterator[_Field]:
    """Every field that begins and ends among the runs."""
    pending: list[_Field] = []
    for run in runs:
        kinds = [mark.get(_KIND) for mark in run.iterfind(_MARK)]
        if kinds[:1] == ["begin"]:
            pending.append(_Field())
        if pending:
            _add(pending[-1], run, kinds)
        if kinds[-1:] == ["end"] and pending:
            done = pending.pop()
            yield done
            if pending:
                _join(pending[-1], done)


def _add(one: _Field, run: Any, kinds: Sequence[str]) -> None:
    code, words = bool(kinds) or any(c.tag in DELETED and c.tag != TEXT for c in run), any(length(c) for c in run)
    one.marks += [run] if code else []
    one.shown += [run] if words else []
    one.plain &= not (code and words) and len(kinds) < 2 and _GONE.isdisjoint(a.tag for a in run.iterancestors())


def _join(outer: _Field, inner: _Field) -> None:
    """A field inside another shows its words there, too, and goes with it."""
    outer.marks += inner.marks
    outer.shown += inner.shown
    outer.plain &= inner.plain
