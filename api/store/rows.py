"""Rows as values. The fields are the columns of ``tables``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from review.model.decision import Rank
from review.model.roles import Role


class CheckState(StrEnum):
    """Of a check, a packet and a copy: the job that makes it waits or runs, or it is there, or it could not be made."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class Delivery(StrEnum):
    """Of a webhook."""

    PENDING = "pending"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class DealRow:
    id: str
    external_id: str
    title: str
    customer: str
    state: str
    snapshot_id: str | None
    revision_id: str | None
    sequence: int
    """Number of the last event; who writes must have read this one."""
    created_at: datetime
    created_by: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's role on a deal. ``until``: a stand-in's last moment; None for a person named."""

    role: Role
    person: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks to read deals. ``all_deals``: the role or rank oversees every deal."""

    person: str
    roles: tuple[Role, ...]
    all_deals: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    id: str
    deal_id: str
    sha256: str
    data: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Revision:
    id: str
    deal_id: str
    number: int
    sha256: str
    name: str
    size: int
    side: str
    language: str | None
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Check:
    id: str
    revision_id: str
    snapshot_id: str | None
    rules: str | None
    state: CheckState
    attempts: int
    at: datetime
    finished_at: datetime | None
    result: str | None
    identity: str | None
    summary: dict[str, Any] | None
    failure: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Packet:
    id: str
    revision_id: str
    check_id: str
    sequence: int
    """Number of the last event that is in it."""
    audit_sequence: int
    """Number of the last entry of the deal's audit chain that is in it."""
    language: str
    state: CheckState
    sealed: str | None
    failure: dict[str, Any] | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy about to be signed."""

    id: str
    revision_id: str
    sha256: str
    name: str
    pages: int
    """How many of its pages are pictures, for character recognition; 0 for one that was read at once."""
    person: str
    via: str
    role: Role | None
    """In which the person acts; None for the only one held."""
    delegate_of: str
    state: CheckState
    attempts: int
    at: datetime
    finished_at: datetime | None
    result: str | None
    failure: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    full_name: str
    roles: tuple[Role, ...]
    rank: Rank
    disabled: bool
    language: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: str
    user_id: str
    label: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Executor:
    id: str
    host: str
    pid: int
    seen_at: datetime
    adopted_by: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A webhook in the outbox."""

    id: str
    deal_id: str
    kind: str
    body: dict[str, Any]
    at: datetime
    state: Delivery
    attempts: int
    last_error: str | None
    sent_at: datetime | None
