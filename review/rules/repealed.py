"""Clauses that special conditions of the same contract delete or replace: they stand there to be read, and no longer count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from review.model.document import Clause, ClauseKind, Document
from review.model.span import Span
from review.rules.text import fold

#: A cell, or a line that names the general conditions, that says of a number that its clause is gone: ``GC 8.4 | Deleted.``
_GONE = re.compile(
    r"(?:(?:^|\t)[ ]?(?:(?:gcc?|general conditions?|clause|article|section|sub-?clause)[ .]*)?(?P<cell>[a-z]{0,2}\d+(?:\.\d+)*)"
    r"(?:[ ]?\t[ ]?|[ ])(?:is )?(?:deleted|omitted|struck out|replaced?)(?= (?:by|in full|entirely|with)\b|[ ]?[.:;,\t]|$)"
    r"|(?:^|\t)[ ]?通(?:用)?(?:合同)?(?:条款|条件)?[ ]?第?(?P<general>\d+(?:\.\d+)*)[ ]?[条款]?[ ]?(?:\t[ ]?)?"
    r"(?:全文|整条|全部)?(?:删除|删去|替换|取消)(?=[ ]?[\t,.;。:]|$))",
    re.MULTILINE,
)


def clauses(document: Document, folded: str) -> tuple[Span, ...]:
    """The spans of the clauses that are gone; none where a number is that of several clauses."""
    gone = (_named(document.clauses, m["cell"] or m["general"], m.start()) for m in _GONE.finditer(folded))
    return tuple(chain.from_iterable(gone))


def _named(known: tuple[Clause, ...], number: str, place: int) -> Iterator[Span]:
    """The clause of a number, or those right below it where it has no clause of its own; not one that says so itself."""
    body = [(fold(c.number).rstrip("."), c.span) for c in known if c.kind is ClauseKind.BODY]
    own = [span for n, span in body if n == number]
    if len(own) > 1:
        return
    below = [(n, span) for n, span in body if n.startswith(f"{number}.")]
    found = own or ([span for _, span in below] if len({n for n, _ in below}) == len(below) else [])
    yield from (span for span in found if not span.start <= place < span.end)
