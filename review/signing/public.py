"""Verification for anybody: a file from anywhere meets a PDF parser only in a limited process."""

from __future__ import annotations

from review.model.canonical import sha256
from review.signing.limited import Stopped, limited
from review.signing.policy import TrustPolicy
from review.signing.report import Code, Reason, Report, Verdict
from review.signing.rerun import rerun
from review.signing.verify import verify

SECONDS = 240.0
MEMORY = 3_000_000_000


def verify_limited(
    data: bytes, policy: TrustPolicy, again: bool = True, seconds: float = SECONDS, memory: int = MEMORY
) -> Report:
    """As ``verify``; ``again`` runs the review again. A file that takes too much is invalid: it cannot be read within limits."""
    try:
        return limited(_verify, data, policy, again, seconds=seconds, memory=memory)
    except Stopped as stopped:
        return Report(Verdict.INVALID, (Reason(Code.UNREADABLE, "", stopped.code),), sha256=sha256(data))


def _verify(data: bytes, policy: TrustPolicy, again: bool) -> Report:
    return verify(data, policy, rerun if again else None)
