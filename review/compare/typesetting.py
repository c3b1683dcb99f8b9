"""What setting a contract as a PDF does to its words, and what says nothing new: words cut at a line's end, automatic numbers in
other numerals, heads of tables that come again on the next page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from review.compare.references import plain_number
from review.compare.words import Word, normal
from review.model.document import Document, PdfPlace
from review.model.span import Span

#: An automatic number is made of at most so many words.
_NUMBER = 6


class Typesetting:
    """An approved text and a copy of it, to be asked whether words that differ are only set otherwise."""

    def __init__(self, approved: Document, copy: Document) -> None:
        self._copy = copy
        heads = (row.span for table in approved.tables for row in table.rows if row.header or row is table.rows[0])
        self._heads = [head for span in heads if (head := _unspaced(approved.quote(span)))]

    def same(self, approved: Sequence[Word], copy: Sequence[Word], before: Word | None) -> bool:
        """Whether the words of the copy say what the approved ones say. ``before``: the word of the copy that precedes them."""
        at = self._head(copy, before)
        for word in approved:
            taken = self._number(word, copy[at:]) if not len(word.span) else self._pieces(word, copy[at:])
            if not taken:
                return False
            at += taken
            at += self._head(copy[at:], copy[at - 1])
        return at == len(copy)

    def _pieces(self, word: Word, copy: Sequence[Word]) -> int:
        """How many words of the copy are this one, cut where lines end; 0 when they are another."""
        text = ""
        for taken, piece in enumerate(copy, 1):
            if taken > 1 and not self._cut(copy[taken - 2], piece):
                return 0
            text += piece.text
            if text == word.text:
                return taken
            if not word.text.startswith(text):
                return 0
        return 0

    def _number(self, word: Word, copy: Sequence[Word]) -> int:
        """As ``_pieces``, of an automatic number, in whichever numerals the copy writes it."""
        text = ""
        for taken, piece in enumerate(copy[:_NUMBER], 1):
            text += piece.text
            if plain_number(text) == plain_number(word.text) and text[-1:] not in ".、":
                return taken
        return 0

    def _cut(self, one: Word, other: Word) -> bool:
        """Whether two words of one paragraph or cell touch, or a line ends between them."""
        between = self._copy.text[one.span.end : other.span.start]
        if not between:
            return True
        if between.strip() or "\t" in between or "\n" in between:
            return False
        lines = self._copy.anchors_of(Span(one.span.start, other.span.end))
        return len(lines) > 1 and all(isinstance(line.place, PdfPlace) for line in lines)

    def _turns_page(self, one: Word | None, other: Word) -> bool:
        before, after = (self._page(word) for word in (one, other))
        return before is not None and after is not None and after > before

    def _page(self, word: Word | None) -> int | None:
        places = (a.place for a in self._copy.anchors_of(word.span)) if word else ()
        return next((p.page for p in places if isinstance(p, PdfPlace)), None)

    def _head(self, copy: Sequence[Word], before: Word | None) -> int:
        """How many words are the head of a table on top of a page; cells of several lines may be read line by line."""
        if not copy or not self._turns_page(before, copy[0]):
            return 0
        return next((n for head in self._heads if (n := _makes(head, copy))), 0)


def _makes(head: str, copy: Sequence[Word]) -> int:
    """How many words have just the signs of the head; 0 when they have others."""
    left = Counter(head)
    for taken, word in enumerate(copy, 1):
        left.subtract(word.text)
        if min(left.values()) < 0:
            return 0
        if not left.total():
            return taken
    return 0


def _unspaced(text: str) -> str:
    return re.sub(r"\s", "", normal(text))
