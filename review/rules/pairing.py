"""Pairs of things that differ, among many of which most are alike: the like ones are passed over, not asked one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from heapq import merge
from typing import TypeVar

Thing = TypeVar("Thing")
Value = TypeVar("Value", bound=Hashable)


def unlike_pairs(
    things: Sequence[Thing],
    kind: Callable[[Thing], Hashable],
    value: Callable[[Thing], Value],
    differ: Callable[[Value, Value], bool],
) -> Iterator[tuple[Thing, Thing]]:
    """The pairs of one kind whose values differ, the first before the second, in their order."""
    held: dict[Hashable, dict[Value, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, thing in enumerate(things):
        held[kind(thing)][value(thing)].append(i)
    for i, one in enumerate(things):
        others = (numbers for told, numbers in held[kind(one)].items() if differ(value(one), told))
        yield from ((one, things[j]) for j in merge(*(_behind(numbers, i) for numbers in others)))


def _behind(numbers: list[int], i: int) -> Iterator[int]:
    return (numbers[k] for k in range(bisect_right(numbers, i), len(numbers)))
