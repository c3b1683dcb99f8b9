"""What reopens a commitment, told to people: the words as they were and as they are, and the deal's values likewise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any

from review.compare.comparison import Edit
from review.compare.edits import differing
from review.compare.fingerprint import Fingerprint, Part, value_at
from review.compare.wording import around, beside
from review.model.altered import Altered
from review.model.canonical import canonical_json, plain
from review.model.deal import Deal
from review.model.document import Document
from review.model.span import Span

#: Rows told of one part, and characters told of one side of a row. All of it stands in the comparison of the drafts.
_ROWS, _MOST = 6, 300

_Changed = tuple[Part | None, Part | None]


class Telling:
    """Two drafts with the edits between them, to be asked what makes one commitment's fingerprint another."""

    def __init__(self, old: Document, new: Document, edits: Iterable[Edit]) -> None:
        self._old, self._new, self._edits = old, new, tuple(edits)

    def of(self, before: Fingerprint, now: Fingerprint, reopened: Sequence[str]) -> Iterator[Altered]:
        """Of the parts that ``reopened`` names. Values without other words have none to show."""
        for gone, come in _changed(before.parts, now.parts):
            shown = next((p.shown for p in (come, gone) if p and p.shown in reopened), "")
            if shown:
                yield from islice(self._told(shown, gone, come), _ROWS)

    def _told(self, shown: str, gone: Part | None, come: Part | None) -> Iterator[Altered]:
        old, new = self._words(self._old, gone), self._words(self._new, come)
        if shown == "text":
            return between(old, new)
        within = [e for e in self._edits if _in(e, gone.at if gone else (), come.at if come else ())]
        return map(self._edit, [shown] * len(within), within) if within else _whole(shown, old, new)

    def _words(self, document: Document, part: Part | None) -> str:
        if part is None:
            return ""
        return part.said or "\n".join(document.quote(span) for span in part.at)

    def _edit(self, shown: str, edit: Edit) -> Altered:
        return Altered(shown, _short(edit.old_text), _short(edit.new_text), *around(edit, self._old, self._new))


def between(old: str, new: str) -> Iterator[Altered]:
    """Where the words of a commitment differ, each place with the words around it."""
    for gone, come in differing(old, new):
        text, span = (old, gone) if len(gone) else (new, come)
        yield Altered("text", _short(old[gone.start : gone.end]), _short(new[come.start : come.end]), *beside(text, span))


def deal_values(old: Deal | None, new: Deal | None, reopened: Iterable[str]) -> Iterator[Altered]:
    """Of the deal fields among what reopens a commitment, the value in each record; empty where a record holds none."""
    for part in reopened:
        kind, _, pointer = part.partition(":")
        if kind == "deal":
            yield Altered(part, _value(value_at(old, pointer)), _value(value_at(new, pointer)))


def _changed(before: Iterable[Part], now: Iterable[Part]) -> Iterator[_Changed]:
    """Parts that differ, each with the one it takes the place of: of one name, else in order."""
    left, right = list(before), list(now)
    for part in [p for p in right if p.key in {q.key for q in left}]:
        right.remove(part)
        left = _without(left, part)
    for kind in dict.fromkeys(p.kind for p in (*right, *left) if p.kind != "deal"):
        gone, come = [p for p in left if p.kind == kind], [p for p in right if p.kind == kind]
        same = [(a, b) for a in gone for b in come if a.name == b.name]
        yield from same
        rest = ([p for p in side if p.name not in {a.name for a, _ in same}] for side in (gone, come))
        yield from zip_longest(*rest)


def _without(parts: list[Part], other: Part) -> list[Part]:
    """Without the first that counts for the same."""
    at = next((i for i, p in enumerate(parts) if p.key == other.key), len(parts))
    return parts[:at] + parts[at + 1 :]


def _in(edit: Edit, old: Iterable[Span], new: Iterable[Span]) -> bool:
    return any(edit.old.overlaps(s) for s in old) or any(edit.new.overlaps(s) for s in new)


def _whole(shown: str, old: str, new: str) -> Iterator[Altered]:
    """What has no edit between the drafts: another clause is referred to, another party is bound."""
    if old != new:
        yield Altered(shown, _short(old), _short(new))


def _value(value: Any) -> str:
    if value is None:
        return ""
    told = plain(value)
    return _short(told if isinstance(told, str) else canonical_json(told).decode())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[: _MOST - 1] + "…"
