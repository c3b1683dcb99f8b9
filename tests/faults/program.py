"""The server as a process that dies by SIGKILL at a chosen durable write, before it is made or just after.

A durable write is a commit that changed rows, or a file put into the object store (TABLE ``object``); TABLE ``any`` counts
all of them. What was written, and where the process died, is noted in the file that ``FAULTS_LOG`` names. Nothing of this is
in the product: the hooks hang on its libraries.
"""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import obstore
import uvicorn
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

from api.app import create_app
from api.settings import Settings

_CHANGE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([\w.]+)"?', re.IGNORECASE)
#: Signs of life come with time and not with what is done; they are no place to count by.
_QUIET = {"executors"}
#: Tables of the job library that each start and each tick of the queue write, without carrying the work on.
TICKS = frozenset({"application_versions", "workflow_status", "queues"})


def carries(tables: set[str]) -> bool:
    """Whether a write of these tables is work: neither what every start writes nor the queue's own ticks."""
    return any(table.rpartition(".")[2] not in TICKS for table in tables)


class Reaper:
    """Counts durable writes and ends the process at one of them."""

    def __init__(self, when: str = "", table: str = "", at: int = 0) -> None:
        self._when, self._table, self._at = when, table, at
        self._count = 0
        self._lock = threading.Lock()
        self._changed: dict[int, set[str]] = {}
        self._log = os.environ.get("FAULTS_LOG")

    def saw(self, connection: Any, statement: str, changed: bool) -> None:
        found = _CHANGE.match(statement)
        if found and changed and found[1] not in _QUIET:
            self._changed.setdefault(id(connection), set()).add(found[1].lower())

    def around(self, tables: set[str], write: Callable[[], Any]) -> Any:
        if not tables:
            return write()
        with self._lock:
            counts = self._table == "any" or self._table in tables
            self._count += counts
            dies = counts and self._count == self._at
        if dies and self._when == "before":
            self._die(tables)
        done = write()
        if dies:
            self._die(tables)
        self._note("", tables)
        return done

    def _die(self, tables: set[str]) -> None:
        self._note(self._when, tables)
        os.kill(os.getpid(), signal.SIGKILL)

    def _note(self, died: str, tables: set[str]) -> None:
        if self._log:
            with Path(self._log).open("a", encoding="utf-8") as log:
                log.write(f"{died}\t{'+'.join(sorted(tables))}\n")

    def commit(self, connection: Any, write: Callable[[], Any]) -> Any:
        return self.around(self._changed.pop(id(connection), set()), write)

    def forget(self, connection: Any) -> None:
        self._changed.pop(id(connection), None)


def hook(reaper: Reaper) -> None:
    """Hang the reaper on every commit and every put."""
    commit, rollback, put = DefaultDialect.do_commit, DefaultDialect.do_rollback, obstore.put

    def do_commit(self: DefaultDialect, connection: Any) -> None:
        reaper.commit(connection.dbapi_connection, lambda: commit(self, connection))

    def do_rollback(self: DefaultDialect, connection: Any) -> None:
        reaper.forget(connection.dbapi_connection)
        rollback(self, connection)

    def execute(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        # SQLite counts the rows of a statement that returns some only once they are fetched.
        changed = cursor.rowcount != 0 or "RETURNING" in statement.upper()
        reaper.saw(connection.connection.dbapi_connection, statement, changed)

    DefaultDialect.do_commit = do_commit  # type: ignore[method-assign,assignment]
    DefaultDialect.do_rollback = do_rollback  # type: ignore[method-assign,assignment]
    event.listen(Engine, "after_cursor_execute", execute)
    obstore.put = lambda *a, **k: reaper.around({"object"}, lambda: put(*a, **k))


def serve(environment: Mapping[str, str], port: int, *place: Any) -> None:
    """Serve until killed. ``place``: when, table and number of the write at which to die; none: never."""
    os.environ.update(environment)
    hook(Reaper(*place))
    uvicorn.run(create_app(Settings()), host="127.0.0.1", port=port, log_level="error")
