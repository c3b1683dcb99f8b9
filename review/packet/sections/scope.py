"""What was read and what was not (section 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from review.model.document import Notice
from review.packet.input import PacketInput

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Scope:
    read: tuple[tuple[str, int], ...]
    notices: tuple[Notice, ...]
    more: tuple[tuple[str, int], ...]
    """Codes and counts of the notices that are not printed one by one."""
    language: str
    view: str
    clauses: int
    characters: int
    revisions: int


def scope(packet: PacketInput) -> Scope:
    document = packet.review.document
    notices = document.coverage.notices
    return Scope(
        read=document.coverage.read,
        notices=notices[:_SHOWN],
        more=tuple(sorted(Counter(n.code for n in notices[_SHOWN:]).items())),
        language=document.language.value,
        view=document.view.value,
        clauses=len(document.clauses),
        characters=len(document.text),
        revisions=len(document.revisions),
    )
