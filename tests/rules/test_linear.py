"""What a review does grows with its text and no faster: counted in calls of functions, so that every machine answers alike."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from review.commitments import understand
from review.commitments.sentences import LONGEST
from review.intake import parse
from review.model.commitment import Party
from review.rules import Facts, evaluate, load
from review.rules.finder import _Held
from review.rules.lines import Lines
from review.rules.pairing import unlike_pairs
from review.rules.text import Cuts

_HEAD_ZH = "供货合同\n甲方：北京天元贸易有限公司\n乙方：上海宏达科技有限公司\n"
_HEAD_EN = 'SUPPLY AGREEMENT\nThis Agreement is made between Acme Ltd (the "Seller") and Zenith Inc (the "Buyer").\n'
_ZH = (
    "乙方应在收到订单后{d}日内向甲方交付第{i}批货物，甲方应在验收合格后30日内支付人民币{a}元。",
    "乙方逾期交货的，每逾期一日，应按合同总价的0.5%向甲方支付违约金。",
    "甲方有权提前{d}日书面通知乙方解除本合同，但乙方违反第{i}条的除外。",
    "乙方应保证系统每月可用率不低于99.9%，并在接到报修后4小时内响应。",
)
_EN = (
    "The Seller shall deliver lot {i} to the Buyer within {d} days, and the Buyer shall pay USD {a} within 30 days.",
    "If the Seller fails to deliver on time, it shall pay liquidated damages of 0.5% of the Contract Price per week of delay.",
    "The Buyer may terminate this Agreement upon {d} days written notice if the Seller breaches Section {i}.",
    "The Services shall be available 99.9% of the time in each calendar month and requests are answered within 4 hours.",
)


def _said(sentences: tuple[str, ...], count: int) -> list[str]:
    return [sentences[i % 4].format(i=i + 1, d=i % 60 + 5, a=1000 + 37 * i) for i in range(count)]


def _references(count: int) -> str:
    return "".join(
        f"第{i + 1}条 除第{i * 7 % count + 900}条另有约定外，乙方应遵守第{i * 3 % count + 900}条的约定。" for i in range(count)
    )


TEXTS: dict[str, Callable[[int], str]] = {
    "clauses": lambda n: _HEAD_ZH + "\n".join(f"{i}、{s}" for i, s in enumerate(_said(_ZH, n), 1)),
    "one sentence in English": lambda n: _HEAD_EN + " ".join(_said(_EN, n)).replace(".", " and"),
    "references": lambda n: _HEAD_ZH + _references(n),
}


def _work(text: str) -> int:
    """Calls of functions, each step of a generator among them, to read and review a text."""
    document, calls = parse("a.txt", text.encode()), 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    rules = load()
    sys.setprofile(count)
    try:
        evaluate(rules, Facts(document, understand(document), None, Party.SELLER, date(2026, 3, 2)))
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """Forty more clauses, then eighty more: twice the work where it is linear, four times where it is square."""
    _work(TEXTS[name](8))
    once, twice, four_times = (_work(TEXTS[name](40 * times)) for times in (1, 2, 4))
    assert four_times - twice < 2.7 * (twice - once)


def test_no_sentence_is_longer_than_all_measure() -> None:
    cuts = Cuts("the seller shall deliver, " * 4000).all
    assert max(map(len, cuts)) <= LONGEST
    assert sum(map(len, cuts)) > 4000 * 24


def test_places_are_kept_in_order_in_whatever_order_lines_are_asked() -> None:
    lines = Lines("\n".join(["a b a"] * 50))
    held, order = _Held((1 << 50) - 1), random.Random(1).sample(range(50), 50)
    for n in order:
        held.add(1 << n, [(6 * n + 4, 6 * n + 5), (6 * n, 6 * n + 1)], lines)
    assert held.places == [(at, at + 1) for n in range(50) for at in (6 * n, 6 * n + 4)]
    assert not held.left and held.holding == (1 << 50) - 1


def test_pairs_that_differ_are_found_without_asking_the_like_ones() -> None:
    asked = 0

    def differ(one: int, other: int) -> bool:
        nonlocal asked
        asked += 1
        return one != other

    things = [7] * 500 + [8] + [7] * 500
    pairs = list(unlike_pairs(things, lambda _: None, int, differ))
    assert len(pairs) == 1000 and asked <= 2 * len(things)
    assert pairs[0] == (7, 8) and pairs[-1] == (8, 7)
