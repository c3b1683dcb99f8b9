"""The check kinds by name. A new kind is one file with a ``CHECK``, and one line here."""

from review.rules.check import Check
from review.rules.checks import (
    bilingual,
    calendar,
    cap,
    compare,
    decided,
    existence,
    feasibility,
    figures,
    hidden,
    limit,
    offer,
    participation,
    payments,
    plan,
    promises,
    reference,
    required,
    trigger,
)

_MODULES = (
    bilingual, calendar, cap, compare, decided, existence, feasibility, figures, hidden, limit, offer, participation, payments,
    plan, promises, reference, required, trigger,
)  # fmt: skip
CHECKS: dict[str, Check] = {m.CHECK.name: m.CHECK for m in _MODULES}
