"""Whether the contract stays within the authority of who signs, in each dimension: terms, signing, price.

Authority is configuration: where a company keeps no limits at all, that is said, at severity M; a limit that is kept and cannot
be held against the deal is UNDETERMINED with the rule's own severity.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.model.deal import Missing
from review.model.finding import Compared
from review.model.roles import Severity
from review.rules import exposure, render
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
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, severity=Severity.M)
        return
    found = [
        a
        for p, r in rows
        if r.get("limit") is not None
        for a in _judge(scene, p, str(r["dimension"]), Decimal(r["limit"]), params)
    ]
    yield from found
    if not found:
        yield unknown("/authority/*/limit")


def _judge(scene: Scene, pointer: str, dimension: str, limit: Decimal, params: Params) -> Iterator[Answer]:
    """Signing and price authority are held against the amount of the deal, terms against the worst that the terms can cost."""
    if dimension not in params["dimensions"]:
        return
    amount = scene.deal("/opp/amount")
    needed = exposure.of(scene).worst if dimension == "terms" else amount
    if isinstance(needed, Missing):
        yield unknown(needed.pointer)
        return
    if needed is None:
        yield unknown("contract:exposure")
        return
    shown, bound = render.amount(Decimal(needed)), render.amount(limit)
    compared = (Compared(_NAMES[dimension], shown, bound, f"{pointer}/limit"),)
    fields = {"dimension": _NAMES[dimension], "exposure": shown, "limit": bound}
    yield failed(compared=compared, fields=fields) if needed > limit else passed(compared=compared)


CHECK = Check("authority", PARAMS, run, fields=("dimension", "exposure", "limit"), reads=("/authority", "/opp/amount"))
