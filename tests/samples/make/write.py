"""Cases to files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.samples.make import html, word
from tests.samples.make.case import Case
from tests.samples.make.cases import CASES
from tests.samples.make.markup import parse

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"


def write_all(target: Path) -> Iterator[Path]:
    """Write draft, deal record and expectation of each case; yields the draft's path."""
    for case in CASES:
        folder = target / case.name
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"draft.{case.form}"
        place.write_bytes(draft(case))
        for name, record in (("deal", case.deal), ("expected", case.expected)):
            text = json.dumps(record, ensure_ascii=False, indent=2)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        yield place


def draft(case: Case) -> bytes:
    """The draft's bytes."""
    items = parse((HERE / "texts" / f"{case.name}.txt").read_text(encoding="utf-8"))
    return html.write(items, case.look, case.name) if case.form == "pdf" else word.write(items, case.look)
