"""Authority has three dimensions, terms, signing and price (条款、签约、价格): which of them does a deal exceed?"""

from __future__ import annotations

from review.model.review import Review
from review.rules.authority import held
from review.rules.exposure import exposure
from review.rules.facts import Facts


def exceeded(review: Review) -> tuple[str, ...]:
    """Dimensions whose limit the contract passes, reckoned as rules R-06 and Q-05 and the packet do.

    What cannot be reckoned exceeds nothing here: those rules end UNDETERMINED on it and hold the contract up.
    """
    if review.deal is None or not review.deal.rows("authority"):
        return ()
    facts = Facts(review.document, review.understanding, review.deal, review.side, review.as_of)
    return tuple(dict.fromkeys(h.dimension for h in held(review.deal, exposure(facts).worst) if h.exceeded))
