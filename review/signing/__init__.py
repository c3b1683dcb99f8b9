"""Signatures on a packet: keys, PAdES signing, and a verifier that does not speak without a policy.

>>> from review.signing import TrustPolicy, verify            # doctest: +SKIP
>>> verify(pdf, TrustPolicy(roots=(root,))).verdict           # doctest: +SKIP
<Verdict.VALID: 'valid'>
"""

from __future__ import annotations

import logging

from review.signing.keys import FileKeyStore, Identity, KeyStore, open_keys
from review.signing.policy import TrustPolicy
from review.signing.report import Report, Verdict
from review.signing.verify import verify

__all__ = ["FileKeyStore", "Identity", "KeyStore", "Report", "TrustPolicy", "Verdict", "open_keys", "verify"]

# pyHanko logs what it finds in a file with tracebacks; everything it finds stands in the report.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
