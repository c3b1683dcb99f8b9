"""A worker's signs of life, and the adoption of work whose worker gives none any more."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from dbos import DBOS

from api.jobs.rounds import Rounds
from api.services.context import Context
from api.store import executors
from api.store.rows import Executor


class Life:
    """One worker's heartbeat, in a thread of its own."""

    def __init__(self, context: Context, executor_id: str) -> None:
        self._context = context
        self._id = executor_id
        self._rounds = Rounds("tripact-life", context.settings.heartbeat_seconds, self._round)

    def appear(self) -> None:
        """Be known before the first job is taken: a worker that dies unknown leaves work that nobody takes over."""
        me = Executor(self._id, socket.gethostname(), os.getpid(), self._context.now(), None)
        with self._context.database.write() as connection:
            executors.appear(connection, me)

    def start(self) -> None:
        """Take over at once what processes of this machine left when they died, and go on beating."""
        self._adopt()
        self._rounds.start()

    def stop(self) -> None:
        """Give no more signs. The work is not handed over yet: see ``leave``."""
        self._rounds.stop()

    def leave(self) -> None:
        """Be seen as gone, so that whoever starts next takes unfinished work over without waiting."""
        long_ago = self._context.now() - timedelta(days=1)
        with self._context.database.write() as connection:
            executors.beat(connection, self._id, long_ago)

    def _round(self) -> None:
        self._beat()
        self._adopt()

    def _beat(self) -> None:
        with self._context.database.write() as connection:
            if executors.beat(connection, self._id, self._context.now()):
                return
            executors.leave(connection, self._id)  # we were given up for dead: our work is another's; begin anew
        self.appear()

    def _adopt(self) -> None:
        with self._context.database.read() as connection:
            dead = [e for e in executors.others(connection, self._id) if self._dead(e)]
        for executor in dead:
            with self._context.database.write() as connection:
                mine = executors.adopt(connection, executor, self._id)
            if mine:
                _resume(executor.id)
                with self._context.database.write() as connection:
                    executors.leave(connection, executor.id)

    def _dead(self, executor: Executor) -> bool:
        silent = self._context.now() - executor.seen_at
        if silent > timedelta(seconds=self._context.settings.heartbeat_seconds * executors.MISSED):
            return True
        return executor.host == socket.gethostname() and not _runs(executor.pid)


def _resume(executor_id: str) -> None:
    """Put what the executor was running back into the queue; each job is taken from there by exactly one worker."""
    pending = DBOS.list_workflows(status="PENDING", executor_id=executor_id, load_input=False, load_output=False)
    for job in pending:
        DBOS.resume_workflow(job.workflow_id)


def _runs(pid: int) -> bool:
    """Whether a process of this machine runs under the number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
