"""Time stamps: an authority of the test's own, one that is down, and one that nobody trusts."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketLanguage
from review.packet.signatures import seal, sign_as
from review.signing import FileKeyStore, TrustPolicy, Verdict, verify
from review.signing.authority import new_key, new_root, revocation_list
from review.signing.report import Code
from tests.packet import cases
from tests.signing.conftest import Signed

ZH = PacketLanguage.ZH
YEAR = timedelta(days=365)


class Down(DummyTimeStamper):
    """An authority that does not answer."""

    async def async_request_tsa_response(self, req: Any) -> Any:
        raise TimeoutError


@dataclass(frozen=True)
class Authority:
    """A time stamp authority below a root of its own, and the root's list of withdrawn certificates."""

    root: bytes
    revoked: bytes
    certificate: Any
    key: Any

    def client(self, moment: datetime = cases.NOW) -> DummyTimeStamper:
        return DummyTimeStamper(self.certificate, self.key, fixed_dt=moment)


@pytest.fixture(scope="module")
def authority() -> Authority:
    key, root_key = rsa.generate_private_key(65537, 2048), new_key()
    root = new_root(root_key, "Stamps Ltd", cases.NOW)
    builder = x509.CertificateBuilder().subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test TSA")]))
    builder = builder.issuer_name(root.subject).public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(cases.NOW - timedelta(days=9)).not_valid_after(cases.NOW + YEAR * 15)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    der = builder.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Authority(
        root.public_bytes(Encoding.DER),
        revocation_list(root, root_key, {}, cases.NOW).public_bytes(Encoding.DER),
        asn1_x509.Certificate.load(der),
        asn1_keys.PrivateKeyInfo.load(raw),
    )


@pytest.fixture
def informed(signed: Signed, authority: Authority, tmp_path: Path) -> FileKeyStore:
    """A key store that has the authority's root and list at hand."""
    shutil.copytree(signed.keys.folder, tmp_path / "keys")
    (tmp_path / "keys" / "revocation").mkdir()
    (tmp_path / "keys" / "revocation" / "tsa.cer").write_bytes(authority.root)
    (tmp_path / "keys" / "revocation" / "tsa.crl").write_bytes(authority.revoked)
    return replace(signed.keys, folder=tmp_path / "keys")


def trusting(signed: Signed, authority: Authority) -> TrustPolicy:
    return replace(signed.policy, timestamp_roots=(authority.root,))


def test_a_time_stamp_reaches_the_next_level(signed: Signed, authority: Authority) -> None:
    moment = cases.NOW + timedelta(seconds=20)
    result = seal(signed.unsigned, signed.keys, ZH, cases.NOW, authority.client(moment))
    assert result.level == "B-T" and "revocation data" in result.note
    report = verify(result.data, trusting(signed, authority))
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-T" and report.signatures[0].stamped_at == moment


def test_revocation_data_at_hand_reaches_the_long_term_level(
    signed: Signed, authority: Authority, informed: FileKeyStore
) -> None:
    """Every signature brings its own; what a later one adds takes nothing from an earlier one."""
    first = sign_as(signed.unsigned, Actor("张华", Role.FR), informed, ZH, cases.NOW, timestamper=authority.client())
    second = seal(first.data, informed, ZH, cases.NOW, authority.client())
    assert (first.level, second.level, second.note) == ("B-LT", "B-LT", "")
    report = verify(second.data, trusting(signed, authority))
    assert report.verdict is Verdict.VALID and [s.level for s in report.signatures] == ["B-LT", "B-LT"]
    with pikepdf.open(io.BytesIO(second.data)) as pdf:
        lists = [x509.load_der_x509_crl(one.read_bytes()) for one in pdf.Root.DSS.CRLs]
    assert {one.issuer.rfc4514_string().partition(",")[0] for one in lists} == {
        "CN=清源设备股份有限公司 Tripact CA",
        "CN=Stamps Ltd Tripact CA",
    }


def test_a_list_of_somebody_else_reaches_no_level(signed: Signed, authority: Authority, informed: FileKeyStore) -> None:
    """Same issuer's name, another key: the list is not the issuer's."""
    forger = new_key()
    forged = revocation_list(x509.load_der_x509_certificate(authority.root), forger, {}, cases.NOW)
    (informed.folder / "revocation" / "tsa.crl").write_bytes(forged.public_bytes(Encoding.DER))
    assert seal(signed.unsigned, informed, ZH, cases.NOW, authority.client()).level == "B-T"


