"""A rule as its file says it, and the table of keys that a rule file may hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from review.deal.choices import ContractType
from review.model.canonical import digest
from review.model.finding import RuleRef, Stage
from review.model.language import Bilingual
from review.model.review import CompanyRules
from review.model.roles import Role, Severity
from review.rules.check import Check, Silence
from review.rules.finder import Words
from review.rules.index import Index
from review.rules.patterns import Patterns
from review.rules.select import Selector
from review.rules.shape import REQUIRED, Day, Flag, ListOf, MapOf, Number, OneOf, Param, Pointer, Raw, Record, Text
from review.rules.shape import Bilingual as Texts
from review.rules.source import Node
from review.rules.subject import GROUPS, SUBJECTS
from review.rules.text import fold


class Status(StrEnum):
    """``stable`` needs a firing and a silent test in each language; ``experimental`` never weighs more than M."""

    EXPERIMENTAL = "experimental"
    TEST = "test"
    STABLE = "stable"


class Inspects(StrEnum):
    """T inside the contract; A against another document; D against the deal record; P deal or contract against the process."""

    TEXT = "T"
    ATTACHMENT = "A"
    DEAL = "D"
    PROCESS = "P"


@dataclass(frozen=True, slots=True)
class Condition:
    """A deal field that must hold one of the values for the rule to apply."""

    field: str
    values: tuple[str, ...] = ()
    """It must be one of these."""
    excluded: tuple[str, ...] = ()
    """It must be none of these; for rows of a list, no row may."""
    without: tuple[str, ...] = ()
    """None of these may stand in its text."""
    more_than: Decimal | None = None
    """The number, or the count of rows, must be above this."""
    unsaid: bool = False
    """It holds, too, where the record does not say."""


def conditions(rows: Any) -> tuple[Condition, ...]:
    """Rows as ``CONDITION`` reads them."""
    return tuple(Condition(r["field"], r["in"], r["not"], r["without"], r["more_than"], r["unsaid"]) for r in rows or ())


@dataclass(frozen=True, slots=True)
class Applies:
    side: str = "seller"
    contract: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """Types and subjects of contract that it is not for."""
    delivery: bool = False
    """Only for contracts under which our side delivers something."""
    language: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    deal: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule or its threshold comes from, and when that was last looked at."""

    cite: str
    version: str
    checked: date
    jurisdiction: str = ""

    def __str__(self) -> str:
        return f"{self.cite} ({self.version}, {self.checked.isoformat()})"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way the rule can fail: its own severity and words."""

    message: Bilingual
    severity: Severity | None = None
    proposal: Bilingual | None = None
    when: tuple[Condition, ...] = ()
    """Deal conditions; with them, any failure of the rule takes this variant where they hold."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A compiled rule. ``digest`` covers everything but its tests; two loaded rules are equal only when they are the same."""

    id: str
    title: Bilingual
    check: Check
    severity: Severity
    owner: Role
    inspects: Inspects
    stage: Stage
    status: Status
    applies: Applies
    params: Mapping[str, Any]
    message: Bilingual
    variants: Mapping[str, Variant]
    why: Bilingual
    source: tuple[Citation, ...]
    waive: tuple[Role, ...]
    falsepositives: tuple[Bilingual, ...]
    proposal: Bilingual | None
    pack: str
    version: str
    path: str
    digest: str
    tests: tuple[Node, ...] = ()

    @cached_property
    def ref(self) -> RuleRef:
        return RuleRef(self.id, dict(self.title), self.pack, self.version, self.digest)

    @cached_property
    def listed(self) -> tuple[Patterns, ...]:
        """Every pattern list among its parameters."""
        return tuple(_patterns(self.params))

    @cached_property
    def patterns(self) -> tuple[Patterns, ...]:
        """Those that are searched by one expression each."""
        return tuple(own for p in self.listed for own in p.simple)

    @cached_property
    def searched(self) -> tuple[Patterns, ...]:
        """Those among them that are looked for in the whole contract."""
        return tuple(own for p in self.listed for own in p.searched)

    @cached_property
    def silence(self) -> Silence | None:
        """Its answer where no word calls for it; None for a rule that is always asked."""
        return self.check.silence(self.params) if self.check.silence else None


def _patterns(value: Any) -> list[Patterns]:
    if isinstance(value, Patterns):
        return [value]
    if isinstance(value, Selector):
        return [p for p in (value.pattern, value.unless) if p]
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if dataclasses.is_dataclass(value):
        value = tuple(getattr(value, f.name) for f in dataclasses.fields(value))
    return [p for v in value for p in _patterns(v)] if isinstance(value, tuple) else []


