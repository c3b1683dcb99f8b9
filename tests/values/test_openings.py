"""Quick looks that pass over what is no value must pass over nothing else."""

from __future__ import annotations

import pytest

from review.commitments.values import scan


@pytest.mark.parametrize("text", ["5", "71", "2026", "２０２６", "0000"])
def test_digits_alone_are_no_value(text: str) -> None:
    assert scan(text) == ()
    assert len(scan(f"{text} days")) == 1


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("5 million dollars", "USD"),
        ("5 MUSD", "USD"),
        ("250.-- CHF", "CHF"),
        ("40 danish kroner", "DKK"),
        ("7 U.S. dollars", "USD"),
    ],
)
def test_an_amount_is_told_by_the_first_signs_of_its_currency(text: str, currency: str) -> None:
    assert [v.currency for v in scan(text)] == [currency]


@pytest.mark.parametrize(("text", "unit"), [("28 minutes", "minute"), ("30 days", "day"), ("3 months", "month")])
def test_a_time_that_opens_as_a_currency_does_is_a_time(text: str, unit: str) -> None:
    assert [v.unit for v in scan(text)] == [unit]


def test_a_blank_date_keeps_its_figures() -> None:
    assert [v.blank for v in scan("签于20  年  月  日")] == [True]
    assert [v.blank for v in scan("签于2026   年   月")] == [True]
