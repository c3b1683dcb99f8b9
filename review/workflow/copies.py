"""The copy about to be signed, compared with the approved text: the fact that enters the case (G-07)."""

from __future__ import annotations

from dataclasses import dataclass

from review.compare import Difference, compare_execution_copy
from review.model.document import Document, PdfPlace
from review.workflow.facts.signing import CompareExecutionCopy


@dataclass(frozen=True, slots=True)
class ComparedCopy:
    """What the product found when it compared a copy; nobody hands in its outcome."""

    sha256: str
    differences: tuple[Difference, ...]
    filled: tuple[Difference, ...]
    """What was written into the blanks where people sign."""
    scanned: bool
    """Whether any of the text was recognised from pictures: it agrees only once a person has confirmed the reading."""

    @property
    def fact(self) -> CompareExecutionCopy:
        """As it enters the case."""
        differences, filled = (tuple(d.shown for d in some) for some in (self.differences, self.filled))
        return CompareExecutionCopy(self.sha256, differences, self.scanned, filled)


def compared_copy(approved: Document, copy: Document) -> ComparedCopy:
    """The copy held against the approved text."""
    found = compare_execution_copy(approved, copy)
    return ComparedCopy(copy.source.sha256, found.differences, found.filled, _recognised(copy))


def _recognised(document: Document) -> bool:
    """Whether any of the text was recognised from pictures instead of read."""
    return any(isinstance(a.place, PdfPlace) and a.place.confidence is not None for a in document.anchors)
