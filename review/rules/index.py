"""The rules of a set by the words that call for them: most of a long set is answered by which words a contract holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.model.finding import Outcome

if TYPE_CHECKING:
    from review.rules.rule import Applies, Rule


@dataclass(frozen=True)
class Unasked:
    """Rules for the same contracts, and what each of them answers where no word calls for it."""

    applies: Applies
    outcome: Outcome
    rules: tuple[Rule, ...]


class Index:
    """Rules of one stage, in order. A rule without ``Silence`` is always asked."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._always = frozenset(rule for rule in self._rules if rule.silence is None)
        self._called: dict[str, list[Rule]] = defaultdict(list)
        self._alike: dict[tuple[Applies, Outcome], list[Rule]] = defaultdict(list)
        for rule in self._rules:
            if rule.silence is not None:
                self._alike[rule.applies, rule.silence.outcome].append(rule)
                for word in rule.silence.words:
                    self._called[word].append(rule)

    @property
    def calls(self) -> bool:
        """Whether words call for any of the rules."""
        return bool(self._called)

    def by(self, words: Iterable[str]) -> tuple[list[Rule], list[Unasked]]:
        """The rules to be asked of a text that holds these of their words and no other, and the rest."""
        called = self._always.union(*(self._called[word] for word in words if word in self._called))
        asked = [rule for rule in self._rules if rule in called]
        rest = [Unasked(*key, tuple(r for r in rules if r not in called)) for key, rules in self._alike.items()]
        return asked, rest
