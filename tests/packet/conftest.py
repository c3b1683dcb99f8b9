"""One packet per language, made once for all tests."""

from __future__ import annotations

import pytest

from review.packet import render
from tests.packet import cases


@pytest.fixture(scope="session")
def packets() -> dict[str, bytes]:
    return {language: render(cases.packet(language)) for language in ("zh", "en", "both")}
