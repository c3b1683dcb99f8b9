"""Every name that a page may have to say has a word in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.web.words import LANGUAGES, words
from review.errors import known_codes, outline
from review.intake import read
from review.model.document import BlockKind
from review.workflow import FACTS

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_happened_and_what_was_read_has_a_word(language: str) -> None:
    counted = {k for file in ("zh-equipment/draft.docx", "text-pdf/draft.pdf") for k, _ in _read(file)} | {"comments"}
    needed = {f"read_{kind}" for kind in {k.value for k in BlockKind} | counted}
    needed |= {f"act_{name}" for name in FACTS if name != "refusal"}
    assert needed - set(words(language)) == set()


def _read(file: str) -> tuple[tuple[str, int], ...]:
    return read(file, (SAMPLES / file).read_bytes()).coverage.read


def test_a_refusal_is_told_in_a_sentence_also_where_its_fields_were_not_kept() -> None:
    assert outline("denied-role", "zh") == "角色 … 无权执行此操作，有权的角色：…。"
    assert outline("never-heard-of", "en") == "never-heard-of"
    assert all(outline(code, language) for code in known_codes() for language in LANGUAGES)
