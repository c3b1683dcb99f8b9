"""The languages a contract is read, reviewed and answered in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    """Language of a block, a commitment or an answer; ``MIXED`` for a line that carries both, ``NONE`` for neither."""

    ZH = "zh"
    EN = "en"
    MIXED = "zh-en"
    NONE = ""

    @property
    def key(self) -> str:
        """Which of the two tables of words serves it: English its own, all others the Chinese ones."""
        return "en" if self is Language.EN else "zh"


#: A text in every language of the product: ``{"zh": ..., "en": ...}``.
Bilingual = Mapping[str, str]
