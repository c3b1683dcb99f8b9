"""The way in for everybody else: size check here, parser in a limited child."""

from __future__ import annotations

from review.intake.child import parse_limited
from review.intake.limits import Limits
from review.intake.parse import check_size
from review.model.document import Document, View


def read(name: str, data: bytes, *, view: View = View.FINAL, limits: Limits | None = None) -> Document:
    """The document in a file.

    Raises IntakeError when it cannot be read, TooLarge when it or something in it passes a limit. The same bytes, name and
    view give the same document.
    """
    limits = limits or Limits()
    check_size(name, data, limits)
    return parse_limited(name, data, view, limits)
