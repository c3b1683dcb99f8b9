"""Reading values takes time in proportion to the text: each row is the ratio of eight times the text to once, in one run.

``python -m tests.bench.values_linear``; about 8 is linear, a square law would show 64. Exit code 1 above 24.
"""

from __future__ import annotations

import sys
import time

from review.commitments.values import scan

#: Pieces that made a grammar backtrack, or look far ahead, when it was built.
PIECES = (
    "1,",
    "(",
    "thirty ",
    "____",
    "1.",
    "2026年",
    "30日内",
    "百分之",
    "第一",
    "3-",
    "《",
    "a ",
    "one hundred and ",
    "五、",
    "[",
    "per ",
)
_ONCE = 400
_MOST = 24


def _seconds(text: str) -> float:
    start = time.process_time()
    scan(text)
    return time.process_time() - start


def ratio(piece: str) -> float:
    """How much longer eight times as much of the piece takes."""
    _seconds(piece)
    return _seconds(piece * _ONCE * 8) / max(1e-3, min(_seconds(piece * _ONCE) for _ in range(3)))


def main(arguments: list[str]) -> int:
    ratios = {piece: ratio(piece) for piece in PIECES}
    for piece, times in ratios.items():
        print(f"{times:6.1f}  {piece!r}")
    return int(max(ratios.values()) > _MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
