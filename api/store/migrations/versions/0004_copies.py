"""Copies about to be signed, as they were handed in; those that are scans are read by a job."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.types import Json, Line, Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("id", Line(length=64), nullable=False),
        sa.Column("revision_id", Line(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", Line(length=500), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("delegate_of", Line(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.Column("result", sa.String(length=64), nullable=True),
        sa.Column("failure", Json(), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_copies_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
    )
    op.create_index("ix_copies_revision", "copies", ["revision_id", "at"])


def downgrade() -> None:
    op.drop_table("copies")
