"""Pages that are shown turned: boxes of the file as they stand on the page that is seen, and back (ISO 32000-1, ``Rotate``)."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""(left, bottom, right, top) in points."""


@dataclass(frozen=True, slots=True)
class Turn:
    """``quarters`` of a clockwise turn, 0 to 3; ``width`` and ``height`` of the page as shown."""

    quarters: int
    width: float
    height: float

    def shown(self, box: Box) -> Box:
        left, bottom, right, top = box
        if self.quarters == 1:
            return bottom, self.height - right, top, self.height - left
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.quarters == 3:
            return self.width - top, left, self.width - bottom, right
        return box

    def in_file(self, box: Box) -> Box:
        """The reverse of ``shown``."""
        left, bottom, right, top = box
        if self.quarters == 1:
            return self.height - top, left, self.height - bottom, right
        if self.quarters == 3:
            return bottom, self.width - right, top, self.width - left
        return self.shown(box)
