"""What other rules would have said of past contracts: findings that appear and findings that go, by rule and document.

An archive is a folder of drafts; ``NAME.deal.json`` beside a draft is its deal record, and a folder with ``draft.*`` and
``deal.json`` counts as one contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from review.commitments import understand
from review.deal import read_deal
from review.errors import Failure
from review.intake import read
from review.model.commitment import Party
from review.model.finding import Finding
from review.rules.engine import evaluate
from review.rules.facts import Facts
from review.rules.rule import RuleSet

_Seen = dict[tuple[str, str, str, str], Finding]
_DRAFTS = frozenset({".docx", ".pdf", ".txt"})


@dataclass(frozen=True, order=True)
class Change:
    """One open finding that only one of the rule sets gives. ``sign`` is ``+`` for a new one and ``-`` for one that goes."""

    document: str
    rule: str
    sign: str
    severity: str
    quote: str


@dataclass(frozen=True)
class Outcome:
    """Every change, and the documents that could not be read, each with its reason."""

    changes: tuple[Change, ...]
    unread: tuple[tuple[str, Failure], ...]
    documents: int


def drafts(archive: Path) -> Iterator[tuple[str, Path, Path | None]]:
    """Name, draft and deal record of each contract of an archive, in the order of names."""
    for path in sorted(p for p in archive.rglob("*") if p.suffix.lower() in _DRAFTS and p.is_file()):
        beside = (path.with_name(path.name + ".deal.json"), path.with_suffix(".deal.json"), path.with_name("deal.json"))
        yield path.relative_to(archive).as_posix(), path, next((d for d in beside if d.is_file()), None)


def backtest(old: RuleSet, new: RuleSet, archive: Path, side: Party = Party.SELLER) -> Outcome:
    """Both rule sets over every draft of the archive."""
    changes: list[Change] = []
    unread: list[tuple[str, Failure]] = []
    count = 0
    for name, draft, record in drafts(archive):
        try:
            facts = _facts(draft, record, side)
        except Failure as failure:
            unread.append((name, failure))
            continue
        count += 1
        changes += _changes(name, _open(evaluate(old, facts)), _open(evaluate(new, facts)))
    return Outcome(tuple(sorted(changes)), tuple(unread), count)


def _facts(draft: Path, record: Path | None, side: Party) -> Facts:
    deal = read_deal(record.read_bytes(), record.name) if record else None
    document = read(draft.name, draft.read_bytes())
    return Facts(document, understand(document, deal), deal, side, deal.as_of if deal else None)


def _open(findings: tuple[Finding, ...]) -> _Seen:
    """By what a reader sees of it: a finding that only takes another severity goes and comes."""
    return {(f.rule.id, f.outcome.value, f.severity.value, f.quote): f for f in findings if f.open}


def _changes(name: str, old: _Seen, new: _Seen) -> Iterator[Change]:
    for sign, one, other in (("+", new, old), ("-", old, new)):
        for key, f in one.items():
            if key not in other:
                yield Change(name, f.rule.id, sign, f.severity.value, " ".join(f.quote.split())[:80])
