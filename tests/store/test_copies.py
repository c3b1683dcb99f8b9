"""The outcome of a copy that a job read is noted once, by whoever may still do so, or its reason is kept."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from api.services import accounts, cases, copies, signin
from api.services.context import Context
from api.store import audit, codec, events
from api.store import copies as rows
from api.store.rows import CheckState, Copy
from review.compare import Difference
from review.model.span import Span
from review.workflow import fact_name
from review.workflow.copies import ComparedCopy
from review.workflow.facts.drafts import ReceiveDraft
from tests.store.databases import both_databases
from tests.store.test_once import stored
from tests.workflow import world as w

FOUND = ComparedCopy("sha-copy", (Difference(Span(0, 2), Span(0, 2), "45", "95", "3.1", 2, "within 45 days"),), (), True)


@pytest.fixture
def at(context: Context) -> Context:
    """Where the packet is released and AR has handed in a scan of two pages."""
    world = w.released()
    later = replace(context, now=lambda: world.now + timedelta(minutes=1))
    stored(later, "deal", world)
    accounts.add_user(later, signin.operator(later), w.AR.person, [w.AR.role], None)
    with later.database.write() as connection:
        rows.add(connection, _copy(later))
    return later


def _copy(context: Context) -> Copy:
    state, now = CheckState.PENDING, context.now()
    return Copy("c1", "r-deal", "sha-copy", "a.pdf", 2, w.AR.person, "session", None, "", state, 0, now, None, None, None)


def _outcome(context: Context) -> dict[str, str]:
    return {"result": context.objects.put(codec.pack_copy(FOUND))}


def _ended(context: Context) -> Copy:
    with context.database.read() as connection:
        found = rows.by_id(connection, "c1")
    assert found
    return found


def _told(context: Context) -> list[str]:
    with context.database.read() as connection:
        return [fact_name(type(e.fact)) for e in events.load(connection, "deal")][len(w.released().history.events) :]


def _refusals(context: Context) -> list[tuple[str, str]]:
    with context.database.read() as connection:
        log = audit.entries(connection, "deal")
    return [(e.person, str(e.detail["code"])) for e in log if e.outcome == audit.REFUSED]


def test_what_was_found_comes_back_as_it_was() -> None:
    assert codec.unpack_copy(codec.pack_copy(FOUND)) == FOUND


@both_databases
def test_an_outcome_that_comes_twice_is_noted_once(at: Context) -> None:
    outcome = _outcome(at)
    for _ in range(2):
        copies.finish(at, "c1", outcome)
    assert (_ended(at).state, _ended(at).result, _ended(at).failure) == (CheckState.DONE, outcome["result"], None)
    assert _told(at) == ["compare_execution_copy"]


@both_databases
def test_workers_that_finish_at_the_same_moment_note_it_once(at: Context) -> None:
    outcome, together, faults = _outcome(at), threading.Barrier(4), list[BaseException]()

    def finish() -> None:
        together.wait(timeout=30)
        try:
            copies.finish(at, "c1", outcome)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=finish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and _told(at) == ["compare_execution_copy"]


@both_databases
def test_an_outcome_for_a_draft_that_was_replaced_is_a_refusal(at: Context) -> None:
    with at.database.write() as connection:
        stream = cases.load(at, connection, "deal", lock=True)
        cases.attempt(connection, at, stream, w.AR, ReceiveDraft("b.docx", "sha-two", "deal"), "test")
    copies.finish(at, "c1", _outcome(at))
    ended = _ended(at)
    assert ended.state is CheckState.FAILED and ended.failure and ended.failure["code"] == "draft-replaced"
    assert (_told(at), _refusals(at)) == (["receive_draft"], [(w.AR.person, "draft-replaced")])


@both_databases
def test_an_outcome_that_the_workflow_refuses_keeps_its_reason(at: Context) -> None:
    """The contract was withdrawn while the copy was read."""
    with at.database.write() as connection:
        stream = cases.load(at, connection, "deal", lock=True)
        assert isinstance(cases.attempt(connection, at, stream, w.AR, w.Withdraw("lost"), "test"), cases.Stream)
    copies.finish(at, "c1", _outcome(at))
    failure = copies.failures.failure_of(_ended(at).failure)
    assert failure and failure.status == 403 and failure.code.startswith("denied-")
    assert failure.diagnostics("zh") != failure.diagnostics("en") and "compare_execution_copy" not in _told(at)
    assert _refusals(at) == [(w.AR.person, failure.code)]


def test_a_reading_that_takes_its_process_down_again_and_again_is_given_up(at: Context) -> None:
    with at.database.write() as connection:
        for _ in range(copies.TRIES):
            rows.count_attempt(connection, "c1")
    copies.finish(at, "c1", copies.make(at, "c1"))
    assert (_ended(at).state, (_ended(at).failure or {})["code"]) == (CheckState.FAILED, "copy-gave-up")
