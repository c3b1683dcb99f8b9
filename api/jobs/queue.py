"""Asking for a job: a row of the job queue, written in the caller's own transaction (law 6)."""

from __future__ import annotations

from dataclasses import dataclass

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Connection

from api.store.engine import Database

APPLICATION = "tripact"
#: Queues, each with its own places in a worker, so that a slow receiver of webhooks holds up no check.
WORK, POST = "tripact-work", "tripact-post"
_LANES = {"webhook": POST}
#: Version of the jobs' steps. Raised when steps are added, removed or reordered: a worker runs only jobs of its own version.
VERSION = "1"


def database_url(database: Database) -> str:
    """The one database, as DBOS wants its URL."""
    url = database.engine.url
    plain = url.set(drivername="postgresql") if url.get_backend_name() == "postgresql" else url
    return plain.render_as_string(hide_password=False)


def migrate(database: Database) -> None:
    """Make or update the job tables; safe to call from several processes at once."""
    DBOS.migrate(database_url(database))


@dataclass(frozen=True)
class DurableQueue:
    """The job queue of a database."""

    client: DBOSClient

    def enqueue(self, connection: Connection, job: str, job_id: str, subject: str, delay: float = 0) -> None:
        """Ask for ``job`` on ``subject``, in ``delay`` seconds. ``job_id`` is unique: asking twice is asking once."""
        options = EnqueueOptions(workflow_name=job, queue_name=_LANES.get(job, WORK), workflow_id=job_id, app_version=VERSION)
        if delay:
            options["delay_seconds"] = delay
        self.client.enqueue_in_transaction(connection, options, subject)

    def close(self) -> None:
        self.client.destroy()


def open_queue(database: Database) -> DurableQueue:
    """The queue on an open database whose job tables exist; connects when first used."""
    client = DBOSClient(
        system_database_url=database_url(database),
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
        lazy=True,
    )
    return DurableQueue(client)
