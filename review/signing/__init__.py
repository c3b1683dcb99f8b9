"""Signatures on a packet: keys, PAdES signing, and a verifier that does not speak without a policy.

>>> from review.signing import TrustPolicy, verify            # doctest: +SKIP
>>> verify(pdf, TrustPolicy(roots=(root,))).verdict           # doctest: +SKIP
<Verdict.VALID: 'valid'>
"""

from __future__ import annotations

from review.signing.keys import FileKeyStore, Identity, KeyStore, open_keys
from review.signing.policy import TrustPolicy
from review.signing.report import Report, Verdict

__all__ = ["FileKeyStore", "Identity", "KeyStore", "Report", "TrustPolicy", "Verdict", "open_keys"]
