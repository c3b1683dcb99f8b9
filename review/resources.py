"""Where the data rooms are: the explicit setting, then the package's own copy, then the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_HERE = Path(__file__).parent


def built(name: str) -> Path:
    """Folder of what set-up makes (``static``, ``fonts``); looked for like a room. Raises FileNotFoundError."""
    places = (os.environ.get(f"TRIPACT_{name.upper()}"), _HERE / "_data" / name, _HERE.parent / ".tripact" / name)
    return _first(places, name)


def room(name: str) -> Path:
    """Folder of ``rules`` or ``templates``; ``TRIPACT_RULES`` and ``TRIPACT_TEMPLATES`` win. Raises FileNotFoundError."""
    places = (os.environ.get(f"TRIPACT_{name.upper()}"), _HERE / "_data" / name, _HERE.parent / name)
    return _first(places, name)


def _first(places: Iterable[str | Path | None], name: str) -> Path:
    for place in places:
        if place and Path(place).is_dir():
            return Path(place)
    raise FileNotFoundError(f"{name}/ is in none of its places")
