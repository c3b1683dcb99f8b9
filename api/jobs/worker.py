"""Runs jobs, in the server's process or in one of its own. A process holds at most one (DBOS is one per process).

A job is a DBOS workflow of two steps: *make* computes and keeps its product in the object store, *finish* writes what
was made in one transaction. After a crash the workflow is run again from its last finished step, here or elsewhere.
Both steps may run twice: *make* puts the same bytes in the same place, *finish* writes only what is still pending.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from api.jobs.life import Life
from api.jobs.queue import APPLICATION, POST, VERSION, WORK, database_url
from api.jobs.rounds import Rounds
from api.services.context import Context
from api.services.reminders import tick

#: Webhooks that one process sends at a time.
_POST_PLACES = 4

#: What a step hands on: JSON, stored by DBOS.
Outcome = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """``make(context, subject)`` and ``finish(context, subject, outcome)``."""

    make: Callable[[Context, str], Outcome]
    finish: Callable[[Context, str, Outcome], None]


class Worker:
    """Takes jobs from the queue until it is stopped."""

    def __init__(self, context: Context, jobs: Mapping[str, Job]) -> None:
        self._context = context
        self._jobs = jobs
        self._life: Life | None = None
        self._clock = Rounds("tripact-clock", context.settings.clock_seconds, lambda: tick(context))

    def start(self) -> None:
        """Launch, take over what dead workers left, and listen."""
        executor_id = self._context.new_id()
        self._life = Life(self._context, executor_id)
        self._life.appear()
        DBOS(config=_config(self._context, executor_id))
        for name, job in self._jobs.items():
            _register(self._context, name, job)
        DBOS.launch()
        settings = self._context.settings
        for queue, places in ((WORK, settings.worker_jobs), (POST, _POST_PLACES)):
            DBOS.register_queue(queue, worker_concurrency=places, polling_interval_sec=settings.poll_seconds)
        self._life.start()
        self._clock.start()

    def stop(self, patience: int = 0) -> None:
        """Stop taking jobs. A job that is not done after ``patience`` seconds goes on at the next start, here or elsewhere."""
        if self._life:
            self._life.stop()
            self._clock.stop()
        logging.getLogger("dbos").setLevel(logging.CRITICAL)  # a job that is cut off is no error: it goes on later
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience)
        if self._life:
            self._life.leave()


def _config(context: Context, executor_id: str) -> DBOSConfig:
    return DBOSConfig(
        name=APPLICATION,
        system_database_url=database_url(context.database),
        application_version=VERSION,
        executor_id=executor_id,
        serializer=DBOSPortableJSONSerializer(),
        log_level="ERROR",
        run_migrations=True,
        notification_listener_polling_interval_sec=context.settings.poll_seconds,  # stopping waits as long
        max_executor_threads=context.settings.worker_jobs + _POST_PLACES + 4,
    )


def _register(context: Context, name: str, job: Job) -> None:
    make = DBOS.step(name=f"{name}.make")(_bind_make(context, job))
    finish = DBOS.step(name=f"{name}.finish", retries_allowed=True, max_attempts=5)(_bind_finish(context, job))

    def run(subject: str) -> None:
        finish(subject, make(subject))

    DBOS.workflow(name=name, max_recovery_attempts=None)(run)


def _bind_make(context: Context, job: Job) -> Callable[[str], Outcome]:
    def make(subject: str) -> Outcome:
        return job.make(context, subject)

    return make


def _bind_finish(context: Context, job: Job) -> Callable[[str, Outcome], None]:
    def finish(subject: str, outcome: Outcome) -> None:
        job.finish(context, subject, outcome)

    return finish
