"""Where patterns occur in one contract: a pass over the text finds the words, expressions run only on blocks that hold one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import ahocorasick

from review.model.document import ClauseKind, Document
from review.model.span import Span
from review.rules import patterns
from review.rules.patterns import Patterns
from review.rules.text import Cuts, fold

#: Characters that one rule may have scanned, per character of the contract; a rule beyond it ends UNDETERMINED.
BUDGET = 400
_UNREAD = frozenset({ClauseKind.CONTENTS})


class OutOfBudget(Exception):
    """A rule looked at more text than it may; a bound in work, not in time, so that every machine answers the same."""


class Words:
    """All literals of a rule set as one automaton; made once per set."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._machine: Any = ahocorasick.Automaton()
        self.known = frozenset(literals)
        for word in sorted(self.known):
            self._machine.add_word(word, word)
        if len(self._machine):
            self._machine.make_automaton()

    def places(self, folded: str) -> dict[str, list[int]]:
        """Word -> offsets of its last characters, ascending."""
        found: dict[str, list[int]] = {}
        if len(self._machine):
            for end, word in self._machine.iter(folded):
                found.setdefault(word, []).append(end)
        return found


class Finder:
    """Searches of one document, each made once. Sorted, without repetition."""

    def __init__(self, document: Document, words: Words, parties: Mapping[str, str]) -> None:
        self.folded = fold(document.text)
        self._document = document
        self._parties = parties
        self._words = words
        self._places = words.places(self.folded)
        self._found: dict[Patterns, tuple[Span, ...]] = {}
        self._begins: dict[Patterns, list[int]] = {}
        self._lines = list(_lines(document, self.folded))
        self._starts = [s.start for s in self._lines]
        self.work = 0

    @cached_property
    def cuts(self) -> Cuts:
        return Cuts(self.folded)

    def find(self, wanted: Patterns, within: Span | None = None) -> tuple[Span, ...]:
        """Places of the patterns, in text order; inside ``within`` when given."""
        if wanted not in self._found:
            self._found[wanted] = tuple(self._search(wanted))
            self._begins[wanted] = [s.start for s in self._found[wanted]]
        found = self._found[wanted]
        if within is None or not found:
            return found
        begins = self._begins[wanted]
        first, last = bisect_left(begins, within.start), bisect_right(begins, within.end)
        return tuple(s for s in found[first:last] if s.end <= within.end)

    def has(self, wanted: Patterns, within: Span | None = None) -> bool:
        return bool(self.find(wanted, within))

    def _search(self, wanted: Patterns) -> Iterable[Span]:
        program = None
        for line in self._candidates(wanted):
            self.work += len(line)
            if self.work > BUDGET * (len(self.folded) + 1000):
                raise OutOfBudget
            program = program or patterns.compiled(wanted, self._parties)
            for match in program.finditer(self.folded[line.start : line.end]):
                if match.end() > match.start():
                    yield Span(line.start + match.start(), line.start + match.end())

    def _candidates(self, wanted: Patterns) -> list[Span]:
        if wanted.literals is None or not self._words.known.issuperset(wanted.literals):
            return self._lines
        ends = (end for word in wanted.literals for end in self._places.get(word, ()))
        numbers = {bisect_right(self._starts, end) - 1 for end in ends}
        return [self._lines[i] for i in sorted(numbers) if i >= 0]


def _lines(document: Document, folded: str) -> Iterable[Span]:
    """The lines of the text (blocks; a table row is one line), without the table of contents."""
    contents = [c.span for c in document.clauses if c.kind in _UNREAD]
    start = 0
    for piece in folded.split("\n"):
        span = Span(start, start + len(piece))
        start += len(piece) + 1
        if piece and not any(c.contains(span) for c in contents):
            yield span
