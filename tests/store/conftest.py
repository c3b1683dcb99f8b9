from __future__ import annotations

from tests.store.fixtures import context, postgres_cluster, postgres_source, settings, source, sqlite_source

__all__ = ["context", "postgres_cluster", "postgres_source", "settings", "source", "sqlite_source"]
