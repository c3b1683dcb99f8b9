"""The words of the pages in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from review.model import names
from review.resources import room

LANGUAGES = ("zh", "en")


@lru_cache(maxsize=2)
def words(language: str) -> Mapping[str, str]:
    """Key -> text; every key of ``templates/pages/words.yml``."""
    table = yaml.load((room("templates") / "pages" / "words.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return {key: texts[language] for key, texts in table.items()}


@lru_cache(maxsize=2)
def term_names(language: str) -> Mapping[str, Any]:
    """The model's terms by table, in one language: ``names.role.FR``."""
    t = words(language)
    tables = {
        "role": names.ROLES,
        "severity": names.SEVERITIES,
        "outcome": names.OUTCOMES,
        "verdict": names.VERDICTS,
        "party": names.PARTIES,
        "modality": names.MODALITIES,
        "choice": names.CHOICES,
        "kind": names.KINDS,
    }
    found: dict[str, Any] = {name: {k: v[language] for k, v in table.items()} for name, table in tables.items()}
    found["verdict_short"] = {v: t[f"verdict_{v}"] for v in names.VERDICTS}
    return found
