"""Several checks under one rule: it fails where one of them does, each in its own variant.

params:
  checks:
    - {kind: limit, variant: high, params: {...}}
    - {kind: required, variant: no_expiry, when: [{field: /sourcing/mode, in: [tender]}], params: {...}}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from review.model.finding import Outcome
from review.model.span import Span
from review.rules.check import Answer, Check, Params, Silence, unknown
from review.rules.conditions import holds
from review.rules.rule import CONDITION, Condition, conditions
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, Param, Raw, Reading, Record, Text
from review.rules.source import Node

_PART = {
    "kind": Param(Text(), REQUIRED, "check kind"),
    "variant": Param(Text(), "", "variant of the rule that its failures take"),
    "when": Param(ListOf(Record(CONDITION)), (), "deal conditions"),
    "params": Param(Raw(), Node({}), "parameters of that kind"),
}


@dataclass(frozen=True)
class Part:
    check: Check
    variant: str
    when: tuple[Condition, ...]
    params: Params


@dataclass(frozen=True)
class Parts:
    """The shape of the list of checks; each part's parameters are read by its own kind."""

    name: str = "a list of checks"

    def read(self, node: Node, reading: Reading) -> Any:
        found = ListOf(Record(_PART), 1).read(node, reading) or ()
        return tuple(p for raw, n in zip(found, node.value, strict=False) if (p := self._part(raw, n, reading)))

    @staticmethod
    def _part(raw: dict[str, Any], node: Node, reading: Reading) -> Part | None:
        check: Check | None = reading.kinds.get(raw["kind"] or "")
        if check is None:
            reading.problems.add(node.at, "unknown check kind", raw["kind"] or "", reading.kinds)
            return None
        params = check.read(raw["params"], reading)
        return None if params is None else Part(check, raw["variant"], conditions(raw["when"]), params)


PARAMS = {"checks": Param(Parts(), REQUIRED, "the checks; the rule fails where one of them does")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    answers = [(i, a) for i, part in enumerate(params["checks"]) for a in _answers(scene, part)]
    open_ = [(i, a) for i, a in answers if a.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)]
    yield from _once(scene, open_) if open_ else (a for _, a in answers[:1])


def _once(scene: Scene, found: list[tuple[int, Answer]]) -> Iterator[Answer]:
    """What several checks find in one sentence under one variant is said once, by the first of them."""
    said: dict[tuple[str, Span], int] = {}
    for number, answer in found:
        key = (answer.variant, scene.sentence(answer.spans[0].start)) if answer.spans else None
        if key is None or said.setdefault(key, number) == number:
            yield answer


def _answers(scene: Scene, part: Part) -> Iterator[Answer]:
    """A part whose conditions are not known is not known where it would fail."""
    known = {c.field: holds(c, scene) for c in part.when}
    if False in known.values():
        return
    missing = tuple(f for f, v in known.items() if v is None)
    for answer in part.check.run(scene, part.params):
        if answer.outcome is Outcome.FAIL:
            named = replace(answer, variant=part.variant or answer.variant)
            yield unknown(*missing, commitment=answer.commitment, spans=answer.spans) if missing else named
        else:
            yield answer


def _parts(params: Params) -> tuple[tuple[Check, str, Params], ...]:
    return tuple((p.check, p.variant, p.params) for p in params["checks"])


def _silence(params: Params) -> Silence | None:
    """Where the first part holds without conditions and every part would pass for want of its words, so does the whole."""
    found = [p.check.silence(p.params) if p.check.silence else None for p in params["checks"]]
    known = [s for s in found if s is not None and s.outcome is Outcome.PASS]
    if len(known) < len(found) or params["checks"][0].when:
        return None
    return Silence(tuple(sorted({w for s in known for w in s.words})), Outcome.PASS)


CHECK = Check("any", PARAMS, run, parts=_parts, silence=_silence)
