"""A line that the reader no longer sees is carried along where its own words stand, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.compare import compare_documents
from review.compare.carried import carried
from review.compare.drafts import Draft
from review.model.span import Span
from tests.compare.drafts import EN, document, reviewed

_DATE = "Bridge works\n\nMay 6, 2019\n\n1. This contract is made as of May 6, 2019 between the parties named below.\n"
_LIST = "1. Terms\n\n2. Repairs take\n\n5 days\n\n3. The parties meet in Lyon.\n"
_ZH = "第一条 付款\n\n五日内付清\n\n第二条 双方在上海会面。\n"


def _carried(old: str, new: str, quote: str) -> list[str]:
    """Words around each place to which a line with these words, the first ones of the old text, is carried."""
    before, after = document(old), document(new)
    start = before.text.index(quote)
    line = replace(reviewed(EN).commitments[0], span=Span(start, start + len(quote)), quote=quote, condition=None, exception=None)
    found = carried([line], Draft(before), Draft(after), (), compare_documents(before, after).passages)
    return [after.text[max(0, c.span.start - 6) : c.span.end].strip() for c in found]


@pytest.mark.parametrize(
    ("old", "new", "quote", "stands"),
    [
        (_DATE, _DATE, "May 6, 2019", True),
        (_DATE, _DATE.replace("works\n\nMay 6", "works\n\nMay 9"), "May 6, 2019", False),
        (_DATE, _DATE.replace("\n\nMay 6, 2019", ""), "May 6, 2019", False),
        (_LIST, "1. A new clause.\n\n" + _LIST, "5 days", True),
        (_LIST, _LIST.replace("\n\n5 days", "") + "\n\n4. Annex\n\n5 days\n", "5 days", True),
        (_LIST, _LIST.replace("5 days", "15 days"), "5 days", False),
        (_LIST, _LIST.replace("5 days", "1.5 days"), "5 days", False),
        (_LIST, _LIST.replace("5 days", "1,5 days"), "5 days", False),
        (_ZH, _ZH.replace("五日内付清", "五日内付清。"), "五日内付清", True),
        (_ZH, _ZH.replace("五日内付清", "十五日内付清"), "五日内付清", False),
        (_ZH, _ZH.replace("五日内付清", "二十五日内付清"), "五日内付清", False),
    ],
)
def test_a_line_is_carried_where_its_own_words_stand(old: str, new: str, quote: str, stands: bool) -> None:
    assert bool(_carried(old, new, quote)) is stands


def test_it_goes_to_its_own_place_although_the_words_stand_elsewhere_too() -> None:
    (place,) = _carried(_DATE, "0. Dated as of May 6, 2019.\n\n" + _DATE.replace("works", "works and more"), "May 6, 2019")
    assert place.endswith("more\nMay 6, 2019")
