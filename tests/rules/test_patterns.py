"""Laws of patterns and of the text they are asked on."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from review.commitments.needed import EDGE, needs
from review.intake import parse
from review.model.commitment import Party, PartyName, Understanding
from review.model.span import Span
from review.rules import load
from review.rules.finder import FREQUENT, Finder, Words
from review.rules.parties import alternatives, companies
from review.rules.patterns import Maker, accusing, make
from review.rules.text import Cuts, fold

PIECES = ("满意", "为准", "甲方", "ab", "12", " ", "。", "up", "-")


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from(["甲方付款", "乙方交货。", "The Buyer pays.", " ", "\n", "；", "3.2", "e.g. x"])).map("".join))
def test_sentences_stand_in_order_and_cover_what_is_not_blank(text: str) -> None:
    spans = Cuts(fold(text)).all
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = sum(len("".join(text[s.start : s.end].split())) for s in spans)
    assert covered == len("".join(text.split()))


@st.composite
def expressions(draw: st.DrawFn, *lists: str) -> str:
    leaf = st.sampled_from([*PIECES, *lists, ".{0,3}", "[甲乙]", r"\d+", r"\b", r"\s+", r"[-\s]"])
    made = st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.lists(inner, min_size=2, max_size=3).map(lambda xs: "(?:" + "|".join(xs) + ")"),
            inner.map(lambda x: f"(?:{x})?"),
            inner.map(lambda x: rf"\b(?:{x})\b"),
        ),
        max_leaves=6,
    )
    return draw(made)


@settings(max_examples=300)
@given(expressions(), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_every_match_holds_the_words_of_one_of_its_ways(expression: str, text: str) -> None:
    ways = needs(expression)
    for match in re2.finditer(expression, text):
        if match[0]:
            assert ways is None or any(_holds(match[0], way) for way in ways), (expression, ways, match[0])


def test_a_list_within_a_list_keeps_its_own_words() -> None:
    outer, inner = (make([p], [], {"a": ("甲{b}", "丙"), "b": ("乙", "丁")}) for p in ("{a}", "{b}"))
    maker = Maker(lambda: {"a": ("甲{b}", "丙"), "b": ("乙", "丁")})
    assert [maker.make([p], []).needs for p in ("{a}", "{b}")] == [outer.needs, inner.needs]


@settings(max_examples=80)
@given(
    st.lists(expressions("{a}", "{b}"), min_size=1, max_size=2),
    st.lists(expressions("{b}"), min_size=1, max_size=3),
    st.lists(expressions(), min_size=1, max_size=3),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
def test_so_it_does_when_lists_of_words_are_read_once(patterns: list[str], a: list[str], b: list[str], text: str) -> None:
    made = make(patterns, [], {"a": tuple(a), "b": tuple(b)})
    for match in re2.finditer(made.expression, fold(text)):
        if match[0]:
            assert made.needs is None or any(_holds(match[0], way) for way in made.needs), (made, match[0])


def _holds(text: str, way: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a text holds a word of each list, one between edges as a word of its own."""
    return all(any(re.search(_sign(word), text, re.ASCII) for word in words) for words in way)


def _sign(word: str) -> str:
    return re.escape(word.strip(EDGE)).join((r"\b", r"\b") if word.startswith(EDGE) else ("", ""))


@given(expressions(), st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), min_size=1, max_size=6))
def test_what_words_rule_out_is_found_nowhere(expression: str, lines: list[str]) -> None:
    document = parse("a.txt", ("\n".join(lines) + "\n合同").encode())
    made = make([expression], [], {})
    by_words, everywhere = (Finder(document, Words(words), {}).find(made) for words in (made.words, ()))
    assert by_words == everywhere


@given(expressions(), st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), min_size=1, max_size=20))
def test_the_lines_of_a_pattern_are_those_that_hold_the_words_of_one_of_its_ways(expression: str, lines: list[str]) -> None:
    ways = needs(expression) or ()
    words = {word for way in ways for listed in way for word in listed}
    found = Words(words).places(lines).of(ways)
    told = [n for n in range(len(lines)) if found >> n & 1]
    holding = [n for n, line in enumerate(lines) if any(_holds(line, way) for way in ways)]
    assert told == holding if words.isdisjoint(FREQUENT) else set(told) >= set(holding)


def test_a_search_by_words_finds_what_a_search_everywhere_finds() -> None:
    text = "第一条 甲方满意为准。\n第二条 以买方书面满意为准。\n3. To the satisfaction of the Buyer.\n"
    document = parse("a.txt", text.encode())
    made = make(["{buyer}.{0,4}满意为准"], ["to the satisfaction of {buyer}"], {})
    names = alternatives(Understanding())
    by_words = Finder(document, Words(made.words), names).find(made)
    everywhere = Finder(document, Words(()), names).find(made)
    assert by_words == everywhere and len(by_words) == 3


