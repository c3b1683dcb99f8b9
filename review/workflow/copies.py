"""The copy about to be signed, compared with the approved text: the fact that enters the case (G-07)."""

from __future__ import annotations

from review.compare import execution_differences
from review.model.document import Document, PdfPlace
from review.workflow.facts.signing import CompareExecutionCopy


def compared_copy(approved: Document, copy: Document) -> CompareExecutionCopy:
    """What the product found when it compared a copy; nobody hands in its outcome.

    A copy whose text was recognised from pictures agrees only once a person has confirmed the reading.
    """
    differences = tuple(d.shown for d in execution_differences(approved, copy))
    return CompareExecutionCopy(copy.source.sha256, differences, recognised(copy))


def recognised(document: Document) -> bool:
    """Whether any of the text was recognised from pictures instead of read."""
    return any(isinstance(a.place, PdfPlace) and a.place.confidence is not None for a in document.anchors)
