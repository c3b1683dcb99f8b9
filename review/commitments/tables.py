"""The word tables of ``rules/terms``: data that a domain expert reads and extends, Chinese and English side by side."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from review.resources import room


@cache
def table(name: str) -> Any:
    """One file of ``rules/terms`` as plain data. Raises FileNotFoundError."""
    path = room("rules") / "terms" / f"{name}.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text("utf-8"), Loader=loader)
