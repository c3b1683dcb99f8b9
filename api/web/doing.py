"""What people do on a review's page. Every form is checked to be ours, and every refusal is said on the page it came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from api.services import acts, packets, reviews, signin
from api.services.acts import As
from api.services.reviews import ReviewView
from api.web.desk import Desk
from api.web.moves import go
from api.web.visit import ContextOf, OwnForm, signed_in
from review.errors import Failure, sentences
from review.model.decision import Choice, Condition, ConditionKind
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts.clearing import ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.deciding import BulkConfirm, Decide
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket

router = APIRouter(prefix="/reviews/{review_id}")
Text = Annotated[str, Form()]


@router.post("/decisions")
def decide(
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    commitment: Text,
    fingerprint: Text,
    owner: Annotated[Role, Form()],
    choice: Annotated[Choice, Form()],
    evidence: Text = "",
    reason: Text = "",
    wording: Text = "",
    reassigned_to: Text = "",
    condition_kind: Text = "",
    condition_text: Text = "",
    condition_owner: Text = "",
    condition_due: Text = "",
) -> Response:
    """Decide on one commitment, as its owner, exactly as it was seen."""
    condition = None
    if choice is Choice.CONFIRM_WITH_CONDITION:
        kind = ConditionKind(condition_kind or ConditionKind.BEFORE_SIGNING)
        condition = Condition(kind, condition_text.strip(), condition_owner.strip(), _day(condition_due))
    target = Role(reassigned_to) if choice is Choice.REASSIGN and reassigned_to else None
    action = Decide(commitment, fingerprint, choice, reason.strip(), evidence.strip(), condition, wording.strip(), target)
    acts.act(context, signed_in(visit), review_id, action, As(owner))
    return go(f"/reviews/{review_id}?tab=commitments#c-{commitment}", "decision_recorded")


@router.post("/decisions/proven")
def confirm_proven(
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    owner: Annotated[Role, Form()],
    line: Annotated[list[str], Form()],
) -> Response:
    """Confirm together what the deal record proves, each line as it was seen."""
    pairs = tuple((item, fingerprint) for item, _, fingerprint in (text.partition(" ") for text in line))
    acts.act(context, signed_in(visit), review_id, BulkConfirm(pairs), As(owner))
    return go(f"/reviews/{review_id}?tab=commitments", "decision_recorded")


@router.post("/waivers")
def ask_waiver(
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    finding: Text,
    reason: Text = "",
    compensation: Text = "",
    risk_amount: Text = "",
    currency: Text = "CNY",
    expires: Text = "",
    role: Text = "",
) -> Response:
    """Ask for a waiver; somebody else grants it."""
    until = _day(expires)
    if until is None:
        raise Failure("form-field", {"field": "expires"})
    action = RequestWaiver(finding, reason.strip(), _amount(risk_amount), currency, compensation.strip(), until)
    return _act(visit, context, review_id, action, role, f"?tab=findings#f-{finding}", "waiver_asked")


@router.post("/waivers/concur")
def concur(visit: OwnForm, context: ContextOf, review_id: str, finding: Text, digest: Text, role: Text = "") -> Response:
    action = ConcurWaiver(finding, digest)
    return _act(visit, context, review_id, action, role, f"?tab=findings#f-{finding}", "waiver_recorded")


@router.post("/waivers/grant")
def grant(visit: OwnForm, context: ContextOf, review_id: str, finding: Text, digest: Text, role: Text = "") -> Response:
    action = GrantWaiver(finding, digest)
    return _act(visit, context, review_id, action, role, f"?tab=findings#f-{finding}", "waiver_recorded")


@router.post("/signatures")
def sign(
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    role: Annotated[Role, Form()],
    statement: Text,
    password: Text,
    document_sha256: Text,
    review_identity: Text,
) -> Response:
    """Sign with the password, on the document and the statement that were seen."""
    signin.confirm(context, signed_in(visit), password)
    action = SignOffPacket(document_sha256, review_identity, statement)
    acts.act(context, signed_in(visit), review_id, action, As(role))
    return go(f"/reviews/{review_id}?tab=sign", "signature_recorded")


@router.post("/approval")
def approve(visit: OwnForm, context: ContextOf, review_id: str, document_sha256: Text, reason: Text = "") -> Response:
    return _act(visit, context, review_id, Approve(document_sha256, reason), "", "?tab=sign", "approval_recorded")


@router.post("/release")
def release(visit: OwnForm, context: ContextOf, review_id: str) -> Response:
    """Seal and release the packet."""
    person = signed_in(visit)
    view = reviews.view(context, person, review_id)
    packets.release(context, person, review_id, As(_role_for(visit, context, view, ReleasePacket(view.revision.sha256))))
    return go(f"/reviews/{review_id}?tab=sign", "released_notice")


def _act(visit: OwnForm, context: ContextOf, review_id: str, action: Fact, role: str, anchor: str, notice: str) -> Response:
    """Do it in the role that was named, or in the first one held that may."""
    person = signed_in(visit)
    view = reviews.view(context, person, review_id)
    chosen = Role(role) if role else _role_for(visit, context, view, action)
    acts.act(context, person, review_id, action, As(chosen))
    return go(f"/reviews/{review_id}{anchor}", notice)


def _role_for(visit: OwnForm, context: ContextOf, view: ReviewView, action: Fact) -> Role:
    """The first role held that may do it; where none may, the first held, so that the refusal is in its name."""
    able = Desk(context, visit, view, view.result).able(action) if view.result else None
    return able or signed_in(visit).user.roles[0]


def _day(text: str) -> date | None:
    """A date field of a form. Raises Failure."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Failure("form-field", {"field": text[:40]}) from None


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise Failure("form-field", {"field": text[:40]}) from None


sentences({"form-field": {"zh": "“{field}”填写有误。", "en": "The entry {field} is not valid."}})
