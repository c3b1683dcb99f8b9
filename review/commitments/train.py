"""Train the learned part: ``python -m review.commitments.train ../shared/gold/dev``.

Writes ``rules/terms/weights.npz``: arrays only, weights in 8 bits. The contracts written for the project stand
beside those of the folder. The same contracts give the same file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from review.commitments.learned.data import load
from review.commitments.learned.lessons import School
from review.commitments.learned.model import packed
from review.commitments.learned.written import written
from review.resources import room


def main(arguments: list[str]) -> int:
    """Train on every contract of the folder and on the written ones, and store the weights; 2 when the call is wrong."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m review.commitments.train FOLDER", file=sys.stderr)
        return 2
    models = School((*load(Path(arguments[0])), *written())).models()
    path = room("rules") / "terms" / "weights.npz"
    with path.open("wb") as file:
        np.savez_compressed(file, **packed(models))  # type: ignore[arg-type]
    print(f"{path.name}: {path.stat().st_size} bytes, {', '.join(models)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
