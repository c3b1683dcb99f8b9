"""What the goods of a deal record are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from review.model.deal import Missing
from review.rules.scene import Scene
from review.rules.text import fold


def names(scene: Scene, row: Mapping[str, Any]) -> tuple[str, ...]:
    """What a row counts, folded: its SKU or resource, and the name that the bill of materials gives that SKU."""
    own = [str(row[k]) for k in ("sku", "resource") if row.get(k)]
    bom = scene.rows("bom")
    given = () if isinstance(bom, Missing) else (str(r["name"]) for _, r in bom if str(r["sku"]) in own and r.get("name"))
    return tuple(map(fold, (*own, *given)))
