"""Rules: 1000 against 10 with the same open findings, the cost of a finding, and loading the shipped packs.

    python -m tests.bench rules [--pages N] [--seed N]

Everything is a ratio or a length of processor time of one run on one machine, the least of several; the generated rules look
for words that do not occur. The ratio that counts is that of the rules alone, without reading and understanding the contract.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from review.commitments import understand
from review.intake import parse
from review.model.commitment import Party
from review.rules import Facts, RuleSet, evaluate, load, packs
from review.rules.patterns import make
from review.rules.rule import Rule
from tests.bench.contracts import contract

#: Limits of the issue: 1000 rules against 10, a finding, loading from checked packs.
MOST_RATIO, MOST_FINDING, MOST_LOAD = 1.25, 100e-6, 0.150
ASKED = ("L-01", "L-02", "L-07", "A-02", "A-03", "C-01", "C-03", "P-01", "P-09", "C-12")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    good = [_scale(language, given.pages, given.seed) for language in ("zh", "en")]
    return 0 if all([*good, _loading()]) else 1


def _scale(language: str, pages: int, seed: int) -> bool:
    draft = contract(language, pages, seed)
    ten = RuleSet(tuple(r for r in load().rules if r.id in ASKED), "10")
    thousand = RuleSet((*ten.rules, *(_other(ten.rules[0], i) for i in range(990))), "1000")
    document = parse("bench.docx", draft)
    facts = Facts(document, understand(document), None, Party.SELLER, None)
    before = _times(lambda: understand(parse("bench.docx", draft)), 1)
    few, many = _least(lambda: evaluate(ten, facts), lambda: evaluate(thousand, facts))
    open_few, open_many = _open(ten, facts), _open(thousand, facts)
    assert open_few == open_many, "the same open findings"
    whole = (before + many) / (before + few)
    print(f"{language}: {len(document.text):,} characters, {len(open_few)} open findings")
    print(f"  10 rules {few * 1e3:.1f} ms, 1000 rules {many * 1e3:.1f} ms: {many / few:.2f}x alone, {whole:.3f}x of a review")
    finding = _per_finding(ten, facts)
    print(f"  per rule that finds nothing {(many - few) / 990 * 1e6:.1f} us; per finding {finding * 1e6:.1f} us")
    return many / few <= MOST_RATIO and finding <= MOST_FINDING


def _other(like: Rule, number: int) -> Rule:
    """A rule of its own words, which no contract holds."""
    check = next(r for r in load().rules if r.check.name == "existence").check
    made = make([f"词条{number:04}.{{0,8}}(?:不得|应当)"], [f"entry{number:04} shall"], {})
    params: dict[str, Any] = {k: p.default for k, p in check.params.items()}
    params["pattern"] = made
    return replace(like, id=f"Z-{number:04}", check=check, params=params)


def _open(rules: RuleSet, facts: Facts) -> list[str]:
    return [f.id for f in evaluate(rules, facts) if f.open]


def _per_finding(rules: RuleSet, facts: Facts) -> float:
    """Time that one more finding takes: the rules with answers already found, against the number of findings they make."""
    from review.rules.engine import _finding, _limited
    from review.rules.scene import Scene

    scene = Scene(facts, rules.words)
    answers = [(rule, a) for rule in rules.rules for a in _limited(rule, scene)]
    spent = _times(lambda: [_finding(rule, a, scene) for rule, a in answers])
    return spent / max(len(answers), 1)


def _times(work: Callable[[], object], runs: int = 9) -> float:
    return _least(work, runs=runs)[0]


def _least(*works: Callable[[], object], runs: int = 9) -> tuple[float, ...]:
    """The least time of each; they take turns, so that a busy machine slows all of them."""
    for work in works:
        work()
    return tuple(map(min, zip(*(tuple(map(_spent, works)) for _ in range(runs)), strict=True)))


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _loading() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIPACT_CACHE"] = folder
        packs.forget()
        load()

        def warm() -> None:
            packs.forget()
            load()

        spent = _times(warm)
    print(f"{len(load().rules)} rules load in {spent * 1e3:.0f} ms from checked packs (at most {MOST_LOAD * 1e3:.0f})")
    return spent <= MOST_LOAD
