"""Who is it, and what may that person or program ask for. What a *role* may do to a review, ``review.workflow`` decides."""
