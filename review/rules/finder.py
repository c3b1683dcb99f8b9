"""Where patterns occur in one contract: a pass over the text finds the words, expressions run only on lines that hold one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np

from review.commitments import words
from review.model.commitment import Party
from review.model.document import ClauseKind, Document
from review.model.span import Span
from review.rules import marks, patterns, repealed
from review.rules.lines import Lines, lines_of, marked
from review.rules.patterns import Joint, Patterns
from review.rules.places import Places
from review.rules.program import Place, Program
from review.rules.signs import Signs
from review.rules.text import Cuts, fold
from review.rules.wholes import Wholes

#: What a search costs beside the bytes it reads, in the same measure; so that endless questions end, too.
_ASKING = 10
#: Bytes that one rule may have scanned, per character of the contract; a rule beyond it ends UNDETERMINED.
BUDGET = 400
#: Characters in which the subject of a half of a sentence is looked for.
_OPENING = 80
#: Characters on either side of a joint pattern's place in which its other words must stand: sentences of contracts run long.
_REACH = {"zh": 50, "en": 120}
#: From here on signs are Chinese; letters with accents and typographic quotes come before.
_FIRST_IDEOGRAPH = "\u2e80"
#: Words of patterns that stand on most lines of an English text: to mark each of them says nothing.
FREQUENT = frozenset((
    "and", "are", "as", "by", "con", "en", "ex", "for", "he", "if", "in", "ing", "is", "no", "of", "on", "or", "out", "pro",
    "st", "th", "the", "to", "up",
))  # fmt: skip
#: The name of a party that opens a half of a sentence is its subject; what anybody else does belongs to the half before.
_SUBJECT, _ANOTHER = (patterns.make([f"^[\\s,、且并而但]*{names}"], [], {}) for names in ("(?:{buyer}|{seller})", "{third}"))
_NONE: Mapping[str, Party] = MappingProxyType({})
_UNREAD = frozenset({ClauseKind.CONTENTS})
#: Lines whose words are marked at once, which takes a byte for each line and word.
_STRETCH = 2048


class OutOfBudget(Exception):
    """A rule looked at more text than it may; a bound in work, not in time, so that every machine answers the same."""


class Words:
    """All words that the patterns of a rule set need; made once per set."""

    def __init__(self, needed: Iterable[str]) -> None:
        self.known = frozenset(needed)
        self._signs, self._wholes = Signs(self.known), Wholes(self.known)
        self._frequent = FREQUENT & self.known
        self._told = tuple(sorted(self.known.difference(self._frequent, self._signs.known, self._wholes.known)))
        self._words = words.Words({word: number for number, word in enumerate(self._told)})
        self._known: dict[str, bool] = {}

    def know(self, wanted: Patterns) -> bool:
        """Whether the words that the patterns need are all among these."""
        known = self._known.get(wanted.expression)
        if known is None:
            known = self._known[wanted.expression] = self.known.issuperset(wanted.words)
        return known

    def places(self, lines: Sequence[str]) -> Places:
        """The lines that hold each of the words; of a frequent one all, which is nearly true."""
        told: dict[str, int] = defaultdict(int)
        for first in range(0, len(lines), _STRETCH):
            for number, holding in self._marked(lines[first : first + _STRETCH]):
                told[self._told[number]] |= holding << first
        text = "\n".join(lines)
        frequent = dict.fromkeys((word for word in self._frequent if word in text), lines_of(range(len(lines))))
        return Places(told | self._signs.lines(text) | self._wholes.lines(text) | frequent)

    def _marked(self, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The words that stand on some lines, by number, each with its lines."""
        numbers: list[int] = []
        ends = [0]
        for line in lines:
            numbers += self._words.of(line)
            ends.append(len(numbers))
        return marked(np.array(numbers, np.int32), np.repeat(np.arange(len(lines)), np.diff(ends)), len(lines))


