"""Cases to files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.samples.make import html, word
from tests.samples.make.case import CASES, Case
from tests.samples.make.markup import parse

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"


def write_all(target: Path) -> Iterator[Path]:
    """Write the draft of each case; yields its path."""
    for case in CASES:
        place = target / case.name / f"draft.{case.form}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(draft(case))
        yield place


def draft(case: Case) -> bytes:
    """The draft's bytes."""
    items = parse((HERE / "texts" / f"{case.name}.txt").read_text(encoding="utf-8"))
    return html.write(items, case.look, case.name) if case.form == "pdf" else word.write(items, case.look)
