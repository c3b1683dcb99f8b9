"""Whether the contract stays within the authority of who signs, in each dimension: terms, signing, price.

Authority is configuration: where a company keeps no limits at all, that is said, at severity M; a limit that is kept and cannot
be held against the deal is UNDETERMINED with the rule's own severity.
"""

from __future__ import annotations

from collections.abc import Iterator

from review.model.deal import Missing
from review.model.finding import Compared
from review.model.roles import Severity
from review.rules import exposure, render
from review.rules.authority import TERMS, Held, held
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, ListOf, OneOf, Param

_NAMES = {
    "terms": {"zh": "条款", "en": "terms"},
    "signing": {"zh": "签约", "en": "signing"},
    "price": {"zh": "价格", "en": "price"},
}
PARAMS = {"dimensions": Param(ListOf(OneOf(tuple(_NAMES)), 1), REQUIRED, "dimensions that are held against their limits")}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("authority")
    if isinstance(rows, Missing) or scene.facts.deal is None:
        yield unknown("/authority", severity=Severity.M)
        return
    worst = exposure.of(scene).worst if any(row["dimension"] == TERMS for _, row in rows) else None
    found = [_judge(h) for h in held(scene.facts.deal, worst) if h.dimension in params["dimensions"] and not h.is_discount]
    yield from found
    if not found:
        yield unknown("/authority/*/limit")


def _judge(limit: Held) -> Answer:
    """A discount has a rule of its own (Q-05)."""
    if limit.asked is None:
        return unknown(limit.source)
    shown, bound, name = render.amount(limit.asked), render.amount(limit.limit), _NAMES[limit.dimension]
    compared = (Compared(name, shown, bound, limit.pointer),)
    fields = {"dimension": name, "exposure": shown, "limit": bound}
    return failed(compared=compared, fields=fields) if limit.exceeded else passed(compared=compared)


CHECK = Check("authority", PARAMS, run, fields=("dimension", "exposure", "limit"), reads=("/authority", "/opp/amount"))
