"""Words of one sign: they stand on many lines of any text, which are told in one pass over an array of its signs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from review.rules.lines import marked

#: Signs that UTF-16 writes as one unit; no unit of any other sign is one of them.
_LAST = "\uffff"


class Signs:
    """The words among these that are one sign."""

    def __init__(self, words: Iterable[str]) -> None:
        self.known = tuple(sorted(word for word in words if len(word) == 1 and word <= _LAST))
        self._numbers = np.zeros(ord(_LAST) + 1, np.uint16)
        self._numbers[[ord(sign) for sign in self.known]] = range(1, len(self.known) + 1)

    def lines(self, text: str) -> dict[str, int]:
        """The lines of a text, as a set (``lines.Lines``), that hold each of the signs which stand in it."""
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        numbers = self._numbers[units]
        at = np.flatnonzero(numbers)
        line = np.cumsum(units == ord("\n"))
        return {self.known[n - 1]: lines for n, lines in marked(numbers[at], line[at], int(line[-1]) + 1 if len(line) else 1)}
