"""What people do on a review's page. Every form is checked to be ours, and every refusal is said beside the form it is about.

What somebody wrote is never lost: the page comes back with it, and with the sentence that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from api.services import acts, copies, packets, reviews, signin
from api.services.cases import As, Stream
from api.services.context import Context
from api.services.reviews import ReviewView
from api.web.desk import Desk, Said, seats
from api.web.making import made_from
from api.web.moves import go
from api.web.offers import AS_ROLE, FORMS
from api.web.render import Blank
from api.web.tabs import show_desk
from api.web.visit import ContextOf, OwnForm, Visit, signed_in
from review.errors import Failure, sentences
from review.model.decision import Choice, Condition, ConditionKind
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts.clearing import ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.deciding import BulkConfirm, Decide
from review.workflow.facts.signing import Approve, ReleasePacket, SignOffPacket

router = APIRouter(prefix="/reviews/{review_id}")
Text = Annotated[str, Form()]


async def posted(request: Request) -> Mapping[str, str]:
    """Every text of the form as it was sent."""
    fields = await request.form()
    return {name: value for name, value in fields.multi_items() if isinstance(value, str) and name != "form_token"}


Posted = Annotated[Mapping[str, str], Depends(posted)]


@router.post("/decisions")
def decide(
    request: Request,
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    given: Posted,
    commitment: Text,
    owner: Annotated[Role, Form()],
    choice: Annotated[Choice, Form()],
) -> Response:
    """Decide on one commitment, as its owner, exactly as it was seen; then the next one that waits for the same person."""

    def done() -> Response:
        person = signed_in(visit)
        stream = acts.act(context, person, review_id, _decision(commitment, choice, given), _in(visit, context, review_id, owner))
        following = _next(stream, commitment, tuple(seats(stream.history.case, person, context.now())))
        where = f"show=mine#c-{following}" if following else "show=decided#side"
        return go(f"/reviews/{review_id}?tab=commitments&{where}", "decision_recorded")

    return _tried(request, visit, context, review_id, "commitments", f"c-{commitment}", given, done)


@router.post("/decisions/proven")
def confirm_proven(
    request: Request,
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    given: Posted,
    line: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Confirm together what the deal record proves, each line as it was seen; each owner's lines in that role."""

    def done() -> Response:
        by_owner: dict[Role, list[tuple[str, str]]] = {}
        for owner, item, fingerprint in (text.split(" ") for text in line or () if text.count(" ") == 2):
            by_owner.setdefault(Role(owner), []).append((item, fingerprint))
        if not by_owner:
            raise Failure("nothing-chosen")
        for owner, pairs in by_owner.items():
            acts.act(context, signed_in(visit), review_id, BulkConfirm(tuple(pairs)), _in(visit, context, review_id, owner))
        return go(f"/reviews/{review_id}?tab=commitments", "proven_recorded")

    return _tried(request, visit, context, review_id, "commitments", "proven", given, done)


@router.post("/waivers")
def ask_waiver(request: Request, visit: OwnForm, context: ContextOf, review_id: str, given: Posted, finding: Text) -> Response:
    """Ask for a waiver; somebody else grants it."""

    def made() -> Fact:
        until = _day(given.get("expires", ""), "expires")
        if until is None:
            raise Failure("field-missing", {"field": "expires"})
        amount = _amount(given.get("risk_amount", ""), "risk_amount")
        reason, compensation = given.get("reason", "").strip(), given.get("compensation", "").strip()
        return RequestWaiver(finding, reason, amount, given.get("currency", ""), compensation, until)

    return _act(request, visit, context, review_id, given, made, "findings", f"f-{finding}", "waiver_asked")


@router.post("/waivers/concur")
def concur(
    request: Request, visit: OwnForm, context: ContextOf, review_id: str, given: Posted, finding: Text, digest: Text
) -> Response:
    made = ConcurWaiver(finding, digest)
    return _act(request, visit, context, review_id, given, lambda: made, "findings", f"f-{finding}", "waiver_recorded")


@router.post("/waivers/grant")
def grant(
    request: Request, visit: OwnForm, context: ContextOf, review_id: str, given: Posted, finding: Text, digest: Text
) -> Response:
    made = GrantWaiver(finding, digest)
    return _act(request, visit, context, review_id, given, lambda: made, "findings", f"f-{finding}", "waiver_recorded")


@router.post("/signatures")
def sign(
    request: Request,
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    given: Posted,
    role: Annotated[Role, Form()],
    statement: Text,
    document_sha256: Text,
    review_identity: Text,
    password: Text = "",
) -> Response:
    """Sign with the password, on the document and the statement that were seen."""

    def done() -> Response:
        signin.confirm(context, signed_in(visit), password)
        action = SignOffPacket(document_sha256, review_identity, statement)
        acts.act(context, signed_in(visit), review_id, action, _in(visit, context, review_id, role))
        return go(f"/reviews/{review_id}?tab=sign#sign-{role.value}", "signature_recorded")

    return _tried(request, visit, context, review_id, "sign", f"sign-{role.value}", given, done)


@router.post("/approval")
def approve(
    request: Request, visit: OwnForm, context: ContextOf, review_id: str, given: Posted, document_sha256: Text, reason: Text = ""
) -> Response:
    made = Approve(document_sha256, reason)
    return _act(request, visit, context, review_id, given, lambda: made, "sign", "approval", "approval_recorded")


