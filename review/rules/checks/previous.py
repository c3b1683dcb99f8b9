"""The text against the one it is held against: what is about to be signed must be what was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.finding import Compared
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.text import fold


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    process = scene.facts.process
    differences = list(process.execution_differences) if process else []
    if scene.facts.previous is not None:
        differences += _differences(scene.facts.previous.text, scene.text)
    elif not differences and not (process and process.signed_outside):
        return
    for text in differences[:20]:
        compared = (Compared({"zh": "与已批准文本不同", "en": "differs from the approved text"}, text, ""),)
        yield failed(compared=compared, fields={"difference": text})
    if not differences:
        yield passed()


def _differences(approved: str, signed: str) -> list[str]:
    """Lines that only one of the texts has; white space and width do not count."""
    one, other = _lines(approved), _lines(signed)
    return [t for t in other if t not in set(one)] + [t for t in one if t not in set(other)]


def _lines(text: str) -> list[str]:
    return [t for line in fold(text).split("\n") if (t := re.sub(r"\s+", "", line))]


CHECK = Check("previous", {}, run, fields=("difference",))
