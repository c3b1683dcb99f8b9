"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.types import Json, Line, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("chain", Line(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", Line(length=500), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("detail", Json(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "sequence", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)


def _deals() -> None:
    op.create_table(
        "deals",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("external_id", Line(length=500), nullable=False),
        sa.Column("title", Line(length=500), nullable=False),
        sa.Column("customer", Line(length=500), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("snapshot_id", Line(length=64), nullable=True),
        sa.Column("revision_id", Line(length=64), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("created_by", Line(length=500), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deals")),
        sa.UniqueConstraint("external_id", name=op.f("uq_deals_external_id")),
    )
    op.create_index(op.f("ix_deals_updated_at"), "deals", ["updated_at"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("source", Line(length=120), nullable=False),
        sa.Column("event_id", Line(length=500), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer", Json(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("source", "event_id", name=op.f("pk_deliveries")),
    )


def _executors() -> None:
    op.create_table(
        "executors",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("host", Line(length=500), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.Column("adopted_by", Line(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_executors")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", Line(length=500), nullable=True),
        sa.Column("sent_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"], unique=False)


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("name", Line(length=120), nullable=False),
        sa.Column("full_name", Line(length=500), nullable=False),
        sa.Column("roles", Json(), nullable=False),
        sa.Column("rank", sa.String(length=20), nullable=False),
        sa.Column("password", sa.String(length=300), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("user_id", Line(length=64), nullable=False),
        sa.Column("label", Line(length=500), nullable=False),
        sa.Column("prefix", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("scopes", Json(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=True),
        sa.Column("revoked_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_api_keys_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("sha256", name=op.f("uq_api_keys_sha256")),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("deal_id", Line(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_events_deal_id")),
        sa.PrimaryKeyConstraint("deal_id", "sequence", name=op.f("pk_events")),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("deal_id", Line(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", Line(length=500), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_revisions_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("deal_id", "number", name=op.f("uq_revisions_deal_id_number")),
        sa.UniqueConstraint("deal_id", "sha256", name=op.f("uq_revisions_deal_id_sha256")),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_id", Line(length=64), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("deal_id", Line(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_snapshots_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("deal_id", "sha256", name=op.f("uq_snapshots_deal_id_sha256")),
    )


def _checks() -> None:
    op.create_table(
        "checks",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("revision_id", Line(length=64), nullable=False),
        sa.Column("snapshot_id", Line(length=64), nullable=True),
        sa.Column("rules", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.Column("result", sa.String(length=64), nullable=True),
        sa.Column("identity", sa.String(length=64), nullable=True),
        sa.Column("summary", Json(), nullable=True),
        sa.Column("failure", Json(), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_checks_revision_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_checks_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index("ix_checks_revision", "checks", ["revision_id", "at"], unique=False)


def _signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("revision_id", Line(length=64), nullable=False),
        sa.Column("deal_id", Line(length=64), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_signatures_deal_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_signatures_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
        sa.UniqueConstraint(
            "deal_id", "document_sha256", "digest", "role", name=op.f("uq_signatures_deal_id_document_sha256_digest_role")
        ),
    )


def _packets() -> None:
    op.create_table(
        "packets",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("revision_id", Line(length=64), nullable=False),
        sa.Column("check_id", Line(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("audit_sequence", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.String(length=64), nullable=True),
        sa.Column("failure", Json(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("fk_packets_check_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_packets_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packets")),
        sa.UniqueConstraint("check_id", "sequence", "language", name=op.f("uq_packets_check_id_sequence_language")),
    )
    op.create_index(op.f("ix_packets_sealed"), "packets", ["sealed"], unique=False)


TABLES = (
    _attempts,
    _audit,
    _deals,
    _deliveries,
    _executors,
    _outbox,
    _users,
    _api_keys,
    _events,
    _revisions,
    _sessions,
    _snapshots,
    _checks,
    _signatures,
    _packets,
)


def upgrade() -> None:
    for make in TABLES:
        make()


def downgrade() -> None:
    op.drop_index(op.f("ix_packets_sealed"), table_name="packets")
    op.drop_table("packets")
    op.drop_table("signatures")
    op.drop_index("ix_checks_revision", table_name="checks")
    op.drop_table("checks")
    op.drop_table("snapshots")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_table("revisions")
    op.drop_table("events")
    op.drop_table("api_keys")
    op.drop_table("users")
    op.drop_index(op.f("ix_outbox_state"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("executors")
    op.drop_table("deliveries")
    op.drop_index(op.f("ix_deals_updated_at"), table_name="deals")
    op.drop_table("deals")
    op.drop_index(op.f("ix_audit_at"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("attempts")
