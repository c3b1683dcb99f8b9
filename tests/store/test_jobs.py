"""Jobs: they exist exactly when their transaction is committed, run once each, and a dead worker's work is taken over."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from dbos import DBOS
from sqlalchemy import text

from api.jobs.worker import Job, Worker
from api.services.context import Context
from api.store import executors
from api.store.rows import Executor
from tests.store.databases import both_databases


class Log:
    """What the jobs of a test did."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.finished: list[tuple[str, Any]] = []
        self.hold = threading.Event()
        self.hold.set()

    def make(self, _context: Context, subject: str) -> dict[str, Any]:
        self.made.append(subject)
        self.hold.wait(10)
        return {"made": subject, "金额": "1.10"}

    def finish(self, _context: Context, subject: str, outcome: dict[str, Any]) -> None:
        self.finished.append((subject, outcome))

    @property
    def job(self) -> Job:
        return Job(self.make, self.finish)


@contextmanager
def _working(context: Context, log: Log) -> Iterator[Worker]:
    worker = Worker(context, {"job": log.job})
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def _ask(context: Context, number: int) -> None:
    with context.database.write() as connection:
        context.queue.enqueue(connection, "job", f"job:{number}", f"s{number}")


def _dead(context: Context, host: str, seconds_ago: float) -> None:
    """A worker that ran job 1 and is silent since."""
    seen = context.now() - timedelta(seconds=seconds_ago)
    table = "workflow_status" if context.database.sqlite else "dbos.workflow_status"
    with context.database.write() as connection:
        executors.appear(connection, Executor("dead", host, 1, seen, None))
        connection.execute(text(f"UPDATE {table} SET status = 'PENDING', executor_id = 'dead' WHERE workflow_uuid = 'job:1'"))


@both_databases
def test_a_job_runs_once_and_only_if_its_transaction_was_committed(context: Context) -> None:
    log = Log()
    with _working(context, log):
        with pytest.raises(RuntimeError), context.database.write() as connection:
            context.queue.enqueue(connection, "job", "job:0", "s0")
            raise RuntimeError
        for _ in range(3):
            _ask(context, 1)
        _until(lambda: bool(log.finished))
        time.sleep(0.3)
    assert log.made == ["s1"]
    assert log.finished == [("s1", {"made": "s1", "金额": "1.10"})]


@both_databases
def test_a_silent_worker_is_dead_and_its_work_is_taken_over(context: Context) -> None:
    _ask(context, 1)
    _dead(context, "elsewhere", seconds_ago=3600)
    log = Log()
    with _working(context, log):
        _until(lambda: bool(log.finished))
        with context.database.read() as connection:
            assert [e.id for e in executors.others(connection, "")] != ["dead"]
    assert log.made == ["s1"]


def test_a_worker_that_lives_elsewhere_keeps_its_work_until_it_falls_silent(context: Context) -> None:
    _ask(context, 1)
    _dead(context, "elsewhere", seconds_ago=0)
    log = Log()
    started = time.monotonic()
    with _working(context, log):
        _until(lambda: bool(log.finished))
    assert time.monotonic() - started >= context.settings.heartbeat_seconds * executors.MISSED


def test_work_stopped_in_the_middle_goes_on_at_the_next_start(context: Context) -> None:
    first, second = Log(), Log()
    first.hold.clear()
    worker = Worker(context, {"job": first.job})
    worker.start()
    _ask(context, 1)
    _until(lambda: bool(first.made))
    worker.stop()
    with _working(context, second):
        _until(lambda: bool(second.finished))
    first.hold.set()
    assert second.made == ["s1"]


def test_one_of_several_claimants_gets_a_dead_workers_work(context: Context) -> None:
    dead = Executor("dead", "elsewhere", 1, context.now() - timedelta(hours=1), None)
    with context.database.write() as connection:
        executors.appear(connection, dead)
        for name in ("a", "b"):
            executors.appear(connection, Executor(name, "here", 1, context.now(), None))
        assert executors.adopt(connection, dead, "a")
        assert not executors.adopt(connection, dead, "b")
        executors.leave(connection, "a")
        assert executors.adopt(connection, dead, "b"), "the claim of a claimant that died is void"
        assert not executors.beat(connection, "dead", context.now())


def test_a_worker_is_known_before_it_can_take_a_job(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its launch on it may take a job, and die: others must find whose work that was."""
    known: list[int] = []
    launch = DBOS.launch

    def watched() -> None:
        with context.database.read() as connection:
            known.append(len(executors.others(connection, "")))
        launch()

    monkeypatch.setattr(DBOS, "launch", watched)
    with _working(context, Log()):
        pass
    assert known == [1]


def test_a_worker_that_could_not_launch_is_stopped_like_any_other(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(DBOS, "launch", fails)
    worker = Worker(context, {"job": Log().job})
    with pytest.raises(RuntimeError, match="no database"):
        worker.start()
    worker.stop()
