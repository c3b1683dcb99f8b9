"""Write every draft to ``samples/``: ``python -m tests.samples.make``."""

from __future__ import annotations

from tests.samples.make.write import SAMPLES, write_all

for place in write_all(SAMPLES):
    print(place)
