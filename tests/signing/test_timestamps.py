"""Time stamps: an authority of the test's own, one that is down, and one that nobody trusts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from review.packet import PacketLanguage
from review.packet.signatures import seal
from review.signing import Verdict, verify
from tests.packet import cases
from tests.signing.conftest import Signed

ZH = PacketLanguage.ZH


class Down(DummyTimeStamper):
    """An authority that does not answer."""

    async def async_request_tsa_response(self, req: Any) -> Any:
        raise TimeoutError


@pytest.fixture(scope="module")
def authority() -> tuple[bytes, Any, Any]:
    """Certificate (DER), and what a client needs to stamp with its key."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test TSA")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(cases.NOW - timedelta(days=1)).not_valid_after(cases.NOW + timedelta(days=900))
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    der = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return der, asn1_x509.Certificate.load(der), asn1_keys.PrivateKeyInfo.load(raw)


def test_a_time_stamp_reaches_the_next_level(signed: Signed, authority: tuple[bytes, Any, Any]) -> None:
    der, certificate, key = authority
    moment = cases.NOW + timedelta(seconds=20)
    result = seal(signed.unsigned, signed.keys, ZH, cases.NOW, DummyTimeStamper(certificate, key, fixed_dt=moment))
    assert result.level == "B-T" and not result.note
    report = verify(result.data, replace(signed.policy, timestamp_roots=(der,)))
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-T" and report.signatures[0].stamped_at == moment


def test_a_stamp_of_an_unknown_authority_is_no_time(signed: Signed, authority: tuple[bytes, Any, Any]) -> None:
    _, certificate, key = authority
    data = seal(signed.unsigned, signed.keys, ZH, cases.NOW, DummyTimeStamper(certificate, key, fixed_dt=cases.NOW)).data
    report = verify(data, signed.policy)
    assert report.signatures[0].stamped_at is None and report.signatures[0].trusted


def test_an_authority_that_is_down_never_blocks(signed: Signed, authority: tuple[bytes, Any, Any]) -> None:
    _, certificate, key = authority
    result = seal(signed.unsigned, signed.keys, ZH, cases.NOW, Down(certificate, key))
    assert result.level == "B-B" and "TimeoutError" in result.note
    assert verify(result.data, signed.policy).verdict is Verdict.VALID
