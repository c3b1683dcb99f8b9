"""Run benches by name; without a name, the spine: a whole review and a whole packet against bare libraries."""

from __future__ import annotations

import sys
from importlib import import_module

#: name -> module with a ``main(arguments) -> int`` that prints a table of ratios
BENCHES = {
    "spine": "tests.bench.spine",
    "corpus": "tests.bench.corpus",
    "reading": "tests.bench.reading",
    "understanding": "tests.bench.understanding",
    "rules": "tests.bench.rules",
    "alignment": "tests.bench.alignment",
    "packet": "tests.bench.packet",
}


def main(arguments: list[str]) -> int:
    name, *rest = arguments or ["spine"]
    if name not in BENCHES:
        print(f"there is no bench {name}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    return int(import_module(BENCHES[name]).main(rest) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
