"""The words of the pages in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

import yaml

from review.errors import Failure, sentences
from review.model import names
from review.model.language import Bilingual
from review.resources import room

LANGUAGES = ("zh", "en")

E = TypeVar("E", bound=Enum)


@lru_cache(maxsize=2)
def words(language: str) -> Mapping[str, str]:
    """Key -> text; every key of ``templates/pages/words.yml``."""
    table = yaml.load((room("templates") / "pages" / "words.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return {key: texts[language] for key, texts in table.items()}


def label(field: str) -> Bilingual:
    """A form's field as the page names it, in both languages: the part after the dot counts."""
    key = f"field_{field.rpartition('.')[2]}"
    return {language: words(language).get(key, field) for language in LANGUAGES}


def missing(field: str) -> Failure:
    """A field that has to be filled in."""
    return Failure("form-missing", {"field": label(field)})


def wrong(field: str) -> Failure:
    """A field whose entry is none."""
    return Failure("form-field", {"field": label(field)})


def one_of(kind: type[E], text: str, field: str) -> E:
    """A choice of a form. Raises Failure for one that was not offered."""
    try:
        return kind(text)
    except ValueError:
        raise wrong(field) from None


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


sentences(
    {
        "form-field": {"zh": "“{field}”填写有误。", "en": "The entry under “{field}” is not valid."},
        "form-missing": {"zh": "请填写“{field}”。", "en": "Please fill in “{field}”."},
    }
)
