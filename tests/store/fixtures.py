"""Fixtures that the folders store, api and faults share through their conftest.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import close_context
from api.jobs.queue import open_queue
from api.services.context import Context, open_context
from api.settings import Settings
from tests.store.databases import PostgresSource, Source, SqliteSource, settings_at
from tests.store.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_source(tmp_path_factory: pytest.TempPathFactory) -> SqliteSource:
    return SqliteSource(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_source(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> PostgresSource:
    return PostgresSource(postgres_cluster, tmp_path_factory.mktemp("postgres"))


@pytest.fixture
def source(request: pytest.FixtureRequest) -> Source:
    """Either database; ``both_databases`` asks for each in turn."""
    kind = getattr(request, "param", "sqlite")
    found: Source = request.getfixturevalue(f"{kind}_source")
    return found


@pytest.fixture
def settings(source: Source, tmp_path: Path) -> Iterator[Settings]:
    with source.fresh(tmp_path) as url:
        yield settings_at(tmp_path, url)


@pytest.fixture
def context(settings: Settings) -> Iterator[Context]:
    opened = open_context(settings, open_queue)
    try:
        yield opened
    finally:
        close_context(opened)
