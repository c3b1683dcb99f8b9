"""Letters and general terms that call the parties we and you."""

from __future__ import annotations

import pytest

from review.commitments import understand
from review.commitments.pronouns import pronouns
from review.intake import read
from review.model.commitment import Party

LETTER = (
    'Our agreement with you\nIn this letter "we" are Alder Kitchens Ltd and "you" are Birch Pharma Ltd.\n'
    "1. We run your canteen on working days.\n2. You will pay us a fee of £900 a month within 30 days.\n"
    "3. We shall keep our records for two years.\n4. You shall give our staff access to your site.\n"
)


def test_who_pays_is_the_buyer() -> None:
    assert pronouns(LETTER)["you"] is Party.BUYER and pronouns(LETTER)["our"] is Party.SELLER
    turned = LETTER.replace("You will pay us", "We will pay you").replace("We run", "You shall maintain")
    assert pronouns(turned)["you"] is Party.SELLER


def test_a_few_pronouns_are_no_names() -> None:
    assert pronouns("The Supplier shall deliver. We thank you.") == {}


def test_words_that_the_contract_defines_are_names_however_few() -> None:
    short = 'This agreement is between Alder Ltd ("you") and Birch Ltd ("we", "us"). We deliver the pump. You\'ll test it.'
    assert pronouns(short)["you"] is Party.BUYER and pronouns(short)["us"] is Party.SELLER


def test_the_duties_of_a_letter_have_their_owners() -> None:
    found = {c.quote: c.obligor for c in understand(read("letter.txt", LETTER.encode())).commitments}
    assert found["You will pay us a fee of £900 a month within 30 days."] is Party.BUYER
    assert found["We shall keep our records for two years."] is Party.SELLER


@pytest.mark.parametrize(
    ("said", "buyer"),
    [
        ("You indemnify us and repair the pump.", "we"),
        ("Your invoice is cut by a fifth.", "we"),
        ("You never inspect our goods.", "you"),
        ("Nothing is said.", "we"),
    ],
)
def test_acts_and_things_tell_who_buys_else_who_stands_first(said: str, buyer: str) -> None:
    sides = pronouns(f'This agreement is between Alder Ltd ("we") and Birch Ltd ("you"). {said}')
    assert sides[buyer] is Party.BUYER and len({sides["we"], sides["you"]}) == 2


@pytest.mark.parametrize(("first", "second"), [("平台", "您"), ("我们", "你们")])
def test_a_pronoun_that_labels_a_line_stands_across_from_its_neighbour(first: str, second: str) -> None:
    sides = pronouns(f"{first}：江州云杉置业有限公司\n{second}：南屿白桦设备有限公司\n1.1 晚一天扣五百。")
    assert (sides[first], sides[second]) == (Party.BUYER, Party.SELLER)
