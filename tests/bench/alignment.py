"""How well decisions survive known edits of real contracts, over all of them.

    python -m tests.bench alignment [FOLDER] [--limit N]

FOLDER holds the real documents (default: the shared folder beside the checkout). Prints the figures and what was lost.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from tests.compare.measure import measure

#: Folder below ``data`` and the ending of its contracts.
SOURCES = (("cuad/txt", "*.txt"), ("zh-library", "*.txt"), ("zh-docx", "*.docx"), ("en-docx", "*.docx"))
#: Least share of unchanged commitments that keep their decision, and of changed values that reopen.
LEAST_KEPT, LEAST_REOPENED = 0.99, 1.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("TRIPACT_SHARED") or str(Path(__file__).parents[3] / "shared")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--limit", type=int, default=0, help="contracts per source, spread over all; 0 for every one")
    given = parser.parse_args(arguments)
    paths = [
        p for folder, ending in SOURCES for p in _spread(sorted((given.folder / "data" / folder).rglob(ending)), given.limit)
    ]
    start = time.perf_counter()
    figures = measure(paths)
    print(f"{len(paths)} contracts, {time.perf_counter() - start:.0f} s")
    print(f"unchanged commitments that keep their decision: {figures.kept}/{figures.unchanged} = {figures.share_kept:.4%}")
    print(f"changed values that reopen: {figures.reopened}/{figures.changed} = {figures.share_reopened:.4%}")
    print(f"reopened because what they depend on changed (not counted): {figures.dependents}")
    print("lost, by edit:", dict(figures.by_edit))
    print("\n".join(figures.lost))
    return 0 if figures.share_kept >= LEAST_KEPT and figures.share_reopened >= LEAST_REOPENED else 1


def _spread(paths: list[Path], limit: int) -> list[Path]:
    return paths[:: max(1, len(paths) // limit)][:limit] if limit else paths
