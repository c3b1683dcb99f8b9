"""May this waiver be asked for, concurred in, granted? Nobody grants what he asked for; some things nobody may grant."""

from __future__ import annotations

from review.model.decision import Actor, Rank
from review.model.roles import Role, Severity
from review.workflow.checks.ask import Ask, Checks, needs
from review.workflow.denied import Denied
from review.workflow.facts.clearing import ConcurWaiver, GrantWaiver, RequestWaiver
from review.workflow.facts.drafts import FindingRef
from review.workflow.records import WaiverRequest


def may_waive(ask: Ask, finding: FindingRef) -> Denied | None:
    """Whether the actor has the authority, by the waiver table: role x severity x family x rank."""
    table = ask.policy.waivers
    rule = finding.rule.rpartition("/")[2]
    if not finding.waivable or rule in table.never:
        return Denied("denied-never-waivable", {"rule": rule}, finding.id)
    barred = next((role for role, families in table.barred.items() if finding.family in families and _is(ask, role)), None)
    if barred:
        return Denied("denied-barred", {"role": barred, "family": finding.family}, finding.id)
    role = table.decided_by.get(finding.severity, answering(ask, finding))
    rank = Rank.MEMBER if finding.severity in table.decided_by else table.ranks[finding.severity]
    return _authority(ask.actor, role, rank, finding)


def _is(ask: Ask, role: Role) -> bool:
    """Whether the actor has the role, or is the deal's holder of it in whatever role he acts now."""
    return ask.actor.role is role or bool(ask.actor.persons & ask.case.person_of(role))


def answering(ask: Ask, finding: FindingRef) -> Role:
    """The role that answers for a finding: the owner, or the function of the rule's family where the table says so."""
    table = ask.policy.waivers
    if table.answers[finding.severity] == "owner":
        return finding.owner
    return table.functions.get(finding.family, finding.owner)


def _authority(actor: Actor, role: Role, rank: Rank, finding: FindingRef) -> Denied | None:
    if actor.role is role and actor.rank.level >= rank.level:
        return None
    return Denied("denied-waiver-authority", {"severity": finding.severity, "role": role, "rank": rank}, finding.id)


def _request(ask: Ask, action: RequestWaiver) -> Denied | None:
    finding = ask.case.finding(action.finding)
    if finding is None:
        return Denied("denied-unknown", {"what": "finding", "id": action.finding}, action.finding)
    if finding.rule.rpartition("/")[2] in ask.policy.waivers.never or not finding.waivable:
        return Denied("denied-never-waivable", {"rule": finding.rule}, finding.id)
    if action.expires < ask.today:
        return Denied("denied-expired", {}, finding.id)
    if action.risk_amount < 0:
        return Denied("denied-amount", {}, finding.id)
    return needs(reason=action.reason, compensation=action.compensation, currency=action.currency)


def _asked(ask: Ask, action: ConcurWaiver | GrantWaiver) -> tuple[FindingRef, WaiverRequest] | Denied:
    finding = ask.case.finding(action.finding)
    if finding is None:
        return Denied("denied-unknown", {"what": "finding", "id": action.finding}, action.finding)
    request = ask.case.request_for(finding.id, action.digest)
    if request is None or finding.digest != action.digest:
        return Denied("denied-no-request", {}, finding.id)
    if _requesters(ask, request) & ask.actor.persons:
        return Denied("denied-own-request", {}, finding.id)
    return finding, request


def _requesters(ask: Ask, request: WaiverRequest) -> frozenset[str]:
    """Everybody who asked for it on this revision: asking again in somebody else's name frees nobody."""
    same = (r for r in ask.case.requests if (r.asked.finding, r.revision) == (request.asked.finding, request.revision))
    return frozenset(person for r in same for person in r.by.persons)


def _concur(ask: Ask, action: ConcurWaiver) -> Denied | None:
    found = _asked(ask, action)
    if isinstance(found, Denied):
        return found
    finding, request = found
    if request.concurred is not None or finding.severity not in ask.policy.waivers.decided_by:
        return Denied("denied-already", {}, finding.id)
    return _authority(ask.actor, answering(ask, finding), ask.policy.waivers.ranks[finding.severity], finding)


def _barred_first(ask: Ask, action: GrantWaiver) -> Denied | None:
    """Authority is asked before anything else, so that the refusal says what matters."""
    finding = ask.case.finding(action.finding)
    return may_waive(ask, finding) if finding else Denied("denied-unknown", {"what": "finding", "id": action.finding})


def _grant(ask: Ask, action: GrantWaiver) -> Denied | None:
    found = _asked(ask, action)
    if isinstance(found, Denied):
        return found
    finding, request = found
    if request.asked.expires < ask.today:
        return Denied("denied-expired", {}, finding.id)
    return _concurred(ask, finding.severity, request)


def _concurred(ask: Ask, severity: Severity, request: WaiverRequest) -> Denied | None:
    if severity not in ask.policy.waivers.decided_by:
        return None
    by = request.concurred
    return None if by and not by.persons & ask.actor.persons else Denied("denied-concurrence", {}, request.asked.finding)


CHECKS: Checks = {
    RequestWaiver: (_request,),
    ConcurWaiver: (_concur,),
    GrantWaiver: (_barred_first, _grant),
}
