"""``expected.json`` against a review: what was planted and not found, what was found and not planted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from review.model.commitment import Commitment
from review.model.finding import Finding
from review.model.review import Review
from review.model.roles import Severity

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = tuple(sorted(p.parent.name for p in SAMPLES.glob("*/expected.json")))
HEAVY = (Severity.B, Severity.H)


def load(name: str, kind: str) -> Any:
    """A case's ``deal`` or ``expected`` record."""
    return json.loads((SAMPLES / name / f"{kind}.json").read_text(encoding="utf-8"))


def draft(name: str) -> Path:
    """A case's first draft, docx or pdf."""
    return next((SAMPLES / name).glob("draft.*"))


def squeezed(text: str) -> str:
    """Text without white space: a quote may run over lines and cells."""
    return "".join(text.split())


def says(row: dict[str, Any], finding: Finding, review: Review) -> bool:
    """Whether a finding is the planted problem: same rule, and one of its places holds one of the quotes or stands in it."""
    if (row["rule"], row["severity"], row["outcome"]) != (finding.rule.id, finding.severity.value, finding.outcome.value):
        return False
    quotes = [squeezed(q) for q in (row["quote"], *row.get("elsewhere", ()))]
    places = [place for s in finding.spans if (place := squeezed(review.document.quote(s)))]
    return not row["quote"] or any(quote in place or place in quote for quote in quotes for place in places)


def unplanted(review: Review, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Open findings of severity B or H that nobody planted."""
    for finding in review.open_findings:
        if finding.severity in HEAVY and not any(says(row, finding, review) for row in rows):
            yield describe(finding)


def missed(review: Review, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Planted problems that the review does not report."""
    for row in rows:
        if not any(says(row, f, review) for f in review.open_findings):
            yield f"{row['rule']} {row['severity']} {row['outcome']}: {row['quote']}"


def describe(finding: Finding) -> str:
    where = f"{finding.rule.id} {finding.severity.value} {finding.outcome.value} at {finding.number or '-'}"
    return f"{where}: {finding.quote[:80]!r} missing={list(finding.missing)} {finding.message.get('en', '')[:160]}"


def unfound(review: Review, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Promises that must be found and were not, with what stands at their place."""
    for row in rows:
        near = [c for c in review.commitments if _overlaps(row["quote"], c.quote)]
        if not any(_is(row, c) for c in near):
            seen = [(c.kind, c.also, c.obligor.value, [(v.type.value, str(v.n)) for v in c.values]) for c in near]
            yield f"{row['kind']} {row['obligor']} {row['quote']!r}: found there {seen}"


def _overlaps(quote: str, found: str) -> bool:
    wanted, text = squeezed(quote), squeezed(found)
    return wanted in text or text in wanted


def _is(row: dict[str, Any], commitment: Commitment) -> bool:
    if commitment.obligor.value != row["obligor"] or row["kind"] not in (commitment.kind, *commitment.also):
        return False
    return all(any(_same(wanted, v) for v in commitment.values) for wanted in row["values"])


def _same(wanted: dict[str, str], value: Any) -> bool:
    units = (value.unit, value.currency, None if wanted["unit"] else "")
    fits = not wanted["unit"] or wanted["unit"] in units
    return bool(value.type.value == wanted["type"] and value.n == Decimal(wanted["n"]) and fits)
