"""Paragraphs as they were before page breaks and fixed line widths cut them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from review.commitments.columns import Row, rows_of_text
from review.model.document import Block, BlockKind, Document
from review.model.span import Span

_SKIPPED = (BlockKind.HEADER, BlockKind.FOOTER)
_PAGE = re.compile(r"^(?:-?\s*\d{1,3}\s*-?|[Pp]age\s+\d+(?:\s+of\s+\d+)?|第\s*\d+\s*页.{0,10})$")
_NUMBERED_PAGE = re.compile(r"\s*\d{1,3}\s{3,}(?=[a-zA-Z])")
#: A line that ends with one of these words goes on, whatever the next line begins with.
_HANGING = re.compile(
    r"\b(?:the|of|to|and|or|a|an|in|by|for|with|at|from|on|such"
    r"|any|its|than|one|each|this|that|shall|will|be|their|his"
    r"|under|upon|not)$",
    re.IGNORECASE,
)
_OPEN = ",-)"
"""Signs that end no sentence."""
_LONGEST_WORD = 8
_OFTEN, _LONGEST, _HANGS = 3, 200, 24


def paragraphs(document: Document) -> Iterator[tuple[Span, str]]:
    """Stretches outside tables and in the columns of two languages, each with the number Word gives it.

    Parts that a page break or a fixed width separated are joined over the page's furniture.
    """
    furniture, columns = _furniture(document), rows_of_text(document)
    plain = [i for i, b in enumerate(document.blocks) if _is_text(b, columns) and b.kind not in _SKIPPED and i not in furniture]
    at = 0
    while at < len(plain):
        first = last = plain[at]
        while at + 1 < len(plain) and _continues(document, document.blocks[last], document.blocks[plain[at + 1]]):
            at += 1
            last = plain[at]
        start = document.blocks[first].span.start
        skipped = _NUMBERED_PAGE.match(document.text, start)
        yield Span(skipped.end() if skipped else start, document.blocks[last].span.end), document.blocks[first].number
        at += 1


def _is_text(block: Block, columns: frozenset[Row]) -> bool:
    return block.table is None or (block.table, block.row) in columns


def _furniture(document: Document) -> frozenset[int]:
    """Page numbers, and lines that come back on other pages."""
    texts = [document.text[b.span.start : b.span.end].strip() for b in document.blocks]
    often = {t for t, n in Counter(texts).items() if n >= _OFTEN and len(t) < _LONGEST}
    told = enumerate(zip(document.blocks, texts, strict=True))
    return frozenset(i for i, (block, t) in told if block.table is None and (t in often or _PAGE.match(t)))


def _continues(document: Document, first: Block, second: Block) -> bool:
    if second.kind is not first.kind or second.number or _is_stop(document.text[first.span.end - 1 : first.span.end]):
        return False
    ended = document.quote(first.span).rstrip()
    if not ended or _is_stop(ended[-1]):
        return False
    begun = document.quote(second.span)
    page = _NUMBERED_PAGE.match(begun)
    begun = begun[page.end() :] if page else begun.lstrip()
    if not begun or not begun[0].isascii():
        return False
    unfinished = ended[-1].islower() or ended[-1] in _OPEN
    return (unfinished and begun[0].islower() and not re.match(r"[a-z][.)]\s|o\s", begun)) or (
        len(ended) > _HANGS
        and ended[-1].isalpha()
        and bool(_HANGING.search(ended, len(ended) - _LONGEST_WORD))
        and begun[0].isalnum()
    )


def _is_stop(sign: str) -> bool:
    """Whether no line goes on behind a sign."""
    return not (sign.isspace() or (sign.isascii() and (sign.isalpha() or sign in _OPEN)))
