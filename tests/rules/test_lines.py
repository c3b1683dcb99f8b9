"""Lines of a contract as patterns see them: what a search of some lines finds, and which lines hold a sign."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from review.model.span import Span
from review.rules.finder import Words
from review.rules.lines import Lines, lines_of
from review.rules.program import Program
from review.rules.signs import Signs

_TEXTS = st.lists(st.text("甲乙a𠮷 ,", max_size=5), min_size=1, max_size=40)
_PROGRAM = Program("(?m)^甲|[a乙]+|,$")


def _found(lines: Lines, wanted: int) -> list[tuple[int, int]]:
    excerpt = lines.excerpt(wanted)
    return list(lines.matches(_PROGRAM, excerpt)) if excerpt else []


@given(_TEXTS, st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39), max_size=3))
def test_a_search_of_some_lines_finds_what_each_of_them_holds(texts: list[str], some: set[int], shut: set[int]) -> None:
    text, whole = "\n".join(texts), Lines("\n".join(texts))
    starts = [len("\n".join(texts[:n])) + (n > 0) for n in range(len(texts))]
    unread = [Span(starts[n], starts[n] + len(texts[n]) + 1) for n in shut if n < len(texts)]
    lines, wanted = Lines(text, unread), lines_of(sorted(n for n in some if n < len(texts)))
    each = [place for n in range(len(texts)) if wanted >> n & 1 and n not in shut for place in _found(whole, 1 << n)]
    found = _found(lines, wanted)
    assert [place for place in found if wanted >> lines.at(place[0]) & 1] == each
    assert not any(lines.at(start) in shut for start, _ in found)


@given(_TEXTS)
def test_the_lines_of_a_sign_are_those_that_hold_it(texts: list[str]) -> None:
    signs = Signs(("甲", "a", ",", "𠮷", "丙", "aa"))
    assert signs.lines("\n".join(texts)) == {
        sign: lines_of([n for n, line in enumerate(texts) if sign in line]) for sign in "甲a," if any(sign in t for t in texts)
    }


def test_a_word_is_known_on_every_line_of_a_long_text_that_holds_it() -> None:
    lines = [("", "abc", "x abc def", "abcabc")[n * n % 7 % 4] for n in range(5000)]
    places = Words(("abc", "def", "ghi")).places(lines)
    assert places.words == {"abc", "def"}
    for word in places.words:
        assert places.of((((word,),),)) == lines_of([n for n, line in enumerate(lines) if word in line])


def test_a_text_without_words_holds_none() -> None:
    assert not Words(("abc", "字")).places([""]).words


@given(st.text("ab\n", max_size=12))
def test_a_search_gives_every_match_that_is_not_empty_once(text: str) -> None:
    data = text.encode()
    assert list(Program("a*").all(data, 0, len(data))) == [m.span() for m in re.finditer("a+", text)]
