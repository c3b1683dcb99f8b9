"""Databases for tests: the same tests run on SQLite and, where it is installed, on a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.app import prepare
from api.settings import Settings
from tests.store.postgres import Cluster

_NUMBERS = itertools.count(1)


def settings_at(home: Path, url: str, **more: object) -> Settings:
    """Settings of an instance of its own, with everything that waits set to wait shortly."""
    short: dict[str, object] = {"poll_seconds": 0.1, "heartbeat_seconds": 0.5, "secret": "test-secret-of-this-instance"}
    return Settings(home=home, database_url=url, **{**short, **more})  # type: ignore[arg-type]


class SqliteSource:
    """Copies of one migrated file."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        prepare(settings_at(folder, f"sqlite:///{self._template}"))

    @contextmanager
    def fresh(self, home: Path) -> Iterator[str]:
        target = home / "tripact.db"
        shutil.copy(self._template, target)
        yield f"sqlite:///{target}"


class PostgresSource:
    """Copies of one migrated database."""

    name = "postgres"

    def __init__(self, server: Cluster, folder: Path) -> None:
        self._server = server
        prepare(settings_at(folder, server.create("template_tripact")))

    @contextmanager
    def fresh(self, home: Path) -> Iterator[str]:
        name = f"t{next(_NUMBERS)}"
        try:
            yield self._server.create(name, "template_tripact")
        finally:
            self._server.drop(name)


Source = SqliteSource | PostgresSource

both_databases = pytest.mark.parametrize(
    "source", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
