"""Deadlines: the event a period counts from, the day it ends on, and comparisons that refuse what cannot be compared."""

from review.commitments.deadline.arithmetic import Moved, add
from review.commitments.deadline.calendar import WorkCalendar, calendar_of, china
from review.commitments.deadline.chains import is_aside, links
from review.commitments.deadline.compare import Comparison, Order, compare
from review.commitments.deadline.resolve import Link, Period, anchor, deadline_of, resolve
from review.commitments.deadline.triggers import Start, classify, read
from review.model.reasons import reason

__all__ = [
    "Comparison",
    "Link",
    "Moved",
    "Order",
    "Period",
    "Start",
    "WorkCalendar",
    "add",
    "anchor",
    "calendar_of",
    "china",
    "classify",
    "compare",
    "deadline_of",
    "is_aside",
    "links",
    "read",
    "reason",
    "resolve",
]
