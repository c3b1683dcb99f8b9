"""A packet drawn in a process of its own, which can be stopped: layout time depends on words of others."""

from __future__ import annotations

from review.packet.input import PacketInput
from review.signing.limited import begin, hold, limited

SECONDS = 180.0
MEMORY = 2_000_000_000
_HEAVY = ("review.packet.preloaded",)


def ahead() -> None:
    """Have all that draws a packet made ready beside other work; for a program that is going to draw one."""
    begin(_HEAVY)


def render_limited(packet: PacketInput, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """As ``review.packet.render``, within limits. Raises Stopped besides what ``render`` raises."""
    hold(_HEAVY)
    return limited(_draw, packet, seconds=seconds, memory=memory)


def _draw(packet: PacketInput) -> bytes:
    from review.packet.compose import draw

    return draw(packet)
