"""Long-term validation data (PAdES B-LT, ETSI EN 319 142-1, 5.4): certificates and revocation lists kept in the file itself.

They are written in the same update as the signature, so that the signature covers them and nothing is appended behind it.
A level is reached only when every certificate below a root, of the signer and of the time stamp, has a list that its own
issuer signed; what is not at hand is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

from review.signing.policy import certificates_in

#: Longest chain that is followed.
_STEPS = 8


@dataclass(frozen=True)
class Revocation:
    """DER of certificates and of certificate revocation lists that are at hand."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()

    def covers(self, certificate: bytes, others: Iterable[bytes], at: datetime | None = None) -> bool:
        """Whether every certificate from this one up to a root has a list of its issuer, still good at ``at``.

        ``others`` are certificates that lie elsewhere in the file. A certificate or list that cannot be read covers nothing.
        """
        try:
            known = {c.subject: c for c in map(x509.load_der_x509_certificate, (*others, *self.certificates))}
            lists = [x509.load_der_x509_crl(one) for one in self.lists]
            return _covered(x509.load_der_x509_certificate(certificate), known, lists, at)
        except ValueError:
            return False

    def withdraws(self, certificate: bytes, others: Iterable[bytes], at: datetime | None) -> bool:
        """Whether a list of the certificate's own issuer names it as withdrawn by ``at``; without ``at`` at any time."""
        try:
            known = [x509.load_der_x509_certificate(one) for one in (*others, *self.certificates)]
            own, lists = x509.load_der_x509_certificate(certificate), [x509.load_der_x509_crl(one) for one in self.lists]
        except ValueError:
            return False
        issuers = [c for c in known if c.subject == own.issuer and _issued(own, c)]
        found = (
            one.get_revoked_certificate_by_serial_number(own.serial_number) for one in lists for c in issuers if _good(one, c)
        )
        return any(entry is not None and (at is None or entry.revocation_date_utc <= at) for entry in found)

    def write(self, writer: Any) -> None:
        """Put everything into the document security store of a file that is being written."""
        from asn1crypto import crl  # type: ignore[import-untyped]
        from asn1crypto import x509 as asn1
        from pyhanko.sign.validation.dss import DocumentSecurityStore

        certificates = [asn1.Certificate.load(one) for one in self.certificates]
        lists = [crl.CertificateList.load(one) for one in self.lists]
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=lists)

    @classmethod
    def kept_in(cls, reader: Any) -> Revocation:
        """What a file's document security store holds; nothing when it has none."""
        if "/DSS" not in reader.root:
            return cls()
        store = reader.root["/DSS"]

        def kept(key: str) -> tuple[bytes, ...]:
            return tuple(bytes(one.get_object().data) for one in store[key]) if key in store else ()

        return cls(kept("/Certs"), kept("/CRLs"))

    def __add__(self, other: Revocation) -> Revocation:
        return Revocation((*self.certificates, *other.certificates), (*self.lists, *other.lists))


def in_folder(folder: Path) -> Revocation:
    """What an operator laid down there: ``*.crl`` and ``*.pem``, ``*.crt``, ``*.cer`` files. Raises KeyFailure, ValueError."""
    if not folder.is_dir():
        return Revocation()
    files = sorted(p for p in folder.iterdir() if p.is_file())
    certificates = [c for p in files if p.suffix in (".pem", ".crt", ".cer") for c in certificates_in(p.read_bytes())]
    return Revocation(tuple(certificates), tuple(_list(p.read_bytes()) for p in files if p.suffix == ".crl"))


def _list(data: bytes) -> bytes:
    load = x509.load_pem_x509_crl if b"-----BEGIN" in data else x509.load_der_x509_crl
    return load(data).public_bytes(Encoding.DER)


def _covered(
    current: x509.Certificate,
    known: dict[x509.Name, x509.Certificate],
    lists: list[x509.CertificateRevocationList],
    at: datetime | None,
) -> bool:
    for _ in range(_STEPS):
        if current.issuer == current.subject:
            return True
        issuer = known.get(current.issuer)
        if issuer is None or not _issued(current, issuer) or not any(_good(one, issuer, at) for one in lists):
            return False
        current = issuer
    return False


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _good(one: x509.CertificateRevocationList, issuer: x509.Certificate, at: datetime | None = None) -> bool:
    if one.issuer != issuer.subject or not one.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]
        return False
    return at is None or one.next_update_utc is None or at <= one.next_update_utc
