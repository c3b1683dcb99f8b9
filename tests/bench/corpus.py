"""Review every real document of the shared folder: what comes out, how long it takes, that nothing breaks, what each rule says.

    python -m tests.bench corpus [--rules ID,ID]

Each document is reviewed twice: with no deal record, and with the record of the clean sample in its language, so that the rules
on the deal and on the process can decide. The record is of another sale: what it says differs from nearly every contract.
With ``--rules`` every open finding of these rules is printed with its place, to be read by eye.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from review.commitments import understand
from review.deal.read import read_deal
from review.errors import Failure
from review.intake import read
from review.model.commitment import Party, Understanding
from review.model.deal import Deal
from review.model.document import Document
from review.model.finding import Finding, Outcome, Stage
from review.model.language import Language
from review.rules import Facts, RuleSet, evaluate, load
from review.rules.processes import process_from

_GROUPS = (("zh-docx", "*.docx", 99), ("en-docx", "*.docx", 99), ("zh-tenders", "*.docx", 99), ("cuad/txt", "*.txt", 50))
_SAMPLES = Path(__file__).parents[2] / "samples"
_ASKED = ("without a deal", "with a deal")
#: (asked with what, rule, severity, outcome)
Key = tuple[str, str, str, Outcome]


@dataclass
class Tally:
    """Documents read, and in how many of them each rule is open."""

    read: int = 0
    broken: int = 0
    documents: Counter[Key] = field(default_factory=Counter)


def main(arguments: list[str]) -> int:
    """Print counts by group and the table by rule; 1 when anything but a result or a typed error came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default="", help="print every open finding of these")
    shown = frozenset(filter(None, parser.parse_args(arguments).rules.split(",")))
    shared = Path(os.environ.get("TRIPACT_SHARED") or Path(__file__).parents[3] / "shared")
    tally, rules = Tally(), load()
    for group, pattern, most in _GROUPS:
        files = sorted((shared / "data" / group).glob(pattern))[:most]
        results = [_one(f, rules, tally, shown) for f in files]
        outcomes = ", ".join(f"{n} {what}" for what, n in sorted(Counter(r for r, _, _ in results).items()))
        print(f"{group:12}{len(files):4} files: {outcomes}; {sum(n for _, n, _ in results)} commitments; "
              f"slowest {max((t for _, _, t in results), default=0.0):.1f} s")  # fmt: skip
    _table(rules, tally)
    return int(tally.broken > 0)


def _one(path: Path, rules: RuleSet, tally: Tally, shown: frozenset[str]) -> tuple[str, int, float]:
    start, result, commitments = time.perf_counter(), "read", 0
    try:
        document = read(path.name, path.read_bytes())
        commitments = _ask(path.name, document, rules, tally, shown)
    except Failure as failure:
        print(f"  {path.name}: {failure}")
        result = "refused"
    except Exception as bug:
        print(f"  {path.name}: BROKEN {type(bug).__name__}: {bug}")
        tally.broken += 1
        result = "broken"
    return result, commitments, time.perf_counter() - start


def _ask(name: str, document: Document, rules: RuleSet, tally: Tally, shown: frozenset[str]) -> int:
    tally.read += 1
    count = 0
    for asked, deal in zip(_ASKED, (None, _deal(document.language)), strict=True):
        understanding = understand(document, deal)
        count = len(understanding.commitments)
        found = [f for f in _findings(document, understanding, deal, rules) if f.open]
        tally.documents.update({(asked, f.rule.id, f.severity.value, f.outcome) for f in found})
        for f in found:
            if f.rule.id in shown:
                print(f"  {f.rule.id} {f.outcome.value} {asked} | {name} | {f.number} | {f.message['en']} | {f.quote[:200]!r}")
    return count


def _findings(document: Document, understanding: Understanding, deal: Deal | None, rules: RuleSet) -> tuple[Finding, ...]:
    """Of the review, and with a deal of the gate on a process where nobody has decided anything yet."""
    facts = Facts(document, understanding, deal, Party.SELLER, deal.as_of if deal else None)
    if deal is None:
        return evaluate(rules, facts)
    gate = Facts(document, understanding, deal, Party.SELLER, deal.as_of, process_from({}, understanding))
    return evaluate(rules, facts) + evaluate(rules, gate, Stage.GATE)


@lru_cache
def _deal(language: Language) -> Deal:
    sample = "zh-clean" if language in (Language.ZH, Language.MIXED) else "en-clean"
    return read_deal((_SAMPLES / sample / "deal.json").read_bytes())


def _table(rules: RuleSet, tally: Tally) -> None:
    """A row per rule and severity: documents with a failure, and with an open question, of all read; heaviest first."""
    columns = [(a, o) for a in _ASKED for o in (Outcome.FAIL, Outcome.UNDETERMINED)]
    rows = {(r, s) for _, r, s, _ in tally.documents}
    print(f"\nof {tally.read} documents    " + "".join(f"{a + ', ' + o.value:>32}" for a, o in columns))
    for rule, severity in sorted(rows, key=lambda row: ("BHML".index(row[1]), row[0])):
        counts = [tally.documents[a, rule, severity, o] for a, o in columns]
        half = " more than half" if max(counts[0], counts[2]) * 2 > tally.read else ""
        print(f"  {severity} {rule:16}" + "".join(f"{n:32}" for n in counts) + half)
    silent = sorted({r.id for r in rules.rules} - {r for r, _ in rows})
    print(f"  open in no document: {', '.join(silent)}")


if __name__ == "__main__":
    raise SystemExit(main([]))
