"""Names of companies as marks: the text around them stays where it is, and its lines stay lines."""

from __future__ import annotations

from review.model.commitment import Party
from review.rules import marks


def test_a_name_is_as_long_as_its_mark() -> None:
    text = marks.put("fern ltd. delivers to ashby plc", {"fern ltd.": Party.SELLER, "ashby plc": Party.BUYER})
    assert text == "SZZZZZZZZ delivers to BZZZZZZZZ"


def test_a_name_over_two_lines_has_no_mark() -> None:
    text = "reference 7\nbetween ashby plc and others"
    assert marks.put(text, {"reference 7\nbetween ashby plc": Party.BUYER}) == text
