"""The result of one check: what goes to people, to the API and into the packet."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from review.model.canonical import digest, plain
from review.model.commitment import Commitment, Party, Understanding
from review.model.deal import Deal
from review.model.document import Document
from review.model.finding import Finding, Outcome
from review.model.language import Language
from review.model.roles import Severity


class Verdict(StrEnum):
    """``BLOCKED``: a B is open. ``CONDITIONAL``: an H is open. ``CLEAR``: neither; FR still confirms each commitment."""

    CLEAR = "clear"
    CONDITIONAL = "conditional"
    BLOCKED = "blocked"


def verdict_of(open_: Iterable[Severity]) -> Verdict:
    """What open findings of these severities come to."""
    severities = set(open_)
    if Severity.B in severities:
        return Verdict.BLOCKED
    return Verdict.CONDITIONAL if Severity.H in severities else Verdict.CLEAR


def counts_of(open_: Iterable[Severity]) -> dict[str, int]:
    """How many there are of each severity, every severity present."""
    found = Counter(open_)
    return {s.value: found[s] for s in Severity}


class Approved(StrEnum):
    """Of a company's rules: ``FALLEN`` when a file changed since, ``SELF`` when their own editor gave it."""

    YES = "yes"
    FALLEN = "fallen"
    NO = "no"
    SELF = "self"


@dataclass(frozen=True)
class CompanyRules:
    """A company's own rules and who answers for them, in the names its files give. Nobody approved them: empty."""

    files: str
    """Digest of the company's files."""
    edited_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    holds: bool = False
    """Whether the approval is of these files; it falls off when one changes."""

    @property
    def approved(self) -> Approved:
        if not self.approved_by:
            return Approved.NO
        if _person(self.edited_by) == _person(self.approved_by):
            return Approved.SELF
        return Approved.YES if self.holds else Approved.FALLEN


def _person(name: str) -> str:
    """A name as two spellings of it are compared: width, case and spaces say nothing."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class Review:
    """Document x deal x rule packs -> findings; the identity of law 4 is ``identity``."""

    document: Document
    deal: Deal | None
    side: Party
    """Which side is ours."""
    understanding: Understanding
    findings: tuple[Finding, ...]
    """All outcomes, sorted: open ones first, heaviest first, then by place."""
    rules_digest: str
    rules_version: str
    engine_version: str
    as_of: date | None
    language: Language
    switched_off: tuple[tuple[str, str], ...] = ()
    """Rules a company switched off, each with its reason."""
    company_rules: CompanyRules | None = None
    """None where only the shipped rules were asked."""

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.understanding.commitments

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.open)

    def wording(self, finding: Finding) -> str:
        """The words that a finding proposes, in the language of the text that they are meant for; empty where it has none."""
        place = finding.replaces or next(iter(finding.spans), None)
        language = self.document.language_at(place) if place else self.document.language
        return finding.proposal[language.key] if finding.proposal else ""

    @property
    def verdict(self) -> Verdict:
        return verdict_of(f.severity for f in self.open_findings)

    @property
    def holds_up(self) -> bool:
        """Whether anything stands in the way of signing: an open B, or an open H that needs a condition or a waiver."""
        return self.verdict is not Verdict.CLEAR

    @property
    def counts(self) -> dict[str, int]:
        """Open findings by severity, every severity present."""
        return counts_of(f.severity for f in self.open_findings)

    @property
    def outcomes(self) -> dict[str, int]:
        found = Counter(f.outcome for f in self.findings)
        return {o.value: found[o] for o in Outcome}

    @property
    def identity(self) -> str:
        """Digest of everything the findings depend on."""
        deal = self.deal.sha256 if self.deal else None
        return digest([self.document.source.sha256, deal, self.rules_digest, self.engine_version, self.side])

    def published(self) -> Mapping[str, Any]:
        """The result as JSON types: the form of the command line, the API and the packet's attachment."""
        return self._published

    @cached_property  # each answer to an act shows it
    def _published(self) -> Mapping[str, Any]:
        return {
            "identity": self.identity,
            "document": plain(self.document.source),
            "deal_sha256": self.deal.sha256 if self.deal else None,
            "side": self.side.value,
            "as_of": plain(self.as_of),
            "engine_version": self.engine_version,
            "rules": {
                "version": self.rules_version,
                "digest": self.rules_digest,
                "switched_off": plain(self.switched_off),
                **({"company": plain(self.company_rules)} if self.company_rules else {}),
            },
            "verdict": self.verdict.value,
            "counts": self.counts,
            "outcomes": self.outcomes,
            "parties": plain(self.understanding.parties),
            "commitments": plain(self.commitments),
            "findings": plain(self.findings),
            "coverage": plain(self.document.coverage),
        }
