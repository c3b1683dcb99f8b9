"""Authority is reckoned once: the rule, the tier and escalation of the workflow, and the packet say the same of every deal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from review.deal.read import deal_from
from review.model.commitment import Value, ValueRole
from review.model.finding import Outcome
from review.packet.sections.process import people
from review.rules.checks import authority
from review.rules.facts import Facts
from review.rules.finder import Words
from review.rules.scene import Scene
from review.workflow.authority import exceeded
from tests.packet import cases
from tests.packet.test_views import late, packet_with, percent

ALL = {"dimensions": ["terms", "signing", "price"]}
CAPPED = (percent(ValueRole.RATE, "0.2", per="day"), percent(ValueRole.CAP, "5"))
"""Costs at most 62,500 of a price of 1,250,000."""
OPEN = (percent(ValueRole.RATE, "0.2", per="day"),)


def row(dimension: str, **limits: int) -> dict[str, Any]:
    return {"dimension": dimension, **limits}


@pytest.mark.parametrize(
    ("values", "rows", "more", "want"),
    [
        (CAPPED, [row("terms", limit=60_000)], {}, {"terms": "exceeded"}),
        (CAPPED, [row("terms", limit=62_500)], {}, {"terms": "within"}),
        (CAPPED, [row("terms", limit=60_000)], {"risks": [{"text": "x", "amount": 9}]}, {"terms": "exceeded"}),
        (CAPPED, [row("terms", limit=70_000)], {"risks": [{"text": "x", "amount": 90_000}]}, {"terms": "within"}),
        (OPEN, [row("terms", limit=60_000)], {}, {"terms": "unknown"}),
        (
            CAPPED,
            [row("signing", limit=1_000_000), row("price", limit=2_000_000)],
            {},
            {"signing": "exceeded", "price": "within"},
        ),
        (CAPPED, [row("signing", limit=1_000_000)], {"opp": {}}, {"signing": "unknown"}),
        (CAPPED, [row("price", discount=10)], {"quote": {"discount": 15}}, {"price": "exceeded"}),
        (CAPPED, [row("price", discount=20)], {"quote": {"discount": 15}}, {"price": "within"}),
        (CAPPED, [row("price", discount=20)], {"quote": {}}, {"price": "unknown"}),
        (CAPPED, [row("signing")], {}, {"signing": "unknown"}),
        (CAPPED, [], {}, {}),
    ],
)
def test_one_reckoning(values: tuple[Value, ...], rows: list[Any], more: dict[str, Any], want: dict[str, str]) -> None:
    deal = deal_from({**cases.DEAL, **more, "authority": rows})
    packet = packet_with(late(*values))
    packet = replace(packet, review=replace(packet.review, deal=deal))
    review = packet.review
    assert {limit.dimension: limit.result for limit in people(packet).limits} == want
    assert set(exceeded(review)) == {d for d, result in want.items() if result == "exceeded"}
    scene = Scene(Facts(review.document, review.understanding, deal, review.side, None), Words(()))
    answers = list(authority.CHECK.run(scene, ALL))
    sums = {d for r in rows if "limit" in r and want[d := r["dimension"]] == "exceeded"}
    assert {c.label["en"] for a in answers if a.outcome is Outcome.FAIL for c in a.compared} == sums
    assert any(a.outcome is Outcome.UNDETERMINED for a in answers) == (
        not any("limit" in r for r in rows) or "unknown" in want.values()
    )
