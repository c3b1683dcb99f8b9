"""What delivery has against what is promised: capacity per period, people, sites, certificates.

``capacity``: committed quantities per period against what is available. ``people``: promised heads against those allocated.
``sites``: the number of sites against the list. ``certificates``: a promised certificate that is not held, or runs out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from review.rules.check import Answer, Check, Params
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param, PatternLists
from review.rules.supply import capacity, certificates, people, sites


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    yield from _MODES[params["mode"]](scene, params)


_MODES: dict[str, Callable[[Scene, Params], Iterator[Answer]]] = {
    "capacity": capacity.run,
    "people": people.run,
    "sites": sites.run,
    "certificates": certificates.run,
}
PARAMS = {
    "mode": Param(OneOf(tuple(_MODES)), REQUIRED, "what is compared"),
    "words": Param(PatternLists(), REQUIRED, "words of what is promised"),
}
CHECK = Check(
    "supply", PARAMS, run, fields=("promised", "available"), variants=("unlisted",),
    reads=("/capacity", "/resources", "/sites", "/certificates")
)  # fmt: skip
