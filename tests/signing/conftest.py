"""Keys and signed packets, made once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from review.model.decision import Actor
from review.model.roles import Role
from review.packet import PacketInput, PacketLanguage
from review.packet.compose import page
from review.packet.pdf import write
from review.packet.sections.process import FIELDS
from review.packet.signatures import seal, sign_as
from review.signing import FileKeyStore, TrustPolicy
from tests.packet import cases

PEOPLE = {Role.AR: "王敏", Role.SR: "李强", Role.FR: "张华"}


@dataclass(frozen=True)
class Signed:
    """One packet, from unsigned to fully signed, and whom to trust."""

    keys: FileKeyStore
    unsigned: bytes
    sealed: bytes
    full: bytes
    """FR, AR, SR, then the seal."""
    policy: TrustPolicy


def small(packet: PacketInput) -> bytes:
    """A packet whose pages are four signature boxes: everything that is signed and carried, in a file that is quick to read."""
    boxes = "".join(f'<p id="sign-{field}" style="height:60px;width:300px">{field}</p>' for field in FIELDS)
    html = f'<!DOCTYPE html><html lang="zh"><title>t</title><body>{boxes}</body></html>'
    return write(replace(page(packet), html=html, css='html { font: 10pt "Tripact Sans" }'))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FileKeyStore:
    return FileKeyStore(tmp_path_factory.mktemp("keys"), b"correct horse", "清源设备股份有限公司", lambda: cases.NOW)


@pytest.fixture(scope="session")
def signed(keys: FileKeyStore) -> Signed:
    zh = PacketLanguage.ZH
    unsigned = small(cases.packet("zh"))
    full = unsigned
    for role in (Role.FR, Role.AR, Role.SR):
        full = sign_as(full, Actor(PEOPLE[role], role), keys, zh, cases.NOW).data
    sealed = seal(unsigned, keys, zh, cases.NOW).data
    return Signed(keys, unsigned, sealed, seal(full, keys, zh, cases.NOW).data, TrustPolicy(roots=(keys.root(),), at=cases.NOW))
