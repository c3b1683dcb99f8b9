"""The copy about to be signed, compared with the approved text: the fact that enters the case (G-07)."""

from __future__ import annotations

from review.compare import ExecutionComparison, compare_execution_copy
from review.model.document import Document, PdfPlace
from review.workflow.facts.signing import CompareExecutionCopy


def compared_copy(approved: Document, copy: Document) -> CompareExecutionCopy:
    """What the product found when it compared a copy; nobody hands in its outcome.

    A copy whose text was recognised from pictures agrees only once a person has confirmed the reading.
    """
    return noted(compare_execution_copy(approved, copy), copy)


def noted(found: ExecutionComparison, copy: Document) -> CompareExecutionCopy:
    """The fact that tells of a comparison."""
    differences, filled = (tuple(d.shown for d in some) for some in (found.differences, found.filled))
    return CompareExecutionCopy(copy.source.sha256, differences, recognised(copy), filled)


def recognised(document: Document) -> bool:
    """Whether any of the text was recognised from pictures instead of read."""
    return any(isinstance(a.place, PdfPlace) and a.place.confidence is not None for a in document.anchors)
