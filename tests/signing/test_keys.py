"""Keys: made once, never readable without their secret, one person's not another's."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pkcs12 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketLanguage
from review.packet.compose import page
from review.packet.signatures import bound, complete, seal, sign_as
from review.signing import FileKeyStore, TrustPolicy, Verdict, open_keys, verify
from review.signing import keys as stored
from review.signing.authority import certified, issue, new_key, new_root
from review.signing.failures import KeyFailure, SigningFailure
from review.signing.policy import certificates_in, fingerprint
from review.signing.report import Code
from tests.packet import cases
from tests.signing.conftest import Signed, small

ZH = PacketLanguage.ZH


def test_a_key_is_made_once_and_stays(keys: FileKeyStore) -> None:
    again = replace(keys)
    assert again.person("张华").certificate == keys.person("张华").certificate
    assert again.seal().certificate == keys.seal().certificate and again.root() == keys.root()
    assert keys.person("张华").certificate != keys.person("王敏").certificate


def test_a_kept_key_is_guarded_by_as_many_rounds_as_are_set(
    keys: FileKeyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "_ROUNDS", 1234)
    replace(keys, folder=tmp_path).seal()
    parts = [part for file in tmp_path.glob("*.p12") for part in asn1.Pfx.load(file.read_bytes()).authenticated_safe]
    assert {_rounds(part) for part in parts if part["content_type"].native == "encrypted_data"} == {1234}


def _rounds(part: Any) -> int:
    guard = part["content"]["encrypted_content_info"]["content_encryption_algorithm"]["parameters"].native
    return int(guard["key_derivation_func"]["parameters"]["iteration_count"])


def test_certificates_say_who_they_are_for(keys: FileKeyStore) -> None:
    leaf, root = x509.load_der_x509_certificate(keys.person("张华").certificate), x509.load_der_x509_certificate(keys.root())
    leaf.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    assert leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "张华"
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment and not usage.key_cert_sign
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_what_is_stored_is_encrypted_and_the_owners_alone(keys: FileKeyStore) -> None:
    keys.person("张华")
    files = list(keys.folder.glob("*.p12"))
    assert files and all(stat.S_IMODE(f.stat().st_mode) == 0o600 for f in files)
    for file in files:
        with pytest.raises(ValueError):
            pkcs12.load_key_and_certificates(file.read_bytes(), b"")
        assert "张华".encode() not in file.read_bytes()


def test_a_persons_secret_guards_their_key(keys: FileKeyStore) -> None:
    made = keys.person("孙丽", "只有我知道")
    assert keys.person("孙丽", "只有我知道").certificate == made.certificate
    for wrong in ("", "别人的", "只有我知道 "):
        with pytest.raises(KeyFailure, match="passphrase is wrong"):
            keys.person("孙丽", wrong)


def test_another_passphrase_opens_nothing(keys: FileKeyStore) -> None:
    keys.seal()
    with pytest.raises(KeyFailure):
        replace(keys, passphrase=b"wrong").seal()


def test_a_damaged_key_is_named(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path, b"x", "Org", lambda: cases.NOW)
    store.seal()
    (tmp_path / "seal.p12").write_bytes(b"\x30\x00")
    with pytest.raises(KeyFailure):
        store.seal()


def test_names_do_not_reach_the_file_system(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys", b"x", "Org", lambda: cases.NOW)
    store.person("../../etc/passwd\x00")
    assert {p.name for p in tmp_path.iterdir()} == {"keys"}


def test_a_key_of_another_authority_signs(tmp_path: Path, signed: Signed) -> None:
    root_key, key = new_key(), new_key()
    root = new_root(root_key, "国家认证机构", cases.NOW)
    leaf = issue(root, root_key, key.public_key(), "张华", "", cases.NOW)
    data = pkcs12.serialize_key_and_certificates(b"zh", key, leaf, [root], BestAvailableEncryption(b"pin"))
    store = FileKeyStore(tmp_path, b"x", "Org", lambda: cases.NOW)
    with pytest.raises(KeyFailure, match="PKCS#12"):
        store.import_pkcs12("张华", data, "wrong")
    store.import_pkcs12("张华", data, "pin")
    pdf = sign_as(signed.unsigned, Actor("张华", Role.FR), store, ZH, cases.NOW).data
    trust = TrustPolicy(roots=certificates_in(root.public_bytes(_pem())), required=("FR",), at=cases.NOW)
    assert verify(pdf, trust).verdict is Verdict.VALID
    assert verify(pdf, replace(trust, roots=(signed.keys.root(),))).verdict is Verdict.UNTRUSTED


def _elsewhere(name: str) -> bytes:
    """A PKCS#12 file of another authority, whose certificate bears a name of its own."""
    root_key, key = new_key(), new_key()
    root = new_root(root_key, "国家认证机构", cases.NOW)
    leaf = issue(root, root_key, key.public_key(), name, "", cases.NOW)
    return pkcs12.serialize_key_and_certificates(b"x", key, leaf, [root], BestAvailableEncryption(b"pin"))


