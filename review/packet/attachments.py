"""The files a packet carries, so that anybody can run the review again. Same inputs, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from review.model.canonical import canonical_json, plain, sha256
from review.packet.input import Line, PacketInput

#: Name of the attachment that names and hashes all others.
MANIFEST = "packet.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "json": "application/json",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Attachment:
    """``relation`` is the AFRelationship of PDF/A-3: Source, Data, Supplement."""

    name: str
    relation: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data)

    @property
    def media_type(self) -> str:
        return _TYPES.get(self.name.rsplit(".", 1)[-1], "application/octet-stream")


def attachments(packet: PacketInput) -> tuple[Attachment, ...]:
    """Contract, deal snapshot, rules, register, findings and audit extract, sorted by name, with the manifest of them."""
    suffix = PurePosixPath(packet.review.document.source.name).suffix.lower()
    files = [
        Attachment(f"contract{suffix if suffix[1:] in _TYPES else '.bin'}", "Source", packet.draft),
        Attachment("findings.json", "Data", canonical_json(packet.review.published())),
        Attachment("register.json", "Data", canonical_json(_register(packet))),
    ]
    if packet.deal_json is not None:
        files.append(Attachment("deal.json", "Source", packet.deal_json))
    if packet.rules:
        files.append(Attachment("rules.zip", "Source", _zip(packet.rules)))
    if packet.audit:
        files.append(Attachment("audit.json", "Supplement", canonical_json(packet.audit)))
    files.append(Attachment(MANIFEST, "Data", canonical_json(_manifest(packet, files))))
    return tuple(sorted(files, key=lambda a: a.name))


def _manifest(packet: PacketInput, files: list[Attachment]) -> dict[str, Any]:
    review = packet.review
    return {
        "number": packet.number,
        "issued_at": packet.issued_at.isoformat(),
        "revision": packet.revision,
        "state": packet.state,
        "released": packet.released and not packet.extract_of,
        **({"extract_of": packet.extract_of} if packet.extract_of else {}),
        "language": packet.language.value,
        "contract_name": review.document.source.name,
        "contract_sha256": review.document.source.sha256,
        "deal_sha256": review.deal.sha256 if review.deal else None,
        "side": review.side.value,
        "review_language": review.language.value,
        "rules_version": review.rules_version,
        "rules_digest": review.rules_digest,
        "engine_version": review.engine_version,
        "review": review.identity,
        "certificates": dict(packet.certificates),
        "audit_head": plain(packet.audit_head),
        "attachments": {f.name: f.sha256 for f in files},
    }


def _register(packet: PacketInput) -> dict[str, Any]:
    return {
        "contract_sha256": packet.review.document.source.sha256,
        "commitments": plain(tuple(line.commitment for line in packet.register)),
        "lines": [_line(line) for line in packet.register],
        "process": plain(packet.process),
        "handover": plain(packet.handover),
        "receivables": plain(packet.receivables),
        "changes": plain(packet.changes),
        **({"performed": plain(packet.performed)} if packet.performed else {}),
    }


def _line(line: Line) -> dict[str, Any]:
    """What people made of a commitment."""
    said = {"owner": line.owner.value, "dismissed": line.dismissed, "gone": line.gone}
    return {"commitment": line.commitment.id, **said, "corrections": plain(line.corrections)}


def _zip(files: Mapping[str, bytes]) -> bytes:
    """One archive with fixed times and sorted names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()
