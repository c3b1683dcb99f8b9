"""Words found in one pass, and the words that a pattern cannot do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.gates import Gates
from review.commitments.needed import Ways, needed, needs
from review.commitments.values.width import halfwidth, lowered, small
from review.commitments.words import Words

PIECES = ("a", "ab", "应", "应当", "甲方", "é", "1", "\U0001f600", " ")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:early|late) delivery|sold", ("early delivery", "late delivery", "sold")),
        ("agrees?", ("agree",)),
        ("以[^，。]{1,20}为(?:准|限)", ("为准", "为限")),
        ("应(?!用|急)当?", ("应",)),
        ("x{2,}|[ ]{3}y", ("   ", "xx")),
        ("(?:日|天)(?:之)?内", ("天之内", "天内", "日之内", "日内")),
        ("[^a]", None),
        ("(?:pay)?", None),
        ("(", None),
    ],
)
def test_words_that_a_pattern_cannot_do_without(pattern: str, words: tuple[str, ...] | None) -> None:
    assert needed(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("sold", ((("sold",),),)),
        ("sold|deliver\\w+", ((("deliver", "sold"),),)),
        ("accept(?:s|ed)[^.]{0,40}(?:in writing|by letter)", ((("by letter", "in writing"), ("accepted", "accepts")),)),
        ("(?:验收|检验)[^。]{0,9}为准|付款", ((("为准",), ("检验", "验收")), (("付款",),))),
        (r"within \d+ days?[^.]{0,9},", ((("within ",), (" day",)),)),
        ("付款|[^。]", None),
    ],
)
def test_the_ways_of_a_pattern_and_the_words_of_each(pattern: str, ways: Ways | None) -> None:
    assert needs(pattern) == ways


def test_too_many_words_are_not_spelt_out() -> None:
    digits = "(?:0|1|2|3|4|5|6|7|8|9)"
    assert needed(digits * 3 + "%") == tuple(f"{n:02}" for n in range(100))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True), st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_word_of_a_text_is_found_as_often_as_it_stands_there(words: list[str], text: str) -> None:
    found = list(Words({w: w for w in words}).of(text))
    assert sorted(found) == sorted(w for w in words for _ in re.finditer(f"(?={re.escape(w)})", text))


def test_no_words_find_nothing() -> None:
    assert list(Words[str]({}).of("甲方")) == []


@given(st.text())
def test_width_and_case_keep_every_sign_in_its_place(text: str) -> None:
    for change in (halfwidth, lowered):
        assert change(text) == "".join(map(change, text))
        assert len(change(text)) == len(text)


def test_signs_of_one_width() -> None:
    assert halfwidth("（３．５％）\t“Ａ”　") == '(3.5%) "A" '
    assert lowered("ABÉÄ甲") == "abÉÄ甲"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_word_ends_where_the_text_says_so(text: str) -> None:
    words = Words({w: w for w in PIECES})
    assert sorted(zip(*words.ends(text), strict=True)) == sorted(
        (at + len(w), w) for w in PIECES for at in range(len(text)) if text.startswith(w, at)
    )


def test_a_gate_is_open_where_its_pattern_may_be_found() -> None:
    gates = Gates({"late": "(?:early|late) delivery", "any": "[a-z]+", "zh": "应当?"})
    assert gates.open("LATE DELIVERY") == {"late", "any"}
    assert gates.open("乙方应交货") == {"zh", "any"}
    assert gates.open("") == {"any"}


@given(st.text(st.sampled_from("İIıiÉéΣσ应A")))
def test_small_letters_stand_where_the_large_ones_did(text: str) -> None:
    assert len(small(text)) == len(text)
    assert "I" not in small(text)
