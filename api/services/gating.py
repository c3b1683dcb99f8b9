"""The rules on the state of the review itself, asked again after every act: what they say is noted, and counts at once."""

from __future__ import annotations

from sqlalchemy import Connection

from api.services import cases
from api.services.cases import Stream
from api.services.context import Context
from api.services.results import current_result
from review.model.finding import Finding, RuleRef, Stage
from review.model.review import Approved, CompanyRules, Review
from review.rules import Facts, RuleSet, evaluate, load
from review.workflow import Case, Denied, process
from review.workflow.facts.drafts import FindingRef, RecordGate
from review.workflow.register import finding_ref


def refresh(context: Context, connection: Connection, stream: Stream) -> Stream:
    """Note the gate rules' answer where it is another than before. The caller holds the deal's lock."""
    case = stream.history.case
    if case.draft is not None or case.ended is not None:
        return stream
    result = current_result(context, connection, stream.row.id, case)
    if result is None:
        return stream
    rules = load(context.settings.company)
    found = tuple(finding_ref(f) for f in _findings(context, case, result, rules))
    approved = _approved(result.company_rules, rules.company)
    if (found, approved) == (case.gate_findings, case.rules):
        return stream
    after = cases.attempt(connection, context, stream, cases.PRODUCT, RecordGate(case.gate, found, approved), "rules")
    return stream if isinstance(after, Denied) else after


def told(context: Context, case: Case, result: Review) -> tuple[Finding, ...]:
    """What the gate rules found, in full: each finding that was noted and tells more than that a line is undecided."""
    noted = {f.id: f for f in case.told_by_gates}
    if not noted:
        return ()
    rules = load(context.settings.company)
    said = {f.id: f for f in _findings(context, case, result, rules)}
    return tuple(said.get(id_) or _unsaid(ref, rules) for id_, ref in noted.items())


def _unsaid(ref: FindingRef, rules: RuleSet) -> Finding:
    """A finding of which nothing is left but the note, because the rules are others by now."""
    rule = rules.get(ref.rule)
    title = rule.title if rule else {"zh": ref.rule, "en": ref.rule}
    about = RuleRef(ref.rule, title, "", "", "")
    return Finding(ref.id, about, ref.outcome, ref.severity, ref.owner, title, commitment=ref.commitment or None)


def approval_came(context: Context, connection: Connection, stream: Stream) -> bool:
    """Whether the company's rules that hold up a case have been approved since that was noted."""
    case = stream.history.case
    result = current_result(context, connection, stream.row.id, case) if case.rules is not Approved.YES else None
    return result is not None and _approved(result.company_rules, load(context.settings.company).company) is Approved.YES


def _findings(context: Context, case: Case, result: Review, rules: RuleSet) -> tuple[Finding, ...]:
    """Open findings of the gate rules on the case as it stands."""
    done = process(case, context.policy, context.now().date())
    facts = Facts(result.document, result.understanding, result.deal, result.side, result.as_of, done)
    return tuple(f for f in evaluate(rules, facts, Stage.GATE) if f.open)


def _approved(checked: CompanyRules | None, now: CompanyRules | None) -> Approved:
    """Of the rules the draft was checked under, which may have been approved since, and of those the gates are asked by now."""
    if checked and now and checked.files == now.files:
        checked = None
    states = [own.approved for own in (now, checked) if own]
    return next((state for state in states if state is not Approved.YES), Approved.YES)
