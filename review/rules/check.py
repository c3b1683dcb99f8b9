"""The interface of a check kind: a table of parameters, and a function from the scene to answers.

    CHECK = Check("existence", PARAMS, run, fields=("found",))

``run`` yields one ``Answer`` per commitment or place it judged; yielding nothing means there was nothing to look at (N/A).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from review.model.commitment import Commitment
from review.model.finding import Compared, Outcome
from review.model.language import Bilingual
from review.model.roles import Severity
from review.model.span import Span
from review.rules.patterns import Patterns
from review.rules.shape import Param, Reading, Record
from review.rules.source import Node

if TYPE_CHECKING:
    from review.rules.scene import Scene

Params = Mapping[str, Any]
Run = Callable[["Scene", Params], Iterator["Answer"]]


@dataclass(frozen=True)
class Answer:
    """What a check found at one place. ``fields`` fill the rule's message; ``variant`` picks one of its variants."""

    outcome: Outcome
    spans: tuple[Span, ...] = ()
    commitment: Commitment | None = None
    compared: tuple[Compared, ...] = ()
    missing: tuple[str, ...] = ()
    fields: Mapping[str, str | tuple[str | Bilingual, ...] | Bilingual] = field(default_factory=dict)
    variant: str = ""
    severity: Severity | None = None
    replaces: Span | None = None


@dataclass(frozen=True)
class Silence:
    """What a check answers, of no place and with no value, where none of these words stands in the contract."""

    words: tuple[str, ...]
    outcome: Outcome


def silent(patterns: Patterns, outcome: Outcome) -> Silence | None:
    """Of a check that has nothing to look at where the patterns are not found; None when their words are not known."""
    words = patterns.called_by
    return Silence(words, outcome) if words else None


@dataclass(frozen=True)
class Check:
    """One kind. ``fields`` are the names its answers fill in messages; ``variants`` the variants they may pick."""

    name: str
    params: Mapping[str, Param]
    run: Run
    fields: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    """Deal fields it always reads."""
    parts: Callable[[Params], tuple[tuple[Check, str, Params], ...]] | None = None
    """Of a kind made of others: each with the variant that its failures take, and its parameters."""
    silence: Callable[[Params], Silence | None] | None = None
    """Of a kind that some words call for: which, and its answer without them."""
    words: tuple[str, ...] = ()
    """Words that its code looks for line by line."""

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """Its parameters as a rule file writes them."""
        reading.scope = node
        found: dict[str, Any] | None = Record(self.params).read(node, reading)
        return found

    def sought(self, params: Params) -> frozenset[str]:
        """Words that its code, or that of its parts, looks for line by line."""
        return frozenset(self.words).union(*(c.sought(own) for c, _, own in (self.parts(params) if self.parts else ())))

    def offers(self, params: Params) -> tuple[frozenset[str], frozenset[str]]:
        """Names of fields and of variants that may come up with these parameters."""
        parts = self.parts(params) if self.parts else ()
        fields = {*self.fields, *params, *(f for c, _, _ in parts for f in c.fields)}
        variants = {*self.variants, *(v for _, v, _ in parts if v), *(v for c, own, _ in parts if not own for v in c.variants)}
        return frozenset(fields), frozenset(variants)


def passed(commitment: Commitment | None = None, *spans: Span, **more: Any) -> Answer:
    return Answer(Outcome.PASS, spans, commitment, **more)


def failed(commitment: Commitment | None = None, *spans: Span, **more: Any) -> Answer:
    return Answer(Outcome.FAIL, spans, commitment, **more)


def unknown(*missing: str, commitment: Commitment | None = None, spans: tuple[Span, ...] = (), **more: Any) -> Answer:
    """UNDETERMINED, naming what is missing."""
    return Answer(Outcome.UNDETERMINED, spans, commitment, missing=missing, **more)
