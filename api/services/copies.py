"""The copy that is about to be signed, held against the approved text (G-07): one altered digit stops it."""

from __future__ import annotations

from dataclasses import dataclass

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import acts, reviews
from api.services.access import require
from api.services.acts import As
from api.services.context import Context
from api.services.names import file_name
from review.compare import Difference, execution_differences
from review.errors import Conflict
from review.intake import read
from review.model.document import Document, PdfPlace
from review.workflow.facts.signing import CompareExecutionCopy


@dataclass(frozen=True, slots=True)
class Compared:
    """``scanned``: the text was recognised from pictures, so that a person must confirm it as well."""

    sha256: str
    differences: tuple[Difference, ...]
    scanned: bool


def compare_copy(
    context: Context, principal: Principal, revision_id: str, name: str, data: bytes, as_: As | None = None
) -> Compared:
    """Compare, keep the copy, and note the outcome. Raises IntakeError, Refused with the reason, Conflict, NotFound."""
    require(context, principal, Scope.REVIEWS_DECIDE, revision_id)
    found = reviews.view(context, principal, revision_id)
    if found.result is None or not found.current:
        raise Conflict("draft-replaced")
    copy = read(file_name(name, "copy"), data)
    differences = execution_differences(found.result.document, copy)
    scanned = _recognised(copy)
    outcome = CompareExecutionCopy(context.objects.put(data), tuple(d.shown for d in differences), scanned)
    acts.act(context, principal, revision_id, outcome, as_)
    return Compared(outcome.copy_sha256, differences, scanned)


def _recognised(document: Document) -> bool:
    return any(isinstance(a.place, PdfPlace) and a.place.confidence is not None for a in document.anchors)
