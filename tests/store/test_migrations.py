"""The migrations and the tables say the same, go up and down, and may be run by several servers at once."""

from __future__ import annotations

import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from api.services.context import Context
from api.store.engine import Database
from api.store.migrate import downgrade, upgrade
from api.store.tables import metadata
from tests.store.databases import both_databases

_UPGRADE = """
import sys
from api.store.engine import open_database
from api.store.migrate import upgrade
upgrade(open_database(sys.argv[1]))
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
def test_servers_that_start_together_migrate_once(context: Context) -> None:
    downgrade(context.database)
    command = [sys.executable, "-c", _UPGRADE, context.settings.database_url]
    servers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    messages = [server.communicate(timeout=60)[1] for server in servers]
    assert [(s.returncode, m) for s, m in zip(servers, messages, strict=True)] == [(0, b"")] * 2
    assert set(metadata.tables) <= _tables(context.database)
