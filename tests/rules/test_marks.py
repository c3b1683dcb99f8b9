"""Names of companies as marks: the text around them stays where it is, and its lines stay lines."""

from __future__ import annotations

from review.model.commitment import Party
from review.rules import marks


def test_a_name_is_as_long_as_its_mark() -> None:
    text = marks.put("fern ltd. delivers to ashby plc", {"fern ltd.": Party.SELLER, "ashby plc": Party.BUYER})
    assert text == "SZZZZZZZZ delivers to BZZZZZZZZ"


def test_a_name_over_two_lines_keeps_both() -> None:
    text = "between north sea\ncables ltd and others\nthe buyer is late"
    marked = marks.put(text, {"north sea\ncables ltd": Party.SELLER})
    assert marked == "between SZZZZZZZZ\nZZZZZZZZZZ and others\nthe buyer is late"
