"""Who takes part in a review, and how much a finding weighs."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    AR = "AR"
    """Account (客户经理)."""
    SR = "SR"
    """Solution (方案经理)."""
    FR = "FR"
    """Fulfilment, delivery (交付经理)."""
    COM = "COM"
    BID = "BID"
    FIN = "FIN"
    LEG = "LEG"
    CM = "CM"
    """Contract manager (合同经理)."""
    DEC = "DEC"
    """Decision team (决策团队)."""
    AUDIT = "AUDIT"
    ADMIN = "ADMIN"


#: The iron triangle: all three sign every packet.
TRIANGLE = (Role.AR, Role.SR, Role.FR)


class Severity(StrEnum):
    """B blocks; H needs a condition or a waiver; M is acknowledged; L informs."""

    B = "B"
    H = "H"
    M = "M"
    L = "L"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return "BHML".index(self.value)

    @property
    def holds_up(self) -> bool:
        """Whether a FAIL or UNDETERMINED of this severity stands in the way of signing."""
        return self in (Severity.B, Severity.H)