@dataclass
class _Held:
    """What is known of a pattern: its places so far, in text order, the lines that are ``holding`` one, and those that may hold
    one and are ``left`` to be searched.
    """

    left: int
    holding: int = 0
    places: list[Place] = field(default_factory=list)
    spans: tuple[Span, ...] = ()
    """The places, as far as they were asked for."""

    @property
    def open(self) -> int:
        """The lines that hold a place, or may."""
        return self.left | self.holding

    def add(self, lines: int, found: Iterable[Place], at: Lines) -> None:
        new = sorted(set(found))
        self.left &= ~lines
        if new:
            self.holding |= at.holding(new)
            self._insert(new)
            self.spans = ()

    def _insert(self, new: list[Place]) -> None:
        """Put places among the known ones: those of one line stand beside each other, and the known are not sorted again."""
        at = bisect_left(self.places, new[0])
        if at == len(self.places) or new[-1] < self.places[at]:
            self.places[at:at] = new
        else:
            self.places = sorted({*self.places, *new})

    def within(self, span: Span | None) -> tuple[Span, ...]:
        first, last = self._between(span) if span is not None else (0, len(self.places))
        while span is not None and last > first and self.places[last - 1][1] > span.end:
            last -= 1
        if not self.spans and (not self.left or 2 * (last - first) > len(self.places)):
            self.spans = _spans(self.places)
        return self.spans[first:last] if self.spans else _spans(self.places[first:last])

    def stands(self, span: Span) -> bool:
        """Whether a place lies inside the span."""
        first, last = self._between(span)
        return first < last and any(end <= span.end for _, end in self.places[first:last])

    def _between(self, span: Span) -> tuple[int, int]:
        """Numbers of the places that begin inside the span."""
        return bisect_left(self.places, (span.start,)), bisect_left(self.places, (span.end + 1,))


