"""Everything a service needs from outside: the store, the job queue, who may do what, the clock, new ids, the secret."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Connection

from api.services.memory import Memory
from api.settings import Settings, secret_key
from api.store.engine import Database, open_database
from api.store.objects import Objects, open_objects
from review.workflow import Policy, load_policy

_VERIFYING = 2


class Queue(Protocol):
    """Takes jobs in. The job exists exactly when the transaction that asks for it is committed."""

    def enqueue(self, connection: Connection, job: str, job_id: str, subject: str, delay: float = 0) -> None:
        """``delay`` in seconds. Asking twice under one ``job_id`` is asking once."""


@dataclass(frozen=True)
class Context:
    settings: Settings
    database: Database
    objects: Objects
    queue: Queue
    secret: bytes
    policy: Policy
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    memory: Memory = field(default_factory=Memory)
    verifying: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(_VERIFYING))
    """Places for checking packets, which anybody may ask for."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def random_id() -> str:
    """128 random bits as text."""
    return uuid.uuid4().hex


def open_context(settings: Settings, queue: Callable[[Database], Queue]) -> Context:
    """Open database, objects and secret as the settings say. ``queue`` makes the job queue on the database."""
    database = open_database(settings.database_url)
    return Context(
        settings=settings,
        database=database,
        objects=open_objects(settings.objects),
        queue=queue(database),
        secret=secret_key(settings),
        policy=load_policy(),
        now=utc_now,
        new_id=random_id,
    )
