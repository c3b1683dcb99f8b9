"""Where patterns occur in one contract: a pass over the text finds the words, expressions run only on lines that hold one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from review.commitments import words
from review.model.document import ClauseKind, Document
from review.model.span import Span
from review.rules import patterns
from review.rules.lines import Lines, lines_of
from review.rules.patterns import Joint, Patterns
from review.rules.text import Cuts, fold

#: What a search costs beside the bytes it reads, in the same measure; so that endless questions end, too.
_ASKING = 10
#: Bytes that one rule may have scanned, per character of the contract; a rule beyond it ends UNDETERMINED.
BUDGET = 400
#: Characters on either side of a joint pattern's place in which its other words must stand: sentences of contracts run long.
_OPENING = 80
_REACH = {"zh": 50, "en": 120}
#: The name of a party that opens a half of a sentence is its subject; what anybody else does belongs to the half before.
_SUBJECT, _ANOTHER = (patterns.make([f"^[\\s,、且并而但]*{names}"], [], {}) for names in ("(?:{buyer}|{seller})", "{third}"))
_UNREAD = frozenset({ClauseKind.CONTENTS})


class OutOfBudget(Exception):
    """A rule looked at more text than it may; a bound in work, not in time, so that every machine answers the same."""


class Words:
    """All literals of a rule set; made once per set."""

    def __init__(self, literals: Iterable[str]) -> None:
        self.known = frozenset(literals)
        self._words = words.Words({word: word for word in self.known})

    def places(self, lines: Iterable[str]) -> dict[str, int]:
        """Word -> the lines that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for word in set(self._words.of(line)):
                found[word].append(number)
        return {word: lines_of(numbers) for word, numbers in found.items()}


class Finder:
    """Searches of one document, each made once. Sorted, without repetition."""

    def __init__(self, document: Document, known: Words, parties: Mapping[str, str]) -> None:
        self.folded = fold(document.text)
        self._lines = Lines(self.folded, [c.span for c in document.clauses if c.kind in _UNREAD])
        self._parties = parties
        self._words = known
        self._places = known.places(self._lines.texts)
        self._found: dict[str, tuple[Span, ...]] = {}
        self._begins: dict[str, list[int]] = {}
        self._programs: dict[str, Any] = {}
        self._bits: dict[str, int] = {}
        self._near: dict[tuple[str, Span], bool] = {}
        self._most = BUDGET * (len(self.folded) + 1000)
        self.work = 0

    @property
    def words(self) -> Iterable[str]:
        """Which of the known words stand in the text."""
        return self._places

    @cached_property
    def cuts(self) -> Cuts:
        return Cuts(self.folded)

    def find(self, wanted: Patterns, within: Span | None = None) -> tuple[Span, ...]:
        """Places of the patterns, in text order; inside ``within`` when given."""
        name = wanted.key
        self._spend(_ASKING)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = tuple(self._search(wanted) if not wanted.joint else self._all(wanted))
            self._begins[name] = [s.start for s in found]
        if within is None or not found:
            return found
        begins = self._begins[name]
        first, last = bisect_left(begins, within.start), bisect_right(begins, within.end)
        while last > first and found[last - 1].end > within.end:
            last -= 1
        return found[first:last]

    def has(self, wanted: Patterns, within: Span | None = None) -> bool:
        return bool(self.find(wanted, within))

    def _all(self, wanted: Patterns) -> list[Span]:
        """Places of a list that holds joint patterns, too."""
        own = self._search(wanted) if wanted.expression else ()
        together = (span for joint in wanted.joint for span in self._together(joint, wanted.across))
        return sorted({*own, *together}, key=lambda s: (s.start, s.end))

    def _together(self, joint: Joint, across: bool) -> Iterable[Span]:
        """Places in whose sentence the words stand; else, where asked, those in whose halves they stand."""
        may = self._may_hold(joint.place)
        for part in joint.beside:
            may &= self._may_hold(part)
        places = [s for s in (self.find(joint.place) if may else ()) if may >> self._lines.at(s.start) & 1]
        held = [span for span in places if self._joined(joint, span, self.cuts.at(span.start))]
        yield from held
        for span in places if across else ():
            whole = self.whole(span.start)
            if whole is not None and not any(h.overlaps(whole) for h in held) and self._joined(joint, span, whole):
                yield span

    def whole(self, offset: int) -> Span | None:
        """The sentence with the halves that a semicolon joins to it and that have its subject; None where it stands alone."""
        return self.cuts.joined(self.cuts.at(offset), self._one_subject)

    def _joined(self, joint: Joint, span: Span, sentence: Span) -> bool:
        reach = _REACH["en" if self.folded[span.start : span.end].isascii() else "zh"]
        near = Span(max(sentence.start, span.start - reach), max(span.end, min(sentence.end, span.end + reach)))
        return all(self._stands(p, near) for p in joint.beside) and not any(self._stands(p, sentence) for p in joint.without)

    def _one_subject(self, half: Span, following: Span) -> bool:
        subjects = [self._subject(h) for h in (half, following)]
        return not subjects[1] or subjects[0] == subjects[1]

    def _subject(self, half: Span) -> str:
        opening = self.folded[half.start : min(half.end, half.start + _OPENING)]
        found = patterns.compiled(_SUBJECT, self._parties).search(opening)
        return str(found[0]) if found and not patterns.compiled(_ANOTHER, self._parties).search(opening) else ""

    def _stands(self, part: Patterns, near: Span) -> bool:
        """A part is looked for here alone, not on every line of the contract, unless its places are known already."""
        if part.key in self._found:
            return self.has(part, near)
        if not self._may_hold(part) >> self._lines.at(near.start) & 1:
            return False
        key = (part.key, near)
        if key not in self._near:
            self._spend(_ASKING + near.end - near.start)
            self._near[key] = self._lines.holds(self._program(part), near)
        return self._near[key]

    def _search(self, wanted: Patterns) -> Iterable[Span]:
        for run in self._lines.stretches(self._may_hold(wanted)):
            self._spend(self._lines.size(run))
            yield from self._lines.matches(self._program(wanted), run)

    def _program(self, wanted: Patterns) -> Any:
        program = self._programs.get(wanted.expression)
        if program is None:
            program = self._programs[wanted.expression] = patterns.compiled(wanted, self._parties)
        return program

    def _may_hold(self, wanted: Patterns) -> int:
        """The lines that hold a word of the pattern; all where its words are not known."""
        bits = self._bits.get(wanted.expression)
        if bits is None:
            bits = self._bits[wanted.expression] = self._candidates(wanted)
        return bits

    def _candidates(self, wanted: Patterns) -> int:
        if wanted.literals is None or not self._words.known.issuperset(wanted.literals):
            return self._lines.readable
        found = 0
        for word in wanted.literals:
            found |= self._places.get(word, 0)
        return found

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > self._most:
            raise OutOfBudget
