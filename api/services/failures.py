"""Failures of jobs as they are kept, to be answered later as they would have been at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from review.errors import Conflict, Failure, IntakeError, NotFound, TooLarge
from review.model.canonical import plain
from review.workflow.denied import Denial

#: Status of a kept failure -> its class.
_KINDS: Mapping[int, type[Failure]] = {413: TooLarge, 422: IntakeError, 404: NotFound, 403: Denial, 409: Conflict}
#: Values of fields that JSON keeps as they are; any other is kept as its text.
_KEPT = (int, str, Mapping, tuple)


def outcome_of(do: Callable[[], dict[str, Any]], bug: str) -> dict[str, Any]:
    """What a job's first step made, or the failure it met; never raises. ``bug``: code for what is no fault of the file.

    One bad file must not stop the queue; the bug's kind is kept for whoever mends it.
    """
    try:
        return do()
    except Failure as failure:
        return kept(failure)
    except Exception as fault:
        return kept(Failure(bug, {"kind": type(fault).__name__}))


def kept(failure: Failure) -> dict[str, Any]:
    """An outcome that says why there is none."""
    fields = {name: plain(value if isinstance(value, _KEPT) else str(value)) for name, value in failure.fields.items()}
    return {"failure": {"code": failure.code, "fields": fields, "where": failure.where, "status": failure.status}}


def failure_of(row: dict[str, Any] | None) -> Failure | None:
    """A kept failure as the error it was."""
    if row is None:
        return None
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in row["fields"].items()}
    return _KINDS.get(row["status"], Failure)(row["code"], fields, row["where"])
