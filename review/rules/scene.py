"""One contract, its deal and its process, as the checks see them: everything that several rules ask is worked out once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from review.model.commitment import OPPOSITE, Commitment, Modality, Party, Value
from review.model.deal import Missing
from review.model.document import Clause, ClauseKind
from review.model.language import Language
from review.model.lines import lines_over
from review.model.span import Span
from review.rules import law, parties, subject
from review.rules.facts import Facts
from review.rules.finder import Finder, Words
from review.rules.measure import in_unit
from review.rules.patterns import Patterns
from review.rules.plain import plain
from review.rules.select import Selector
from review.rules.spread import Spread
from review.rules.struck import PATTERN, WORDS, struck
from review.rules.subject import SUBJECTS
from review.rules.text import apart, denied, on_lines, part


def _longer(v: Value, s: Selector) -> bool:
    n = in_unit(v, s.over_unit) if s.over is not None else None
    return n is not None and s.over is not None and n > s.over


#: Characters on either side of a value that say what it is.
_BESIDE = 24
_ANYBODY = tuple(Party)
#: Duties from which on it means something that none is ours.
_FEW = 3
_DUTIES = (Modality.OBLIGATION, Modality.PROHIBITION, Modality.DEEMED)


class Scene:
    """The facts with their views. Made anew for each evaluation; the checks only read it."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self.written = facts.document
        """The contract as it is written; everything else of it is in simplified characters."""
        self.facts = plain(facts)
        self.document = self.facts.document
        self.text = self.document.text
        self._words = words
        self._kept: dict[Any, Any] = {}
        self._regions: dict[tuple[int, int, str], Span | None] = {}

    @cached_property
    def finder(self) -> Finder:
        """The searches of the text, which rules on the state of a review do without."""
        told = self.facts.understanding
        return Finder(self.document, self._words, parties.alternatives(told), parties.companies(told))

    # -- the parties

    @property
    def ours(self) -> Party:
        return self.facts.side

    @property
    def theirs(self) -> Party:
        return OPPOSITE[self.ours]

    def party(self, word: str) -> tuple[Party, ...]:
        """The obligors that ``ours theirs both any`` of a rule stand for."""
        return self._parties.get(word, _ANYBODY)

    @cached_property
    def _parties(self) -> dict[str, tuple[Party, ...]]:
        return {
            "ours": (self.ours, Party.BOTH),
            "theirs": (self.theirs, Party.BOTH),
            "only_ours": (self.ours,),
            "only_theirs": (self.theirs,),
            "not_theirs": tuple(p for p in Party if p is not self.theirs),
        }

    @cached_property
    def sides(self) -> dict[str, Party]:
        """Role word -> side, as this contract uses them."""
        return {word: side for side, words in parties.terms(self.facts.understanding).items() for word in words}

    # -- the text

    def find(self, wanted: Patterns, within: Span | None = None) -> tuple[Span, ...]:
        return self.finder.find(wanted, within)

    def has(self, wanted: Patterns | None, within: Span | None = None) -> bool:
        return wanted is not None and self.finder.has(wanted, within)

    def on_lines(self, pattern: re.Pattern[str], words: Iterable[str], text: str = "") -> Iterator[re.Match[str]]:
        """The matches of a pattern in the folded text, or in another form of it, on the lines that hold one of the words, in text
        order; for patterns that need one of them.
        """
        return on_lines(pattern, text or self.finder.folded, self.finder.standing(words))

    def near(self, wanted: Patterns | None, span: Span, reach: str) -> bool:
        """Whether the patterns occur in the ``region`` of a place; most occur nowhere, and no region is looked for."""
        return wanted is not None and self.finder.may_find(wanted) and self.has(wanted, self.region(span, reach))

    def sentence(self, offset: int) -> Span:
        return self.finder.cuts.at(offset)

    @cached_property
    def _struck(self) -> tuple[Span, ...]:
        return tuple(struck(self.document, self.on_lines(PATTERN, WORDS)))

    def struck(self, span: Span) -> bool:
        """Whether a place stands in a clause that the contract itself deletes or replaces."""
        return any(s.overlaps(span) for s in self._struck)

    def denied(self, span: Span) -> bool:
        """Whether the words at a place are denied right before it: 不予顺延 gives no more time."""
        return denied(self.finder.folded, span)

    def affirms(self, wanted: Patterns | None, within: Span | None = None) -> bool:
        """Whether the words stand there and are not denied: what is denied excuses nothing."""
        return wanted is not None and any(not self.denied(s) for s in self.find(wanted, within))

    def apart(self, places: Iterable[Span], calls: Iterable[Commitment]) -> tuple[Span, ...]:
        """The first of the places in each sentence that holds none of the commitments."""
        held = [self.region(c.span, "sentence") for c in calls]
        first: dict[Span | None, Span] = {}
        for place in places:
            first.setdefault(self.region(place, "sentence"), place)
        return tuple(p for s, p in first.items() if s is None or not any(h is not None and h.overlaps(s) for h in held))

    def clause(self, offset: int) -> Clause | None:
        return self.document.clause_at(offset)

    def region(self, span: Span, near: str) -> Span | None:
        """The text around a place: ``part`` of a sentence, ``sentence``, ``clause`` (the innermost), ``article`` (its top clause)
        or ``document``.
        """
        place = span.start, span.end, near
        if place not in self._regions:
            self._regions[place] = self._region(span, near)
        return self._regions[place]

    def _region(self, span: Span, near: str) -> Span | None:
        if near == "document":
            return None
        if near == "part":
            return part(self.finder.folded, self.sentence(span.start), span)
        if near == "sentence":
            return Span(self.sentence(span.start).start, max(self.sentence(max(span.end - 1, 0)).end, span.end))
        clause = self.clause(span.start)
        if near == "article":
            clause = self.document.article_of(clause)
        elif clause is not None and len(clause.span) <= len(span) + 4 and clause.parent is not None:
            clause = self.document.clauses[clause.parent]
        return clause.span if clause else lines_over(self.text, span)

    def beside(self, span: Span) -> Span:
        """The words right beside a value, inside its part of the sentence and not over a comma before it."""
        within = self.region(span, "part") or span
        return Span(max(within.start, span.start - _BESIDE), max(span.end, min(within.end, span.end + _BESIDE)))

    def kind_at(self, offset: int) -> ClauseKind:
        clause = self.clause(offset)
        return clause.kind if clause else ClauseKind.BODY

    def in_table(self, span: Span) -> bool:
        at = bisect_right(self._tables, span.start, key=lambda s: s.start) - 1
        return at >= 0 and self._tables[at].contains(span)

    @cached_property
    def _tables(self) -> list[Span]:
        """Of the outermost tables, which hold the others, in text order."""
        return sorted(t.span for t in self.document.tables if t.parent is None)

    def in_annex(self, offset: int) -> bool:
        """Whether a place stands in an annex, however deep."""
        clause = self.clause(offset)
        while clause is not None and clause.kind is not ClauseKind.ANNEX:
            clause = self.document.clauses[clause.parent] if clause.parent is not None else None
        return clause is not None

    @cached_property
    def languages(self) -> frozenset[str]:
        """``zh``, ``en`` or both, as the contract is written."""
        language = self.document.language
        return frozenset({"zh", "en"}) if language in (Language.MIXED, Language.NONE) else frozenset({language.value})

    # -- the commitments

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.facts.understanding.commitments

    def select(self, selector: Selector | None) -> tuple[Commitment, ...]:
        """The commitments that a rule is about, in text order."""
        if selector is None:
            return ()
        found: tuple[Commitment, ...] = self.once(selector, lambda: tuple(self._chosen(selector)))
        return found

    def _chosen(self, s: Selector) -> Iterator[Commitment]:
        if s.pattern is not None and not self.finder.may_find(s.pattern):
            return
        parties, modalities = self.party(s.obligor), tuple(map(Modality, s.modality)) or _DUTIES
        for n in self._spread.of(s.kinds, s.also) if s.kinds else range(len(self.commitments)):
            c = self.commitments[n]
            if c.obligor in parties and c.modality in modalities and self._wanted(c, s):
                yield c

    def _wanted(self, c: Commitment, s: Selector) -> bool:
        return (
            (c.kind not in s.excluding or bool(set(c.also) & set(s.but_also)))
            and (not s.roles or any(v.role in s.roles for v in c.values))
            and (s.over is None or any(_longer(v, s) for v in c.values))
            and (s.pattern is None or self.near(s.pattern, c.span, "sentence"))
            and not (self.near(s.unless, c.span, "sentence") and self._excused(c, s))
        )

    def _excused(self, c: Commitment, s: Selector) -> bool:
        """Whether words of ``unless`` say what the commitment is; those of another action in its sentence do not."""
        v = next((v for v in c.values if v.role in s.roles), None) if s.pattern else None
        if v is None or s.unless is None or s.pattern is None:
            return True
        sentence = self.region(c.span, "sentence") or c.span
        wanted = self.find(s.pattern, sentence)
        return any(not apart(self.finder.folded, v.span, words, wanted) for words in self.find(s.unless, sentence))

    @cached_property
    def by_id(self) -> dict[str, Commitment]:
        return {c.id: c for c in self.commitments}

    def place_of(self, c: Commitment) -> int:
        """Its number among the commitments, from 0."""
        return self._spread.numbers[c.id]

    def commitments_at(self, span: Span) -> tuple[Commitment, ...]:
        """Those whose text overlaps the span, in text order."""
        return tuple(self.commitments[i] for i in self._spread.over(span))

    def holder(self, span: Span) -> Commitment | None:
        """The first of those."""
        return next(iter(self.commitments_at(span)), None)

    @cached_property
    def _spread(self) -> Spread:
        return Spread(self.commitments)

    def leading(self, span: Span) -> frozenset[Party]:
        """The party that opens the part of a sentence that a place stands in."""
        return parties.leading(self.finder, part(self.finder.folded, self.sentence(span.start), span))

    def obligors(self, span: Span) -> frozenset[Party]:
        """Who is bound at a place: the party that opens its part of a sentence, which may be another than its beginning's;
        else by the commitments there, else by the party named last before it in its sentence.
        """
        found = self.leading(span) or frozenset(c.obligor for c in self.commitments_at(span))
        return found or parties.named_before(self.finder, self.sentence(span.start), span.start)

    # -- the deal

    def deal(self, pointer: str) -> Any:
        """A field of the deal record, or ``Missing`` (also when there is no record)."""
        return self.facts.deal.get(pointer) if self.facts.deal else Missing(pointer)

    def rows(self, group: str) -> tuple[tuple[str, Mapping[str, Any]], ...] | Missing:
        """Rows of a list group; ``Missing`` when the record does not hold it (an empty list is an answer)."""
        if isinstance(self.deal("/" + group), Missing):
            return Missing("/" + group)
        assert self.facts.deal is not None
        return self.facts.deal.rows(group)

    @cached_property
    def contract_type(self) -> str | None:
        """Of the deal record, else by a title that is none of a delivery (``subject``), else None."""
        for pointer in ("/contract/type", "/opp/contract_type"):
            value = self.deal(pointer)
            if not isinstance(value, Missing):
                return str(value)
        return subject.of(self.text[:2000].splitlines())

    @cached_property
    def delivers(self) -> bool:
        """Whether our side delivers under it: no title says that it is about something else, and not all duties are theirs."""
        duties = [c for c in self.commitments if c.modality in _DUTIES]
        all_theirs = len(duties) >= _FEW and all(c.obligor is self.theirs for c in duties)
        return self.contract_type not in SUBJECTS and not all_theirs

    @cached_property
    def jurisdiction(self) -> str | None:
        """``CN`` or another code by the governing-law clause, else by the language; None when nothing tells."""
        return law.governing(self.finder, self.languages)

    def once(self, key: Any, make: Any) -> Any:
        """A value worked out once per evaluation, shared between rules."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def clauses_of(self, kind: ClauseKind) -> Iterator[Clause]:
        return (c for c in self.document.clauses if c.kind is kind)
