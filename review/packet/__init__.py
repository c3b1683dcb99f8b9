"""The sign-off packet: a review and what people decided -> one PDF/A-3 that carries its own proof.

>>> from review.packet import PacketInput, render                        # doctest: +SKIP
>>> pdf = render(PacketInput(review, "P-2026-0001", now, draft_bytes))   # doctest: +SKIP
"""

from __future__ import annotations

from review.packet.input import PacketInput, PacketLanguage
from review.resources import room

__all__ = ["PacketInput", "PacketLanguage", "render", "rule_files"]


def render(packet: PacketInput) -> bytes:
    """The unsigned packet: PDF/A-3a with attachments and empty signature fields. Same input, same bytes.

    Raises PacketError or FontError. WeasyPrint is imported on the first call.
    """
    from review.packet.compose import draw

    return draw(packet)


def rule_files() -> dict[str, bytes]:
    """Everything in the room ``rules`` as it is used now, for ``PacketInput.rules``: path below the room -> content."""
    rules = room("rules")
    files = (path for path in sorted(rules.rglob("*")) if path.is_file() and path.suffix in (".yml", ".yaml", ".json"))
    return {path.relative_to(rules).as_posix(): path.read_bytes() for path in files}
