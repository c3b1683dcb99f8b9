"""Importing it does what every packet begins with: its templates are compiled, and what the fonts can draw is known."""

from __future__ import annotations

from contextlib import suppress

from review.packet import compose
from review.packet.fonts import FontError

with suppress(FontError):  # told when a packet is drawn
    compose.prepare()
