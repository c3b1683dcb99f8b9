"""How well and how fast commitments are understood, each labelled contract left out of the training that judges it.

    python -m tests.bench understanding [../shared/gold] [--folds N] [--misses FILE]

Figures by contract, language and kind, and the time of extraction against a bare python-docx read of the same 100 pages.
Fewer folds are faster; ``--folds 0`` scores the weights of the tree, which have seen these contracts: never a figure to quote.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import docx

from review.commitments import understand
from review.commitments.judge import Judge
from review.commitments.learned.data import Labelled, load
from review.commitments.learned.lessons import School
from review.commitments.learned.model import stored
from review.commitments.learned.written import written
from review.commitments.published import as_json
from review.commitments.understand import understand_with
from review.intake import read

COLUMNS = ("gold", "recall", "precision", "f1", "kind", "obligor", "value_f1", "whole")
Predictions = dict[str, list[dict[str, Any]]]


def scorer(folder: Path) -> ModuleType:
    """The judge's own ``score.py``."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(contracts: Sequence[Labelled], folds: int) -> Predictions:
    """Published commitments of each contract, by models that never saw it; 0 folds: by the weights of the tree."""
    school = School((*contracts, *written())) if folds else None
    out = {}
    for fold in range(folds or 1):
        held = range(fold, len(contracts), folds or 1)
        judge = Judge(school.models(without=held) if school else stored())
        for contract in (contracts[i] for i in held):
            understanding = understand_with(judge, contract.document)
            out[contract.name] = json.loads(json.dumps(as_json(understanding, contract.document)))["commitments"]
    return out


def measure(score: ModuleType, folder: Path, found: Predictions) -> tuple[dict[str, Any], dict[str, Any], list[tuple[Any, ...]]]:
    """Figures by contract and language, by kind, and every miss."""
    totals: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    kinds: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    misses: list[tuple[Any, ...]] = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = score.squash(score.visible_text(path.parent / gold["document"]))
        counts, missed = score.score(gold, found[gold["document"]], text)
        for name in (gold["document"], f"= {gold['language']}", "= all"):
            totals[name].update(counts)
        misses += [(gold["document"], *m) for m in missed]
        for kind in {c["kind"] for c in gold["commitments"]} - {"K00"}:
            kinds[kind].update(score.score(_only(gold, kind), found[gold["document"]], text)[0])
    return {n: score.figures(c) for n, c in totals.items()}, {k: score.figures(c) for k, c in kinds.items()}, misses


def _only(gold: dict[str, Any], kind: str) -> dict[str, Any]:
    """The labels with every other kind ignored."""
    return gold | {"commitments": [c if c["kind"] == kind else c | {"kind": "K00"} for c in gold["commitments"]]}


def table(rows: dict[str, Any], columns: Sequence[str]) -> str:
    """A table in Markdown."""
    lines = [f"| |{' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    lines += [f"| {name} | {' | '.join(str(rows[name][c]) for c in columns)} |" for name in rows]
    return "\n".join(lines)


def report(rows: dict[str, Any], kinds: dict[str, Any], misses: Sequence[tuple[Any, ...]]) -> str:
    """The figures by contract and language, by kind, and the counts of what is still wrong, in Markdown."""
    by_contract = table({n: rows[n] for n in sorted(rows, key=lambda n: (n.startswith("="), n))}, COLUMNS)
    by_kind = table(dict(sorted(kinds.items())), ("gold", "recall", "kind", "obligor", "value_f1", "whole"))
    counts = collections.Counter((m[1], m[2], m[4] if m[1] == "obligor" else "") for m in misses)
    classes = "\n".join(f"| {what} | {kind} | {how} | {n} |" for (what, kind, how), n in counts.most_common(30))
    totals = ", ".join(f"{n} {what}" for what, n in collections.Counter(m[1] for m in misses).most_common())
    return f"{by_contract}\n\n{by_kind}\n\n{totals}\n\n| miss | kind | | count |\n|---|---|---|---|\n{classes}\n"


HEAD = """# How well commitments are understood

Written by `./tripact bench understanding --write tests/bench/UNDERSTANDING.md`: {folds} folds, each labelled contract judged by
models that never saw it. The word tables were extended by people who had read these contracts, so figures on contracts that
nobody has read are lower."""


def pace(pages: int = 100) -> dict[str, float]:
    """Seconds of processor time for a contract of so many pages: a bare python-docx read, and understanding what was read."""
    from tests.bench.contracts import contract

    data = contract("zh", pages)
    document = read("bench.docx", data)
    understand(document)
    return {"python-docx": _seconds(lambda: _bare(data)), "understand": _seconds(lambda: understand(document))}


def _bare(data: bytes) -> list[str]:
    opened = docx.Document(BytesIO(data))
    cells = (c.text for t in opened.tables for r in t.rows for c in r.cells)
    return [*(p.text for p in opened.paragraphs), *cells]


def _seconds(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="understanding", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    place = Path(os.environ.get("TRIPACT_SHARED") or Path(__file__).parents[3] / "shared") / "gold"
    parser.add_argument("folder", type=Path, nargs="?", default=place)
    parser.add_argument("--misses", type=Path, help="write every miss there, as JSON")
    parser.add_argument("--write", type=Path, help="write the figures there, as Markdown")
    parser.add_argument("--folds", type=int)
    asked = parser.parse_args(arguments)
    contracts = load(asked.folder / "dev")
    folds = len(contracts) if asked.folds is None else asked.folds
    found = predictions(contracts, folds)
    rows, kinds, misses = measure(scorer(asked.folder), asked.folder / "dev", found)
    text = report(rows, kinds, misses)
    print(text)
    if asked.write:
        asked.write.write_text(f"{HEAD.format(folds=folds)}\n\n{text}", "utf-8")
    seconds = pace()
    ratio = seconds["understand"] / seconds["python-docx"]
    print(f"100 pages: {seconds['understand']:.2f} s, {ratio:.1f} x a bare python-docx read")
    if asked.misses:
        asked.misses.write_text(json.dumps(misses, ensure_ascii=False), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
