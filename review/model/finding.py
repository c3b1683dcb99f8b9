"""What a rule says of a place in the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from review.model.language import Bilingual
from review.model.roles import Role, Severity
from review.model.span import Span


class Outcome(StrEnum):
    """Missing data is never a pass (law 3). A rule that crashed is UNDETERMINED."""

    PASS = "pass"
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "n/a"


class Stage(StrEnum):
    """When a rule is asked: on contract and deal alone, or on the state of the review as well."""

    REVIEW = "review"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class RuleRef:
    """The rule as it stood when it was asked."""

    id: str
    title: Bilingual
    pack: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair of values that decided, in the words a person reads; ``pointer`` names the field of the deal record.

    A value that is written alike in every language (a name, a quote, an amount) is plain text.
    """

    label: Bilingual
    contract: str | Bilingual
    deal: str | Bilingual
    pointer: str = ""

    def said(self, language: str) -> tuple[str, str]:
        """What the contract says and what the deal or the policy says, in the language of the reader."""
        contract, deal = (v if isinstance(v, str) else v.get(language, "") for v in (self.contract, self.deal))
        return contract, deal


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer of one rule, about one commitment, place, or the whole contract.

    ``spans`` point into ``Document.text`` (none when something is absent); ``quote`` is the text of the first.
    """

    id: str
    """Stable: made from rule, outcome, commitment or spans."""
    rule: RuleRef
    outcome: Outcome
    severity: Severity
    owner: Role
    message: Bilingual
    why: Bilingual = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    quote: str = ""
    clause: str = ""
    number: str = ""
    commitment: str | None = None
    compared: tuple[Compared, ...] = ()
    missing: tuple[str, ...] = ()
    """Pointers of missing deal fields, or names of missing facts of the contract."""
    parameters: tuple[tuple[str, str], ...] = ()
    source: str = ""
    waivable_by: tuple[Role, ...] = ()
    """Empty: nobody may waive it."""
    proposal: Bilingual | None = None
    """Wording that would mend it."""
    replaces: Span | None = None
    """What the proposal replaces; an empty span inserts."""

    @property
    def open(self) -> bool:
        """Whether it needs somebody: FAIL or UNDETERMINED."""
        return self.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)

    @property
    def fields_missing(self) -> tuple[str, ...]:
        """Those of ``missing`` that whoever keeps the deal record can fill in; of the others the message tells in words."""
        return tuple(name for name in self.missing if name.startswith("/"))

    @property
    def blocks(self) -> bool:
        """UNDETERMINED on a blocking or high rule blocks like FAIL; only B stops a release outright."""
        return self.open and self.severity is Severity.B
