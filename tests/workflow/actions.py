"""One example of every action, so that the permission table can be tried against the real thing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from review.model.commitment import Trigger
from review.model.decision import Condition, ConditionKind
from review.model.event import Fact
from review.model.roles import Role
from review.workflow.facts import clearing, deciding, drafts, execution, flow, signing
from tests.workflow.world import DELIVERY, MILESTONE, TEAM, confirm, draft, sign

DAY = date(2026, 3, 2)
CONDITION = Condition(ConditionKind.INTERNAL, "tell the factory", "fred")

EXAMPLES: tuple[Fact, ...] = (
    drafts.ReceiveDraft("two.docx", "sha-two", "deal"),
    drafts.ParseDraft("sha-one"),
    drafts.DiscardDraft("sha-one", "unreadable"),
    draft("two"),
    drafts.RecordGate("ATC"),
    confirm(DELIVERY),
    deciding.BulkConfirm((("k1", "f-k1"),)),
    deciding.Comment("k1", "see plan"),
    deciding.AddCommitment(drafts.Item("manual-1", "f", Role.FR, "K01", "by 1 May"), "missed"),
    deciding.EditCommitment(drafts.Item("k1", "f2", Role.FR, "K01", "within 45 days"), "cut short"),
    deciding.DismissCommitment("k1", "f-k1", "a heading"),
    deciding.ReassignClause("5", "5", Role.LEG, Role.FIN, "it is about money"),
    clearing.AddCondition("k1", CONDITION),
    clearing.CloseCondition("c1", "done"),
    clearing.RequestWaiver("x1", "why", Decimal(1), "CNY", "stock", date(2027, 1, 1)),
    clearing.ConcurWaiver("x1", "digest-x1"),
    clearing.GrantWaiver("x1", "digest-x1"),
    clearing.Escalate("k1", "too big", 1, date(2027, 1, 1)),
    clearing.ContestRejection("k1", "customer insists"),
    clearing.RaiseLevel("e1", date(2027, 1, 1)),
    clearing.CloseEscalation("e1", "agreed", "minutes"),
    signing.Approve("sha-one"),
    sign(),
    signing.ReleasePacket("sha-one"),
    signing.RecordSignedOutside("crm"),
    signing.CompareExecutionCopy("sha-copy"),
    signing.ConfirmScan("sha-copy", "read line by line"),
    signing.RecordSigned("sha-copy"),
    execution.OfferHandOver("sheet"),
    execution.AcceptHandOver("sheet"),
    execution.ReturnHandOver("no site list"),
    execution.RecordTrigger(Trigger.SIGNING, DAY, "contract"),
    execution.RecordObligation("k1", execution.ObligationStatus.DONE, DAY, "protocol"),
    execution.PlanReceivables((MILESTONE,)),
    execution.RecordReceivable("prepayment", execution.ReceivableStep.TRIGGER_MET, DAY, "paper"),
    execution.OpenMatter(execution.MatterKind.CLAIM, "delay"),
    execution.SettleMatter(execution.MatterKind.CLAIM, "delay", "settled"),
    execution.RecordOutcome("k1", True),
    execution.CloseCase(),
    flow.NameTeam(TEAM),
    flow.Delegate("gail", datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)),
    flow.RevokeDelegation("gail"),
    flow.PassGate("ATI"),
    flow.Hold("wait"),
    flow.Resume(),
    flow.RejectContract("no"),
    flow.Withdraw("lost"),
    flow.Remind(Role.FR, ("k1",), datetime(2026, 3, 3, tzinfo=UTC)),
)
