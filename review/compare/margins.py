"""Running heads, feet and page numbers of a copy: they may be there, and may say nothing that the contract does not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from review.compare.terms import NUMERALS, measures, says_something
from review.compare.words import normal
from review.model.document import Block, BlockKind, Document, PdfPlace
from review.model.span import Span

MARGINS = frozenset({BlockKind.HEADER, BlockKind.FOOTER})

_PAGE_NUMBER = re.compile(
    rf"第\s*[\d{NUMERALS}]+\s*页|共\s*[\d{NUMERALS}]+\s*页|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|(?<![\w/])\d+\s*(?:/|of)\s*\d+(?![\w/])|(?<!\w)-\s*\d+\s*-(?!\w)",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_BETWEEN = re.compile(r"\s*[|·—–]\s*|\s+-\s+|\s{2,}|(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])")
#: Longer than this, a line is no running head.
_LONGEST = 120

#: A row of words on a page: page, bottom and top in points.
Row = tuple[int, float, float]


def row_of(document: Document, span: Span) -> Row | None:
    """Where the words stand on a page; ``None`` for files without pages."""
    places = (a.place for a in document.anchors_of(span))
    return next(((p.page, p.box[1], p.box[3]) for p in places if isinstance(p, PdfPlace)), None)


class Margins:
    """The edges of a copy's pages, and what may stand there."""

    def __init__(self, approved: Document, copy: Document) -> None:
        self._known = set(measures(approved.text))
        self._lines = {piece for line in approved.text.split("\n") for piece in (normal(line), normal(line).rpartition(":")[2])}
        self._copy = copy
        self._edges, self._texts = _edges(copy)
        self._repeated = Counter(_shape(text) for text in self._texts.values())

    def strange(self) -> Iterator[Block]:
        """Heads and feet that say what the approved text does not, each once."""
        told = set()
        for block in (b for b in self._copy.blocks if b.kind in MARGINS):
            text = self._copy.quote(block.span)
            if not self._quiet(text) and _shape(text) not in told:
                told.add(_shape(text))
                yield block

    def holds(self, row: Row) -> bool:
        """Whether that row is a page number, or a running head or foot that was read as text: it comes again elsewhere.

        The head of a copy of one page has no other; it must be made of whole lines of the approved text, as a title is.
        """
        text = self._texts.get(row, "")
        if row not in self._edges or not self._quiet(text):
            return False
        return self._repeated[_shape(text)] > 1 or self._known_lines(text)

    def _known_lines(self, text: str) -> bool:
        rest = _without_page_number(text)
        return all(normal(piece) in self._lines for piece in _BETWEEN.split(rest) if piece)

    def _quiet(self, text: str) -> bool:
        rest = _without_page_number(text)
        return len(rest) <= _LONGEST and not says_something(rest) and self._known.issuperset(measures(rest))


def _without_page_number(text: str) -> str:
    plain = " ".join(text.split())
    return "" if _ONLY_NUMBER.fullmatch(plain) else _PAGE_NUMBER.sub("", plain).strip(" -|·./,")


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", normal(text))


def _edges(document: Document) -> tuple[set[Row], dict[Row, str]]:
    """The first and the last row of each page, and the text of every row."""
    texts: dict[Row, str] = defaultdict(str)
    for anchor in document.anchors:
        if isinstance(anchor.place, PdfPlace):
            row = (anchor.place.page, anchor.place.box[1], anchor.place.box[3])
            texts[row] += document.text[anchor.span.start : anchor.span.end]
    pages = defaultdict(list)
    for row in texts:
        pages[row[0]].append(row)
    edges = {end for rows in pages.values() for end in (max(rows, key=lambda r: r[2]), min(rows, key=lambda r: r[1]))}
    return edges, dict(texts)
