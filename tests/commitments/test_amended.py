"""Special conditions that delete, replace and read anew what general ones say."""

from __future__ import annotations

import pytest

from review.commitments import understand
from review.commitments.amended import restated, revalued, standing
from review.commitments.values import scan
from review.model.span import Span
from tests.commitments.drafts import document

_ZH = "专用条款\n{}\n通用条款\n9.1 卖方每迟延一日支付 0.05% 的违约金。\n9.2 买方每迟延一日支付 0.02% 的利息。\n"
_EN = (
    "SPECIAL CONDITIONS\n{}\nGENERAL CONDITIONS\n9.1 The Seller pays 0.05% per day of delay.\n9.2 The Buyer pays 0.02% per day.\n"
)
_OLD = "0.05%"


@pytest.mark.parametrize(
    "change", ["S1\t9.1\t删除", "S1\t通 9.1 替换\t本条空缺。", "通用条款第9.1条不适用。", "删除通用条款第9.1条。"]
)
def test_what_is_deleted_is_blank(change: str) -> None:
    text = _ZH.format(change)
    read = standing(document(text))
    assert len(read.text) == len(document(text).text)
    assert _OLD not in read.text
    assert "0.02%" in read.text


@pytest.mark.parametrize("change", ["1\tGC 9.1\tDeleted.", "4.2 9.1 does not apply.", "1\tC9.1\tReplace by: nothing is paid."])
def test_what_is_deleted_is_blank_in_english(change: str) -> None:
    read = standing(document(_EN.format(change)))
    assert _OLD not in read.text
    assert "0.02%" in read.text


@pytest.mark.parametrize("change", ["S1\t9.1\t末句替换为:另行协商。", "1\tGC 9.1\tAdd: by bank transfer.", "S1\t9.7\t删除"])
def test_what_is_added_or_not_there_deletes_nothing(change: str) -> None:
    read = document(_ZH.format(change))
    assert standing(read) is read


def test_without_special_conditions_nothing_changes() -> None:
    read = document("9.1 The Seller pays 0.05% per day.\n9.2 9.1 does not apply.\n")
    assert standing(read) is read


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (_ZH, 'S1\t9.1\t将"0.05%"改为"0.3%"。'),
        (_EN, '1\tGC 9.1\tIn place of "0.05%" read "0.3%".'),
        (_EN, 'In 9.1 for "0.05%" read "0.3%".'),
    ],
)
def test_a_figure_is_read_anew_where_it_stood(text: str, change: str) -> None:
    read = document(text.format(change)).text
    at = read.rindex(_OLD)
    told = next(v for v in revalued(read, scan(read)) if v.span.start == at)
    assert str(told.n) == "0.3"
    line = restated(read, [told.span])[0]
    assert change in read[line.start : line.end]


def test_places_of_other_figures_stay() -> None:
    read = document(_ZH.format('S1\t9.1\t将"0.05%"改为"0.3%"。')).text
    place = Span(read.rindex("0.02%"), read.rindex("0.02%") + 5)
    assert restated(read, [place]) == (place,)


def test_promises_hold_the_new_figure_and_quote_the_clause() -> None:
    read = understand(document(_ZH.format('S1\t9.1\t将"0.05%"改为"0.3%"。')))
    promise = next(c for c in read.commitments if _OLD in c.quote and "卖方" in c.quote)
    assert "0.3" in {str(v.n) for v in promise.values}
