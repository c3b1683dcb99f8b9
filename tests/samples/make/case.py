"""A case: how its draft looks, its deal record, and what a review of it must find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.samples.make.look import Look

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """``name`` is the folder in ``samples/`` and the draft's text in ``texts/``; ``form`` is docx or pdf."""

    name: str
    look: Look
    deal: Record
    expected: Record
    form: str = "docx"


def finding(rule: str, severity: str, quote: str, zh: str, en: str, outcome: str = "fail") -> Record:
    """A planted problem. ``quote`` stands in the draft (white space aside), empty when something is absent."""
    return {"rule": rule, "severity": severity, "outcome": outcome, "quote": quote, "why": {"zh": zh, "en": en}}


def commitment(kind: str, obligor: str, quote: str, *values: tuple[str, str, str]) -> Record:
    """A promise that must be found: part of its quote, and values as (type, number, unit)."""
    rows = [{"type": t, "n": n, "unit": unit} for t, n, unit in values]
    return {"kind": kind, "obligor": obligor, "quote": quote, "values": rows}


def rows(names: str, *values: tuple[Any, ...]) -> list[Record]:
    """A table of records; a None leaves the field out. Raises ValueError on a row of the wrong width."""
    keys = names.split()
    return [{k: v for k, v in zip(keys, row, strict=True) if v is not None} for row in values]
