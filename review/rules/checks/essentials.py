"""What was tendered and bid (subject, price, quality, term) must stand in the contract unchanged (Tendering Law art. 46)."""

from __future__ import annotations

from collections.abc import Iterator

from review.commitments.values import scan
from review.model.deal import Missing
from review.model.finding import Compared
from review.rules import values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.text import fold


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    mode = scene.deal("/sourcing/mode")
    if isinstance(mode, Missing):
        yield unknown(mode.pointer)
        return
    if str(getattr(mode, "value", mode)) == "direct":
        return
    essentials = scene.deal("/sourcing/essentials")
    if isinstance(essentials, Missing):
        yield unknown(essentials.pointer)
        return
    lost = [(k, v) for k, v in sorted(essentials.items()) if not _found(scene, str(v))]
    for name, value in lost:
        compared = (
            Compared({"zh": "招投标实质性内容", "en": "essential of the tender"}, "", str(value), f"/sourcing/essentials/{name}"),
        )
        yield failed(compared=compared, fields={"essential": name, "value": str(value)})
    if not lost:
        yield passed()


def _found(scene: Scene, value: str) -> bool:
    """By its words, or by its number however it is written."""
    if fold(value) in scene.finder.folded:
        return True
    wanted = {k for v in scan(value) if (k := values.key(v))}
    held = {k for v in values.everything(scene) if (k := values.key(v))}
    return bool(wanted) and wanted <= held


CHECK = Check("essentials", {}, run, fields=("essential", "value"), reads=("/sourcing/mode", "/sourcing/essentials"))
