"""Content that somebody who reads the contract does not see: tracked changes, comments, hidden text."""

from __future__ import annotations

from collections.abc import Iterator

from review.intake.notices import NOTICES, Gravity
from review.model.document import RevisionKind
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene

_CHANGES = {
    RevisionKind.INSERTED: {"zh": "未接受的插入", "en": "an insertion nobody accepted"},
    RevisionKind.DELETED: {"zh": "未接受的删除", "en": "a deletion nobody accepted"},
    RevisionKind.MOVED_TO: {"zh": "未接受的移动", "en": "a move nobody accepted"},
}
_COMMENT = {"zh": "批注", "en": "a comment"}
#: Notices that are reported through the changes and comments themselves.
_TOLD = frozenset({"tracked-changes", "comments"})


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    found = [*_changes(scene), *_comments(scene), *_notices(scene)]
    yield from found
    if not found:
        yield passed()


def _changes(scene: Scene) -> Iterator[Answer]:
    """One answer per clause and kind of change, so that a redrafted clause is one finding."""
    groups: dict[tuple[str, RevisionKind], list[tuple[Span, str, str]]] = {}
    for r in scene.document.revisions:
        if r.kind in _CHANGES and r.text.strip():
            clause = scene.clause(r.span.start)
            groups.setdefault((clause.id if clause else "", r.kind), []).append((r.span, r.text, r.author))
    for (_, kind), items in groups.items():
        text = " … ".join(t.strip() for _, t, _ in items)
        who = ", ".join(sorted({a for _, _, a in items if a}))
        yield failed(None, *(s for s, _, _ in items), fields={"what": _CHANGES[kind], "text": text, "author": who})


def _comments(scene: Scene) -> Iterator[Answer]:
    for c in scene.document.comments:
        yield failed(None, c.span, fields={"what": _COMMENT, "text": c.text, "author": c.author})


def _notices(scene: Scene) -> Iterator[Answer]:
    for n in scene.document.coverage.notices:
        kind = NOTICES.get(n.code)
        if kind and kind.gravity is Gravity.HIDDEN and n.code not in _TOLD:
            spans = (n.span,) if n.span else ()
            yield failed(None, *spans, fields={"what": kind.sentence, "text": n.detail, "author": n.where})


CHECK = Check("hidden", {}, run, fields=("what", "text", "author"))
