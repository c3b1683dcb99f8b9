"""The lines of a text: what each place of the tree that asks for one is told."""

from __future__ import annotations

from review.model.lines import line_end, line_of, line_start, lines_above, lines_below, lines_over
from review.model.span import Span

TEXT = "one\ntwo\n\nfour"


def test_a_line_feed_ends_the_line_that_it_stands_behind() -> None:
    assert [line_of(TEXT, at).of(TEXT) for at in (0, 3, 4, 7, 8, 12, len(TEXT))] == [
        "one",
        "one",
        "two",
        "two",
        "",
        "four",
        "four",
    ]
    assert (line_start(TEXT, 5), line_end(TEXT, 5)) == (4, 7)


def test_a_place_over_several_lines_takes_in_all_of_each() -> None:
    assert lines_over(TEXT, Span(1, 5)).of(TEXT) == "one\ntwo"


def test_the_lines_around_one_come_the_nearest_first() -> None:
    two = line_of(TEXT, 4)
    assert [line.of(TEXT) for line in lines_above(TEXT, line_of(TEXT, 9))] == ["", "two", "one"]
    assert [line.of(TEXT) for line in lines_below(TEXT, two)] == ["", "four"]
    assert list(lines_above(TEXT, line_of(TEXT, 0))) == []
    assert [line.of("a\n") for line in lines_below("a\n", Span(0, 1))] == []
