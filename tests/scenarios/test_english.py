"""The scenarios about rules once more, in English, on Word files: both languages are held to the same."""

from __future__ import annotations

import pytest

from review.model.finding import Outcome
from review.model.roles import Severity
from tests.scenarios.stage import deal, found, opened, reviewed, word

NAMES = {"account": {"legal_name": "Farhill Water Ltd"}, "our_party": {"legal_name": "Clearflow Equipment Ltd"}}
DELIVERY = "The Supplier shall deliver all Equipment within {}."
DAMAGES = (
    "If the Supplier is late in delivering the Equipment, it shall pay 0.05% of the Contract Price per day of delay, up to a "
    "maximum of 5% of the Contract Price."
)


def contract(delivery: str, *more: str, inserted: str = "") -> bytes:
    lines = (
        "SUPPLY AGREEMENT",
        'between Farhill Water Ltd (the "Customer") and Clearflow Equipment Ltd (the "Supplier")',
        "1. Delivery",
        DELIVERY.format(delivery),
        "2. Delay",
        DAMAGES,
        *more,
    )
    return word(*lines, inserted=inserted)


def test_01_forty_five_days_against_a_lead_of_seventy_five() -> None:
    record = deal(**NAMES, contract={"planned_signing": "2026-03-10"})
    early = reviewed(contract("45 days after receipt of the advance payment"), record)
    blocking = [f for f in opened(early, "D-01") if f.outcome is Outcome.FAIL]
    assert [f.severity for f in blocking] == [Severity.B] and "45 days" in blocking[0].quote
    assert blocking[0].proposal is not None and "75 days" in blocking[0].proposal["en"]
    late = reviewed(contract("90 days after receipt of the advance payment"), record)
    assert not [f for f in opened(late, "D-01") if f.severity is Severity.B]


def test_02_a_promise_that_nobody_priced() -> None:
    promise = {
        "id": "P1",
        "text": "five years of free maintenance",
        "by": "Wang",
        "kind": "K13",
        "value": "5 year",
        "disposition": "open",
    }
    record = deal(**NAMES, promises=[promise], service_offer={"years_priced": 1})
    review = reviewed(
        contract(
            "90 days after receipt of the advance payment",
            "3. Maintenance",
            "The Supplier shall provide free maintenance services for five years from acceptance.",
        ),
        record,
    )
    assert [f.outcome for f in opened(review, "X-03")] == [Outcome.FAIL]
    assert any("five years" in f.quote and f.outcome is Outcome.FAIL for f in opened(review, "S-10"))


def test_03_a_missing_lead_time_is_no_pass() -> None:
    review = reviewed(contract("90 days after receipt of the advance payment"), deal(**NAMES, lead_times=None))
    assert {f.outcome for f in found(review, "D-01")} == {Outcome.UNDETERMINED}


def test_04_the_same_days_from_signing() -> None:
    review = reviewed(
        contract("75 days after signing of this Agreement"), deal(**NAMES, contract={"planned_signing": "2026-03-10"})
    )
    assert [f.outcome for f in opened(review, "D-02")] == [Outcome.FAIL]
    assert not [f for f in found(review, "D-01") if f.outcome is Outcome.PASS]


def test_05_an_insertion_that_hides_damages_without_a_cap() -> None:
    secret = " If the Supplier installs late, it shall pay liquidated damages of 1% of the Contract Price per day of delay."
    review = reviewed(contract("90 days after receipt of the advance payment", "3. Installation", inserted=secret), deal(**NAMES))
    assert any("liquidated damages of 1%" in f.quote for f in opened(review, "C-15"))
    caught = [f for f in opened(review, "L-01") if f.outcome is Outcome.FAIL]
    assert [f.severity for f in caught] == [Severity.B] and "1% of the Contract Price" in caught[0].quote


@pytest.mark.parametrize("minutes", ["30 minutes", "thirty (30) minutes"])
def test_06_the_customer_s_thirty_minutes(minutes: str) -> None:
    offer = {"tier": "standard", "metrics": [{"name": "response", "value": 4, "unit": "hour"}]}
    theirs = f"The Customer shall respond to the Supplier's request for access within {minutes}."
    ours = f"The Supplier shall respond to a reported fault within {minutes}."
    record = deal(**NAMES, service_offer=offer)
    assert not opened(reviewed(contract("90 days after receipt of the advance payment", "3. Access", theirs), record), "S-01")
    assert opened(reviewed(contract("90 days after receipt of the advance payment", "3. Support", ours), record), "S-01")


def test_11_equal_numbers_in_both_languages_differ_in_nothing() -> None:
    lines = (
        "设备供货合同 Equipment Supply Contract",
        "第一条 乙方应于收到30%预付款后90日内完成全部设备交货。",
        "The Supplier shall deliver all Equipment within ninety (90) days after receipt of the 30% advance payment.",
        "第二条 本合同以中文为准。",
        "The Chinese version shall prevail.",
    )
    assert not opened(reviewed(word(*lines), deal()), "C-13")
    other = [line.replace("ninety (90)", "sixty (60)") for line in lines]
    (finding,) = opened(reviewed(word(*other), deal()), "C-13")
    assert finding.severity is Severity.H and "90" in finding.quote + str(finding.compared)
