from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.world import World, world
from tests.store.databases import SqliteSource, settings_at
from tests.store.fixtures import context, postgres_cluster, postgres_source, settings, source, sqlite_source
from tests.store.plain_rules import plain_rules, plain_rules_room

__all__ = [
    "context",
    "instance",
    "plain_rules",
    "plain_rules_room",
    "postgres_cluster",
    "postgres_source",
    "settings",
    "source",
    "sqlite_source",
]


@pytest.fixture(scope="module")
def instance(sqlite_source: SqliteSource, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One running instance for all tests of a module; each uses deals of its own."""
    home = tmp_path_factory.mktemp("instance")
    with sqlite_source.fresh(home) as url, world(settings_at(home, url, max_upload_bytes=2_000_000)) as found:
        yield found
