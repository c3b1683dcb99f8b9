"""How well commitments are understood, leaving each labelled contract out of the training that judges it.

    python tests/bench/understanding.py ../shared/gold [--misses FILE] [--folds N]

``--folds 0`` scores the weights of the tree instead, which have seen these contracts: never a figure to quote.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from review.commitments.judge import Judge
from review.commitments.learned.data import Labelled, load
from review.commitments.learned.lessons import School
from review.commitments.learned.model import stored
from review.commitments.published import as_json
from review.commitments.understand import understand_with

COLUMNS = ("gold", "recall", "precision", "f1", "kind", "obligor", "value_recall", "value_precision", "value_f1", "whole")


def scorer(folder: Path) -> ModuleType:
    """The judge's own ``score.py``."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(contracts: tuple[Labelled, ...], folds: int) -> dict[str, list[dict[str, Any]]]:
    """Published commitments of each contract, by models that never saw it; 0 folds: by the weights of the tree."""
    school = School(contracts) if folds else None
    out = {}
    for fold in range(folds or 1):
        held = range(fold, len(contracts), folds or 1)
        judge = Judge(school.models(without=held) if school else stored())
        for contract in (contracts[i] for i in held):
            understanding = understand_with(judge, contract.document)
            out[contract.name] = json.loads(json.dumps(as_json(understanding, contract.document)))["commitments"]
    return out


def measure(folder: Path, folds: int | None = None) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Figures by contract and language, and every miss."""
    score = scorer(folder)
    contracts = load(folder / "dev")
    found = predictions(contracts, len(contracts) if folds is None else folds)
    totals: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    misses: list[tuple[Any, ...]] = []
    for path in sorted((folder / "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = score.squash(score.visible_text(path.parent / gold["document"]))
        counts, missed = score.score(gold, found[gold["document"]], text)
        for name in (gold["document"], f"= {gold['language']}", "= all"):
            totals[name].update(counts)
        misses += [(gold["document"], *m) for m in missed]
    return {name: score.figures(c) for name, c in totals.items()}, misses


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--folds", type=int, help="fewer folds are faster; 0 scores the weights of the tree")
    asked = parser.parse_args()
    rows, misses = measure(asked.folder, asked.folds)
    print(f"{'document':36}" + "".join(f"{c[:9]:>10}" for c in COLUMNS))
    for name in sorted(rows, key=lambda n: (n.startswith("="), n)):
        print(f"{name[:35]:36}" + "".join(f"{rows[name][c]!s:>10}" for c in COLUMNS))
    if asked.misses:
        asked.misses.write_text(json.dumps(misses, ensure_ascii=False), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
