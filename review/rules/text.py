"""Text as patterns see it, and the units it is cut into.

``fold`` never changes the length, so that a place in the folded text is the same place in ``Document.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from review.commitments.sentences import LONGEST, portions
from review.intake.script import simplified
from review.model.forms import Forms, written
from review.model.lines import line_of
from review.model.span import Span

#: Full-width forms of ASCII, ideographic space and typographic quotes -> their ASCII forms, one character each.
_FORMS = Forms({
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u200b", " "),
    **dict.fromkeys("\u2018\u2019", "'"), **dict.fromkeys("\u201c\u201d", '"'), **dict.fromkeys("\u2013\u2014\u2212", "-"),
    "\u3014": "(", "\u3015": ")",
})  # fmt: skip

#: Opens with the one sign that every end opens with: all other signs are passed over at once.
_END = re.compile(r"[。;!?\n.](?:(?<!\.)[。;!?\n]*|(?<=\.)(?=[\s\"')]*(?:\s|$)))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|art|sec|max|min|para|incl|excl|inc|ltd|co|corp|mr|mrs|messrs|ms|dr|prof|st|e\.g|i\.e|etc|vs|approx|cl|par|rs"
    r"|qty|amt)|\b[a-z]|[:,(、]\s*\d{1,2}(?:\.\d+)*)$"
)
#: Letters before a full stop that are no abbreviation, but the ends of the longer ones.
_WORD, _LONG = 5, ("essrs", "pprox")
#: A number that begins what it numbers; one that ends a sentence ("not exceed $100.") does not.
_NUMBERING = re.compile(r"\W*\d{1,2}(?:\.\d+)*\W*")


def fold(text: str) -> str:
    """Lower case, half-width, simplified characters, plain quotes and dashes; exactly as long as ``text``."""
    folded = simplified(written(text, _FORMS))
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


#: What ends a part of a sentence: a comma or colon in Chinese, in English a semicolon or a comma before a new subject or verb.
_PART = re.compile(
    r"(?<=[\u4e00-\u9fff])[,:](?!\d)|[,:](?=\s*[\u4e00-\u9fff])|;"
    r"|, (?:and|but|or|while|whereas|provided|unless|except|which)\b"
    r"(?= (?:that|the|it|its|they|all|any|each|every|no|shall|will|must|if|where)\b)"
)
#: What denies the words that follow it at once: 不予顺延, "without adjustment of the price".
_DENIAL = re.compile(
    r"(?:不|无需|无须|不予|不得|不再|不另|不会|不能|不可|没有|并非|而非|未经?|免于)"
    r"(?:作|做|进行|给予|另行|任何|再|需|须|予以?){0,2}$"
    r"|(?:\b(?:not|no|without|never|nor|neither)|n't)"
    r"(?: (?:be|being|any|an?|the|its|entitled to|to|have|obliged to|required to|subject to|further|other)){0,3}\s*$"
)


def part(folded: str, sentence: Span, span: Span) -> Span:
    """The part of a sentence, between commas that part it, that a place stands in."""
    before = [m.end() for m in _PART.finditer(folded, sentence.start, span.start)]
    after = _PART.search(folded, span.end, max(sentence.end, span.end))
    return Span(before[-1] if before else sentence.start, after.start() if after else max(sentence.end, span.end))


#: What joins one action of a sentence to another.
_JOINT = re.compile(r"[,;、]|并|且|以及|\b(?:and|then)\b|\t")


#: What begins another predicate.
_ANEW = re.compile(r";|\b(?:shall|will|must)\b")


def apart(folded: str, value: Span, words: Span, wanted: Sequence[Span]) -> bool:
    """Whether words belong to another action than a value: deliver within 45 days, *and submit an invoice*.

    Behind the value a joint parts them that comes after words of its own action, which Chinese puts behind the value; before it
    a joint does that has such words behind it.
    """
    if words.start >= value.end:
        if ord(folded[value.end - 1]) > 127:
            joint = _JOINT.search(folded, value.end, words.start)
            return joint is not None and any(value.end <= w.start and w.end <= joint.start() for w in wanted)
        own = (w for w in wanted if w.end <= words.start and not _ANEW.search(folded, w.end, max(value.start, w.end)))
        return any(_JOINT.search(folded, max(w.end, value.end), words.start) for w in own)
    if words.end > value.start:
        return False
    joint = _JOINT.search(folded, words.end, value.start)
    last = len(folded) if ord(folded[value.end - 1]) > 127 else value.start
    return joint is not None and any(joint.end() <= w.start and w.end <= last and not words.overlaps(w) for w in wanted)


def denied(folded: str, span: Span) -> bool:
    """Whether the words at a place are denied right before it."""
    start = max(0, span.start - 40)
    return _DENIAL.search(folded[start : span.start]) is not None


class Cuts:
    """The sentences of a folded text: ``at(offset)`` is the one that holds the character. A tab does not end one."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._spans = tuple(_sentences(folded))
        self._starts = [s.start for s in self._spans]

    def at(self, offset: int) -> Span:
        i = max(bisect_right(self._starts, offset) - 1, 0)
        return self._spans[i] if self._spans else Span(0, 0)

    def joined(self, own: Span, alike: Callable[[Span, Span], bool]) -> Span | None:
        """A sentence with those before and behind it on its line that only a semicolon parts from it and that are ``alike``,
        as far as one sentence runs; None where it stands alone.
        """
        spans = self._spans
        first = last = bisect_right(self._starts, own.start) - 1
        while first > 0 and self._goes_on(first - 1, own) and alike(spans[first - 1], spans[first]):
            first -= 1
        while last + 1 < len(spans) and self._goes_on(last, own) and alike(spans[last], spans[last + 1]):
            last += 1
        return Span(self._spans[first].start, self._spans[last].end) if first < last else None

    def _goes_on(self, i: int, own: Span) -> bool:
        one, other = self._spans[i], self._spans[i + 1]
        near = own.start - LONGEST <= one.start and other.end <= own.end + LONGEST
        return near and self._folded[one.end - 1] == ";" and "\n" not in self._folded[one.end : other.start]

    @property
    def all(self) -> tuple[Span, ...]:
        return self._spans

    def within(self, span: Span) -> tuple[Span, ...]:
        """The sentences that the span touches, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, max(span.end - 1, span.start))
        return self._spans[first:last]


def _sentences(folded: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(folded):
        if match[0] == "." and _is_point(folded, start, match.start()):
            continue
        yield from _written(folded, start, match.end())
        start = match.end()
    yield from _written(folded, start, len(folded))


def _written(folded: str, start: int, end: int) -> tuple[Span, ...]:
    """What is written there as one sentence; what runs on beyond all measure in several, so that no rule is lost in it."""
    span = _trimmed(folded, start, end)
    if span is None:
        return ()
    return (span,) if len(span) <= LONGEST else tuple(Span(*at) for at in portions(folded, span.start, span.end))


def _is_point(folded: str, start: int, at: int) -> bool:
    """Whether a full stop ends no sentence, but an abbreviation or a number that begins what it numbers."""
    tail = folded[max(start, at - _WORD) : at]
    if len(tail) == _WORD and tail.isalpha() and tail not in _LONG:
        return False
    return bool(_ABBREVIATION.search(folded, max(start, at - 12), at) or _NUMBERING.fullmatch(folded, start, at))


def _trimmed(folded: str, start: int, end: int) -> Span | None:
    """What is written there without the white space around it; nothing where nothing is written."""
    while start < end and folded[start].isspace():
        start += 1
    while start < end and folded[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def lines_with(text: str, words: Iterable[str]) -> list[Span]:
    """The lines that hold one of the words, in order: what is dear to look for is looked for there alone."""
    found: dict[int, Span] = {}
    for word in words:
        at = text.find(word)
        while at >= 0:
            line = line_of(text, at)
            found[line.start] = line
            at = text.find(word, line.end)
    return [found[start] for start in sorted(found)]


def on_lines(pattern: re.Pattern[str], text: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern on the lines that hold one of the words, in text order; for patterns that need one of them."""
    return (m for line in lines_with(text, words) for m in pattern.finditer(text, line.start, line.end))
