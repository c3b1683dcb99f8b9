"""The migrations and the tables say the same, go up and down, and may be run by several servers at once."""

from __future__ import annotations

import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from api.services.context import Context
from api.store import outbox
from api.store.engine import Database
from api.store.migrate import downgrade, upgrade
from api.store.rows import Reader
from api.store.tables import metadata
from tests.store.databases import both_databases

_UPGRADE = """
import sys
from api.store.engine import open_database
from api.store.migrate import upgrade
upgrade(open_database(sys.argv[1]))
"""

_DEAL_OF_BEFORE = """
INSERT INTO deals (id, external_id, title, customer, state, sequence, created_at, created_by, updated_at)
VALUES ('d1', 'OPP-1', '', '', 'CHECKED', 1, '2026-03-02 00:00:00', 'ann', '2026-03-02 00:00:00')
"""
_WEBHOOK_OF_BEFORE = """
INSERT INTO outbox (id, kind, body, at, state, attempts)
VALUES ('m1', 'deal.state', '{"deal":"OPP-1","state":"CHECKED"}', '2026-03-02 00:00:00', 'sent', 1)
"""


def _tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names())


@both_databases
def test_migrated_database_is_what_the_tables_say(context: Context) -> None:
    ours = set(metadata.tables)
    options = {"include_name": lambda name, kind, _: kind != "table" or name in ours, "compare_type": True}
    with context.database.write() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert differences == []


@both_databases
def test_down_takes_every_table_away_and_up_brings_them_back(context: Context) -> None:
    ours = set(metadata.tables)
    assert ours <= _tables(context.database)
    downgrade(context.database)
    assert not ours & _tables(context.database)
    upgrade(context.database)
    assert ours <= _tables(context.database)


@both_databases
def test_webhooks_of_before_are_told_of_their_deals(context: Context) -> None:
    downgrade(context.database, "0002")
    with context.database.write() as connection:
        connection.exec_driver_sql(_DEAL_OF_BEFORE)
        connection.exec_driver_sql(_WEBHOOK_OF_BEFORE)
    upgrade(context.database)
    with context.database.read() as connection:
        (told,) = outbox.recent(connection, Reader("auditor", (), True), context.now())
    assert (told.id, told.deal_id, told.body) == ("m1", "d1", {"deal": "OPP-1", "state": "CHECKED"})


@both_databases
def test_servers_that_start_together_migrate_once(context: Context) -> None:
    downgrade(context.database)
    command = [sys.executable, "-c", _UPGRADE, context.settings.database_url]
    servers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    messages = [server.communicate(timeout=60)[1] for server in servers]
    assert [(s.returncode, m) for s, m in zip(servers, messages, strict=True)] == [(0, b"")] * 2
    assert set(metadata.tables) <= _tables(context.database)
