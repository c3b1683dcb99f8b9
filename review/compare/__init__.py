"""Draft against draft: what changed, where it went, what reopens; and the copy to be signed against the approved text.

>>> comparison = compare(old_review, new_review)                       # doctest: +SKIP
>>> [c.new_number for c in comparison.silent_changes]                  # doctest: +SKIP
>>> [pair.new for pair in comparison.commitments if pair.reopened]     # doctest: +SKIP
"""

from review.compare.compare import compare, compare_documents
from review.compare.comparison import Change, ClauseChange, CommitmentPair, Comparison, Edit, PassagePair
from review.compare.execution import Difference, ExecutionComparison, compare_execution_copy, execution_differences, text_sha256
from review.compare.fingerprint import Fingerprint, Sources, fingerprint, fingerprints, relied_on

__all__ = [
    "Change",
    "ClauseChange",
    "CommitmentPair",
    "Comparison",
    "Difference",
    "Edit",
    "ExecutionComparison",
    "Fingerprint",
    "PassagePair",
    "Sources",
    "compare",
    "compare_documents",
    "compare_execution_copy",
    "execution_differences",
    "fingerprint",
    "fingerprints",
    "relied_on",
    "text_sha256",
]
