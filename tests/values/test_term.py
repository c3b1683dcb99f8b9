"""When a contract ends, renews and must be given notice of, by its own words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from review.commitments.deadline import Period
from review.commitments.deadline.life import life_of
from review.commitments.deadline.term import end_of, notice_of, renewal_of


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("unless a party gives ninety (90) days' written notice before the term ends", 90, "day"),
        ("任何一方应提前60日书面通知对方不再续期", 60, "day"),
        ("renews for one year unless notice is given at least three months prior to its end", 3, "month"),
    ],
)
def test_notice(text: str, n: int, unit: str) -> None:
    assert notice_of(text) == Period(Decimal(n), unit)


def test_no_notice() -> None:
    assert notice_of("This Agreement lasts two years.") is None


@pytest.mark.parametrize(
    ("text", "n", "unit", "successive"),
    [
        ("and shall renew automatically for successive two-year terms", 2, "year", True),
        ("may be extended for one further period of six months", 6, "month", False),
        ("期满后自动续期一年", 1, "year", False),
        ("continues from year to year", 1, "year", True),
    ],
)
def test_renewal(text: str, n: int, unit: str, successive: bool) -> None:
    renewal = renewal_of(text)
    assert renewal is not None
    assert (renewal.period, renewal.successive) == (Period(Decimal(n), unit), successive)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("shall begin on the Effective Date and continue for three (3) years", date(2029, 3, 1)),
        ("shall expire on 31 December 2028 unless ended before", date(2028, 12, 31)),
        ("commencing on 1 May 2026 for a term of one year", date(2027, 5, 1)),
        ("合同有效期自生效之日起两年", date(2028, 3, 1)),
        ("until the fifth (5th) anniversary of the Effective Date", date(2031, 3, 1)),
        ("shall remain in effect until the end of the fourth (4th) Contract Year", date(2030, 3, 1)),
        ("and will end upon the end of Year 2", date(2028, 3, 1)),
        ("and remains in force until the end of the current calendar year", date(2026, 12, 31)),
    ],
)
def test_end(text: str, day: date) -> None:
    assert end_of(text, date(2026, 3, 1)).day == day


def test_open_ended() -> None:
    assert end_of("This Agreement is valid for an indefinite period.", date(2026, 3, 1)).open_ended
    assert not end_of("for a term of three years", None).open_ended


def test_the_life_of_a_whole_contract() -> None:
    text = (
        "1. Payment. The Customer pays within 30 days. During the term of this Agreement the Supplier keeps "
        "records for five years.\n\n"
        "2. Term. This Agreement shall commence on the Effective Date and continue for three (3) years. It shall "
        "renew for successive one-year terms unless a party gives ninety (90) days' notice before the term of "
        "this Agreement ends.\n\n"
        "3. Warranty. The warranty is twelve months from delivery."
    )
    life = life_of(text, date(2026, 3, 1))
    assert life.end is not None and life.end.day == date(2029, 3, 1)
    assert life.renewal is not None and life.renewal.period == Period(Decimal(1), "year")
    assert life.notice == Period(Decimal(90), "day")


def test_clauses_run_together_are_told_apart_by_their_numbers() -> None:
    text = (
        '"Delivery Year" means a period of twelve months commencing on the Effective Date. 4.1 If this Agreement is terminated '
        "early, the Customer has ninety days from the effective date of termination to return the goods; 4.2 This Agreement "
        "shall be for a term of two years."
    )
    life = life_of(text, date(2026, 3, 1))
    assert life.end is not None and life.end.day == date(2028, 3, 1)


def test_a_short_term_is_believed_when_no_longer_one_is_named() -> None:
    life = life_of("The term of this Agreement begins on the Effective Date and ends on 28 March 2026.", date(2026, 3, 1))
    assert life.end is not None and life.end.day == date(2026, 3, 28)


def test_the_life_of_a_chinese_contract() -> None:
    text = (
        "质保期为验收合格后十二个月。本合同有效期自生效之日起两年。"
        "期满前任何一方可提前60日书面通知对方终止,否则合同自动续期一年。"
    )
    life = life_of(text, date(2026, 3, 1))
    assert life.end is not None and life.end.day == date(2028, 3, 1)
    assert life.renewal is not None and life.renewal.period == Period(Decimal(1), "year")
    assert life.notice == Period(Decimal(60), "day")


def test_a_text_without_a_term_has_no_end() -> None:
    life = life_of("The Supplier delivers the goods. The Customer pays the price.", date(2026, 3, 1))
    assert (life.end, life.renewal, life.notice) == (None, None, None)
