"""Check a packet for anybody: against this instance's own authority, and with the review run again. Nothing is kept."""

from __future__ import annotations

from api.sealing import keys
from api.services.context import Context
from review.errors import Failure, sentences
from review.signing import Report, TrustPolicy
from review.signing.longterm import in_folder
from review.signing.policy import pem
from review.signing.public import verify_limited

#: Seconds that a caller waits for a place.
_PATIENCE = 20.0


class Busy(Failure):
    """Too many ask at once."""

    status = 503


def root_certificate(context: Context) -> bytes:
    """The certificate (PEM) that others pin to trust packets of this instance."""
    return pem(keys(context.settings.home).root())


def verify_packet(context: Context, data: bytes) -> Report:
    """What the packet proves to those who trust this instance. Raises Busy: anybody may ask, but not all at once."""
    if not context.verifying.acquire(timeout=_PATIENCE):
        raise Busy("verify-busy")
    try:
        store = keys(context.settings.home)
        known = in_folder(store.folder / "revocation").certificates
        return verify_limited(data, TrustPolicy((store.root(),), pinned=store.pinned(), timestamp_roots=known))
    finally:
        context.verifying.release()


sentences(
    {
        "verify-busy": {
            "zh": "正在验证的文件过多，请稍后再试。",
            "en": "Too many packets are being checked; try again shortly.",
        }
    }
)
