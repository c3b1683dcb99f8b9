"""What the audit log proves of the rest of the store: events, deal snapshots and files are what they were when logged."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from api.services.context import Context
from api.store import audit, copies, deals, events, revisions
from api.store.rows import CheckState
from review.errors import NotFound
from review.model.audit import AuditEntry, Break
from review.model.canonical import digest, sha256


def faults(context: Context, connection: Connection, deal_id: str, log: tuple[AuditEntry, ...]) -> Iterator[Break]:
    """Every row or file of a deal that is not what its audit log says."""
    for told in (_events(connection, deal_id, log), _snapshots(connection, deal_id, log), _files(context, connection, deal_id)):
        try:
            yield from told
        except audit.UNREADABLE:  # a row that holds no record of ours was written by somebody else
            yield Break(deal_id, 0, "record-altered")


def _events(connection: Connection, deal_id: str, log: tuple[AuditEntry, ...]) -> Iterator[Break]:
    logged = {e.detail.get("sequence", 0): e.detail["event_sha256"] for e in log if "event_sha256" in (e.detail or ())}
    stored = {sequence: sha256(body) for sequence, body in events.bodies(connection, deal_id)}
    for sequence in sorted(logged.keys() | stored.keys()):
        if logged.get(sequence) != stored.get(sequence):
            yield Break(deal_id, sequence, "event-missing" if sequence not in stored else "event-altered")


def _snapshots(connection: Connection, deal_id: str, log: tuple[AuditEntry, ...]) -> Iterator[Break]:
    stored = {s.sha256: s for s in deals.snapshots_of(connection, deal_id)}
    for entry in log:
        if entry.action == "deal.record" and entry.outcome == audit.DONE and entry.detail["sha256"] not in stored:
            yield Break(deal_id, entry.sequence, "record-missing")
    for digest_, snapshot in stored.items():
        if digest(json.loads(snapshot.data)) != digest_:
            yield Break(deal_id, 0, "record-altered")


def _files(context: Context, connection: Connection, deal_id: str) -> Iterator[Break]:
    """Drafts, results, packets and copies that are missing or altered in the object store."""
    for revision in revisions.of_deal(connection, deal_id):
        named = [revision.sha256]
        named += [c.result for c in revisions.checks_of(connection, revision.id) if c.state is CheckState.DONE and c.result]
        named += [p.sealed for p in revisions.packets_of(connection, revision.id) if p.sealed]
        named += [n for c in copies.of_revision(connection, revision.id) for n in (c.sha256, c.result) if n]
        for name in named:
            try:
                context.objects.get(name)
            except NotFound as error:
                yield Break(deal_id, revision.number, error.code)