def test_places_whose_lines_were_searched_at_once_are_those_that_each_search_finds() -> None:
    document = parse("a.txt", "一次付款。\n二次到账。\n三次付款，付款。\n".encode())
    made = make(["付款"], [], {})
    asked = [Span(0, 5), Span(12, 20)]
    one, other = (Finder(document, Words(made.words), {}) for _ in range(2))
    one.look(made, asked)
    work = one.work
    assert [one.find(made, s) for s in asked] == [other.find(made, s) for s in asked] != [(), ()]
    assert one.find(made) == other.find(made) and len(one.find(made)) == 3 and one.work - work < other.work


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲方在业主拨款到账后付款。", ["业主拨款"]),
        ("到账后付款。业主拨款另议。", []),
        ("甲方付款不以业主拨款到账为条件。", []),
        ("The Customer pays once the Owner has paid.", ["owner has paid"]),
        ("Once the Customer has paid, risk passes.", []),
    ],
)
def test_words_that_mean_something_together_stand_in_one_sentence(text: str, found: list[str]) -> None:
    made = make(["{third}拨款 && 付款 && !不以"], ["{third} has paid && pays"], {})
    named = Understanding((PartyName(Party.BUYER, "", ("甲方", "Customer"), Span(0, 0)),))
    finder = Finder(parse("a.txt", text.encode()), Words(()), alternatives(named))
    assert [finder.folded[s.start : s.end].removeprefix("the ") for s in finder.find(made)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("江南电力有限公司应付款。", ["江南电力有限公司应付款"]),
        ("江南电力有限公司和甲方应付款。", ["甲方应付款"]),
        ("Acme (North) Ltd. shall pay.", ["acme (north) ltd. shall pay"]),
        ("The Acme (North) Ltd shall pay.", ["the acme (north) ltd shall pay"]),
        ("Macme (North) Ltd. shall pay.", []),
        ("Acme (North) Ltdx shall pay.", []),
    ],
)
def test_a_company_is_found_by_its_name_and_patterns_are_the_same_for_all(text: str, found: list[str]) -> None:
    made = make(["{buyer}应付款"], ["{buyer} shall pay"], {})
    names = ("江南电力有限公司", "Acme (North) Ltd.")
    told = [Understanding((PartyName(Party.BUYER, name, ("甲方",), Span(0, 0)),)) for name in names]
    assert alternatives(told[0]) == alternatives(told[1])
    document = parse("a.txt", text.encode())
    finders = (Finder(document, Words(made.words), alternatives(u), companies(u)) for u in told)
    assert list(dict.fromkeys(f.folded[s.start : s.end] for f in finders for s in f.find(made))) == found


@pytest.mark.parametrize(
    ("text", "found"), [("The rate is fixed.", ["rate"]), ("The corporate prated on.", []), ("At 5% more.", ["5%"])]
)
def test_a_macro_that_stands_alone_holds_whole_words(text: str, found: list[str]) -> None:
    made = make([], ["{sum} && {verb}"], {"sum": ("{kind}", r"\d+%"), "kind": ("rate",), "verb": ("is", "on", "more")})
    finder = Finder(parse("a.txt", text.encode()), Words(()), {})
    assert [finder.folded[s.start : s.end] for s in finder.find(made)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲方收到款项后付款；业主拨款为前提。", 1),
        ("甲方付款；乙方应促成业主拨款。", 0),
        ("甲方付款；甲方以业主拨款为前提。", 1),
        ("甲方付款；\n业主拨款另议。", 0),
        ("甲方付款；业主拨款不以此为条件。", 0),
        ("The Customer pays in May; the Owner's money comes first.", 1),
        ("The Customer pays in May; the Supplier asks for the Owner's money.", 0),
    ],
)
def test_a_semicolon_does_not_part_what_has_one_subject(text: str, found: int) -> None:
    made = accusing(make(["{third}拨款 && 付款 && !不以"], ["{third}.s money && pays"], {}))
    named = Understanding(
        (
            PartyName(Party.BUYER, "", ("甲方", "Customer"), Span(0, 0)),
            PartyName(Party.SELLER, "", ("乙方", "Supplier"), Span(0, 0)),
        )
    )
    finder = Finder(parse("a.txt", text.encode()), Words(()), alternatives(named))
    assert len(finder.find(made)) == found


def test_full_width_signs_are_the_same_in_patterns() -> None:
    made = make(["账号：\\d+"], [], {})
    document = parse("a.txt", "账号：１２３\n账号:456\n".encode())
    assert len(Finder(document, Words(()), {}).find(made)) == 2


def test_every_shipped_pattern_can_be_found_by_words() -> None:
    unknown = {p.expression for r in load().rules for p in r.searched if p.needs is None}
    assert len(unknown) <= 12, "patterns without a fixed word are asked on every line"
