"""What a verifier found, as values: for a person by ``lines``, for a program by ``plain``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    VALID = "valid"
    """Whole, signed by whom the policy trusts, with every signature it requires, and the review gives the same result."""
    UNTRUSTED = "intact_but_not_trusted"
    """Nothing was changed, but the policy does not vouch for who signed."""
    INVALID = "invalid"


class Code(StrEnum):
    """Why a packet is not valid. Codes are published: none is renamed."""

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    TRUNCATED = "truncated"
    APPENDED = "appended"
    """Bytes stand behind the last signature."""
    UPDATED = "updated"
    """The file was changed by an incremental update that is not a signature."""
    CONTENT_CHANGED = "content_changed"
    """A byte that a signature covers was changed."""
    SIGNATURE_DAMAGED = "signature_damaged"
    """The signature value itself, or its container, was changed."""
    SIGNATURE_FORM = "signature_form"
    """The signature is not written as a signer writes it: something in it was added, re-coded or moved."""
    SIGNATURE_MISSING = "signature_missing"
    SIGNER_UNTRUSTED = "signer_untrusted"
    SIGNER_SWAPPED = "signer_swapped"
    """A seal in a person's place, a person's key in the seal's, or another person than the register names."""
    SIGNER_REVOKED = "signer_revoked"
    """A revocation list in the file says that the signer's certificate was withdrawn before the signature."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    """The signer would be trusted, but the certificate has run out and no trusted time stamp says that it signed before."""
    TIMESTAMP_BROKEN = "timestamp_broken"
    DIGEST_DIFFERS = "digest_differs"
    """The whole file is not the one the policy names."""
    MANIFEST_MISSING = "manifest_missing"
    ATTACHMENT_CHANGED = "attachment_changed"
    ATTACHMENT_TWICE = "attachment_twice"
    """Two files stand under one name: who opens the packet may see another one than was checked."""
    FILE_FORM = "file_form"
    """The file is written so that two readers may see two things in it."""
    FOREIGN_CONTENT = "foreign_content"
    """The file holds something that no packet holds: an action, a script, a layer, a field to fill in, a note over a page."""
    AUDIT_BROKEN = "audit_broken"
    REVIEW_DIFFERS = "review_differs"
    """The review, run again from what the packet carries, finds something else."""


#: Codes that say nothing of a change: the packet may be as it was issued.
TRUST_ONLY = frozenset({Code.SIGNER_UNTRUSTED, Code.SIGNER_REVOKED, Code.SIGNATURE_MISSING, Code.CERTIFICATE_EXPIRED})


@dataclass(frozen=True, slots=True)
class Reason:
    code: Code
    subject: str = ""
    """Signature field, attachment or audit entry."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature, as far as it can be said."""

    field: str
    signer: str
    organisation: str
    certificate_sha256: str
    claimed_at: datetime | None
    """By the clock of who signed."""
    stamped_at: datetime | None
    """By a time stamp authority that the policy trusts."""
    level: str
    """PAdES level reached: B-B, B-T or B-LT."""
    statement: str
    intact: bool
    trusted: bool


@dataclass(frozen=True, slots=True)
class Rerun:
    """The review, run again. ``result``: same, differs, or ``not_run`` with the reason."""

    result: str
    detail: str = ""


@dataclass(frozen=True)
class Report:
    verdict: Verdict
    reasons: tuple[Reason, ...]
    signatures: tuple[SignatureReport, ...] = ()
    sha256: str = ""
    number: str = ""
    """Packet number, as the manifest says."""
    released: bool | None = None
    attachments: tuple[tuple[str, str, bool], ...] = ()
    """Name, SHA-256, and whether the manifest says the same."""
    audit_entries: int = 0
    rerun: Rerun = Rerun("not_run")
    roots: tuple[str, ...] = ()
    """SHA-256 of the certificates that the policy trusts; with none, nobody is trusted."""
    required: tuple[str, ...] = ()
    """Signatures that the policy asks for."""
