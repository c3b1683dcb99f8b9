"""Bring a database to the shape this version needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from api.store.engine import Database

FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database, target: str = "head") -> None:
    """Apply every step up to ``target`` in one transaction; does nothing when they are applied."""
    with database.write() as connection:
        command.upgrade(_config(connection), target)


def downgrade(database: Database, target: str = "base") -> None:
    """Take every step back to ``target``. Loses what the steps had made."""
    with database.write() as connection:
        command.downgrade(_config(connection), target)


def _config(connection: object) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
