"""The draft rewritten in a process of its own: a file from anywhere meets a parser only within limits."""

from __future__ import annotations

from datetime import datetime

from review.model.process import Process
from review.model.review import Review
from review.signing.limited import limited

SECONDS = 60.0
MEMORY = 2_000_000_000


def redline_limited(draft: bytes, review: Review, process: Process | None = None, at: datetime | None = None) -> bytes:
    """As ``review.redline.redline``. Raises Stopped besides what that raises."""
    return limited(_write, draft, review, process, at, seconds=SECONDS, memory=MEMORY)


def _write(draft: bytes, review: Review, process: Process | None, at: datetime | None) -> bytes:
    from review.redline.redline import redline

    return redline(draft, review, process, at)
