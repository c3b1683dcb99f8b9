"""Who signs with which key. ``KeyStore`` is the interface; the one here keeps encrypted PKCS#12 files in a folder.

A hardware module fits behind the same interface: an ``Identity`` only has to give a pyHanko signer, and
``pyhanko.sign.pkcs11.PKCS11Signer`` is one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from review.model.canonical import sha256
from review.signing.authority import PERSON, SEAL, issue, new_key, new_root, revocation_list
from review.signing.failures import KeyFailure
from review.signing.longterm import Revocation, in_folder

#: Rounds of the key derivation that guards a stored key.
_ROUNDS = 210_000
PASSPHRASE = "TRIPACT_KEY_PASSPHRASE"
#: One line for each withdrawn certificate: serial number, moment, name.
_REVOKED = "revoked.txt"
#: Ending of the file that holds the SHA-256 of an imported certificate.
_PIN = ".pin"


class Identity(Protocol):
    """A key that may sign, and whose it is."""

    @property
    def name(self) -> str:
        """Common name of the certificate."""
        ...

    @property
    def certificate(self) -> bytes:
        """DER."""
        ...

    def signer(self) -> Any:
        """A ``pyhanko.sign.signers.Signer``; its key may live in a module that never gives it out."""
        ...


class KeyStore(Protocol):
    """Keys of one organisation."""

    def root(self) -> bytes:
        """DER of the certificate that a verifier pins."""
        ...

    def seal(self) -> Identity:
        """The organisation's seal; made on first use."""
        ...

    def person(self, name: str, secret: str = "") -> Identity:
        """A person's own key; made on first use and guarded by the person's secret where one is given."""
        ...

    def revocation(self) -> Revocation:
        """What is at hand on certificates that were withdrawn: the own authority's list, and others' that were laid down."""
        ...


@dataclass(frozen=True)
class LocalIdentity:
    """A key in this process's memory."""

    key: Any
    leaf: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        names = self.leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.leaf.subject.rfc4514_string()

    @property
    def certificate(self) -> bytes:
        return self.leaf.public_bytes(Encoding.DER)

    def _whole_chain(self) -> tuple[x509.Certificate, ...]:
        """The issuers up to the root, or none: a chain that ends in the air proves nothing to who reads it."""
        return self.chain if any(c.issuer == c.subject for c in self.chain) else ()

    def signer(self) -> Any:
        from asn1crypto import keys  # type: ignore[import-untyped]
        from asn1crypto import x509 as asn1
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        make: Any = SimpleCertificateStore
        store = make()
        store.register_multiple([asn1.Certificate.load(c.public_bytes(Encoding.DER)) for c in self._whole_chain()])
        raw = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SimpleSigner(
            signing_cert=asn1.Certificate.load(self.certificate),
            signing_key=keys.PrivateKeyInfo.load(raw),
            cert_registry=store,
            embed_roots=True,
        )


