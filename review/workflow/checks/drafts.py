"""May this draft come in? The register must be whole: every line once, with one owner who can decide."""

from __future__ import annotations

from review.model.roles import Role
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.denied import Denied
from review.workflow.facts.drafts import DiscardDraft, Item, ParseDraft, ReceiveDraft, RecordGate, SubmitRevision


def _received(ask: Ask, action: ReceiveDraft) -> Denied | None:
    return needs(document_sha256=action.document_sha256, name=action.name)


def _awaited(ask: Ask, action: ParseDraft | DiscardDraft) -> Denied | None:
    draft = ask.case.draft
    same = draft is not None and draft.received.document_sha256 == action.document_sha256
    return None if same else Denied("denied-newer-draft")


def _newest(ask: Ask, action: SubmitRevision) -> Denied | None:
    draft = ask.case.draft
    other = draft is not None and draft.received.document_sha256 != action.document_sha256
    return Denied("denied-newer-draft") if other else None


def _whole(ask: Ask, action: SubmitRevision) -> Denied | None:
    known = set(ask.policy.permissions["decide"].roles)
    problem = next((p for i in action.items if (p := _problem(ask, i, known))), "") or _twice(action)
    return Denied("denied-register", {"what": problem}) if problem else needs(document_sha256=action.document_sha256)


def _problem(ask: Ask, item: Item, deciders: set[Role]) -> str:
    if not item.id or not item.fingerprint:
        return "register-incomplete"
    if item.owner not in deciders:
        return "register-owner"
    if item.was and item.was not in ask.case.items:
        return "register-was"
    return ""


def _twice(action: SubmitRevision) -> str:
    ids = [i.id for i in action.items]
    earlier = [i.was for i in action.items if i.was]
    if len(set(ids)) != len(ids):
        return "register-twice"
    return "register-two" if len(set(earlier)) != len(earlier) else ""


CHECKS: Checks = {
    ReceiveDraft: (_received,),
    ParseDraft: (_awaited,),
    DiscardDraft: (_awaited,),
    SubmitRevision: (_newest, _whole),
    RecordGate: (),
}
