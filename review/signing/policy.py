"""Whom a verifier believes. There is no default: an empty policy trusts nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from review.model.canonical import sha256
from review.signing.failures import KeyFailure

#: Every signature a released packet carries.
ALL_FIELDS = ("AR", "SR", "FR", "seal")


@dataclass(frozen=True)
class TrustPolicy:
    """What makes a packet valid. With neither ``roots`` nor ``certificates`` the best answer is "intact but not trusted"."""

    roots: tuple[bytes, ...] = ()
    """DER of certificates to which a signer's must lead."""
    certificates: frozenset[str] = frozenset()
    """SHA-256 (hex) of signers' certificates; when given, no other signer is believed."""
    pinned: frozenset[str] = frozenset()
    """SHA-256 (hex) of persons' certificates that are believed besides, whoever issued them, while they are in date."""
    required: tuple[str, ...] = ("seal",)
    """Signature fields that must be signed."""
    sha256: str = ""
    """Digest of the whole file, when it is known from elsewhere."""
    at: datetime | None = None
    """The moment for which certificates are judged where no trusted time stamp proves another; now when absent."""
    timestamp_roots: tuple[bytes, ...] = ()
    """DER of the roots of time stamp authorities."""

    @property
    def moment(self) -> datetime:
        """``at``, or now."""
        return (self.at or datetime.now(UTC)).astimezone(UTC)

    @property
    def empty(self) -> bool:
        return not (self.roots or self.certificates or self.pinned)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate (DER), as people compare it."""
    return sha256(certificate)


def pem(certificate: bytes) -> bytes:
    """A certificate (DER) as a file that people keep."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM)


def certificates_in(data: bytes) -> tuple[bytes, ...]:
    """DER of every certificate in a PEM or DER file. Raises KeyFailure when there is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        found = x509.load_pem_x509_certificates(data) if b"-----BEGIN" in data else [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise KeyFailure("key-no-certificate") from None
    return tuple(c.public_bytes(Encoding.DER) for c in found)
