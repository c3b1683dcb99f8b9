"""Promised heads against the people allocated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from review.commitments.values.numbers import read as numerals
from review.model.canonical import decimal_text
from review.model.commitment import ValueType
from review.model.deal import Missing
from review.model.finding import Compared, Outcome
from review.model.span import Span
from review.rules.check import Answer, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.supply.promised import HEADS, numbers, short
from review.rules.text import fold


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("resources")
    named = [] if isinstance(rows, Missing) else [a for p, r in rows for a in _headed(scene, p, r)]
    yield from named
    if not any(a.outcome is Outcome.FAIL for a in named):
        yield from _by_promises(scene, params)


def _headed(scene: Scene, pointer: str, row: Mapping[str, Any]) -> Iterator[Answer]:
    """The number of people right beside the words of a role: two applications specialists, 驻场工程师为六名."""
    if row.get("allocated") is None:
        return
    have, folded = Decimal(row["allocated"]), scene.finder.folded
    for match in re.finditer(re.escape(fold(str(row["role"]))), folded):
        said = _heads_beside(folded, match.start(), match.end())
        holders = scene.commitments_at(Span(match.start(), match.end()))
        if said is None or any(c.obligor is scene.theirs for c in holders):
            continue
        shown = {"promised": decimal_text(said), "available": decimal_text(have)}
        title = {"zh": "已落实人员", "en": "people allocated"}
        compared = (Compared(title, shown["promised"], shown["available"], f"{pointer}/allocated"),)
        place = scene.sentence(match.start())
        yield (
            failed(next(iter(holders), None), place, compared=compared, fields=shown)
            if said > have
            else passed(compared=compared)
        )


#: A number of people right before a role, and right behind it.
_AHEAD = re.compile(
    r"(?<![\d.])(\d+|[一二两三四五六七八九十]+|[a-z]+)\s*(?:\(\d+\)\s*)?(?:名|位|个)?\s*"
    r"(?:full[- ]time |dedicated |qualified |resident |专职|专业)?$"
)
_BEHIND = re.compile(
    r"s?\s*(?:为|共|共计|不少于|数量为|人数为|至少|应有|配备|:)?\s*(\d+|[一二两三四五六七八九十]+)\s*(?:名|人|位)"
)


def _heads_beside(folded: str, start: int, end: int) -> Decimal | None:
    behind = _BEHIND.match(folded, end)
    ahead = _AHEAD.search(folded[max(0, start - 24) : start])
    for match in (behind, ahead):
        found = numerals(match[1], 0) if match else None
        if found and match and found.end == len(match[1]):
            return found.n
    return None


def _by_promises(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(c, v) for c, v in numbers(scene, params, ("K10",)) if (v.unit or "") in HEADS or v.type is ValueType.COUNT]
    if not pairs:
        return
    rows = scene.rows("resources")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=pairs[0][0])
        return
    for c, v in pairs:
        named = [(p, r) for p, r in rows if fold(str(r["role"])) in fold(c.quote)] or list(rows)
        held = [(p, r) for p, r in named if r.get("allocated") is not None]
        if not held:
            yield unknown(f"{named[0][0]}/allocated" if named else "/resources", commitment=c)
            continue
        have = sum((Decimal(r["allocated"]) for _, r in held), Decimal(0))
        assert v.n is not None
        yield (
            short(c, v, have, f"{held[0][0]}/allocated", {"zh": "已落实人员", "en": "people allocated"})
            if v.n > have
            else passed(c)
        )
