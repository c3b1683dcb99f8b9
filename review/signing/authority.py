"""The service's own certificate authority: one root, and a certificate for each person and for the seal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from stringprep import in_table_a1, in_table_c3, in_table_c5, in_table_c8, in_table_c21_c22, in_table_d1, in_table_d2

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

#: Key purpose "document signing", RFC 9336.
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_ROOT_YEARS, _LEAF_YEARS = 20, 10
_SLACK = timedelta(minutes=5)
#: Days for which a revocation list speaks.
LIST_DAYS = 30
_LONGEST = 64

PERSON, SEAL = "person", "seal"


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def new_root(key: ec.EllipticCurvePrivateKey, organisation: str, now: datetime) -> x509.Certificate:
    """A self-signed root that may issue end certificates only."""
    name = _name(f"{organisation} Tripact CA", "authority", organisation)
    builder = _builder(name, name, key.public_key(), now, _ROOT_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(True, 0), critical=True)
    return builder.add_extension(_usage(issue=True), critical=True).sign(key, hashes.SHA256())


def issue(
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePublicKey,
    common_name: str,
    unit: str,
    now: datetime,
) -> x509.Certificate:
    """An end certificate. ``unit`` is ``person`` or ``seal``: a person's key does not make a seal, nor the other way round."""
    organisation = root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    subject = _name(common_name, unit, str(organisation))
    builder = _builder(subject, root.subject, key, now, _LEAF_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
    builder = builder.add_extension(_usage(issue=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return builder.add_extension(issuer, critical=False).sign(root_key, hashes.SHA256())


def revocation_list(
    root: x509.Certificate, root_key: ec.EllipticCurvePrivateKey, revoked: Mapping[int, datetime], now: datetime
) -> x509.CertificateRevocationList:
    """The root's list of withdrawn certificates (serial number -> when), good for ``LIST_DAYS`` (RFC 5280, 5)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(now - _SLACK)
        .next_update(now + timedelta(days=LIST_DAYS))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
    )
    for serial, at in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(root_key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def certified(name: str) -> str:
    """A name as a certificate holds it: at most 64 characters (X.520), and code points for what names may not contain.

    RFC 4518 prepares names by Unicode 3.2: later and control characters, and directions that mix, are refused by verifiers.
    """
    if any(map(in_table_d1, name)) and any(map(in_table_d2, name)):
        return "".join(c if c.isascii() and c.isprintable() else f"U+{ord(c):04X}" for c in name)[:_LONGEST]
    return "".join(f"U+{ord(c):04X}" if in_table_a1(c) or _refused(c) else c for c in name)[:_LONGEST]


def _refused(char: str) -> bool:
    return in_table_c21_c22(char) or in_table_c3(char) or in_table_c5(char) or char == "\ufffd" or in_table_c8(char)


def _name(common_name: str, unit: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, certified(organisation or "Tripact")),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, certified(common_name)),
        ]
    )


def _usage(issue: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issue,
        content_commitment=not issue,
        key_cert_sign=issue,
        crl_sign=issue,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
