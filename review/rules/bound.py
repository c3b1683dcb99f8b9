"""What a contract says, held against a bound of the company's policy."""

from __future__ import annotations

from decimal import Decimal

from review.model.commitment import Commitment
from review.model.finding import Compared
from review.model.language import Bilingual
from review.model.span import Span
from review.rules import render
from review.rules.check import Answer, failed, passed
from review.rules.measure import BREACH

_LABEL = {"zh": "公司政策", "en": "policy"}


def held(
    c: Commitment | None, n: Decimal | None, shown: Bilingual, at: Span, *,
    bad: str, than: Decimal, unit: str, variant: str = "", replaces: Span | None = None,
) -> Answer:  # fmt: skip
    """Whether a number that stands at a place breaches the bound; both are shown. ``bad``: a key of ``BREACH``."""
    bound = render.measured(than, unit)
    compared = (Compared(_LABEL, shown, bound),)
    if n is None or not BREACH[bad](n, than):
        return passed(c, compared=compared)
    spans = (c.span, at) if c is not None else (at,)
    fields = {"value": shown, "bound": bound}
    return failed(c, *dict.fromkeys(spans), compared=compared, variant=variant, fields=fields, replaces=replaces)
