"""The changes tab: this draft beside the one before, clause by clause, and which decisions reopened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.services import lists, reviews
from api.web.desk import Desk
from api.web.lines import one_line
from api.web.visit import signed_in
from review.compare import Change, ClauseChange, Comparison, compare
from review.compare.comparison import Edit
from review.compare.wording import Why, around, names, place, why
from review.model.document import Document

_QUOTE = 300


@dataclass(frozen=True, slots=True)
class EditLine:
    """Old words that became new ones, within the words around them."""

    head: str
    old: str
    new: str
    tail: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause that changed: its numbers, what became of it, and each edit."""

    place: str
    title: str
    names: str
    owner: str
    """Role that answers for it; empty for one that is gone, and in a draft that is not in review."""
    silent: bool
    edits: tuple[EditLine, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment that is new, gone or to be decided again."""

    id: str
    quote: str
    anchor: str = ""
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    before: int
    clauses: tuple[ClauseLine, ...]
    reopened: tuple[Moved, ...]
    added: tuple[Moved, ...]
    gone: tuple[Moved, ...]
    kept: int


def changes(desk: Desk, anchors: Mapping[str, str]) -> Changes | None:
    """None when the draft before was never read."""
    person = signed_in(desk.visit)
    earlier = lists.before(desk.context, person, desk.view.revision)
    old = reviews.view(desk.context, person, earlier.id).result if earlier else None
    if earlier is None or old is None:
        return None
    found = compare(old, desk.result)
    quotes = {c.id: c.quote for c in (*old.commitments, *found.carried, *desk.result.commitments)}
    return Changes(
        before=earlier.number,
        clauses=tuple(_clause(c, old.document, desk) for c in found.changed_clauses),
        reopened=tuple(_reopened(found, quotes, anchors, desk.language)),
        added=tuple(_moved(p.new or "", quotes, anchors) for p in found.commitments if not p.old),
        gone=tuple(_moved(p.old or "", quotes, {}) for p in found.commitments if not p.new),
        kept=len(found.kept),
    )


def _reopened(found: Comparison, quotes: Mapping[str, str], anchors: Mapping[str, str], language: str) -> list[Moved]:
    pairs = ((_moved(p.new or "", quotes, anchors), p) for p in found.reopens)
    return [replace(moved, why=why(p.reopened, p.altered, language)) for moved, p in pairs]


def _moved(id_: str, quotes: Mapping[str, str], anchors: Mapping[str, str]) -> Moved:
    return Moved(id_, one_line(quotes.get(id_, ""), _QUOTE), anchors.get(f"c-{id_}", ""))


def _clause(clause: ClauseChange, old: Document, desk: Desk) -> ClauseLine:
    told = {Change.CHANGED, Change.ADDED, Change.REMOVED} & set(clause.changes)
    edits = clause.edits if told else ()
    return ClauseLine(
        place=place(clause, " → "),
        title=clause.title,
        names=names(clause, desk.language),
        owner=next((c.owner.value for c in desk.view.clauses if c.clause == clause.new_id), ""),
        silent=clause.silent,
        edits=tuple(_edit(e, old, desk.result.document) for e in edits),
    )


def _edit(edit: Edit, old: Document, new: Document) -> EditLine:
    head, tail = around(edit, old, new)
    return EditLine(head, one_line(edit.old_text, _QUOTE), one_line(edit.new_text, _QUOTE), tail)
