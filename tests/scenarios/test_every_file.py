"""Every real file is reviewed or refused with a reason, and no rule fails on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import Failure
from review.pipeline import review

pytestmark = [pytest.mark.data, pytest.mark.slow]


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ("zh-docx/*.docx", 100),
        ("en-docx/*.docx", 100),
        ("zh-tenders/*", 100),
        ("cuad/txt/*.txt", 50),
        ("cuad/pdf/*.pdf", 20),
        ("docx-odd/**/*", 400),
        ("docx-golden/*.docx", 200),
        ("zh-library/**/*.txt", 40),
    ],
)
def test_every_file_is_reviewed_or_refused(files: str, most: int, shared: Path) -> None:
    found = [f for f in sorted((shared / "data").glob(files)) if f.is_file()][:most]
    assert found
    crashed = {f.name: rules for f in found if (rules := _crashed(f))}
    assert crashed == {}


def _crashed(file: Path) -> list[str]:
    """The rules that crashed or ran out of time on a file; none where it is refused."""
    try:
        found = review(file.name, file.read_bytes()).findings
    except Failure as refused:
        assert refused.code and str(refused)
        return []
    return [f.rule.id for f in found if any(m.startswith("rule:") for m in f.missing)]
