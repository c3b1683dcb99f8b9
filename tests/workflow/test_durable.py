"""The bytes of events are a promise: these were written, and must be read for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from review.errors import Failure
from review.model.decision import Actor, Choice, Condition, ConditionKind, Rank
from review.model.event import Event, Fact
from review.model.roles import Role
from review.workflow import fact_from, from_bytes, to_bytes
from review.workflow.facts.clearing import RequestWaiver
from review.workflow.facts.deciding import Decide
from review.workflow.facts.signing import SignOffPacket
from tests.workflow.world import released

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FRED = Actor("fred", Role.FR)

PINNED: tuple[tuple[Fact, bytes], ...] = (
    (
        Decide(
            "k1",
            "f",
            Choice.CONFIRM_WITH_CONDITION,
            evidence="计划",
            condition=Condition(ConditionKind.AFTER_SIGNING, "spare", "fred", date(2026, 5, 1)),
        ),
        '{"choice":"confirm_with_condition","condition":{"closed_at":null,"closed_by":"","due":"2026-05-01",'
        '"kind":"after_signing","owner":"fred","text":"spare"},"evidence":"计划","fingerprint":"f","item":"k1",'
        '"reason":"","reassign_to":null,"wording":""},"kind":"decide"'.encode(),
    ),
    (
        SignOffPacket("sha", "check", "I sign."),
        b'{"document_sha256":"sha","method":"login","review_identity":"check","statement":"I sign."},"kind":"sign_off_packet"',
    ),
    (
        RequestWaiver("x1", "why", Decimal("1000.50"), "CNY", "stock", date(2026, 12, 31)),
        b'{"compensation":"stock","currency":"CNY","expires":"2026-12-31","finding":"x1","reason":"why",'
        b'"risk_amount":"1000.5"},"kind":"request_waiver"',
    ),
)


@pytest.mark.parametrize(("fact", "body"), PINNED)
def test_bytes_are_pinned(fact: Fact, body: bytes) -> None:
    event = Event(7, AT, FRED, fact)
    head = b'{"actor":{"delegate_of":"","person":"fred","rank":"member","role":"FR"},"at":"2026-03-02T09:00:00+00:00","fact":'
    assert to_bytes(event) == head + body + b',"sequence":7}'
    assert from_bytes(to_bytes(event)) == event


def test_a_field_that_came_later_is_read_with_its_default() -> None:
    old = (
        b'{"actor":{"person":"fred","role":"FR"},"at":"2026-03-02T09:00:00+00:00",'
        b'"fact":{"reason":"x"},"kind":"hold","sequence":1}'
    )
    assert from_bytes(old).actor == Actor("fred", Role.FR, "", Rank.MEMBER)


def test_a_whole_history_comes_back() -> None:
    events = released().history.events
    assert tuple(from_bytes(to_bytes(e)) for e in events) == events


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"kind":"nothing","fact":{},"sequence":1,"at":"x","actor":{}}', b"\xff"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Failure, match="durable format"):
        from_bytes(data)


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("hold", {"reason": 3}),
        ("hold", {"why": "x"}),
        ("hold", {}),
        ("hold", []),
        ("decide", {"item": "k", "fingerprint": "f", "choice": "maybe"}),
        (
            "request_waiver",
            {"finding": "x", "reason": "", "risk_amount": "much", "currency": "", "compensation": "", "expires": ""},
        ),
        ("no_such", {}),
    ],
)
def test_an_action_that_does_not_fit_is_refused(kind: str, node: object) -> None:
    with pytest.raises(Failure):
        fact_from(kind, node)
