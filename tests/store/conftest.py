from __future__ import annotations

from tests.store.fixtures import context, postgres_cluster, postgres_source, settings, source, sqlite_source
from tests.store.plain_rules import plain_rules, plain_rules_room

__all__ = [
    "context",
    "plain_rules",
    "plain_rules_room",
    "postgres_cluster",
    "postgres_source",
    "settings",
    "source",
    "sqlite_source",
]
