from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.world import World, world
from tests.store.databases import SqliteSource, settings_at


@pytest.fixture(scope="module")
def instance(sqlite_source: SqliteSource, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One running instance for all tests of a module; each uses deals of its own."""
    home = tmp_path_factory.mktemp("instance")
    with sqlite_source.fresh(home) as url, world(settings_at(home, url, max_upload_bytes=2_000_000)) as found:
        yield found
