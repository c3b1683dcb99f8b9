"""Document -> what it promises: every commitment with its kind, obligor, values and reasons."""

from __future__ import annotations

from review.commitments.published import as_json
from review.commitments.understand import understand

__all__ = ["as_json", "understand"]
