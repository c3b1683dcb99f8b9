"""What the clock brings: reminders and escalations of what was not done in time. Silence decides nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from api.services import cases, gating
from api.services.context import Context
from api.store import deals
from review.workflow.clock import due


def tick(context: Context) -> int:
    """Note, in every open case, what is due by now; returns how many events that were. Safe from several processes."""
    with context.database.read() as connection:
        waiting = deals.open_ids(connection)
    return sum(_case(context, deal_id) for deal_id in waiting)


def _case(context: Context, deal_id: str) -> int:
    with context.database.read() as connection:
        stream = cases.load(context, connection, deal_id)
        late = due(stream.history, now=context.now(), policy=context.policy)
        if not late and not gating.approval_came(context, connection, stream):
            return 0
    with context.database.write() as connection:
        return _note(context, connection, deal_id)


def _note(context: Context, connection: Connection, deal_id: str) -> int:
    stream = cases.load(context, connection, deal_id, lock=True)
    if gating.approval_came(context, connection, stream):
        stream = gating.refresh(context, connection, stream)
    found = due(stream.history, now=context.now(), policy=context.policy)
    cases.append(connection, context, stream, found, "clock")
    return len(found)