def _spans(places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple([Span(*place) for place in places])


class Finder:
    """Searches of one document: each line is searched once for a pattern, and only when its places there are asked."""

    def __init__(
        self, document: Document, known: Words, parties: Mapping[str, str], companies: Mapping[str, Party] = _NONE
    ) -> None:
        self.folded = fold(document.text)
        self.repealed = repealed.clauses(document, self.folded)
        self._unread = [*(c.span for c in document.clauses if c.kind in _UNREAD), *self.repealed]
        self._lines = Lines(self.folded, self._unread)
        self._parties, self._marked = parties, marks.put(self.folded, companies)
        self._words = known
        self._places = known.places(self._lines.texts)
        self._held: dict[str, _Held] = {}
        self._programs: dict[str, Program] = {}
        self._may: dict[str, int] = {}
        self._holding: dict[str, int] = {}
        self._most = BUDGET * (len(self.folded) + 1000)
        self.work = 0

    @property
    def words(self) -> Iterable[str]:
        """Which of the known words stand in the text."""
        return self._places.words

    def standing(self, words: Iterable[str]) -> tuple[str, ...]:
        """Without those that are known to stand nowhere in the text."""
        return tuple(w for w in words if (folded := fold(w)) in self._places.words or folded not in self._words.known)

    @cached_property
    def cuts(self) -> Cuts:
        return Cuts(self.folded)

    @cached_property
    def _marked_lines(self) -> Lines:
        """As those read that name a party."""
        return self._lines if self._marked is self.folded else Lines(self._marked, self._unread)

    def find(self, wanted: Patterns, within: Span | None = None) -> tuple[Span, ...]:
        """Places of the patterns, in text order, each once; inside ``within`` when given."""
        held = self._asked(wanted, within)
        return held.within(within) if held.places else ()

    def has(self, wanted: Patterns, within: Span | None = None) -> bool:
        held = self._asked(wanted, within)
        return held.stands(within) if within is not None else bool(held.places)

    def look(self, wanted: Patterns, within: Iterable[Span]) -> None:
        """Search the lines of many places at once, before each of them is asked."""
        held, lines = self._known(wanted), 0
        for span in within if held.left else ():
            lines |= self._lines.over(span)
        self._look(wanted, held, lines)

    def may_find(self, wanted: Patterns) -> bool:
        """Whether the words of a place stand anywhere: a cheap answer, which is mostly no."""
        return bool(self._may_hold(wanted))

    def whole(self, offset: int) -> Span | None:
        """The sentence with the halves that a semicolon joins to it and that have its subject; None where it stands alone."""
        return self.cuts.joined(self.cuts.at(offset), self._one_subject)

    def _known(self, wanted: Patterns) -> _Held:
        held = self._held.get(wanted.key)
        if held is None:
            held = self._held[wanted.key] = _Held(self._may_hold(wanted))
        return held

    def _asked(self, wanted: Patterns, within: Span | None) -> _Held:
        """What is known of the patterns after the lines of the span, or all, were searched."""
        self._spend(_ASKING)
        held = self._known(wanted)
        if held.left:
            self._look(wanted, held, self._lines.over(within) if within is not None else held.left)
        return held

    def _look(self, wanted: Patterns, held: _Held, lines: int) -> None:
        """Search those of the lines that may hold a place and were not searched for it yet."""
        if left := held.left & lines:
            held.add(left, self._search(wanted, left), self._lines)

    def _search(self, wanted: Patterns, lines: int) -> Iterator[Place]:
        read = self._marked_lines if wanted.by_party else self._lines
        if wanted.expression and (excerpt := read.excerpt(lines & self._hold_word(wanted))):
            self._spend(excerpt.end - excerpt.start)
            yield from read.matches(self._program(wanted), excerpt)
        for joint in wanted.joint:
            if may := lines & self._may_join(joint):
                yield from self._together(joint, may, wanted.across)

    def _together(self, joint: Joint, lines: int, across: bool) -> Iterator[Place]:
        """Places in whose sentence the words stand; else, where asked, those in whose halves they stand."""
        lines = self._meeting(joint, lines)
        if not lines:
            return
        places = self._held[joint.place.key].within(self._lines.spanned(lines))
        places = tuple(s for s in places if lines >> self._lines.at(s.start) & 1)
        for part in joint.without:
            self._looked(part, lines)
        held = [span for span in places if self._joined(joint, span, self.cuts.at(span.start))]
        yield from ((span.start, span.end) for span in held)
        for span in places if across else ():
            whole = self.whole(span.start)
            if whole is not None and not any(h.overlaps(whole) for h in held) and self._joined(joint, span, whole):
                yield span.start, span.end

    def _meeting(self, joint: Joint, lines: int) -> int:
        """The lines on which all words stand that must stand together; the rarest are looked for first, others where they are."""
        parts = [(self._known(part), part) for part in (joint.place, *joint.beside)]
        for held, _ in parts:
            lines &= held.open
        for held, part in sorted(parts, key=lambda known: (known[0].open & lines).bit_count()) if lines else ():
            self._look(part, held, lines)
            lines &= held.holding
        return lines

    def _looked(self, wanted: Patterns, lines: int) -> _Held:
        """What is known of the patterns after these lines were searched."""
        held = self._known(wanted)
        self._look(wanted, held, lines)
        return held

    def _joined(self, joint: Joint, span: Span, sentence: Span) -> bool:
        """Whether the other words stand with a place; its line was searched for them."""
        reach = _REACH["zh" if max(self.folded[span.start : span.end]) >= _FIRST_IDEOGRAPH else "en"]
        near = Span(max(sentence.start, span.start - reach), max(span.end, min(sentence.end, span.end + reach)))
        held = self._held
        return all(held[p.key].stands(near) for p in joint.beside) and not any(
            held[p.key].stands(sentence) for p in joint.without
        )

    def _one_subject(self, half: Span, following: Span) -> bool:
        subjects = [self._subject(h) for h in (half, following)]
        return not subjects[1] or subjects[0] == subjects[1]

    def _subject(self, half: Span) -> bytes:
        opening = self._marked[half.start : min(half.end, half.start + _OPENING)].encode(errors="replace")
        found = self._program(_SUBJECT).first(opening, 0, len(opening))
        return opening[slice(*found)] if found and not self._program(_ANOTHER).first(opening, 0, len(opening)) else b""

    def _program(self, wanted: Patterns) -> Program:
        program = self._programs.get(wanted.expression)
        if program is None:
            program = self._programs[wanted.expression] = patterns.compiled(wanted, self._parties)
        return program

    def _may_hold(self, wanted: Patterns) -> int:
        """The lines that hold the words of a place of the patterns; all where its words are not known."""
        may = self._may.get(wanted.key)
        if may is None:
            may = self._hold_word(wanted) if wanted.expression else 0
            for joint in wanted.joint:
                may |= self._may_join(joint)
            self._may[wanted.key] = may
        return may

    def _may_join(self, joint: Joint) -> int:
        may = self._may_hold(joint.place)
        for part in joint.beside if may else ():
            may &= self._may_hold(part)
            if not may:
                break
        return may

    def _hold_word(self, wanted: Patterns) -> int:
        lines = self._holding.get(wanted.expression)
        if lines is None:
            told = wanted.needs is not None and self._words.know(wanted)
            lines = self._places.of(wanted.needs or ()) & self._lines.readable if told else self._lines.readable
            self._holding[wanted.expression] = lines
        return lines

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > self._most:
            raise OutOfBudget
