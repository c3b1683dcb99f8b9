"""Date arithmetic by the Civil Code, triggers by the table of wordings, chains, and comparisons that refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.commitments.deadline import (
    Link,
    Order,
    Period,
    Start,
    add,
    calendar_of,
    china,
    classify,
    compare,
    deadline_of,
    links,
    read,
    reason,
    resolve,
)
from review.commitments.deadline.calendar import BeyondCalendar
from review.commitments.deadline.rates import days_to_cap, downtime, increments, yearly
from review.commitments.values import scan
from review.model.commitment import Deadline, Party, Trigger, ValueType
from review.model.language import Language
from review.model.reasons import REASONS
from review.model.span import Span

PARTIES = {"甲方": Party.BUYER, "乙方": Party.SELLER, "Customer": Party.BUYER, "Supplier": Party.SELLER}


def _deadline(text: str, anchors: dict[Trigger, date] | None = None, chains: dict[Trigger, Link] | None = None) -> Deadline:
    return deadline_of(text, scan(text)[0], PARTIES, anchors, chains)


@pytest.mark.parametrize(
    ("start", "n", "unit", "day", "rolled"),
    [
        (date(2026, 3, 1), 20, "day", date(2026, 3, 21), date(2026, 3, 23)),
        (date(2025, 1, 31), 1, "month", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 8, 31), 6, "month", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2025, 9, 1), 30, "day", date(2025, 10, 1), date(2025, 10, 9)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2025, 1, 1), 2, "week", date(2025, 1, 15), date(2025, 1, 15)),
        (date(2025, 3, 3), 1, "quarter", date(2025, 6, 3), date(2025, 6, 3)),
    ],
)
def test_the_civil_code(start: date, n: int, unit: str, day: date, rolled: date) -> None:
    moved = add(start, Decimal(n), unit, calendar=china())
    assert (moved.day, moved.rolled, moved.reason) == (day, rolled, "")


def test_half_a_month_is_fifteen_days() -> None:
    assert add(date(2026, 3, 1), Decimal("1.5"), "month").day == date(2026, 4, 16)


def test_working_days_follow_the_official_calendar() -> None:
    assert add(date(2025, 9, 30), Decimal(1), "day", "working", china()).day == date(2025, 10, 9)
    assert add(date(2025, 10, 10), Decimal(1), "day", "working", china()).day == date(2025, 10, 11)  # a Saturday made up for
    assert add(date(2025, 10, 9), Decimal(1), "day", "working", china(), before=True).day == date(2025, 9, 30)


def test_other_countries_have_their_own_calendar() -> None:
    assert calendar_of("US").rolled(date(2026, 7, 3)) == date(2026, 7, 6)
    with pytest.raises(BeyondCalendar):
        calendar_of("XX")


def test_years_beyond_the_calendar_are_said() -> None:
    plain = add(date(2090, 1, 1), Decimal(30), "day", calendar=china())
    assert (plain.day, plain.rolled, plain.reason) == (date(2090, 1, 31), None, "beyond-calendar")
    assert add(date(2090, 1, 1), Decimal(3), "day", "working", china()).day is None


@pytest.mark.parametrize(
    ("n", "unit", "code"),
    [("4", "hour", "needs-time-of-day"), ("0.5", "day", "needs-time-of-day"), ("9999", "year", "out-of-range")],
)
def test_what_cannot_be_counted(n: str, unit: str, code: str) -> None:
    moved = add(date(2026, 1, 1), Decimal(n), unit, calendar=china())
    assert (moved.day, moved.reason) == (None, code)


@given(st.dates(date(2005, 1, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_rolling_never_moves_back_and_ends_on_a_working_day(start: date, n: int) -> None:
    moved = add(start, Decimal(n), "day", calendar=china())
    assert moved.day is not None and moved.rolled is not None
    assert moved.rolled >= moved.day
    assert china().works(moved.rolled)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_months_end_in_the_month_they_reach(start: date, n: int) -> None:
    day = add(start, Decimal(n), "month").day
    assert day is not None
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == n
    assert day.day <= start.day


TRIGGERS = [
    ("合同生效后45日内交齐", Trigger.EFFECTIVE, Party.BOTH, "after"),
    ("预付款到账后第8周发运", Trigger.PREPAYMENT_RECEIVED, Party.BUYER, "after"),
    ("签约后15个工作日内付款", Trigger.SIGNING, Party.BOTH, "after"),
    ("到货7日内初验", Trigger.ARRIVAL, Party.SELLER, "after"),
    ("自终验合格之日起质保36个月", Trigger.FINAL_ACCEPTANCE, Party.BUYER, "after"),
    ("收到甲方通知之日起3日内补足", Trigger.NOTICE, Party.BUYER, "after"),
    ("接到报修后2小时内响应", Trigger.FAULT_REPORT, Party.BUYER, "after"),
    ("在发货48小时之前告知", Trigger.SHIPMENT, Party.SELLER, "before"),
    ("发货前3天告知", Trigger.SHIPMENT, Party.SELLER, "before"),
    ("可提前30日解除合同", Trigger.TERMINATION, None, "before"),
    ("验收合格后，甲方在15个工作日内付款", Trigger.ACCEPTANCE, Party.BUYER, "after"),
    ("收到发票后75日内付款", Trigger.INVOICE, Party.SELLER, "after"),
    ("质保期满后5个工作日内退还", Trigger.WARRANTY_END, None, "after"),
    ("within 45 days of the Effective Date", Trigger.EFFECTIVE, Party.BOTH, "after"),
    ("within thirty (30) days after receipt of a proper invoice", Trigger.INVOICE, Party.SELLER, "after"),
    ("ten days prior to shipment of each lot", Trigger.SHIPMENT, Party.SELLER, "before"),
    ("36 months from Final Acceptance", Trigger.FINAL_ACCEPTANCE, Party.BUYER, "after"),
    ("After delivery of a lot, the Customer shall inspect it within 10 days", Trigger.ARRIVAL, Party.SELLER, "after"),
    ("within 20 days following notice from the Supplier", Trigger.NOTICE, Party.SELLER, "after"),
    ("within 5 days of the end of each month", Trigger.PERIOD_END, None, "after"),
]


@pytest.mark.parametrize(("text", "trigger", "controlled_by", "direction"), TRIGGERS)
def test_triggers(text: str, trigger: Trigger, controlled_by: Party | None, direction: str) -> None:
    start = read(text, next(v for v in scan(text) if not v.recurring), PARTIES)
    assert start is not None
    assert (start.trigger, start.controlled_by, start.direction) == (trigger, controlled_by, direction)
    assert start.span.of(text).strip() == start.span.of(text) != ""


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("within 20 days from 1 March 2026", "1 March 2026", date(2026, 3, 21)),
        ("no later than 15 days before 30 June 2026", "30 June 2026", date(2026, 6, 15)),
        ("within two (2) weeks after the 1st day of March, 2026", "1st day of March, 2026", date(2026, 3, 15)),
        ("乙方应在2026年3月1日后20日内完成", "2026年3月1日", date(2026, 3, 21)),
        ("应于2026年6月30日前10日通知", "2026年6月30日", date(2026, 6, 20)),
        ("自二〇二六年一月三十一日起1个月内", "二〇二六年一月三十一日", date(2026, 2, 28)),
    ],
)
def test_a_period_from_a_date_has_its_day(text: str, words: str, day: date) -> None:
    value = next(v for v in scan(text) if v.type is ValueType.DURATION)
    deadline = deadline_of(text, value, PARTIES)
    assert (deadline.trigger, deadline.trigger_text, deadline.due) == (None, words, day)


def test_an_event_ends_where_the_next_deadline_begins() -> None:
    text = "deliver within 30 days after the Effective Date and install within 10 days after delivery"
    first, second = (read(text, v, PARTIES) for v in scan(text))
    assert first and second
    assert (first.trigger, second.trigger) == (Trigger.EFFECTIVE, Trigger.ARRIVAL)


def test_time_runs_on_to_a_numbered_day() -> None:
    start = read("收到订单后的第十个工作日前发货", scan("收到订单后的第十个工作日前发货")[0])
    assert start is not None
    assert (start.trigger, start.direction, start.span.of("收到订单后的第十个工作日前发货")) == (
        Trigger.ORDER,
        "after",
        "收到订单",
    )


def test_no_trigger_is_no_trigger() -> None:
    assert read("乙方应在3日内答复", scan("乙方应在3日内答复")[0]) is None
    assert classify("某种情形") == (None, None)


def test_a_period_becomes_a_day_when_its_event_has_one() -> None:
    known = {Trigger.ARRIVAL: date(2026, 3, 1)}
    deadline = _deadline("到货后20日内验收", known)
    assert (deadline.due, deadline.rolled, deadline.unresolved) == (date(2026, 3, 21), date(2026, 3, 23), "")


def test_a_chain_is_followed() -> None:
    text = "pay within 10 days after acceptance, which is 30 days after arrival"
    chains = links(text, scan(text), PARTIES)
    assert chains == {Trigger.ACCEPTANCE: Link(Period(Decimal(30), "day"), Trigger.ARRIVAL)}
    assert _deadline(text, {Trigger.ARRIVAL: date(2026, 3, 1)}, chains).due == date(2026, 4, 10)
    text = "到货后30日内完成验收。"
    assert links(text, scan(text))[Trigger.ACCEPTANCE].trigger is Trigger.ARRIVAL


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("到货后20日内验收", "no-anchor"),
        ("乙方应在3日内答复", "no-trigger"),
        ("自披露之日起2年内保密", "unknown-trigger"),
        ("到货后____日内验收", "no-number"),
        ("2026年2月30日前交货", "impossible-date"),
        ("2026年6月前交货", "part-of-date"),
    ],
)
def test_what_is_unresolved_is_said(text: str, code: str) -> None:
    deadline = _deadline(text)
    assert (deadline.due, deadline.unresolved) == (None, code)


def test_hours_and_circles_are_said() -> None:
    assert _deadline("接到报修后2小时内响应", {Trigger.FAULT_REPORT: date(2026, 1, 5)}).unresolved == "needs-time-of-day"
    circle = {
        Trigger.ARRIVAL: Link(Period(Decimal(1), "day"), Trigger.ACCEPTANCE),
        Trigger.ACCEPTANCE: Link(Period(Decimal(1), "day"), Trigger.ARRIVAL),
    }
    assert _deadline("到货后20日内验收", {}, circle).unresolved == "circular"


def test_a_date_is_its_own_deadline() -> None:
    assert _deadline("2026年6月30日前交货").due == date(2026, 6, 30)


def test_every_reason_speaks_both_languages() -> None:
    for code, sentence in REASONS.items():
        assert set(sentence) == {"zh", "en"}
        assert reason(code, Language.ZH) != reason(code, Language.EN)


@pytest.mark.parametrize(
    ("first", "second", "order", "why"),
    [
        ("合同生效后45日内", "预付款到账后45日内", Order.INCOMPARABLE, "different-triggers"),
        ("合同生效后45日内", "合同生效后90日内", Order.STRICTER, ""),
        ("within 2 months of the Effective Date", "合同生效后60日内", Order.SAME, ""),
        ("发货前7天", "发货前3天", Order.STRICTER, ""),
        ("发货前7天", "发货后7天", Order.INCOMPARABLE, "different-directions"),
        ("到货后10个工作日内", "到货后10日内", Order.INCOMPARABLE, "different-units"),
        ("到货后____日内", "到货后10日内", Order.INCOMPARABLE, "no-number"),
        ("2026年6月30日", "2026年7月1日", Order.STRICTER, ""),
        ("2026年6月30日", "到货后10日内", Order.INCOMPARABLE, "no-anchor"),
    ],
)
def test_comparison(first: str, second: str, order: Order, why: str) -> None:
    compared = compare(_deadline(first), _deadline(second))
    assert (compared.order, compared.reason) == (order, why)


def test_events_that_differ_are_refused_even_with_days() -> None:
    known = {Trigger.EFFECTIVE: date(2026, 1, 5), Trigger.PREPAYMENT_RECEIVED: date(2026, 1, 12)}
    compared = compare(_deadline("合同生效后45日内", known), _deadline("预付款到账后45日内", known))
    assert (compared.order, compared.reason) == (Order.INCOMPARABLE, "different-triggers")


def test_an_event_that_no_table_knows_is_kept_in_its_words() -> None:
    start = Start(None, Span(0, 2), None, "after")
    deadline = resolve(Period(Decimal(2), "year"), start, "披露")
    assert (deadline.trigger, deadline.trigger_text, deadline.unresolved) == (Trigger.OTHER, "披露", "unknown-trigger")


def test_damages_reach_their_cap() -> None:
    assert days_to_cap(Decimal("0.2"), Decimal(5)) == 25
    assert days_to_cap(Decimal("0.5"), Decimal(10)) == 20
    assert days_to_cap(Decimal("0.5"), Decimal(5), per_days=7) == 70
    assert yearly(Decimal("0.05")) == Decimal("18.25")
    with pytest.raises(ValueError, match="positive"):
        days_to_cap(Decimal(0), Decimal(5))


@pytest.mark.parametrize(("availability", "minutes"), [("99.9", "43.2"), ("99.95", "21.6"), ("99.99", "4.32"), ("100", "0")])
def test_downtime_of_a_month_of_thirty_days(availability: str, minutes: str) -> None:
    assert downtime(Decimal(availability)) == Decimal(minutes)


def test_cumulative_payments_become_shares() -> None:
    written = [(Decimal(30), False), (Decimal(95), True), (Decimal(5), False)]
    assert increments(written) == [Decimal(30), Decimal(65), Decimal(5)]
