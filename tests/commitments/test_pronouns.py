"""Letters and general terms that call the parties we and you."""

from __future__ import annotations

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