@router.post("/release")
def release(request: Request, visit: OwnForm, context: ContextOf, review_id: str, given: Posted) -> Response:
    """Seal and release the packet."""

    def done() -> Response:
        person = signed_in(visit)
        view = reviews.view(context, person, review_id)
        packets.release(context, person, review_id, _as_able(visit, context, view, ReleasePacket(view.revision.sha256)))
        return go(f"/reviews/{review_id}?tab=sign", "released_notice")

    return _tried(request, visit, context, review_id, "sign", "release", given, done)


@router.post("/copies")
def compare_copy(
    request: Request,
    visit: OwnForm,
    context: ContextOf,
    review_id: str,
    given: Posted,
    draft: Annotated[UploadFile, File(alias="copy")],
) -> Response:
    """Hold the copy about to be signed against the approved text."""

    def done() -> Response:
        found = copies.compare_copy(context, signed_in(visit), review_id, draft.filename or "copy", draft.file.read())
        return go(f"/reviews/{review_id}?tab=execution", "copy_differs" if found.differences else "copy_agrees")

    return _tried(request, visit, context, review_id, "execution", "copy", given, done)


@router.post("/acts/{name}")
def act(request: Request, visit: OwnForm, context: ContextOf, review_id: str, name: str, given: Posted) -> Response:
    """Any other act of the table of forms."""
    if name not in FORMS:
        raise Failure("action-unknown", {"name": name[:80], "known": ", ".join(FORMS)})
    given = dict(given)
    tab, place, role = given.pop("tab", "matters"), given.pop("place", ""), given.get(AS_ROLE, "")
    made = partial(made_from, context, signed_in(visit), review_id, name, given)
    return _act(request, visit, context, review_id, given, made, tab, place, "act_recorded", role)


def _act(
    request: Request,
    visit: Visit,
    context: Context,
    review_id: str,
    given: Mapping[str, str],
    made: Callable[[], Fact],
    tab: str,
    place: str,
    notice: str,
    role: str = "",
) -> Response:
    """Do it in the role that was named, else in the first role held that may."""

    def done() -> Response:
        action, person = made(), signed_in(visit)
        view = reviews.view(context, person, review_id)
        as_ = As(_role(role)) if role else _as_able(visit, context, view, action)
        acts.act(context, person, review_id, action, as_)
        return go(f"/reviews/{review_id}?tab={tab}#{place}", notice)

    return _tried(request, visit, context, review_id, tab, place, given, done)


def _tried(
    request: Request,
    visit: Visit,
    context: Context,
    review_id: str,
    tab: str,
    place: str,
    given: Mapping[str, str],
    done: Callable[[], Response],
) -> Response:
    """Do it, or show the page again with what was written and why it was refused."""
    try:
        return done()
    except Failure as failure:
        view = reviews.view(context, signed_in(visit), review_id)
        if view.result is None:
            raise
        kept = Blank({name: text for name, text in given.items() if name != "password"})
        said = Said(place, failure.diagnostics(visit.language), kept)
        return show_desk(request, Desk(context, visit, view, view.result, said), tab, status=failure.status)


def _decision(commitment: str, choice: Choice, given: Mapping[str, str]) -> Decide:
    """The decision from its form: only what belongs to the choice. Raises Failure."""

    def text(name: str) -> str:
        return given.get(name, "").strip()

    condition = None
    if choice is Choice.CONFIRM_WITH_CONDITION:
        kind = ConditionKind(given.get("condition_kind") or ConditionKind.BEFORE_SIGNING)
        due = _day(text("condition_due"), "due")
        condition = Condition(kind, text("condition_text"), text("condition_owner"), due)
    target = Role(given["reassigned_to"]) if choice is Choice.REASSIGN and given.get("reassigned_to") else None
    wording = text("wording") if choice is Choice.REJECT else ""
    return Decide(commitment, given.get("fingerprint", ""), choice, text("reason"), text("evidence"), condition, wording, target)


def _next(stream: Stream, commitment: str, roles: tuple[Role, ...]) -> str:
    """The line that waits for the person after this one, in text order; the first one when it was the last."""
    case = stream.history.case
    order = {id_: i for i, id_ in enumerate(case.items)}
    mine = [i.id for i in case.undecided if i.owner in roles]
    after = [i for i in mine if order[i] > order.get(commitment, -1)]
    return next(iter(after or mine), "")


def _as_able(visit: Visit, context: Context, view: ReviewView, action: Fact) -> As:
    """In the first role held that may do it; where none may, in the first held, so that the refusal is in its name."""
    if view.result is None:
        return As(signed_in(visit).user.roles[0])
    desk = Desk(context, visit, view, view.result)
    return desk.as_(desk.able(action) or desk.roles[0])


def _in(visit: Visit, context: Context, review_id: str, role: Role) -> As:
    """In that role, own or lent."""
    person = signed_in(visit)
    return As(role, seats(reviews.view(context, person, review_id).case, person, context.now()).get(role, ""))


def _role(text: str) -> Role:
    """A role of a form. Raises Failure."""
    try:
        return Role(text)
    except ValueError:
        raise Failure("form-field", {"field": AS_ROLE}) from None


def _day(text: str, field: str) -> date | None:
    """A date field of a form. Raises Failure."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Failure("form-field", {"field": field}) from None


def _amount(text: str, field: str) -> Decimal:
    """A finite amount of a form. Raises Failure."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise Failure("form-field", {"field": field}) from None
    if not found.is_finite():
        raise Failure("form-field", {"field": field})
    return found


sentences(
    {
        "form-field": {"zh": "“{field}”填写有误。", "en": "The entry {field} is not valid."},
        "nothing-chosen": {"zh": "没有选中任何一条。", "en": "No line was chosen."},
    }
)
