"""Cases to files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.samples.make import html, word
from tests.samples.make.case import CASES, Case
from tests.samples.make.markup import parse, redraft

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"


def write_all(target: Path) -> Iterator[Path]:
    """Write the drafts of each case; yields their paths."""
    for case in CASES:
        folder = target / case.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in drafts(case):
            (folder / name).write_bytes(data)
            yield folder / name


def drafts(case: Case) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of the first draft, and of the next one where the text of its changes is kept."""
    source = text(case.name)
    yield f"draft.{case.form}", _written(source, case)
    if (HERE / "texts" / f"{case.name}.draft-2.txt").exists():
        yield f"draft-2.{case.form}", _written(redraft(source, text(f"{case.name}.draft-2")), case)


def text(name: str) -> str:
    return (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8")


def _written(source: str, case: Case) -> bytes:
    items = parse(source)
    return html.write(items, case.look, case.name) if case.form == "pdf" else word.write(items, case.look)
