"""The rules on the state of the review itself, asked again after every act: what they say is noted, and counts at once."""

from __future__ import annotations

from sqlalchemy import Connection

from api.services import cases
from api.services.cases import Stream
from api.services.context import Context
from api.services.results import current_result
from review.model.finding import Stage
from review.rules import Facts, evaluate, load
from review.workflow import Denied, process
from review.workflow.facts.drafts import FindingRef, RecordGate
from review.workflow.register import finding_ref


def refresh(context: Context, connection: Connection, stream: Stream) -> Stream:
    """Note the gate rules' answer where it is another than before. The caller holds the deal's lock."""
    case = stream.history.case
    if case.draft is not None or case.ended is not None:
        return stream
    found = _findings(context, connection, stream)
    if found is None or found == case.gate_findings:
        return stream
    after = cases.attempt(connection, context, stream, cases.PRODUCT, RecordGate(case.gate, found), "rules")
    return stream if isinstance(after, Denied) else after


def _findings(context: Context, connection: Connection, stream: Stream) -> tuple[FindingRef, ...] | None:
    """Open findings of the gate rules on the case as it stands; None before there is a result to ask about."""
    case, today = stream.history.case, context.now().date()
    result = current_result(context, connection, stream.row.id, case)
    if result is None:
        return None
    done = process(case, context.policy, today)
    facts = Facts(result.document, result.understanding, result.deal, result.side, result.as_of, done)
    return tuple(finding_ref(f) for f in evaluate(load(context.settings.company), facts, Stage.GATE) if f.open)
