"""Whether a policy vouches for one signature, and for which moment that is judged.

A certificate is judged for the time of signing where a time stamp that the policy trusts proves it (ETSI EN 319 102-1, 5.5);
without one for the policy's moment, because what the signer's own clock says proves nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from review.model.canonical import sha256
from review.signing.policy import TrustPolicy

_SEAL = "seal"


@dataclass(frozen=True)
class Judgement:
    status: Any
    """pyHanko's own."""
    stamped_at: datetime | None
    """By a time stamp authority that the policy trusts."""
    trusted: bool
    expired: bool
    """Not trusted, but it would be if the time that the signer claims were proven."""


def judge(embedded: Any, policy: TrustPolicy) -> Judgement:
    """The signature by itself; what came after it is for ``updates``."""
    status = _status(embedded, policy, policy.moment)
    stamp = status.timestamp_validity
    stamped_at = stamp.timestamp if stamp and stamp.valid and stamp.intact and stamp.trusted else None
    moment = stamped_at.astimezone(UTC) if stamped_at else policy.moment
    if stamped_at:
        status = _status(embedded, policy, moment)
    trusted = _believed(embedded, status, policy, moment)
    claimed = embedded.self_reported_timestamp
    ran_out = not trusted and claimed is not None and embedded.signer_cert.not_valid_after < moment
    expired = ran_out and _believed(embedded, _status(embedded, policy, claimed), policy, claimed)
    return Judgement(status, stamped_at, trusted, expired)


def _believed(embedded: Any, status: Any, policy: TrustPolicy, moment: datetime) -> bool:
    return _trusted(embedded, status, policy) or _pinned(embedded, policy, moment)


def _trusted(embedded: Any, status: Any, policy: TrustPolicy) -> bool:
    if policy.empty or (policy.certificates and _fingerprint(embedded) not in policy.certificates):
        return False
    return bool(status.trusted) if policy.roots else bool(policy.certificates)


def _pinned(embedded: Any, policy: TrustPolicy, moment: datetime) -> bool:
    """Whether the policy names the certificate of this person's signature, and it was in date."""
    if str(embedded.field_name) == _SEAL or _fingerprint(embedded) not in policy.pinned:
        return False
    leaf = embedded.signer_cert
    return bool(leaf.not_valid_before <= moment <= leaf.not_valid_after)


def _fingerprint(embedded: Any) -> str:
    return sha256(embedded.signer_cert.dump())


def _status(embedded: Any, policy: TrustPolicy, moment: datetime) -> Any:
    """pyHanko's judgement of the signer for a moment; of the time stamp always for the policy's."""
    from asn1crypto import x509  # type: ignore[import-untyped]
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    def context(roots: tuple[bytes, ...], at: datetime) -> Any:
        anchors = [x509.Certificate.load(der) for der in roots]
        return ValidationContext(anchors, allow_fetching=False, moment=at, revocation_mode="soft-fail")

    signer, stamp = context(policy.roots, moment), context(policy.timestamp_roots, policy.moment)
    return asyncio.run(async_validate_pdf_signature(embedded, signer, stamp, skip_diff=True))
