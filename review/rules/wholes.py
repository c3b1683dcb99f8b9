"""Short words that stand alone: all words of a text are told apart in one pass over an array of its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.commitments.needed import EDGE
from review.rules.lines import marked

#: Bytes of a word at most, which are one number.
_MOST = 4
#: Whether a byte belongs to a word, as RE2 parts them.
_OF_A_WORD = np.zeros(256, np.bool_)
_OF_A_WORD[list(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")] = True


class Wholes:
    """The words among these that are told as whole ones (``needed.EDGE``)."""

    def __init__(self, words: Iterable[str]) -> None:
        told = {_number(word.strip(EDGE).encode()): word for word in words if word.startswith(EDGE)}
        self._numbers = np.array(sorted(told), np.uint32)
        self.known = tuple(told[n] for n in self._numbers.tolist())

    def lines(self, text: str) -> dict[str, int]:
        """The lines of a text, as a set (``lines.Lines``), that hold each of the words which stand in it."""
        data = np.frombuffer(text.encode(errors="replace") + b"\n" * _MOST, np.uint8)
        starts, found = self._words(data)
        places = np.minimum(np.searchsorted(self._numbers, found), len(self._numbers) - 1)
        known = self._numbers[places] == found if len(self._numbers) else np.zeros(len(found), np.bool_)
        ends = np.flatnonzero(data == ord("\n"))
        standing = marked(places[known], np.searchsorted(ends, starts[known]), len(ends))
        return {self.known[n]: lines for n, lines in standing}

    @staticmethod
    def _words(data: NDArray[np.uint8]) -> tuple[NDArray[Any], NDArray[np.uint32]]:
        """Where each short word starts, and its number."""
        edges = np.flatnonzero(np.diff(_OF_A_WORD[data], prepend=False))
        starts, sizes = edges[::2], edges[1::2] - edges[::2]
        starts, sizes = starts[sizes <= _MOST], sizes[sizes <= _MOST]
        number = np.zeros(len(starts), np.uint32)
        for i in range(_MOST):
            number |= np.where(i < sizes, data[starts + i], 0).astype(np.uint32) << np.uint32(8 * i)
        return starts, number


def _number(word: bytes) -> int:
    return int.from_bytes(word, "little")
