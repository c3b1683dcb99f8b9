"""The durable law, field by field: ``fields.csv`` only ever grows at its rows' ends, so what was written can be read for ever."""

from __future__ import annotations

import csv
import dataclasses
import typing
from pathlib import Path

import pytest

from review.model.canonical import plain
from review.model.event import Event, Fact
from review.workflow import FACTS, fact_from, fact_name, from_bytes, to_bytes
from tests.workflow.actions import EXAMPLES
from tests.workflow.world import AR, START

PINNED = Path(__file__).parent / "fields.csv"


def stored_types() -> dict[str, type]:
    """Facts, and every dataclass that stands in one."""
    pending: list[type] = list(FACTS.values())
    found: dict[str, type] = {}
    while pending:
        kind = pending.pop(0)
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            for hint in typing.get_type_hints(kind).values():
                pending += [k for k in _within(hint) if dataclasses.is_dataclass(k)]
    return found


def _within(hint: typing.Any) -> list[typing.Any]:
    inner = typing.get_args(hint)
    return [k for h in inner for k in _within(h)] if inner else [hint]


def fields(kind: type) -> list[str]:
    return [f.name for f in dataclasses.fields(kind)]


def test_no_field_was_renamed_deleted_or_put_before_another() -> None:
    with PINNED.open(encoding="utf-8", newline="") as file:
        pinned = {row[0]: row[1:] for row in csv.reader(file)}
    current = stored_types()
    assert set(pinned) <= set(current), "a fact was deleted"
    for name, names in pinned.items():
        assert fields(current[name])[: len(names)] == names, name
    for kind in FACTS.values():
        assert fields(kind) == pinned[kind.__name__], "new fields are pinned as well, at the end of their row"


def test_fields_that_came_later_have_defaults() -> None:
    """Everything after the first field with a default has one, so that old bytes can be read."""
    for kind in stored_types().values():
        given = [
            f.default is not dataclasses.MISSING or f.default_factory is not dataclasses.MISSING for f in dataclasses.fields(kind)
        ]
        assert given == sorted(given), kind


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda f: type(f).__name__)
def test_every_fact_comes_back_from_its_bytes(fact: Fact) -> None:
    event = Event(1, START, AR, fact)
    assert from_bytes(to_bytes(event)) == event
    assert fact_from(fact_name(type(fact)), plain(fact)) == fact
