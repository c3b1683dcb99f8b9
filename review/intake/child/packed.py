"""A document between child and parent: JSON that tells how its columns follow each other, their numbers, their strings.

The numbers of all columns stand behind each other as machine integers and the strings as one text, in the order in which the
columns are written and read.
"""

from __future__ import annotations

import json
from array import array
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

_SIZE = 4


class WrongShape(ValueError):
    """What the child sent is not a document."""


class Packed(NamedTuple):
    """A document as it travels; ``numbers`` hold the lengths of the strings that make up ``text``, too."""

    columns: Any
    numbers: array[int]
    text: str


class Writer:
    """Gathers the numbers and strings of all columns."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self._words: list[str] = []

    def words(self, values: list[str]) -> None:
        """Append strings to the text, and their lengths to the numbers."""
        self.numbers.fromlist(list(map(len, values)))
        self._words += values

    def packed(self, columns: Any) -> Packed:
        """All that was gathered, with the columns that tell of it."""
        return Packed(columns, self.numbers, "".join(self._words))


class Reader:
    """Gives the numbers and strings back in the order in which they were written. Raises WrongShape where there are too few."""

    def __init__(self, packed: Packed) -> None:
        self._numbers, self._number = packed.numbers, 0
        self._text, self._character = packed.text, 0

    def numbers(self, count: int) -> list[int]:
        """The next numbers."""
        start, self._number = self._number, self._number + count
        if not start <= self._number <= len(self._numbers):
            raise WrongShape("numbers")
        return self._numbers[start : self._number].tolist()

    def words(self, count: int) -> list[str]:
        """The next strings."""
        lengths = self.numbers(count)
        ends = list(accumulate(lengths, initial=self._character))
        self._character = ends[-1]
        if min(lengths, default=0) < 0 or self._character > len(self._text):
            raise WrongShape("text")
        return [self._text[start:end] for start, end in pairwise(ends)]

    def end(self) -> None:
        """Raises WrongShape where something is left."""
        if (self._number, self._character) != (len(self._numbers), len(self._text)):
            raise WrongShape("end")


def to_bytes(packed: Packed) -> bytes:
    """The lengths of columns and numbers in four bytes each; JSON, eight bytes for each number, UTF-8."""
    columns, numbers = json.dumps(packed.columns, separators=(",", ":")).encode("ascii"), packed.numbers.tobytes()
    head = b"".join(len(part).to_bytes(_SIZE, "big") for part in (columns, numbers))
    return b"".join((head, columns, numbers, packed.text.encode("utf-8", "surrogatepass")))


def from_bytes(data: bytes | memoryview) -> Packed:
    """Raises ValueError for bytes that ``to_bytes`` does not make."""
    view = memoryview(data)
    middle = 2 * _SIZE + int.from_bytes(view[:_SIZE], "big")
    end = middle + int.from_bytes(view[_SIZE : 2 * _SIZE], "big")
    numbers = array("q")
    numbers.frombytes(view[middle:end])
    return Packed(json.loads(bytes(view[2 * _SIZE : middle])), numbers, str(view[end:], "utf-8", "surrogatepass"))
