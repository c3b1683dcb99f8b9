"""Everything that may happen in a case: one frozen dataclass each, in one table.

The name of a fact in stored events is its class name in snake case; see ``review.model.event`` for the durable law.
"""

from __future__ import annotations

import re

from review.model.event import Fact
from review.workflow.facts import clearing, deciding, drafts, execution, flow, signing


def fact_name(fact: type[Fact]) -> str:
    """Name in stored events and in permission tables: ``SubmitRevision`` is ``submit_revision``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower()


_TYPES: tuple[type[Fact], ...] = (
    drafts.ReceiveDraft,
    drafts.ParseDraft,
    drafts.DiscardDraft,
    drafts.SubmitRevision,
    drafts.RecordGate,
    deciding.Decide,
    deciding.BulkConfirm,
    deciding.Comment,
    deciding.AddCommitment,
    deciding.EditCommitment,
    deciding.DismissCommitment,
    deciding.ReassignClause,
    clearing.AddCondition,
    clearing.CloseCondition,
    clearing.RequestWaiver,
    clearing.ConcurWaiver,
    clearing.GrantWaiver,
    clearing.Escalate,
    clearing.ContestRejection,
    clearing.RaiseLevel,
    clearing.CloseEscalation,
    signing.Approve,
    signing.SignOffPacket,
    signing.ReleasePacket,
    signing.RecordSignedOutside,
    signing.CompareExecutionCopy,
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
    flow.Remind,
    flow.Refusal,
)

#: Name -> class, in the order of the life of a case.
FACTS: dict[str, type[Fact]] = {fact_name(t): t for t in _TYPES}
