"""Tripact's review engine: a draft contract and a deal record in, findings, decisions and a sealed packet out.

>>> from review.pipeline import review          # doctest: +SKIP
>>> review(draft, deal).verdict                 # doctest: +SKIP
<Verdict.BLOCKED: 'blocked'>
"""

#: Part of a result's identity: findings may change only when this, the rule packs or the inputs change.
ENGINE_VERSION = "0.1.0"
