"""Scenario 14: a database row or a stored file that was altered is reported, whichever it is."""

from __future__ import annotations

import sqlite3

import pytest

from api.services import auditing, signin
from tests.api.world import World

#: What is done to the store -> what the check reports.
_TAMPERS = {
    "event-altered": "UPDATE events SET body = replace(body, 'ann', 'bob') WHERE sequence = 2",
    "event-altered into no text": "UPDATE events SET body = x'00ff' WHERE sequence = 2",
    "record-altered into no record": "UPDATE snapshots SET data = '{'",
    "edited into no day": "UPDATE audit SET at = 'once' WHERE sequence = 3 AND chain <> 'system'",
    "event-missing": "DELETE FROM events WHERE sequence = 2",
    "record-altered": "UPDATE snapshots SET data = replace(data, 'CNY', 'USD')",
    "object-missing": "UPDATE revisions SET sha256 = '" + "0" * 64 + "'",
    "edited": "UPDATE audit SET outcome = 'done', person = 'bob' WHERE sequence = 3 AND chain <> 'system'",
}


@pytest.mark.parametrize("code", _TAMPERS)
def test_whatever_is_altered_is_reported(instance: World, code: str) -> None:
    context = instance.context
    operator = signin.operator(context)
    instance.submit_sample("zh-equipment")
    assert auditing.verify(context, operator).breaks == ()
    place = context.settings.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(place, isolation_level=None, timeout=30) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("BEGIN IMMEDIATE")
        kept = {t: database.execute(f"SELECT * FROM {t}").fetchall() for t in ("events", "snapshots", "revisions", "audit")}
        database.execute(_TAMPERS[code])
        database.execute("COMMIT")
        try:
            assert code.partition(" ")[0] in {b.code for b in auditing.verify(context, operator).breaks}
        finally:
            database.execute("BEGIN IMMEDIATE")
            for table, rows in kept.items():
                database.execute(f"DELETE FROM {table}")
                marks = ",".join("?" * len(rows[0]))
                database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            database.execute("COMMIT")
    assert auditing.verify(context, operator).breaks == ()
