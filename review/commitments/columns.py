"""Contracts in two columns: rows whose cells say the same in two languages are no table, they are the paragraphs of the text."""

from __future__ import annotations

from collections import defaultdict

from review.model.document import Document
from review.model.language import Language

Row = tuple[int, int]
"""A row by its table's index and its own."""


def rows_of_text(document: Document) -> frozenset[Row]:
    """The rows that hold a text and its translation and nothing else that is worded."""
    if all(block.translation_of is None for block in document.blocks):
        return frozenset()
    languages: dict[Row, dict[int, set[Language]]] = defaultdict(lambda: defaultdict(set))
    translated: set[Row] = set()
    for block in document.blocks:
        if block.table is None or block.row is None or block.column is None or block.language is Language.NONE:
            continue
        row = block.table, block.row
        languages[row][block.column].add(block.language)
        if block.translation_of is not None:
            translated.add(row)
    return frozenset(row for row in translated if len(languages[row]) == 2)
