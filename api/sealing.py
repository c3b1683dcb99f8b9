"""From a packet's facts to a sealed file: render, then the instance's seal. One way for the command line and the server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from review.packet import PacketInput, fonts, render
from review.signing import FileKeyStore, open_keys
from review.signing.sign import SEAL_FIELD, Act, sign

_STATEMENT = {
    "zh": "本封印证明文件自此未被更改,并由本系统出具;不代表任何人的签署。",
    "en": "This seal proves that the file is unchanged since and comes from this instance; it is nobody's signature.",
}


def keys(home: Path, organisation: str = "Tripact") -> FileKeyStore:
    """The instance's keys, made in ``home/keys`` on first use."""
    return open_keys(home / "keys", organisation, lambda: datetime.now(UTC))


def sealed(packet: PacketInput, store: FileKeyStore) -> bytes:
    """The packet, rendered and sealed. Raises PacketError, FontError, KeyFailure, SigningFailure."""
    return seal(render(packet), packet, store)


def seal(pdf: bytes, packet: PacketInput, store: FileKeyStore) -> bytes:
    """Put the instance's seal on a rendered packet, whatever signatures it carries by then."""
    identity = store.seal()
    lines = (identity.name, packet.number, packet.issued_at.isoformat(timespec="seconds"))
    font = fonts.folder() / fonts.FACES[0].file
    return sign(pdf, identity, Act(SEAL_FIELD, _STATEMENT[packet.lang], packet.issued_at, lines, font)).data
