"""Rules that a company can own: packs of YAML files -> findings.

>>> from review.rules import Facts, evaluate, load      # doctest: +SKIP
>>> evaluate(load(), Facts(document, understanding, deal, Party.SELLER, as_of))      # doctest: +SKIP

``load`` reads the shipped packs with a company's overlay; ``evaluate`` asks them about one contract. A rule file is described
key by key in ``review.rules.rule.KEYS``, a check kind in ``review.rules.checks``.
"""

from review.rules.engine import evaluate
from review.rules.facts import Facts
from review.rules.packs import lint, load, load_with_tests, pack_files
from review.rules.problems import Problem
from review.rules.rule import Rule, RuleSet
from review.rules.warmup import warm

__all__ = ["Facts", "Problem", "Rule", "RuleSet", "evaluate", "lint", "load", "load_with_tests", "pack_files", "warm"]
