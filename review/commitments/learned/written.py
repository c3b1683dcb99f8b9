"""Contracts written for the project with the labels of their promises: ``rules/terms/lessons/*.yml``.

They stand beside the labelled contracts in every training: types and turns of phrase that those do not hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from review.commitments.learned.data import Labelled, labelled
from review.resources import room

_DATE = re.compile(r"\d{4}(?:-\d\d){1,2}")
_TIMES = ("minute", "hour", "day", "week", "month", "quarter", "year")


def written() -> tuple[Labelled, ...]:
    """Every written contract, in the order of files and of their lines."""
    folder = room("rules") / "terms" / "lessons"
    contracts = (c for path in sorted(folder.glob("*.yml")) for c in yaml.safe_load(path.read_text("utf-8")))
    return tuple(_contract(c) for c in contracts)


def _contract(contract: Mapping[str, Any]) -> Labelled:
    """The contract as text, each promise a numbered clause, with the gold record of its labels."""
    promises = contract["promises"]
    lines = [*contract["opening"], *(f"{n}. {p['text']}" for n, p in enumerate(promises, 1))]
    gold = {
        "document": f"{contract['name']}.txt",
        "range": {"from": promises[0]["text"], "to": promises[-1]["text"]},
        "commitments": [{**p, "quote": p["text"], "values": [_value(v) for v in p["values"]]} for p in promises],
    }
    return labelled(gold, "\n".join((*lines, "")).encode())


def _value(said: str) -> dict[str, Any]:
    """``45 day``, ``5 %``, ``10000 CNY``, ``-18`` (a quantity), ``2026-03-01`` as values of a gold record."""
    if _DATE.fullmatch(said):
        return {"type": "date", "iso": said}
    number, _, unit = said.partition(" ")
    if unit in _TIMES:
        return {"type": "duration", "n": float(number), "unit": unit}
    if unit == "%":
        return {"type": "percent", "n": float(number)}
    if unit:
        return {"type": "money", "n": float(number), "currency": unit}
    return {"type": "quantity", "n": float(number)}
