"""The instance's keys, and its time stamp authority where one is set: what signing and sealing a packet need from outside."""

from __future__ import annotations

import asyncio
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.settings import Settings
from review.packet import PacketInput
from review.signing import FileKeyStore, open_keys

#: Seconds and bytes an authority may take for its answer; one that takes more is down.
_PATIENCE, _LONGEST = 10.0, 1_000_000
_ASK = "application/timestamp-query"


def keys(home: Path, organisation: str = "Tripact") -> FileKeyStore:
    """The instance's keys, made in ``home/keys`` on first use."""
    return open_keys(home / "keys", organisation, lambda: datetime.now(UTC))


def sealed(packet: PacketInput, settings: Settings) -> bytes:
    """The packet, rendered in a process that can be stopped, signed for each person whose sign-off holds, and sealed.

    Raises PacketError, FontError, Stopped, KeyFailure, SigningFailure.
    """
    from review.packet.child import render_limited
    from review.packet.signatures import bound, complete

    store = keys(settings.home)
    packet = bound(packet, store)
    return complete(render_limited(packet), packet, store, timestamper(settings))


def timestamper(settings: Settings) -> Any:
    """A client of the authority that the operator named (RFC 3161 over HTTP), or None."""
    if not settings.timestamp_url:
        return None
    from asn1crypto import tsp  # type: ignore[import-untyped]
    from pyhanko.sign.timestamps import TimeStamper

    class Client(TimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(await asyncio.to_thread(_answer, settings.timestamp_url, req.dump()))

    make: Any = Client
    return make()


def _answer(url: str, request: bytes) -> bytes:
    asked = urllib.request.Request(url, request, {"Content-Type": _ASK})
    with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:
        return bytes(answer.read(_LONGEST))
