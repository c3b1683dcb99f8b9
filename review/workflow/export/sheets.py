"""Registers as tables in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from review.model.names import KINDS, ROLES
from review.workflow.registers.checklist import Open
from review.workflow.registers.obligations import Obligation
from review.workflow.registers.receivables import Receivable
from review.workflow.registers.wording import CHECKLIST, COLUMNS, SHEETS, STATUS, STEPS, YES

Value = str | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, a head and rows of equal length."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def obligations_sheet(found: Iterable[Obligation], language: str) -> Sheet:
    """One row per deadline of an obligation."""
    rows = tuple(
        (
            o.item.number,
            o.item.quote,
            KINDS[o.item.kind][language],
            ROLES[o.item.owner][language],
            o.formula[language],
            o.due,
            STATUS[o.status][language],
            o.on,
            o.evidence,
            YES[language] if o.overdue else "",
        )
        for o in found
    )
    columns = ("number", "quote", "kind", "owner", "formula", "due", "status", "on", "evidence", "overdue")
    return _sheet("obligations", columns, rows, language)


def receivables_sheet(found: Iterable[Receivable], language: str) -> Sheet:
    """One row per payment milestone."""
    rows = tuple(
        (
            r.milestone.name,
            r.milestone.amount,
            r.milestone.currency,
            r.milestone.owner,
            STEPS[r.step][language],
            r.due,
            r.received,
            r.open,
            "; ".join(r.evidence),
            YES[language] if r.overdue else "",
        )
        for r in found
    )
    columns = ("milestone", "amount", "currency", "collector", "status", "due", "received", "open", "evidence", "overdue")
    return _sheet("receivables", columns, rows, language)


def checklist_sheet(found: Iterable[Open], language: str) -> Sheet:
    """One row per open point."""
    rows = tuple((CHECKLIST[o.kind][language], o.text) for o in found)
    return _sheet("checklist", ("point", "subject"), rows, language)


def _sheet(name: str, columns: tuple[str, ...], rows: tuple[tuple[Value, ...], ...], language: str) -> Sheet:
    return Sheet(SHEETS[name][language], tuple(COLUMNS[c][language] for c in columns), rows)
