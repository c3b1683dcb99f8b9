"""Names of companies as marks: the text around them stays where it is."""

from __future__ import annotations

from review.model.commitment import Party
from review.rules.marks import put


def test_a_name_on_two_lines_keeps_both() -> None:
    text = "order 7 of\nalder works ltd.\n2. the goods"
    marked = put(text, {"of\nalder works ltd.": Party.BUYER})
    assert len(marked) == len(text)
    assert [len(line) for line in marked.split("\n")] == [len(line) for line in text.split("\n")]
    assert marked.endswith("\n2. the goods")
