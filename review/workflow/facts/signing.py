"""Facts from approval to the signed contract."""

from __future__ import annotations

from dataclasses import dataclass

from review.model.event import Fact


@dataclass(frozen=True)
class Approve(Fact):
    """The approver takes the decision on the revision as it stands."""

    document_sha256: str
    reason: str = ""


@dataclass(frozen=True)
class SignOffPacket(Fact):
    """A role signs the document: ``statement`` is the text the signer saw."""

    document_sha256: str
    review_identity: str
    statement: str
    method: str = "login"


@dataclass(frozen=True)
class ReleasePacket(Fact):
    """The packet goes out: the contract may now be signed with the customer."""

    document_sha256: str
    packet_sha256: str = ""


@dataclass(frozen=True)
class RecordSignedOutside(Fact):
    """The CRM says that the contract is signed; nothing here said that it may (R-15)."""

    source: str
    reference: str = ""


@dataclass(frozen=True)
class CompareExecutionCopy(Fact):
    """The copy about to be signed was compared with the approved text (G-07)."""

    copy_sha256: str
    differences: tuple[str, ...] = ()
    """Each place where the copies differ, in words a person finds it by; empty when they agree."""
    scanned: bool = False
    """Whether the text was recognised from pictures, so that a person must confirm it."""
    filled: tuple[str, ...] = ()
    """What was written into the blanks where people sign: shown, and no difference."""


@dataclass(frozen=True)
class ConfirmScan(Fact):
    """A person compared the scan with the approved text, line by line."""

    copy_sha256: str
    statement: str
    misread: tuple[str, ...] = ()
    """Of the copy's differences, word for word, those where the machine misread what stands there as approved."""


@dataclass(frozen=True)
class RecordSigned(Fact):
    """Both parties signed the copy that was compared."""

    copy_sha256: str
    signed_on: str = ""