@dataclass(frozen=True)
class FileKeyStore:
    """Keys as PKCS#12 files (PBES2, AES-256, PBKDF2), each encrypted with ``passphrase`` or its person's secret."""

    folder: Path
    passphrase: bytes
    organisation: str
    clock: Callable[[], datetime]

    def root(self) -> bytes:
        return self._authority().certificate

    def seal(self) -> Identity:
        return self._kept("seal", f"{self.organisation} seal", SEAL, self.passphrase)

    def person(self, name: str, secret: str = "") -> Identity:
        return self._kept(_file(name), name, PERSON, secret.encode() or self.passphrase)

    def import_pkcs12(self, name: str, data: bytes, password: str, secret: str = "") -> Identity:
        """Keep a person's key that another authority certified, and pin its certificate to the person, whatever name it bears.

        Raises KeyFailure when the file does not open, or the person has a key here that was not withdrawn.
        """
        try:
            identity = _opened(data, password.encode())
        except ValueError:
            raise KeyFailure("key-pkcs12") from None
        if identity is None:
            raise KeyFailure("key-pkcs12")
        if (self.folder / f"{_file(name)}.p12").exists():
            raise KeyFailure("key-held", {"name": name})
        self._write(_file(name), identity, secret.encode() or self.passphrase)
        _store_new(self.folder / f"{_file(name)}{_PIN}", sha256(identity.certificate).encode())
        return identity

    def pinned(self) -> frozenset[str]:
        """SHA-256 of the certificates that were imported for a person and not withdrawn: this organisation vouches for them."""
        return frozenset(path.read_text(encoding="ascii") for path in self.folder.glob(f"person-*{_PIN}"))

    def revocation(self) -> Revocation:
        """A list of this moment for the own authority, and what lies in the folder ``revocation``."""
        root = self._authority()
        made = revocation_list(root.leaf, _elliptic(root.key), self._revoked(), self.clock())
        own = Revocation((root.certificate,), (made.public_bytes(Encoding.DER),))
        return own + in_folder(self.folder / "revocation")

    def revoke(self, name: str, secret: str = "") -> None:
        """Withdraw a person's certificate: it stands in every later list, and the next signature makes a new key.

        Raises KeyFailure when the person has no key here, or the secret is wrong.
        """
        file = _file(name)
        kept = self._read(file, name, secret.encode() or self.passphrase)
        if kept is None:
            raise KeyFailure("key-none", {"name": name})
        line = f"{kept.leaf.serial_number:x} {self.clock().astimezone(UTC).isoformat(timespec='seconds')} {name}\n"
        with (self.folder / _REVOKED).open("a", encoding="utf-8") as listed:
            listed.write(line)
            listed.flush()
            os.fsync(listed.fileno())
        (self.folder / f"{file}{_PIN}").unlink(missing_ok=True)
        (self.folder / f"{file}.p12").rename(self.folder / f"{file}-{kept.leaf.serial_number:x}.p12")

    def _revoked(self) -> dict[int, datetime]:
        path = self.folder / _REVOKED
        rows = [line.split(" ", 2) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
        return {int(serial, 16): datetime.fromisoformat(at) for serial, at, _ in rows}

    def _authority(self) -> LocalIdentity:
        if found := self._read("authority", "CA", self.passphrase):
            return found
        key = new_key()
        made = LocalIdentity(key, new_root(key, self.organisation, self.clock()))
        self._write("authority", made, self.passphrase)
        return self._read("authority", "CA", self.passphrase) or made

    def _kept(self, file: str, name: str, unit: str, secret: bytes) -> LocalIdentity:
        if found := self._read(file, name, secret):
            return found
        root, key = self._authority(), new_key()
        leaf = issue(root.leaf, _elliptic(root.key), key.public_key(), name, unit, self.clock())
        self._write(file, LocalIdentity(key, leaf, (root.leaf,)), secret)
        return self._read(file, name, secret) or LocalIdentity(key, leaf, (root.leaf,))

    def _read(self, file: str, name: str, secret: bytes) -> LocalIdentity | None:
        path = self.folder / f"{file}.p12"
        if not path.exists():
            return None
        opened = _opened_before if secret == self.passphrase else _opened
        try:
            found = opened(path.read_bytes(), secret)
        except ValueError:
            raise KeyFailure("key-secret", {"name": name}) from None
        if found is None:
            raise KeyFailure("key-damaged", {"name": name})
        return found

    def _write(self, file: str, identity: LocalIdentity, secret: bytes) -> None:
        """Whole or not at all; when two start at once, the first key stays."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(_ROUNDS)
        guard = builder.key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC).hmac_hash(hashes.SHA256()).build(secret)
        data = pkcs12.serialize_key_and_certificates(
            identity.name.encode(), identity.key, identity.leaf, list(identity.chain) or None, guard
        )
        _store_new(self.folder / f"{file}.p12", data)


def _opened(data: bytes, secret: bytes) -> LocalIdentity | None:
    """What a PKCS#12 file holds; None where key or certificate is missing. Raises ValueError for another secret."""
    key, leaf, chain = pkcs12.load_key_and_certificates(data, secret)
    return LocalIdentity(key, leaf, tuple(chain)) if key is not None and leaf is not None else None


#: For files that open with the store's own passphrase, which stays in memory anyway; a person's secret does not.
_opened_before = lru_cache(maxsize=64)(_opened)


def open_keys(folder: Path, organisation: str, clock: Callable[[], datetime]) -> FileKeyStore:
    """The store of a folder. Its passphrase is ``TRIPACT_KEY_PASSPHRASE``, else a secret made on first use (mode 600)."""
    given = os.environ.get(PASSPHRASE, "").encode()
    if not given:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _store_new(folder / "secret", secrets.token_urlsafe(32).encode())
        given = (folder / "secret").read_bytes()
    return FileKeyStore(folder, given, organisation, clock)


def _store_new(path: Path, data: bytes) -> None:
    """Create the file with its content in one step, for the owner only; an existing one is left as it is."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _file(name: str) -> str:
    """File name of a person: their name may hold anything."""
    return "person-" + hashlib.sha256(name.encode()).hexdigest()[:32]


def _elliptic(key: Any) -> ec.EllipticCurvePrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyFailure("key-damaged", {"name": "CA"})
    return key
