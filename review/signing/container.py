"""The byte side of signatures in a PDF: what each covers, what stands behind it, and whether its container is written plainly.

A signature covers every byte of the file but its own value. What it does not cover is therefore held to one form: upper-case
hexadecimal, zeros to the end, nothing else; a value written otherwise was touched by somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from review.signing.report import Code, Reason


@dataclass(frozen=True)
class Cover:
    """One signature's byte range: ``[0, hole)`` and ``[behind, end)``."""

    field: str
    hole: int
    behind: int
    end: int
    value: bytes
    """As read, with its padding."""


def cover_of(embedded: Any) -> Cover | None:
    """The byte range, when it has the only form a signer writes."""
    numbers = [int(n) for n in embedded.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return None
    _, hole, behind, rest = numbers
    return Cover(str(embedded.field_name), hole, behind, behind + rest, bytes(embedded.pkcs7_content))


def check(data: bytes, covers: Sequence[Cover], revisions: int) -> Iterator[Reason]:
    """Everything wrong with how the signatures lie in the file. ``covers`` are in the order in which they were made."""
    for cover in covers:
        if cover.end > len(data):
            yield Reason(Code.TRUNCATED, cover.field)
        elif not _plain(data, cover):
            yield Reason(Code.SIGNATURE_FORM, cover.field, "container")
    last = covers[-1]
    if last.end < len(data):
        code = Code.APPENDED if revisions <= len(covers) + 1 else Code.UPDATED
        yield Reason(code, last.field, f"{len(data) - last.end} B")
    elif revisions != len(covers) + 1:
        yield Reason(Code.UPDATED, "", f"{revisions} revisions, {len(covers)} signatures")


def _plain(data: bytes, cover: Cover) -> bool:
    hole = data[cover.hole : cover.behind]
    return hole == b"<" + cover.value.hex().upper().encode() + b">"
