"""What people decided, as a packet carries it: its register, with the commitments as they hold them and their decisions."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from review.errors import Failure, sentences
from review.model.commitment import Commitment
from review.model.process import Process
from review.model.review import Review
from review.signing.limited import limited
from review.workflow.durable import decode

SECONDS = 60.0
MEMORY = 2_000_000_000
_REGISTER = "register.json"


class DecisionsError(Failure):
    """The packet gives no decisions on this draft."""

    status = 422


def decided(packet: bytes, review: Review) -> tuple[Review, Process | None]:
    """The review with the register that a packet of the same draft carries, and what people did to it.

    Whether the packet is to be believed is for ``tripact verify``. Raises DecisionsError, Stopped.
    """
    register = _object(limited(_register, packet, seconds=SECONDS, memory=MEMORY))
    if register.get("contract_sha256") != review.document.source.sha256:
        raise DecisionsError("decisions-other-draft", {"name": review.document.source.name})
    try:
        process: Process | None = decode(Process | None, register["process"])
        held = decode(tuple[Commitment, ...], [c for c in register["commitments"] if c["id"] not in _left_out(register)])
    except (KeyError, TypeError, ValueError, ArithmeticError):
        raise DecisionsError("decisions-none") from None
    return replace(review, understanding=replace(review.understanding, commitments=held)), process


def _left_out(register: dict[str, Any]) -> set[str]:
    return {line["commitment"] for line in register.get("lines", ()) if line["dismissed"] or line["gone"]}


def _register(packet: bytes) -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from review.signing.contents import contents

    try:
        return contents(PdfFileReader(io.BytesIO(packet))).files[_REGISTER]
    except Exception as error:  # pyHanko raises many kinds on a file that is not as it should be
        raise DecisionsError("decisions-none") from error


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise DecisionsError("decisions-none")
    return found


sentences(
    {
        "decisions-none": {
            "zh": "该文件不是签审包，或其中没有承诺登记簿。",
            "en": "The file is no sign-off packet, or it carries no register of commitments.",
        },
        "decisions-other-draft": {
            "zh": "该签审包针对的是另一份草案，不是 {name}。",
            "en": "The packet is of another draft, not of {name}.",
        },
    }
)
