"""What people do to a review: decide, waive, sign, release, hand over. Each is a fact of ``review.workflow``."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases, gating, people
from api.services.cases import As, Once, Stream
from api.services.context import Context
from api.store import revisions, users
from review.errors import Failure, NotFound, sentences
from review.model.canonical import canonical_json
from review.model.event import Fact
from review.workflow import FACTS, fact_from, fact_name
from review.workflow.facts import clearing, deciding, execution, flow, signing

#: What a person may do directly. The rest the product notes itself (drafts, gate rules, reminders) or computes from
#: bytes it was given (the execution copy): nobody may hand in its outcome.
_OPEN: tuple[type[Fact], ...] = (
    deciding.Decide,
    deciding.BulkConfirm,
    deciding.Comment,
    deciding.DismissCommitment,
    clearing.AddCondition,
    clearing.CloseCondition,
    clearing.RequestWaiver,
    clearing.ConcurWaiver,
    clearing.GrantWaiver,
    clearing.Escalate,
    clearing.ContestRejection,
    clearing.CloseEscalation,
    signing.Approve,
    signing.SignOffPacket,
    signing.ReleasePacket,
    signing.RecordSignedOutside,
    signing.ConfirmScan,
    signing.RecordSigned,
    execution.OfferHandOver,
    execution.AcceptHandOver,
    execution.ReturnHandOver,
    execution.RecordTrigger,
    execution.RecordObligation,
    execution.PlanReceivables,
    execution.RecordReceivable,
    execution.OpenMatter,
    execution.SettleMatter,
    execution.RecordOutcome,
    execution.CloseCase,
    flow.NameTeam,
    flow.Delegate,
    flow.RevokeDelegation,
    flow.PassGate,
    flow.Hold,
    flow.Resume,
    flow.RejectContract,
    flow.Withdraw,
)

#: What a service makes from what a person handed in, for that person.
_MADE: tuple[type[Fact], ...] = (
    deciding.AddCommitment,
    deciding.EditCommitment,
    deciding.ReassignClause,
)

#: Acts that rely on what the rules say as they stand now, and not as they stood at the act before.
_RELYING = (signing.Approve, signing.SignOffPacket, signing.ReleasePacket)

OPEN_ACTIONS: Mapping[str, type[Fact]] = {fact_name(t): t for t in _OPEN}


def action_from(name: str, fields: Mapping[str, Any]) -> Fact:
    """An act from its published form. Raises Failure for an act that does not exist or does not fit."""
    if name not in OPEN_ACTIONS:
        raise Failure("action-unknown", {"name": name[:80], "known": ", ".join(OPEN_ACTIONS)})
    needed = dataclasses.fields(FACTS[name])
    missing = [f.name for f in needed if f.default is dataclasses.MISSING and f.name not in fields]
    if missing:
        raise Failure("fact-format", {"kind": name, "what": f"missing: {', '.join(missing)}"})
    try:
        canonical_json(fields)
    except UnicodeEncodeError:  # half a surrogate pair is no text: it could neither be stored nor hashed
        raise Failure("fact-format", {"kind": name, "what": "text"}) from None
    return fact_from(name, dict(fields))


def act(context: Context, principal: Principal, revision_id: str, action: Fact, as_: As | None = None) -> Stream:
    """Do it. Raises Refused with the reason, Conflict when others were first, NotFound.

    An act on a draft that a later one replaced is refused: what was decided on is not what would be signed.
    """
    if type(action) not in (*_OPEN, *_MADE):
        raise Failure("action-unknown", {"name": fact_name(type(action)), "known": ", ".join(OPEN_ACTIONS)})
    with context.database.read() as connection:
        revision = revisions.by_id(connection, revision_id)
        if isinstance(action, flow.NameTeam):
            team = cases.load(context, connection, revision.deal_id).history.case.team if revision else ()
            action = flow.NameTeam(people.chosen(connection, action.members, team))
        if isinstance(action, flow.Delegate) and users.by_name(connection, action.to) is None:
            raise Failure("delegate-unknown", {"name": action.to[:80]})
    if revision is None:
        raise NotFound("review-unknown", {"id": revision_id})
    scope = Scope.REVIEWS_SIGN if isinstance(action, signing.SignOffPacket) else Scope.REVIEWS_DECIDE
    seen = replace(as_ or As(), document_sha256=revision.sha256)
    refresh = partial(gating.refresh, context)
    first = refresh if isinstance(action, _RELYING) else None
    return cases.act(context, principal, revision.deal_id, action, seen, scope, refresh, first)


def done_before(context: Context, principal: Principal, revision_id: str, once: Once | None) -> bool:
    """Whether the request was done under its key already; what it had seen then counts no more. Raises Conflict."""
    if once is None:
        return False
    with context.database.read() as connection:
        revision = revisions.by_id(connection, revision_id)
        return revision is not None and cases.done_before(connection, principal, revision.deal_id, once)


sentences(
    {
        "delegate-unknown": {"zh": "没有账号 {name}，不能授权给它。", "en": "There is no account {name} to delegate to."},
        "action-unknown": {
            "zh": "没有可执行的操作 {name}；可用的有：{known}。",
            "en": "There is no action {name} to take; there are: {known}.",
        },
    }
)
