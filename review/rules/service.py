"""Which measure of a service level a time is: until somebody answers, comes, or has it running again."""

from __future__ import annotations

import re

from review.deal import vocabulary
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.rules.scene import Scene

_MEASURES = {
    "restore": ValueRole.RESTORE,
    "onsite": ValueRole.ONSITE,
    "response": ValueRole.RESPONSE,
    "availability": ValueRole.THRESHOLD,
}
#: Roles that a reading gives to a time whose label stands in another cell of its row.
_UNLABELLED = (ValueRole.RESPONSE, ValueRole.DEADLINE)
_CELLS = re.compile(r"\t+| {3,}")


def named(words: str) -> ValueRole | None:
    """The measure that a name speaks of: ``telephone response``, 到场时限, ``uptime per scanner``."""
    code = vocabulary.first_named("metric", words)
    return _MEASURES[code] if code else None


def labelled(scene: Scene, c: Commitment, v: Value) -> bool:
    """Whether the cells before a value in its row name its measure."""
    return v.type is ValueType.DURATION and v.role in _UNLABELLED and measure(scene, c, v) is not v.role


def measure(scene: Scene, c: Commitment, v: Value) -> ValueRole:
    """The measure of a value: what the cells before it in its row say, else the role that the text gives it."""
    if v.type is not ValueType.DURATION or v.role not in _UNLABELLED:
        return v.role
    label = _label(scene, c, v)
    found = named(label) if label else None
    return found if found and found is not ValueRole.THRESHOLD else v.role


def _label(scene: Scene, c: Commitment, v: Value) -> str:
    """The cells before the value's own cell in its row; empty outside a row."""
    cells = _CELLS.split(scene.text[c.span.start : v.span.start])
    return " ".join(cells[:-1])
