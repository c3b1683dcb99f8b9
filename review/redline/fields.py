"""Fields of a paragraph (ISO/IEC 29500-1, 17.16): whoever deletes all that a field shows deletes the field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from review.redline.names import DELETED, TEXT
from review.redline.runs import length

_MARK, _KIND = qn("w:fldChar"), qn("w:fldCharType")
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
