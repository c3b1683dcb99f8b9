"""Marks of companies' names keep a text on its lines."""

from review.model.commitment import Party
from review.rules import marks


def test_a_name_over_two_lines_keeps_the_lines() -> None:
    text = "between north sea\ncables ltd and others\nthe buyer is late"
    marked = marks.put(text, {"north sea\ncables ltd": Party.SELLER})
    assert marked == "between SZZZZZZZZ\nZZZZZZZZZZ and others\nthe buyer is late"
