"""A draft prepared for comparing: its passages, and what each clause says apart from its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from review.compare.passages import Passage, passages
from review.model.canonical import sha256
from review.model.document import Document
from review.model.span import Span


@dataclass(frozen=True)
class Draft:
    """A document with its passages. Made once and asked often."""

    document: Document

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages(self.document)

    @cached_property
    def _starts(self) -> list[int]:
        return [p.span.start for p in self.passages]

    def passage_at(self, offset: int) -> int | None:
        """Index of the passage that holds, or else next follows, the character; ``None`` behind the last one."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self.passages[at].span.end:
            return at
        return at + 1 if at + 1 < len(self.passages) else None

    def within(self, span: Span) -> tuple[Passage, ...]:
        """Passages that begin within the span."""
        return self.passages[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def clause_text(self, index: int) -> str:
        """Digest of what a clause says with all below it, whatever its numbers are."""
        if index not in self._clause_texts:
            clause = self.document.clauses[index]
            self._clause_texts[index] = sha256("\n".join(p.key for p in self.within(clause.span)).encode())
        return self._clause_texts[index]

    @cached_property
    def _clause_texts(self) -> dict[int, str]:
        return {}
