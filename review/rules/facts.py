"""What one evaluation looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from review.model.commitment import Party, Understanding
from review.model.deal import Deal
from review.model.document import Document
from review.model.process import Process


@dataclass(frozen=True)
class Facts:
    """The whole input of the rules; nothing else (no clock, disk or network) may decide a finding."""

    document: Document
    understanding: Understanding
    deal: Deal | None
    side: Party
    """Which side is ours."""
    as_of: date | None
    """The day of the deal snapshot. None: rules that need today end UNDETERMINED."""
    process: Process | None = None
    """The state of the review; rules of the gate stage need it."""
    previous: Document | None = None
    """What the draft is held against: the last approved revision, or the tender."""
    attachments: tuple[Document, ...] = ()
