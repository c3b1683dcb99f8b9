"""The copy that is about to be signed, held against the approved text (G-07): one altered digit stops it."""

from __future__ import annotations

from dataclasses import dataclass

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import acts, reviews
from api.services.cases import As
from api.services.context import Context
from api.services.names import file_name
from api.services.sight import require_draft
from review.compare import Difference, compare_execution_copy
from review.errors import Conflict
from review.intake import read
from review.workflow.copies import noted


@dataclass(frozen=True, slots=True)
class Compared:
    """``scanned``: the text was recognised from pictures, so that a person must confirm it as well."""

    sha256: str
    differences: tuple[Difference, ...]
    scanned: bool
    filled: tuple[Difference, ...] = ()
    """What was written into the blanks where people sign."""


def compare_copy(
    context: Context, principal: Principal, revision_id: str, name: str, data: bytes, as_: As | None = None
) -> Compared:
    """Compare, keep the copy, and note the outcome. Raises IntakeError, Refused with the reason, Conflict, NotFound."""
    require_draft(context, principal, Scope.REVIEWS_DECIDE, revision_id)
    found = reviews.view(context, principal, revision_id)
    if found.result is None or not found.current:
        raise Conflict("draft-replaced")
    approved, copy = found.result.document, read(file_name(name, "copy"), data)
    context.objects.put(data)
    compared = compare_execution_copy(approved, copy)
    outcome = noted(compared, copy)
    acts.act(context, principal, revision_id, outcome, as_)
    return Compared(outcome.copy_sha256, compared.differences, outcome.scanned, compared.filled)
