"""The signature value (CMS) held to the form in which a PAdES signer writes it, RFC 5652 and ETSI EN 319 122.

Not every byte of a CMS container is signed: versions, algorithm identifiers, the certificates beside the signer's own. Each of
those is compared with the only value it can have, so that no change of it goes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature

_MECHANISMS = frozenset(
    {"sha256_ecdsa", "sha384_ecdsa", "sha512_ecdsa", "sha256_rsa", "sha384_rsa", "sha512_rsa", "rsassa_pss", "ed25519"}
)
_CONSTRUCTED = 0x20
_DIGESTS = frozenset({"sha256", "sha384", "sha512"})


def faults(value: bytes) -> Iterator[str]:
    """Names of the parts that are not as a signer writes them. Raises ValueError or TypeError when it is no CMS at all."""
    from asn1crypto import cms  # type: ignore[import-untyped]

    content = cms.ContentInfo.load(value)
    size = len(content.dump())
    if any(value[size:]):
        yield "padding"
    if content["content_type"].native != "signed_data" or not distinguished(value[:size]):
        yield "encoding"
    signed, wrapped = content["content"], content["content"]["encap_content_info"]
    checks = (
        ("version", signed["version"].native == "v1"),
        (
            "content",
            wrapped["content_type"].native == "data" and not wrapped["content"].native,
        ),
        ("crls", not signed["crls"].native),
        ("signers", len(signed["signer_infos"]) == 1),
        ("digests", len(signed["digest_algorithms"]) == 1),
    )
    yield from (name for name, right in checks if not right)
    if len(signed["signer_infos"]) == 1:
        yield from _signer(signed, signed["signer_infos"][0])


def distinguished(data: bytes) -> bool:
    """Whether the elements are encoded in the one way DER allows: definite shortest lengths, each filling its parent exactly."""
    place = 0
    while place < len(data):
        element = _element(data, place)
        if element is None:
            return False
        start, end = element
        if data[place] & _CONSTRUCTED and not distinguished(data[start:end]):
            return False
        place = end
    return True


def _element(data: bytes, place: int) -> tuple[int, int] | None:
    """Start and end of the content of the element at ``place``; ``None`` when it is not DER."""
    if (data[place] & 0x1F in (0, 0x1F) and data[place] < 0x80) or place + 2 > len(data):
        return None
    first, start = data[place + 1], place + 2
    if first < 0x80:
        return (start, start + first) if start + first <= len(data) else None
    octets = data[start : start + (first & 0x7F)]
    length = int.from_bytes(octets, "big")
    start += first & 0x7F
    shortest = octets and octets[0] and length >= 0x80 and start + length <= len(data)
    return (start, start + length) if shortest else None


def _signer(signed: Any, info: Any) -> Iterator[str]:
    own = [c.chosen for c in signed["certificates"] if _named(c.chosen, info)]
    checks = (
        ("signer version", info["version"].native == "v1"),
        ("digest", info["digest_algorithm"]["algorithm"].native in _DIGESTS),
        ("digests", all(d.dump() == info["digest_algorithm"].dump() for d in signed["digest_algorithms"])),
        ("digest parameters", info["digest_algorithm"]["parameters"].native is None),
        ("mechanism", info["signature_algorithm"]["algorithm"].native in _MECHANISMS),
        ("mechanism parameters", _parameters(info["signature_algorithm"])),
        ("certificate", len(own) == 1),
        ("unsigned", all(a["type"].native == "signature_time_stamp_token" for a in _list(info["unsigned_attrs"]))),
    )
    yield from (name for name, right in checks if not right)
    if len(own) == 1 and not _chained(own[0], [c.chosen for c in signed["certificates"]]):
        yield "certificates"


def _list(value: Any) -> Any:
    return value if value.native else ()


def _named(certificate: Any, info: Any) -> bool:
    name = info["sid"].chosen
    return bool(
        info["sid"].name == "issuer_and_serial_number"
        and certificate.serial_number == name["serial_number"].native
        and certificate.issuer.dump() == name["issuer"].dump()
    )


def _parameters(algorithm: Any) -> bool:
    """PSS has parameters, which the signature check uses; the others have none."""
    return algorithm["algorithm"].native == "rsassa_pss" or algorithm["parameters"].native is None


def _chained(own: Any, embedded: list[Any]) -> bool:
    """Whether the certificates are the signer's own alone, or with one issuer after the other up to a root, nothing besides."""
    if len(embedded) == 1:
        return True
    known = {x509.load_der_x509_certificate(c.dump()).subject: x509.load_der_x509_certificate(c.dump()) for c in embedded}
    current, seen = x509.load_der_x509_certificate(own.dump()), 1
    while current.issuer in known:
        issuer = known[current.issuer]
        try:
            current.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature):
            return False
        if issuer == current:
            return seen == len(embedded) == len(known)
        current, seen = issuer, seen + 1
    return False
