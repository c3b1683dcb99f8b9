"""What a packet carries: attachments against the manifest, the audit extract's chain, and the persons the register names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from review.model.audit import AuditEntry, Head, breaks
from review.model.canonical import sha256
from review.signing.report import Code, Reason

MANIFEST = "packet.json"
_LIMIT = 200_000_000


@dataclass(frozen=True)
class Contents:
    """The attachments of a packet, by name."""

    files: Mapping[str, bytes]
    twice: tuple[str, ...] = ()
    """Names under which two files stand."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Empty when there is none that can be read."""
        found = _object(self.files.get(MANIFEST))
        return found if isinstance(found.get("attachments"), dict) else {}

    @property
    def signers(self) -> Mapping[str, str]:
        """Role -> person, as the register's sign-offs say."""
        process = _object(self.files.get("register.json")).get("process") or {}
        offs = process.get("sign_offs") or ()
        return {str(s["by"]["role"]): str(s["by"]["person"]) for s in offs}

    @property
    def certificates(self) -> Mapping[str, str]:
        """Role -> SHA-256 of the certificate that the packet binds its person to; empty in a packet made before that."""
        found = self.manifest.get("certificates")
        return found if isinstance(found, dict) else {}

    @property
    def audit(self) -> tuple[AuditEntry, ...]:
        rows = json.loads(self.files["audit.json"]) if "audit.json" in self.files else ()
        names = [f.name for f in fields(AuditEntry)]
        return tuple(AuditEntry(**{**{n: row[n] for n in names}, "at": datetime.fromisoformat(row["at"])}) for row in rows)

    @property
    def audit_head(self) -> Head | None:
        """The last entry as the manifest tells it, which shows a tail that was cut off. Raises TypeError, KeyError."""
        told = self.manifest.get("audit_head")
        return Head(str(told["chain"]), int(told["sequence"]), str(told["hash"])) if told else None

    def table(self) -> tuple[tuple[str, str, bool], ...]:
        """Name, digest, and whether the manifest says the same; what the manifest names and is not there comes last."""
        said = self.manifest.get("attachments", {})
        here = [(n, sha256(d), said.get(n) == sha256(d)) for n, d in sorted(self.files.items()) if n != MANIFEST]
        return (*here, *((n, "", False) for n in sorted(said) if n not in self.files))

    def reasons(self) -> Iterator[Reason]:
        """What does not fit together in the contents."""
        if not self.manifest:
            yield Reason(Code.MANIFEST_MISSING)
            return
        yield from (Reason(Code.ATTACHMENT_TWICE, name) for name in self.twice)
        yield from (Reason(Code.ATTACHMENT_CHANGED, name) for name, _, same in self.table() if not same)
        try:
            yield from (Reason(Code.AUDIT_BROKEN, str(b.sequence), b.code) for b in breaks(self.audit, self.audit_head))
        except (ValueError, KeyError, TypeError) as error:
            yield Reason(Code.AUDIT_BROKEN, "", type(error).__name__)


def contents(reader: Any) -> Contents:
    """Every embedded file. Raises the reader's own errors."""
    files: dict[str, bytes] = {}
    twice: list[str] = []
    total = 0
    for holder in _specifications(reader.root):
        name, streams = str(holder["/UF"]), holder["/EF"]
        found = {bytes(streams[key].data) for key in ("/F", "/UF") if key in streams}
        total += sum(map(len, found))
        if total > _LIMIT:
            raise ValueError("attachments are too large")
        data = bytes(streams["/F"].data)
        if len(found) > 1 or files.get(name, data) != data or str(holder.get("/F", name)) != name:
            twice.append(name)
        files[name] = data
    return Contents(files, tuple(dict.fromkeys(twice)))


def _specifications(root: Any) -> Iterator[Any]:
    """File specifications as readers find them: by the catalogue's names, then as its related files (ISO 32000-2, 14.13)."""
    try:
        listed = root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return
    yield from (listed[i + 1] for i in range(0, len(listed) - 1, 2))
    if "/AF" in root:
        yield from (root["/AF"][i] for i in range(len(root["/AF"])))


def _object(data: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(data) if data else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
