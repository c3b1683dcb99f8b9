"""Who holds which role on a deal, for whoever asks which deals a person may read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.types import Line, Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "members",
        sa.Column("deal_id", Line(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("person", Line(length=500), nullable=False),
        sa.Column("until", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_members_deal_id")),
        sa.PrimaryKeyConstraint("deal_id", "role", "person", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_person"), "members", ["person"])


def downgrade() -> None:
    op.drop_table("members")
