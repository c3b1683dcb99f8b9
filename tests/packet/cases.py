"""A review made by hand, in both languages, for tests that need one without reading a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from review.deal import read_deal
from review.model.audit import ORIGIN, AuditEntry, sealed
from review.model.canonical import canonical_json, sha256
from review.model.commitment import (
    Commitment,
    Deadline,
    Modality,
    Party,
    PartyName,
    Trigger,
    Understanding,
    Value,
    ValueRole,
    ValueType,
)
from review.model.decision import Actor, Choice, Condition, ConditionKind, Decision, Escalation, SignOff, Waiver
from review.model.document import Block, BlockKind, Clause, ClauseKind, Coverage, Document, Notice, Source
from review.model.finding import Compared, Finding, Outcome, RuleRef
from review.model.language import Language
from review.model.process import Process
from review.model.review import CompanyRules, Review
from review.model.roles import Role, Severity
from review.model.span import Span
from review.packet.input import Change, Changes, HandOver, PacketInput, PacketLanguage

SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)

TEXT = {
    "zh": (
        "净水设备供货及安装合同\n"
        "供方应在本合同签订后45日内将全部设备运抵需方现场。\n"
        "需方应在设备验收合格后30日内支付合同总价款的60%。\n"
        "供方逾期交货的，每逾期一日按合同总价款的0.5%支付违约金。\n"
        "质保期自终验合格之日起36个月。☑ 含备件 ① 滤芯 ≥2套\n"
    ),
    "en": (
        "Water Treatment Equipment Agreement\n"
        "The Supplier shall bring all equipment to the Customer's site within 45 days after signing of this Agreement.\n"
        "The Customer shall pay 60% of the Contract Price within 30 days after acceptance of the equipment.\n"
        "For each day of delay the Supplier shall pay 0.5% of the Contract Price as liquidated damages.\n"
        "The warranty period is 36 months from final acceptance.\n"
    ),
}
_RULES = {
    "D-01": ("交期早于可承诺期", "Delivery earlier than feasible"),
    "L-01": ("违约金无上限", "Damages without a cap"),
    "P-02": ("付款劣于已批准计划", "Payment worse than the agreed plan"),
    "W-01": ("质保超出政策", "Warranty beyond policy"),
    "C-13": ("中英文数值不一致", "Numbers differ between languages"),
}


def rule(id: str) -> RuleRef:
    zh, en = _RULES[id]
    return RuleRef(id, {"zh": zh, "en": en}, "core", "1.0", sha256(id.encode()))


def _span(text: str, line: int) -> Span:
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return Span(start, text.index("\n", start))


def _within(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def document(language: str) -> Document:
    text = TEXT[language]
    data = text.encode()
    spans = [_span(text, i) for i in range(5)]
    kind = Language(language)
    return Document(
        source=Source("draft.txt", "text/plain", len(data), sha256(data)),
        text=text,
        blocks=tuple(Block(s, BlockKind.PARAGRAPH, kind) for s in spans),
        clauses=(
            Clause("title", "", spans[0].of(text), spans[0], 0, ClauseKind.TITLE),
            *(Clause(str(i), f"{i}", "", s, 0) for i, s in enumerate(spans[1:], 1)),
        ),
        coverage=Coverage((("paragraphs", 5), ("tables", 0)), (Notice("image-unread", "stamp.png", None, "word/media"),)),
        language=kind,
    )


def _commitment(text: str, line: int, kind: str, obligor: Party, language: str, **more: object) -> Commitment:
    span = _span(text, line)
    made = Commitment(
        id=f"c{line}",
        span=span,
        quote=span.of(text),
        kind=kind,
        also=(),
        obligor=obligor,
        modality=Modality.OBLIGATION,
        verifiable=True,
        values=(),
        language=Language(language),
        clause=str(line),
        number=f"{line}",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def commitments(language: str) -> tuple[Commitment, ...]:
    text = TEXT[language]
    number: dict[str, Span] = {n: _within(text, n) for n in ("45", "60%", "30", "0.5%", "36")}
    days = ValueType.DURATION
    return (
        _commitment(
            text,
            1,
            "K01",
            Party.SELLER,
            language,
            values=(Value(ValueRole.DEADLINE, days, Decimal(45), number["45"], "day"),),
            deadline=Deadline(Trigger.SIGNING, "签订", Party.BOTH, n=Decimal(45), unit="day", due=date(2026, 4, 30)),
        ),
        _commitment(
            text,
            2,
            "K16",
            Party.BUYER,
            language,
            trigger="验收合格" if language == "zh" else "acceptance of the equipment",
            values=(
                Value(ValueRole.SHARE, ValueType.PERCENT, Decimal(60), number["60%"], of="合同总价款"),
                Value(ValueRole.DEADLINE, days, Decimal(30), number["30"], "day"),
            ),
            deadline=Deadline(
                Trigger.ACCEPTANCE, "验收合格", Party.BUYER, n=Decimal(30), unit="day", unresolved="acceptance has no date"
            ),
        ),
        _commitment(
            text,
            3,
            "K18",
            Party.SELLER,
            language,
            values=(Value(ValueRole.RATE, ValueType.PERCENT, Decimal("0.5"), number["0.5%"], of="合同总价款", per="day"),),
        ),
        _commitment(
            text,
            4,
            "K12",
            Party.SELLER,
            language,
            values=(Value(ValueRole.TERM, days, Decimal(36), number["36"], "month"),),
            deadline=Deadline(Trigger.FINAL_ACCEPTANCE, "终验", Party.BUYER, n=Decimal(36), unit="month", due=date(2029, 7, 31)),
        ),
    )


def finding(id: str, outcome: Outcome, severity: Severity, owner: Role, c: Commitment | None, **more: object) -> Finding:
    made = Finding(
        id=f"{id}-{c.id if c else 'all'}",
        rule=rule(id),
        outcome=outcome,
        severity=severity,
        owner=owner,
        message={
            "zh": f"{_RULES[id][0]}：合同约定与商机记录不符。",
            "en": f"{_RULES[id][1]}: the contract and the deal record differ.",
        },
        spans=(c.span,) if c else (),
        quote=c.quote if c else "",
        clause=c.clause if c else "",
        number=c.number if c else "",
        commitment=c.id if c else None,
        source="own",
        waivable_by=(Role.DEC,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


DEAL = {
    "deal": {"external_id": "OPP-2026-014", "system": "other", "fetched_at": "2026-03-01"},
    "account": {"legal_name": "滨河自来水有限公司"},
    "our_party": {"legal_name": "清源设备股份有限公司"},
    "opp": {"name": "滨河水厂净水设备", "amount": "1250000", "currency": "CNY"},
    "team": [
        {"person": "王敏", "role": "AR", "joined_at": "2025-11-03"},
        {"person": "李强", "role": "SR", "joined_at": "2025-11-20"},
        {"person": "张华", "role": "FR", "joined_at": "2025-12-01"},
    ],
    "lead_times": [{"sku": "WT-100", "p50": 60, "p90": 75}],
    "requirements": [
        {
            "id": "REQ-1",
            "text": "日处理水量不低于500吨",
            "source": "客户技术协议",
            "mandatory": True,
            "confirmed_by_customer": True,
        },
        {"id": "REQ-2", "text": "远程监控接口", "mandatory": False},
    ],
    "solution": [{"id": "S-1", "satisfies": ["REQ-1"], "sku": "WT-100", "feature": "膜处理单元", "status": "released"}],
    "promises": [
        {
            "id": "PR-1",
            "text": "首年免费更换滤芯",
            "by": "王敏",
            "to": "客户总工",
            "channel": "微信",
            "kind": "K13",
            "disposition": "open",
        }
    ],
    "assumptions": [{"text": "需方提供电源与给水接口", "must_be_in_contract": True}],
    "risks": [{"text": "进口膜组件清关延误", "prob": "中", "impact": "高", "owner": "张华", "mitigation": "提前备货"}],
    "payment_plan": [
        {"name": "预付款", "pct": "30", "trigger": "signing", "days": 10, "evidence": "合同"},
        {"name": "验收款", "pct": "60", "trigger": "acceptance", "days": 30, "evidence": "验收单"},
        {"name": "质保金", "pct": "10", "trigger": "warranty_end", "days": 10},
    ],
    "authority": [
        {"dimension": "signing", "limit": "1000000", "holder": "区域总经理"},
        {"dimension": "terms", "holder": "法务总监"},
    ],
    "gates": [{"gate": "ATB", "decision": "go", "body": "项目决策组", "at": "2025-12-20", "conditions": ["确认交期"]}],
    "economics": {
        "cashflow": [
            {"date": "2026-03-15", "cost": "0", "cash": "375000"},
            {"date": "2026-04-10", "cost": "520000", "cash": "0"},
            {"date": "2026-06-20", "cost": "180000", "cash": "0"},
            {"date": "2026-08-15", "cost": "60000", "cash": "750000"},
            {"date": "2029-08-10", "cost": "20000", "cash": "125000"},
        ]
    },
}


def review(language: str = "zh", open_b: bool = True) -> Review:
    c = commitments(language)
    compared = Compared({"zh": "交货期", "en": "Delivery"}, "45 日", "p90 75 日", "/lead_times/0/p90")
    proposal = {
        "zh": "供方应在收到预付款之日起75日内将全部设备运抵需方现场。",
        "en": "The Supplier shall bring all equipment to the Customer's site within 75 days after the advance payment.",
    }
    late = finding(
        "D-01",
        Outcome.FAIL if open_b else Outcome.PASS,
        Severity.B,
        Role.FR,
        c[0],
        compared=(compared,),
        why={"zh": "供货周期的第90百分位为75日。", "en": "The 90th percentile of the lead time is 75 days."},
        proposal=proposal,
        replaces=c[0].span,
    )
    found = (
        late,
        finding("L-01", Outcome.FAIL, Severity.H, Role.LEG, c[2]),
        finding("P-02", Outcome.UNDETERMINED, Severity.H, Role.FIN, c[1], missing=("/quote/net",)),
        finding("W-01", Outcome.PASS, Severity.H, Role.FR, c[3]),
        finding("C-13", Outcome.NOT_APPLICABLE, Severity.B, Role.LEG, None),
    )
    deal = read_deal(canonical_json(DEAL))
    parties = (
        PartyName(Party.SELLER, "清源设备股份有限公司", ("供方",)),
        PartyName(Party.BUYER, "滨河自来水有限公司", ("需方",)),
    )
    return Review(
        document=document(language),
        deal=deal,
        side=Party.SELLER,
        understanding=Understanding(parties, (), c),
        findings=tuple(sorted(found, key=lambda f: (not f.open, f.severity.rank))),
        rules_digest=sha256(b"rules"),
        rules_version="2026.1",
        engine_version="0.1.0",
        as_of=date(2026, 3, 1),
        language=Language(language),
        switched_off=(("K-05", "不适用于本公司业务"),),
        company_rules=CompanyRules(sha256(b"policy"), "王敏", "张华", date(2026, 2, 1), holds=True),
    )


def process(released: bool = False) -> Process:
    fr, ar = Actor("张华", Role.FR), Actor("王敏", Role.AR)
    head = Actor("赵铁", Role.LEG)
    rejected = Decision("d1", "c1", "f1", Choice.REJECT, fr, NOW, reason="最快75日", wording="收到预付款之日起75日内")
    condition = Condition(ConditionKind.BEFORE_SIGNING, "写明备件清单", "李强", date(2026, 3, 10))
    kept = Decision("d4", "c4", "f4", Choice.CONFIRM_WITH_CONDITION, fr, NOW, evidence="质保政策 V3", condition=condition)
    return Process(
        revision="R2",
        state="PACKET_RELEASED" if released else "IN_REVIEW",
        submitted_by="王敏",
        decisions=(rejected, kept),
        waivers=(
            Waiver(
                "L-01-c3",
                "L-01",
                "R2",
                "客户坚持",
                head,
                NOW,
                "王敏",
                Decimal(62500),
                "CNY",
                "购买履约保险",
                expires=date(2026, 6, 1),
            ),
        ),
        open_conditions=(condition,),
        escalations=(Escalation("e1", "D-01-c1", 2, "AR 对 FR 的拒绝有异议", ar, NOW, date(2026, 3, 6), cause="contested"),),
        sign_offs=(SignOff(ar, sha256(b"x"), "i", "本人作为客户经理确认。", NOW, digest=sha256(b"register")),),
        dissent=(rejected,),
        released=released,
    )


def audit(entries: int = 6) -> tuple[AuditEntry, ...]:
    chain: list[AuditEntry] = []
    for i in range(1, entries + 1):
        entry = AuditEntry(
            "OPP-2026-014", i, NOW.astimezone(UTC) + timedelta(minutes=i), "张华", "FR", "decide", f"c{i}", "done", {}
        )
        chain.append(sealed(entry, chain[-1].hash if chain else ORIGIN))
    return tuple(chain)


def packet(language: str = "zh", contract: str | None = None, full: bool = True) -> PacketInput:
    """A packet of one review; ``full`` adds everything a process leaves behind."""
    checked = review(contract or ("zh" if language == "both" else language))
    base = PacketInput(
        review=checked,
        number="P-2026-0014",
        issued_at=NOW,
        draft=checked.document.text.encode(),
        deal_json=canonical_json(DEAL),
        rules={"core/delivery/early.yml": b"id: D-01\n", "core/damages/cap.yml": b"id: L-01\n"},
        language=PacketLanguage(language),
    )
    if not full:
        return base
    changes = Changes(
        "R1 · " + sha256(b"r1")[:16],
        (Change("changed", "1", "60日内", "45日内", {"zh": "文字已变", "en": "the words changed"}), Change("renumbered", "5")),
        (("张华", NOW),),
    )
    return replace(
        base,
        process=process(),
        revision="R2",
        organisation="清源设备股份有限公司",
        changes=changes,
        handover=HandOver(),
        audit=audit(),
    )
