"""Races: whoever is first, one outcome; nobody's signature ever stands on another revision or under a rejected promise.

Short form: a few rounds in this process. Marker slow: 1,000 rounds of 16 hands from two processes, on both databases.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

import pytest

from api.services import auditing, signin
from api.services.context import Context
from api.store import events
from review.model.decision import Choice
from review.model.event import Event
from review.workflow import History, fact_name, to_bytes
from review.workflow.facts.deciding import Decide
from review.workflow.facts.signing import SignOffPacket
from tests.store import racing
from tests.store.databases import both_databases

_PROCESSES = 2


def _race_here(context: Context, rounds: int) -> None:
    racing.prepare(context, rounds)
    assert racing.race(context, rounds, lambda _: True) == []


def _race_in_processes(context: Context, rounds: int) -> None:
    racing.prepare(context, rounds)
    where = [context.settings.database_url, str(context.settings.home), str(rounds)]
    command = [sys.executable, "-m", "tests.store.racing", *where]
    processes = [
        subprocess.Popen(
            [*command, str(number), str(_PROCESSES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(_PROCESSES)
    ]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60 + rounds)[1] for process in processes]
    assert [p.returncode for p in processes] == [0] * _PROCESSES, answers


def _holds(context: Context, round_: int) -> Counter[str]:
    with context.database.read() as connection:
        log = events.load(connection, f"d{round_}")
        rows = connection.exec_driver_sql(f"SELECT count(*) FROM signatures WHERE deal_id = 'd{round_}'").scalar()
    assert [e.sequence for e in log] == list(range(1, len(log) + 1))
    signed = _each_act_fits_its_moment(log)
    assert rows == signed["sign_off_packet"]
    return signed


def _each_act_fits_its_moment(log: Iterable[Event]) -> Counter[str]:
    """Replay: at each signature its document is the current one, the promise is confirmed, the role has not signed yet."""
    history, done = History(), Counter[str]()
    for event in log:
        case, fact = history.case, event.fact
        if isinstance(fact, SignOffPacket):
            assert case.revision is not None
            assert fact.document_sha256 == case.revision.submitted.document_sha256
            assert [d.choice for d in case.standing.values()] == [Choice.CONFIRM]
            assert event.actor.role not in {s.by.role for s in case.valid_sign_offs}
        if isinstance(fact, Decide) and fact.choice is Choice.REJECT:
            assert "k1" in case.items
        done[fact_name(type(fact))] += 1
        assert to_bytes(event)
        history = history.extended((event,))
    return done


def _check(context: Context, rounds: int) -> None:
    for round_ in range(rounds):
        found = _holds(context, round_)
        assert found["submit_revision"] <= 3
        assert sum(found.values()) >= 16 + 2 - 5, (
            found
        )  # each hand left a trace: its act or its refusal; equal rejections are one
    assert auditing.verify(context, signin.operator(context)).breaks == ()


@both_databases
def test_sixteen_hands_on_one_case(context: Context) -> None:
    _race_here(context, 6)
    _check(context, 6)


@pytest.mark.slow
@both_databases
def test_sixteen_hands_a_thousand_times(context: Context) -> None:
    _race_in_processes(context, 1000)
    _check(context, 1000)
