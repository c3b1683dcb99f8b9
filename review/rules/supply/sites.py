"""The sites of the contract against the list of the deal record: names, else their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from review.model.commitment import Value
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules import listed
from review.rules.check import Answer, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.supply.promised import HEADS, Line, numbers, short
from review.rules.text import fold


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("sites")
    unlisted = [] if isinstance(rows, Missing) else list(_unlisted(scene, rows))
    yield from unlisted or _by_count(scene, params)


def _unlisted(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """Places that stand in one list with sites of ours and are in no list of ours; each once."""
    known, seen = [str(r["id"]) for _, r in rows], set[str]()
    starts = {m.start() for name in known if len(name) > 1 for m in re.finditer(re.escape(fold(name)), scene.finder.folded)}
    for sentence in sorted({scene.sentence(s) for s in starts}):
        for span in listed.unknown(scene.text, sentence, known):
            name = scene.document.quote(span)
            if fold(name) not in seen:
                seen.add(fold(name))
                compared = (Compared({"zh": "站点", "en": "site"}, name, ", ".join(known), "/sites"),)
                fields = {"promised": name, "available": ", ".join(known)}
                yield failed(None, sentence, span, variant="unlisted", compared=compared, fields=fields)


def _by_count(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(c, v) for c, v in numbers(scene, params, ("K04", "K01", "K02", "K03")) if _is_site(scene, v, params)]
    if not pairs:
        return
    rows = scene.rows("sites")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=pairs[0][0])
        return
    for c, v in pairs:
        yield passed(c) if v.n == len(rows) else short(c, v, Decimal(len(rows)), "/sites", {"zh": "站点数", "en": "sites"})


def _is_site(scene: Scene, v: Value, params: Params) -> bool:
    return (v.unit or "") not in HEADS and scene.has(params["words"], Span(v.span.start, min(v.span.end + 3, len(scene.text))))