@dataclass(frozen=True)
class RuleSet:
    """Rules in the order of their ids, ready to be asked."""

    rules: tuple[Rule, ...]
    version: str
    switched_off: tuple[tuple[str, str], ...] = ()
    """Pairs (rule id, reason)."""
    company: CompanyRules | None = None
    """Who answers for the company's files among them."""
    _by_id: dict[str, Rule] = field(init=False, repr=False, compare=False, default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Of every rule and of what is switched off."""
        return digest([[(r.id, r.digest) for r in self.rules], self.switched_off])

    @cached_property
    def words(self) -> Words:
        """The words whose places decide which patterns run where, and those that checks look for."""
        sought = {fold(w) for r in self.rules for w in r.check.sought(r.params)}
        patterns = {p.expression: p for r in self.rules for p in r.patterns}
        return Words(sought.union(*(p.words for p in patterns.values())))

    @cached_property
    def index(self) -> Mapping[Stage, Index]:
        """The rules of each stage by the words that call for them."""
        return {stage: Index(r for r in self.rules if r.stage is stage) for stage in Stage}

    def get(self, rule_id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == rule_id), None)


_SEVERITY = OneOf(tuple(s.value for s in Severity))
_ROLE = OneOf(tuple(r.value for r in Role))

CONDITION = {
    "field": Param(Pointer(), REQUIRED),
    "in": Param(ListOf(Text(), 1), (), "one of these; of a list (/group/*/field), in any row"),
    "not": Param(ListOf(Text(), 1), (), "none of these; of a list, in no row"),
    "without": Param(ListOf(Text(), 1), (), "none of these stands in its text"),
    "more_than": Param(Number(), None, "the number, or the count of rows of a list, is above this"),
    "unsaid": Param(Flag(), False, "it holds, too, where the record does not say"),
}
APPLIES = {
    "side": Param(OneOf(("seller", "buyer", "any")), "seller", "which side must be ours"),
    "contract": Param(ListOf(OneOf(tuple(t.value for t in ContractType))), (), "types of contract; all when left out"),
    "except": Param(
        ListOf(OneOf((*(t.value for t in ContractType), *SUBJECTS, *GROUPS))), (), "types and subjects of contract it is not for"
    ),
    "delivery": Param(Flag(), False, "only where our side delivers something: no NDA, loan, investment or letter of intent"),
    "language": Param(ListOf(OneOf(("zh", "en"))), (), "languages of the contract"),
    "jurisdiction": Param(ListOf(Text()), (), "governing laws, such as CN"),
    "deal": Param(ListOf(Record(CONDITION)), (), "conditions on the deal record"),
}
SOURCE = {
    "cite": Param(Text(), REQUIRED, "law and article, standard and clause, or `own` for professional judgement"),
    "version": Param(Text(), REQUIRED),
    "checked": Param(Day(), REQUIRED, "day on which a person last read the source"),
    "jurisdiction": Param(Text(), ""),
}
VARIANT = {
    "message": Param(Texts(), REQUIRED),
    "severity": Param(_SEVERITY, None),
    "proposal": Param(Texts(), None),
    "when": Param(ListOf(Record(CONDITION)), (), "deal conditions under which a failure takes this variant"),
}
#: The keys of a rule file. ``params`` and ``tests`` have the shape that the check kind and the test runner give them.
KEYS = {
    "id": Param(Text(), REQUIRED, "catalogue id such as L-01"),
    "title": Param(Texts(), REQUIRED),
    "extends": Param(Text(), REQUIRED, "check kind"),
    "severity": Param(_SEVERITY, REQUIRED),
    "owner": Param(_ROLE, REQUIRED),
    "inspects": Param(OneOf(tuple(i.value for i in Inspects)), REQUIRED),
    "stage": Param(OneOf(tuple(s.value for s in Stage)), "review"),
    "status": Param(OneOf(tuple(s.value for s in Status)), REQUIRED),
    "applies": Param(Record(APPLIES), None),
    "params": Param(Raw(), Node({}), "parameters of the check kind"),
    "message": Param(Texts(), REQUIRED),
    "variants": Param(MapOf(Record(VARIANT)), None),
    "why": Param(Texts(), REQUIRED),
    "source": Param(ListOf(Record(SOURCE), 1), REQUIRED),
    "waive": Param(ListOf(_ROLE), None, "who may let it pass; default by severity and owner; an empty list means nobody"),
    "falsepositives": Param(ListOf(Texts()), ()),
    "proposal": Param(Texts(), None, "wording that would mend it"),
    "tests": Param(ListOf(Raw()), (), "cases: see `tripact rules test`"),
}
