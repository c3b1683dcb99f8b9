"""Check a packet for anybody: against this instance's own authority, and with the review run again. Nothing is kept."""

from __future__ import annotations

from api.sealing import keys
from api.services.context import Context
from review.signing import Report, TrustPolicy, verify
from review.signing.rerun import rerun


def verify_packet(context: Context, data: bytes) -> Report:
    """What the packet proves to those who trust this instance."""
    root = keys(context.settings.home).root()
    return verify(data, TrustPolicy(roots=(root,)), rerun)
