"""Which deal a webhook tells of, so that the list of webhooks shows each reader the deals that he may read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.store.types import Json, Line

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OUTBOX = sa.table("outbox", sa.column("id", sa.String), sa.column("body", Json), sa.column("deal_id", sa.String))
_DEALS = sa.table("deals", sa.column("id", sa.String), sa.column("external_id", sa.String))


def upgrade() -> None:
    op.add_column("outbox", sa.Column("deal_id", Line(length=64), nullable=True))
    _fill()
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("deal_id", existing_type=Line(length=64), nullable=False)
        outbox.create_foreign_key(op.f("fk_outbox_deal_id"), "deals", ["deal_id"], ["id"])
        outbox.create_index(op.f("ix_outbox_deal_id"), ["deal_id"])


def downgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index(op.f("ix_outbox_deal_id"))
        outbox.drop_constraint(op.f("fk_outbox_deal_id"), type_="foreignkey")
        outbox.drop_column("deal_id")


def _fill() -> None:
    """Every message so far tells a deal's state and calls the deal by its external id."""
    connection = op.get_bind()
    deals = {row.external_id: row.id for row in connection.execute(sa.select(_DEALS))}
    for row in connection.execute(sa.select(_OUTBOX.c.id, _OUTBOX.c.body)).all():
        deal_id = deals[row.body["deal"]]
        connection.execute(_OUTBOX.update().where(_OUTBOX.c.id == row.id).values(deal_id=deal_id))