def test_an_imported_certificate_is_bound_to_its_person_whatever_name_it_bears(tmp_path: Path) -> None:
    """The packet carries and prints the fingerprint; the instance vouches for it; another key in its place is a swap."""
    store = FileKeyStore(tmp_path, b"x", "Org", lambda: cases.NOW)
    imported = store.import_pkcs12("王敏", _elsewhere("WANG MIN 0815"), "pin")
    packet = bound(cases.packet("zh"), store)
    pin = fingerprint(imported.certificate)
    assert packet.certificates == {"AR": pin} and pin in page(packet).html and store.pinned() == {pin}
    pdf = complete(small(packet), packet, store)
    policy = TrustPolicy(roots=(store.root(),), pinned=store.pinned(), required=("AR", "seal"), at=cases.NOW)
    assert verify(pdf, policy).reasons == ()
    unpinned = verify(pdf, replace(policy, pinned=frozenset()))
    assert [r.code for r in unpinned.reasons] == [Code.SIGNER_UNTRUSTED] and unpinned.verdict is Verdict.UNTRUSTED
    late = verify(pdf, replace(policy, at=cases.NOW + timedelta(days=365 * 11)))
    assert {r.code for r in late.reasons} == {Code.CERTIFICATE_EXPIRED}
    alone = verify(pdf, replace(policy, roots=()))
    assert [(r.code, r.subject) for r in alone.reasons] == [(Code.SIGNER_UNTRUSTED, "seal")]
    other = FileKeyStore(tmp_path / "other", b"x", "Org", lambda: cases.NOW)
    swapped = verify(complete(small(packet), packet, other), TrustPolicy(roots=(other.root(),), at=cases.NOW))
    assert Code.SIGNER_SWAPPED in {r.code for r in swapped.reasons} and swapped.verdict is Verdict.INVALID
    with pytest.raises(KeyFailure, match="revoke"):
        store.import_pkcs12("王敏", _elsewhere("second"), "pin")
    store.revoke("王敏")
    assert store.pinned() == frozenset()


def _pem() -> object:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.PEM


@pytest.mark.parametrize("data", [b"", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----", b"\x30\x03abc"])
def test_what_is_no_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(KeyFailure):
        certificates_in(data)


def test_the_first_start_makes_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIPACT_KEY_PASSPHRASE", raising=False)
    clock = lambda: datetime.now(UTC)  # noqa: E731
    first = open_keys(tmp_path / "keys", "Org", clock)
    assert stat.S_IMODE((tmp_path / "keys" / "secret").stat().st_mode) == 0o600 and len(first.passphrase) > 30
    assert open_keys(tmp_path / "keys", "Org", clock).seal().certificate == first.seal().certificate
    monkeypatch.setenv("TRIPACT_KEY_PASSPHRASE", "given")
    assert open_keys(tmp_path / "keys", "Org", clock).passphrase == b"given"


def test_a_field_is_signed_once(signed: Signed) -> None:
    with pytest.raises(SigningFailure, match="signed already"):
        seal(signed.sealed, signed.keys, ZH, cases.NOW)


def test_only_the_triangle_signs(signed: Signed) -> None:
    with pytest.raises(SigningFailure, match="no signature field LEG"):
        sign_as(signed.unsigned, Actor("赵铁", Role.LEG), signed.keys, ZH, cases.NOW)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"x" * 1000])
def test_what_is_no_pdf_is_not_signed(signed: Signed, data: bytes) -> None:
    with pytest.raises(SigningFailure):
        seal(data, signed.keys, ZH, cases.NOW)


def test_a_delegate_is_shown_with_who_delegated(signed: Signed) -> None:
    actor = Actor("周磊", Role.SR, delegate_of="李强")
    pdf = sign_as(signed.unsigned, actor, signed.keys, ZH, cases.NOW + timedelta(minutes=1)).data
    report = verify(pdf, replace(signed.policy, required=("SR",)))
    assert report.verdict is Verdict.VALID and report.signatures[0].signer == "周磊"


@pytest.mark.parametrize(
    "name", ["王敏", "\U00020bb7野家😀", "x" * 90, "ليلى Smith", "a\u202eb\x07", "José Ñandú", " ", "\ufffd\ue000"]
)
def test_any_name_makes_a_certificate_that_verifiers_read(signed: Signed, name: str) -> None:
    from asn1crypto import x509 as asn1

    found = signed.keys.person(name)
    subject = asn1.Certificate.load(found.certificate).subject
    assert subject.hashable and subject.native["common_name"] == certified(name)
    data = sign_as(signed.unsigned, Actor(name, Role.FR), signed.keys, ZH, cases.NOW).data
    report = verify(data, replace(signed.policy, required=()))
    assert report.verdict is Verdict.VALID and report.signatures[0].signer == certified(name)
