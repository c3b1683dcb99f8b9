"""A document as units, each with its headings, its lead-in and its table's header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from review.commitments.lists import gathered
from review.commitments.numbering import follows
from review.commitments.paragraphs import paragraphs
from review.commitments.rows import table_units
from review.commitments.sentences import body_start, split
from review.commitments.titles import INLINE, is_heading, is_run_in, is_title, lists_duties, titles_of
from review.commitments.unit import Shape, Unit, language_of
from review.model.document import Clause, ClauseKind, Document
from review.model.span import Span

#: Opens with the one sign that every lead-in's end opens with: all other signs are passed over at once.
_LIST_LEAD = re.compile(
    r"[:：如下fa](?:(?<=[:：])\s*$|(?:(?<=如)下|(?<=下)列|(?<=f)ollowing|(?<=a)s follows)[^。.;；]{0,12}[:：]?\s*$)"
)
_LEAD_REACH = 40
_STOPS = frozenset("。.;；")
"""Signs that no lead-in ends with."""
_CLAUSE = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+[、，]|ARTICLE|SECTION|Article|Section)"
)
#: A clause of the highest order: the line that was a title above it is no longer its own.
_ARTICLE = re.compile(r"\s*(?:第[一二三四五六七八九十百\d]+[条章]|ARTICLE|Article)")
#: A list that begins in the middle of a sentence: ``the following: (i) …``.
_NUMBERED = re.compile(r"(?P<chapter>\d{1,2})\.(?:(?P<below>\d)|(?=\s|$))")
_NUMBER_BEFORE = re.compile(r"(?<![\d.,])(?P<chapter>\d{1,2})\.(?P<below>)\s*$")
_NUMBER_REACH = 8
_INLINE_LIST = re.compile(r"[:：]\s*(?:\((?:i|a|1)\)|[（(][1１一][）)]|[①１1][.、．]?)")


Speaks = Callable[[Sequence[Span]], Sequence[object]]
"""Of some stretches of the text, whether each of them says anything that is asked for."""


def _all_speak(spans: Sequence[Span]) -> Sequence[object]:
    return [True] * len(spans)


def units(document: Document, speaks: Speaks = _all_speak) -> tuple[Unit, ...]:
    """Every candidate in text order.

    Of a paragraph that does not speak nothing is asked: where it leads to nothing it holds no candidate.
    """
    found = [*gathered(document.text, tuple(_paragraph_units(document, speaks))), *table_units(document)]
    return tuple(sorted(found, key=attrgetter("span.start", "span.end")))


def _paragraph_units(document: Document, speaks: Speaks) -> Iterator[Unit]:
    heading, lead, led, end = "", "", "", 0
    under: tuple[str, ...] | None = None
    leads: dict[str, str] = {}
    titled = titles_of(document)
    found = list(paragraphs(document))
    texts = [document.text[span.start : span.end] for span, _ in found]
    spoken = speaks([span for span, _ in found])
    for (span, number), text, sentences, says in zip(found, texts, list(map(split, texts)), spoken, strict=True):
        lead = lead and ("" if document.text[end : span.start].strip() else lead)
        end = span.end
        clause = document.clause_at(span.start)
        if clause is not None and clause.kind is ClauseKind.CONTENTS:
            continue
        opened = clause.number if clause is not None and clause.span.start == span.start else ""
        lead = "" if lead and follows(led, opened) else lead
        above = titled[clause.id] if clause else ()
        listed = bool(lead) and (bool(number) or body_start(text) > 0) and not _CLAUSE.match(number or text)
        if not listed and is_heading(text):
            heading, lead = text.strip(), ""
            under = above if lists_duties(heading) else None
            continue
        heading = "" if heading and _ARTICLE.match(number or text) else heading
        lead = lead or (_lead_above(document, clause, leads) if clause is not None and clause.span.start == span.start else "")
        if not lead and not says and not _leads_on(text, sentences):
            continue
        first, titles = lead, _titles(above, heading, under)
        for unit in _sentences(span, text, sentences, titles, lead, clause, bool(number)):
            yield unit
            lead = unit.text if unit.shape is Shape.LEAD else unit.lead if unit.shape is Shape.ITEM else ""
            if unit.shape is Shape.LEAD and clause is not None:
                leads[clause.id] = unit.text
        led = led if lead == first else clause.number if clause else ""


def _titles(above: tuple[str, ...], heading: str, under: tuple[str, ...] | None) -> tuple[str, ...]:
    """The titles above a paragraph; with the last line that was a title, where no clause has one, or where it tells a party's
    duties and the paragraph still stands under the clauses (``under``) that it stood under.
    """
    if not heading:
        return above
    if not above:
        return (heading,)
    if under is None or above[: len(under)] != under or heading in above:
        return above
    return (*under, heading, *above[len(under) :])


def _lead_above(document: Document, clause: Clause, leads: dict[str, str]) -> str:
    """The lead-in that the clause above ends with; ``leads`` are by the id of their clause."""
    return "" if clause.parent is None else leads.get(document.clauses[clause.parent].id, "")


def _sentences(
    span: Span,
    text: str,
    sentences: list[tuple[int, int]],
    titles: tuple[str, ...],
    lead: str,
    clause: Clause | None,
    numbered: bool,
) -> Iterator[Unit]:
    """The units of one paragraph; a title that opens it or stands between its sentences governs what follows."""
    before, chapters = "", _Chapters(clause.number if clause else "")
    for index, (start, end) in enumerate(sentences):
        start_of_words = start + max(body_start(text[start:end]), 0 if index else _number_length(clause, span, text))
        above = () if chapters.next_at(text, start) else titles
        governing, body = _governed(text, start_of_words, end, above, index == 0 and len(sentences) > 1)
        titles = titles if body == start_of_words else governing
        if body == end:
            continue
        quote = text[body:end]
        opens = _leads(quote) or (not lead and _goes_on(text, sentences[index + 1 : index + 2]))
        item = bool(lead) and (numbered or body > start or quote[:1].islower())
        yield Unit(
            Span(span.start + body, span.start + end),
            quote,
            Shape.LEAD if opens else Shape.ITEM if item else Shape.SENTENCE,
            language_of(quote),
            titles,
            lead if item and not opens else "",
            before=before,
            section=clause.kind if clause else ClauseKind.BODY,
            clause=clause.id if clause else "",
            number=clause.number if clause else "",
        )
        before, lead = quote, quote if opens else _list_opened(quote) or (lead if item else "")


class _Chapters:
    """The chapters that sentences of one paragraph stand in, by their numbers: glued lines run from one into the next."""

    def __init__(self, number: str) -> None:
        found = _NUMBERED.match(number)
        self._in = int(found["chapter"]) if found else 0

    def next_at(self, text: str, start: int) -> bool:
        """Whether the sentence that starts there may open the next chapter: ``6.`` where all before it stands in 5."""
        found = _NUMBERED.match(text, start) or _NUMBER_BEFORE.search(text, max(0, start - _NUMBER_REACH), start)
        last = self._in
        self._in = int(found["chapter"]) if found else last
        return found is not None and not found["below"] and self._in == last + 1


def _governed(text: str, start: int, end: int, titles: tuple[str, ...], first: bool) -> tuple[tuple[str, ...], int]:
    """The titles from a sentence on, and where its words begin: at its end, where it is a title and nothing else.

    ``first``: it opens a paragraph of several, where a title may run in.
    """
    quote = text[start:end]
    if is_title(quote) or (first and is_run_in(quote)):
        return _retitled(titles, quote), end
    inline = INLINE.match(text, start, end)
    if inline is None or inline.end() == end:
        return titles, start
    if len(inline.group(1)) > 1:
        titles = (*titles[:1], inline.group(1))
    rest = text[inline.end() : end]
    return (_retitled(titles, rest), end) if is_title(rest) else (titles, inline.end())


def _retitled(titles: tuple[str, ...], quote: str) -> tuple[str, ...]:
    return (*titles[:1], quote.strip(" .:"))


def _list_opened(quote: str) -> str:
    """The part of a sentence that leads to a list which begins within it; empty where none does."""
    runs_on = _INLINE_LIST.search(quote) if ":" in quote or "：" in quote else None
    return quote[: runs_on.start()] if runs_on else ""


def _leads_on(text: str, sentences: list[tuple[int, int]]) -> bool:
    """Whether a paragraph may lead to what follows it, or one of its sentences to the next."""
    if len(sentences) == 1:
        return _leads(text)
    inside = ":" in text or "：" in text or any(_goes_on(text, [following]) for following in sentences[1:])
    return inside or any(_leads(text[start:end]) for start, end in sentences)


def _leads(text: str) -> bool:
    """Whether a text ends as the words before a list do; one that ends as a sentence does not."""
    return text[-1:] not in _STOPS and _LIST_LEAD.search(text, max(0, len(text) - _LEAD_REACH)) is not None


def _number_length(clause: Clause | None, span: Span, text: str) -> int:
    """Length of the bare number (``3 交货：…``) of the clause that opens the paragraph, where it is typed there."""
    if clause is None or clause.span.start != span.start or not clause.number.isdigit() or not text.startswith(clause.number):
        return 0
    return len(text) - len(text[len(clause.number) :].lstrip())


def _goes_on(text: str, following: list[tuple[int, int]]) -> bool:
    """Whether a numbered item in small letters follows: then its subject stands here, though no colon says so."""
    for start, end in following:
        body = start + body_start(text[start:end])
        return (
            body > start
            and text[body].islower()
            and text[body : body + 2].isascii()
            and not text[start:body].strip().startswith("o")
        )
    return False
