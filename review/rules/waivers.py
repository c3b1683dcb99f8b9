"""Who may let a finding pass when its rule does not say."""

from __future__ import annotations

from review.model.roles import Role, Severity

#: Nobody may waive these (domain: workflow, segregation of duties and plain errors).
NEVER = frozenset(
    ("C-01", "C-10", "C-12", "Q-01", "Q-04", "P-18", "K-03", "K-11", "G-04", "G-05", "G-07", "R-05", "R-08", "R-15")
)
_HEADS = {Role.AR: Role.DEC, Role.SR: Role.DEC, Role.COM: Role.FIN, Role.BID: Role.LEG, Role.CM: Role.LEG, Role.AUDIT: Role.AUDIT}


def waivers(rule_id: str, severity: Severity, owner: Role) -> tuple[Role, ...]:
    """Who may waive by default: M and L the owner, H the head of the owning function, B the decision team, some nobody."""
    if rule_id in NEVER:
        return ()
    head = _HEADS.get(owner, owner)
    return {Severity.B: (Role.DEC,), Severity.H: (head,)}.get(severity, (owner,))
