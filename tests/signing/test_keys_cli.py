"""``tripact keys``: what a verifier pins, a key from elsewhere, a key that is withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from api.cli import main
from api.sealing import keys
from review.model.canonical import sha256
from review.signing.authority import PERSON, issue, new_key, new_root
from review.signing.policy import certificates_in
from tests.packet import cases


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRIPACT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_root_is_written_for_verifiers(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "root", str(tmp_path / "root.pem")]) == 0
    (der,) = certificates_in((tmp_path / "root.pem").read_bytes())
    assert der == keys(home).root() and sha256(der) in capsys.readouterr().out


def test_a_key_from_elsewhere_signs_and_is_kept_encrypted(home: Path, tmp_path: Path) -> None:
    root_key, key = new_key(), new_key()
    root = new_root(root_key, "Elsewhere", cases.NOW)
    leaf = issue(root, root_key, key.public_key(), "王敏", PERSON, cases.NOW)
    file = tmp_path / "wang.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"w", key, leaf, [root], BestAvailableEncryption(b"pw")))
    assert main(["keys", "import", "王敏", str(file), "--password", "wrong"]) == 2
    assert main(["keys", "import", "王敏", str(file), "--password", "pw"]) == 0
    kept = keys(home).person("王敏")
    assert x509.load_der_x509_certificate(kept.certificate).fingerprint(hashes.SHA256()) == leaf.fingerprint(hashes.SHA256())
    raw = key.private_numbers().private_value.to_bytes(32, "big")
    assert all(raw not in p.read_bytes() for p in (home / "keys").iterdir() if p.is_file())


def test_a_withdrawn_key_is_replaced(home: Path) -> None:
    old = keys(home).person("李强").certificate
    assert main(["keys", "revoke", "李强"]) == 0 and main(["keys", "revoke", "没有"]) == 2
    listed = x509.load_der_x509_crl(keys(home).revocation().lists[0])
    assert [entry.serial_number for entry in listed] == [x509.load_der_x509_certificate(old).serial_number]
    assert keys(home).person("李强").certificate != old
