"""Who signs a packet with which words, and how the signature looks: the packet's side of ``review.signing``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from review.model.canonical import sha256
from review.model.decision import Actor, SignOff
from review.model.language import Bilingual
from review.model.names import ROLES
from review.model.roles import TRIANGLE
from review.packet import fonts
from review.packet.forms import moment
from review.packet.input import PacketInput, PacketLanguage
from review.packet.words import texts
from review.resources import room
from review.signing.failures import SigningFailure
from review.signing.keys import Identity, KeyStore
from review.signing.sign import SEAL_FIELD, Act, Signed, sign

_FONT = "tripact-sans-400.ttf"


def statement(field: str, language: PacketLanguage) -> str:
    """The words that a role signs (``AR``, ``SR``, ``FR``, or ``seal``), as the packet prints them."""
    return " ".join(_words()[f"sign.statement_{field}"][one] for one in language.languages)


def seal(pdf: bytes, keys: KeyStore, language: PacketLanguage, at: datetime, timestamper: Any = None) -> Signed:
    """The organisation's seal. Raises SigningFailure."""
    identity = keys.seal()
    lines = (identity.name, _line("sign.seal", language), moment(at), _print(identity))
    act = Act(SEAL_FIELD, statement(SEAL_FIELD, language), at, lines, fonts.folder() / _FONT)
    return sign(pdf, identity, act, timestamper, keys.revocation() if timestamper else None)


def bound(packet: PacketInput, keys: KeyStore) -> PacketInput:
    """The packet with the certificate of each person who signs it. Raises KeyFailure."""
    signers = [s.by for s in _signing(packet)]
    certificates = {by.role.value: sha256(keys.person(by.person).certificate) for by in signers}
    return replace(packet, certificates=certificates)


def complete(pdf: bytes, packet: PacketInput, keys: KeyStore, timestamper: Any = None) -> bytes:
    """The packet (see ``bound``) signed for each person whose sign-off holds, on the words that they saw, and sealed.

    Raises SigningFailure, KeyFailure.
    """
    for given in _signing(packet):
        pdf = sign_as(pdf, given.by, keys, packet.language, given.at, timestamper=timestamper, words=given.statement).data
    return seal(pdf, keys, packet.language, packet.issued_at, timestamper).data


def _signing(packet: PacketInput) -> tuple[SignOff, ...]:
    """The sign-offs that become signatures: those of the triangle, and none on an extract."""
    given = packet.process.sign_offs if packet.process and not packet.extract_of else ()
    return tuple(s for s in given if s.by.role in TRIANGLE)


def sign_as(
    pdf: bytes,
    actor: Actor,
    keys: KeyStore,
    language: PacketLanguage,
    at: datetime,
    secret: str = "",
    timestamper: Any = None,
    words: str = "",
) -> Signed:
    """A person's signature for the role they act in. ``words``: the statement they saw, where it is not the packet's own.

    Raises SigningFailure, and KeyFailure for a wrong secret.
    """
    if actor.role not in TRIANGLE:
        raise SigningFailure("sign-no-field", {"field": actor.role.value})
    identity = keys.person(actor.person, secret)
    role = {lang: f"{actor.role.value} {ROLES[actor.role.value][lang]}" for lang in ("zh", "en")}
    lines = (actor.person, f"{_join(role, language)} · {_capacity(actor, language)}", moment(at), _print(identity))
    act = Act(actor.role.value, words or statement(actor.role.value, language), at, lines, fonts.folder() / _FONT)
    return sign(pdf, identity, act, timestamper, keys.revocation() if timestamper else None)


def _capacity(actor: Actor, language: PacketLanguage) -> str:
    key = "sign.capacity_delegate" if actor.delegate_of else "sign.capacity_self"
    return _line(key, language).format(person=actor.delegate_of)


def _print(identity: Identity) -> str:
    """Fingerprint of the certificate, as a verifier shows it."""
    return "SHA-256 " + sha256(identity.certificate)


def _line(key: str, language: PacketLanguage) -> str:
    return _join(_words()[key], language)


def _join(pair: Bilingual, language: PacketLanguage) -> str:
    return " ".join(pair[one] for one in language.languages)


def _words() -> Mapping[str, Bilingual]:
    return texts(room("templates") / "packet" / "words.yml")