def test_a_withdrawn_certificate_is_not_trusted(signed: Signed, authority: Authority, informed: FileKeyStore) -> None:
    """The list in the file names the signer's certificate: a packet signed with a key that was withdrawn before."""
    old = informed.person("张华")
    informed.revoke("张华")

    class Kept:
        """Still signs with the key that was withdrawn."""

        def __getattr__(self, name: str) -> Any:
            return getattr(informed, name)

        def person(self, name: str, secret: str = "") -> Any:
            return old

    data = sign_as(signed.unsigned, Actor("张华", Role.FR), Kept(), ZH, cases.NOW, timestamper=authority.client()).data
    report = verify(data, replace(trusting(signed, authority), required=()))
    assert report.verdict is Verdict.UNTRUSTED and [r.code for r in report.reasons] == [Code.SIGNER_REVOKED]
    new = sign_as(signed.unsigned, Actor("张华", Role.FR), informed, ZH, cases.NOW, timestamper=authority.client()).data
    assert verify(new, replace(trusting(signed, authority), required=())).verdict is Verdict.VALID
    assert informed.person("张华").certificate != old.certificate


def test_a_stamp_of_an_unknown_authority_is_no_time(signed: Signed, authority: Authority) -> None:
    report = verify(seal(signed.unsigned, signed.keys, ZH, cases.NOW, authority.client()).data, signed.policy)
    assert report.signatures[0].stamped_at is None and report.signatures[0].trusted


def test_an_authority_that_is_down_never_blocks(signed: Signed, authority: Authority, informed: FileKeyStore) -> None:
    result = seal(signed.unsigned, informed, ZH, cases.NOW, Down(authority.certificate, authority.key))
    assert result.level == "B-B" and "TimeoutError" in result.note
    assert verify(result.data, signed.policy).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("stamped", "at", "found"),
    [
        (cases.NOW, 11, set()),
        (None, 11, {Code.CERTIFICATE_EXPIRED}),
        (cases.NOW + YEAR * 10.5, 11, {Code.CERTIFICATE_EXPIRED}),
        (cases.NOW, 16, {Code.CERTIFICATE_EXPIRED}),
        (None, 9, set()),
        (None, -1, {Code.SIGNER_UNTRUSTED}),
    ],
    ids=["proven", "claimed", "stamped too late", "the stamp's own certificate ran out", "in date", "before it was issued"],
)
@pytest.mark.parametrize("pinned", [False, True])
def test_a_certificate_is_judged_at_the_time_of_signing_that_is_proven(
    signed: Signed, authority: Authority, stamped: datetime | None, at: int, found: set[Code], pinned: bool
) -> None:
    """A certificate of ten years, years later: a packet does not become worse by waiting when a stamp says when it was signed."""
    client = authority.client(stamped) if stamped else None
    data = sign_as(signed.unsigned, Actor("张华", Role.FR), signed.keys, ZH, cases.NOW, timestamper=client).data
    policy = replace(trusting(signed, authority), required=(), at=cases.NOW + YEAR * at)
    if pinned:
        own = verify(data, policy).signatures[0].certificate_sha256
        policy = replace(policy, roots=(), pinned=frozenset({own}))
    report = verify(data, policy)
    assert {r.code for r in report.reasons} == found
    assert report.verdict is (Verdict.UNTRUSTED if found else Verdict.VALID)


def test_an_unknown_signer_is_not_called_expired(signed: Signed, authority: Authority, tmp_path: Path) -> None:
    other = FileKeyStore(tmp_path, b"x", "Other Ltd", lambda: cases.NOW)
    data = seal(signed.unsigned, other, ZH, cases.NOW).data
    report = verify(data, replace(signed.policy, at=cases.NOW + YEAR * 11))
    assert {r.code for r in report.reasons} == {Code.SIGNER_UNTRUSTED}


def test_a_claimed_time_is_called_a_claim(signed: Signed) -> None:
    from review.signing.speech import lines

    report = verify(signed.sealed, replace(signed.policy, at=cases.NOW + YEAR * 11))
    assert any("no time stamp proves it" in line for line in lines(report, "en"))
    assert any("没有可信时间戳证明" in line for line in lines(report, "zh"))
