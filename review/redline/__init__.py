"""The draft back in Word: its own bytes and formatting, a comment at each finding, a tracked change where there is wording.

>>> from review.redline import redline          # doctest: +SKIP
>>> reviewed = redline(draft, review)           # doctest: +SKIP
"""

from __future__ import annotations

from review.redline.redline import RedlineError, redline

__all__ = ["RedlineError", "redline"]
