"""The tables. ``migrations/`` makes them; a test holds the two equal.

Laws: a row of ``events`` or ``audit`` is never changed or deleted. Ids are opaque text. Whole contract files, results
and packets stand in the object store under their SHA-256; a row names them only after they are there.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from api.store.types import Json, Line, Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = Line(64)
SHA = String(64)
NAME = Line(500)

#: One sale. ``state`` and ``sequence`` follow the event log in the same transaction.
deals = Table(
    "deals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("external_id", NAME, nullable=False, unique=True),
    Column("title", NAME, nullable=False),
    Column("customer", NAME, nullable=False),
    Column("state", String(40), nullable=False),
    Column("snapshot_id", ID, nullable=True),
    Column("revision_id", ID, nullable=True),
    Column("sequence", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("created_by", NAME, nullable=False),
    Column("updated_at", Utc, nullable=False, index=True),
)

#: Who holds which role on a deal, as its events have it: named, or standing in ``until`` then. What a person may read follows.
members = Table(
    "members",
    metadata,
    Column("deal_id", ID, ForeignKey("deals.id"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("person", NAME, primary_key=True, index=True),
    Column("until", Utc, nullable=True),
)

#: A deal record as it was handed in; ``data`` is its canonical JSON.
snapshots = Table(
    "snapshots",
    metadata,
    Column("id", ID, primary_key=True),
    Column("deal_id", ID, ForeignKey("deals.id"), nullable=False),
    Column("sha256", SHA, nullable=False),
    Column("data", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("person", NAME, nullable=False),
    UniqueConstraint("deal_id", "sha256"),
)

#: One draft of a deal's contract.
revisions = Table(
    "revisions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("deal_id", ID, ForeignKey("deals.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", SHA, nullable=False),
    Column("name", NAME, nullable=False),
    Column("size", Integer, nullable=False),
    Column("side", String(10), nullable=False),
    Column("language", String(10), nullable=True),
    Column("at", Utc, nullable=False),
    Column("person", NAME, nullable=False),
    UniqueConstraint("deal_id", "sha256"),
    UniqueConstraint("deal_id", "number"),
)

#: One check of a revision against a snapshot. ``result`` is the SHA-256 of the review's canonical JSON in the object store,
#: ``rules`` that of the rule files as used.
checks = Table(
    "checks",
    metadata,
    Column("id", ID, primary_key=True),
    Column("revision_id", ID, ForeignKey("revisions.id"), nullable=False),
    Column("snapshot_id", ID, ForeignKey("snapshots.id"), nullable=True),
    Column("rules", SHA, nullable=True),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Column("finished_at", Utc, nullable=True),
    Column("result", SHA, nullable=True),
    Column("identity", SHA, nullable=True),
    Column("summary", Json, nullable=True),
    Column("failure", Json, nullable=True),
    Index("ix_checks_revision", "revision_id", "at"),
)

#: The event log of ``review.workflow``, one stream per deal; ``body`` is in its durable format.
events = Table(
    "events",
    metadata,
    Column("deal_id", ID, ForeignKey("deals.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(60), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

#: The audit log: one hash chain per deal, and the chain ``system`` for accounts and settings.
audit = Table(
    "audit",
    metadata,
    Column("chain", ID, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False, index=True),
    Column("person", NAME, nullable=False),
    Column("role", String(120), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", NAME, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("detail", Json, nullable=False),
    Column("previous", SHA, nullable=False),
    Column("hash", SHA, nullable=False, unique=True),
)

#: One signature per document and role, whoever is first; ``digest`` is that of the register it was given to.
signatures = Table(
    "signatures",
    metadata,
    Column("id", ID, primary_key=True),
    Column("revision_id", ID, ForeignKey("revisions.id"), nullable=False),
    Column("deal_id", ID, ForeignKey("deals.id"), nullable=False),
    Column("document_sha256", SHA, nullable=False),
    Column("role", String(120), nullable=False),
    Column("person", NAME, nullable=False),
    Column("digest", SHA, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("deal_id", "document_sha256", "digest", "role"),
)

#: Packets. Check, the two sequence numbers and ``at`` say exactly what goes into one, so that it can be made again;
#: ``sealed`` is the SHA-256 of the PDF in the object store.
packets = Table(
    "packets",
    metadata,
    Column("id", ID, primary_key=True),
    Column("revision_id", ID, ForeignKey("revisions.id"), nullable=False),
    Column("check_id", ID, ForeignKey("checks.id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("audit_sequence", Integer, nullable=False),
    Column("language", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("sealed", SHA, nullable=True, index=True),
    Column("failure", Json, nullable=True),
    Column("at", Utc, nullable=False),
    UniqueConstraint("check_id", "sequence", "language"),
)

#: Copies about to be signed, as they were handed in. One with ``pages`` that are pictures is read by a job, then the act is
#: done in the name of ``person``, who handed it in ``via`` a session or a key and in that ``role``; ``result`` is the SHA-256
#: of what the comparison found, in the object store.
copies = Table(
    "copies",
    metadata,
    Column("id", ID, primary_key=True),
    Column("revision_id", ID, ForeignKey("revisions.id"), nullable=False),
    Column("sha256", SHA, nullable=False),
    Column("name", NAME, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("person", NAME, nullable=False),
    Column("via", String(40), nullable=False),
    Column("role", String(20), nullable=True),
    Column("delegate_of", NAME, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Column("finished_at", Utc, nullable=True),
    Column("result", SHA, nullable=True),
    Column("failure", Json, nullable=True),
    Index("ix_copies_revision", "revision_id", "at"),
)

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Line(120), nullable=False, unique=True),
    Column("full_name", NAME, nullable=False),
    Column("roles", Json, nullable=False),
    Column("rank", String(20), nullable=False),
    Column("password", String(300), nullable=True),
    Column("disabled", Boolean, nullable=False),
    Column("language", String(10), nullable=False),
    Column("created_at", Utc, nullable=False),
)

#: Keys of programs. Only a hash is kept; ``prefix`` lets a person tell them apart.
api_keys = Table(
    "api_keys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False),
    Column("label", NAME, nullable=False),
    Column("prefix", String(20), nullable=False),
    Column("sha256", SHA, nullable=False, unique=True),
    Column("scopes", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=True),
    Column("revoked_at", Utc, nullable=True),
)

#: Sign-ins. The id is the SHA-256 of the token in the cookie.
sessions = Table(
    "sessions",
    metadata,
    Column("id", SHA, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False, index=True),
)

#: Failed logins by account or address, within one window.
attempts = Table(
    "attempts",
    metadata,
    Column("key", SHA, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", Utc, nullable=False),
)

#: Events of a CRM that were taken in, so that the same one twice has one effect.
deliveries = Table(
    "deliveries",
    metadata,
    Column("source", Line(120), primary_key=True),
    Column("event_id", NAME, primary_key=True),
    Column("body_sha256", SHA, nullable=False),
    Column("answer", Json, nullable=False),
    Column("at", Utc, nullable=False),
)

#: Webhooks to send; a row stays until it is delivered or given up.
outbox = Table(
    "outbox",
    metadata,
    Column("id", ID, primary_key=True),
    Column("deal_id", ID, ForeignKey("deals.id"), nullable=False, index=True),
    Column("kind", String(80), nullable=False),
    Column("body", Json, nullable=False),
    Column("at", Utc, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("last_error", NAME, nullable=True),
    Column("sent_at", Utc, nullable=True),
)

#: Processes that run jobs, with their last sign of life.
executors = Table(
    "executors",
    metadata,
    Column("id", ID, primary_key=True),
    Column("host", NAME, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("adopted_by", ID, nullable=True),
)
