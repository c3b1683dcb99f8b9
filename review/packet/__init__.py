"""The sign-off packet: a review and what people decided -> one PDF/A-3 that carries its own proof.

>>> from review.packet import PacketInput, render                        # doctest: +SKIP
>>> pdf = render(PacketInput(review, "P-2026-0001", now, draft_bytes))   # doctest: +SKIP
"""

from __future__ import annotations

from review.packet.input import PacketInput, PacketLanguage

__all__ = ["PacketInput", "PacketLanguage", "render"]


def render(packet: PacketInput) -> bytes:
    """The unsigned packet: PDF/A-3a with attachments and empty signature fields. Same input, same bytes.

    Raises PacketError or FontError. WeasyPrint is imported on the first call.
    """
    from review.packet.compose import draw

    return draw(packet)
