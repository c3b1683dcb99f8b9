"""Telling another system of a new state or a reminder: signed, retried, kept until delivered or given up.

Sent only to the one address that the operator set; redirects are not followed, so nobody else can point it elsewhere.
The receiver checks ``Tripact-Signature: t=<unix seconds>,v1=<hex>``, where v1 is the HMAC-SHA256 of ``<t>.<body>`` under
the shared secret, and drops a ``Tripact-Delivery`` id that it has seen.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

import httpx
from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services.access import require
from api.services.context import Context
from api.services.sight import reader_of
from api.store import outbox
from api.store.rows import DealRow, Delivery, Message
from review.model.canonical import canonical_json
from review.workflow.facts.flow import Remind

#: Attempts in all; with the default wait the last one comes about a day after the first.
TRIES = 9
_SECONDS = 10.0
_ACCEPTED = range(200, 300)


def announce(connection: Connection, context: Context, deal: DealRow) -> None:
    """Put a deal's new state into the outbox, where a webhook is set."""
    _put(connection, context, deal, "deal.state", {"state": deal.state})


def remind(connection: Connection, context: Context, deal: DealRow, fact: Remind, persons: Iterable[str]) -> None:
    """Put a reminder into the outbox, where a webhook is set. ``persons``: who is to do it, as far as they are named."""
    said = {
        "role": fact.role.value,
        "persons": sorted(persons),
        "subjects": list(fact.subjects),
        "due": fact.due.isoformat(),
        "overdue": fact.overdue,
    }
    _put(connection, context, deal, "deal.reminder", said)


def _put(connection: Connection, context: Context, deal: DealRow, kind: str, said: dict[str, Any]) -> None:
    if not context.settings.webhook_url:
        return
    body = {"deal": deal.external_id, "review": deal.revision_id, "sequence": deal.sequence, **said}
    message = Message(context.new_id(), deal.id, kind, body, context.now(), Delivery.PENDING, 0, None, None)
    outbox.add(connection, message)
    context.queue.enqueue(connection, "webhook", _job_id(message.id, 1), message.id)


def recent(context: Context, principal: Principal, limit: int = 100) -> tuple[Message, ...]:
    """The last messages of the deals that the principal may read, newest first, with what became of them."""
    require(context, principal, Scope.AUDIT_READ)
    with context.database.read() as connection:
        return outbox.recent(connection, reader_of(context, principal), context.now(), limit)


def make(context: Context, message_id: str) -> dict[str, Any]:
    """Try to deliver once. Returns what went wrong, or an empty error; never raises for a receiver that fails."""
    with context.database.read() as connection:
        message = outbox.by_id(connection, message_id)
    if message is None or message.state is not Delivery.PENDING:
        return {"error": ""}
    return {"error": _send(context, message)}


def finish(context: Context, message_id: str, outcome: dict[str, Any]) -> None:
    """Write what became of the attempt and, where it failed, ask for the next one in the same transaction."""
    with context.database.write() as connection:
        message = outbox.by_id(connection, message_id)
        if message is None or message.state is not Delivery.PENDING:
            return
        tries, error = message.attempts + 1, outcome["error"]
        if not error:
            outbox.note(connection, message_id, Delivery.SENT, tries, "", context.now())
        elif tries >= TRIES:
            outbox.note(connection, message_id, Delivery.GIVEN_UP, tries, error, None)
        else:
            outbox.note(connection, message_id, Delivery.PENDING, tries, error, None)
            wait = context.settings.webhook_retry_seconds * 3 ** (tries - 1)
            context.queue.enqueue(connection, "webhook", _job_id(message_id, tries + 1), message_id, wait)


def signature(secret: bytes, moment: int, body: bytes) -> str:
    """The header that proves who sent a body, and when."""
    mac = hmac.new(secret, f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={mac}"


def _send(context: Context, message: Message) -> str:
    settings = context.settings
    body = canonical_json({"id": message.id, "kind": message.kind, "at": message.at, **message.body})
    headers = {
        "Content-Type": "application/json",
        "Tripact-Delivery": message.id,
        "Tripact-Signature": signature(settings.webhook_secret.get_secret_value().encode(), int(context.now().timestamp()), body),
    }
    try:
        with httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client:
            answer = client.post(settings.webhook_url, content=body, headers=headers)
    except (httpx.HTTPError, OSError) as error:
        return type(error).__name__
    return "" if answer.status_code in _ACCEPTED else f"HTTP {answer.status_code}"


def _job_id(message_id: str, attempt: int) -> str:
    return f"webhook:{message_id}:{attempt}"
