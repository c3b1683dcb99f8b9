"""Fixtures of the server's tests, known to every room (``pytest_plugins``). The server is imported by whoever uses one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

if TYPE_CHECKING:
    from api.services.context import Context
    from api.settings import Settings
    from tests.store.databases import PostgresSource, Source, SqliteSource
    from tests.store.postgres import Cluster


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords are hashed at the lowest cost; what they cost in the product is asked in ``tests/api/test_signin.py``."""
    from argon2 import PasswordHasher

    from api.auth import passwords

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with patch.multiple(passwords, _HASHER=quick, _NOBODY=quick.hash("nobody's password")):
        yield


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    from tests.store.postgres import cluster

    with cluster() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_source(tmp_path_factory: pytest.TempPathFactory) -> SqliteSource:
    from tests.store.databases import SqliteSource

    return SqliteSource(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_source(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> PostgresSource:
    from tests.store.databases import PostgresSource

    return PostgresSource(postgres_cluster, tmp_path_factory.mktemp("postgres"))


@pytest.fixture
def source(request: pytest.FixtureRequest) -> Source:
    """Either database; ``both_databases`` asks for each in turn."""
    kind = getattr(request, "param", "sqlite")
    found: Source = request.getfixturevalue(f"{kind}_source")
    return found


@pytest.fixture
def settings(source: Source, tmp_path: Path) -> Iterator[Settings]:
    from tests.store.databases import settings_at

    with source.fresh(tmp_path) as url:
        yield settings_at(tmp_path, url)


@pytest.fixture
def context(settings: Settings) -> Iterator[Context]:
    from api.app import close_context
    from api.jobs.queue import open_queue
    from api.services.context import open_context

    opened = open_context(settings, open_queue)
    try:
        yield opened
    finally:
        close_context(opened)
