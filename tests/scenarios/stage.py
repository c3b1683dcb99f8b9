"""What the scenarios play with: Word files made here, a deal record, the public pipeline, and a review that people act in."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from review.deal import read_deal
from review.model.deal import Deal
from review.model.decision import Actor, Choice
from review.model.event import Event, Fact
from review.model.finding import Finding, Outcome, Stage
from review.model.review import Review
from review.model.roles import Role
from review.pipeline import review as check
from review.rules import Facts, RuleSet, evaluate, load
from review.workflow import Case, Denied, History, decide, load_policy, process, refusal
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Item
from review.workflow.register import submission

POLICY = load_policy()
AR, SR, FR = Actor("Wang", Role.AR), Actor("Li", Role.SR), Actor("Zhao", Role.FR)
CM, DEC = Actor("Qian", Role.CM), Actor("Zhou", Role.DEC)
BY_ROLE = {a.role: a for a in (AR, SR, FR, CM, DEC)}


def word(*lines: str, inserted: str = "") -> bytes:
    """A Word file of these paragraphs; ``inserted`` is put after the last one as a tracked insertion."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    if inserted:
        _insert(made.paragraphs[-1], inserted)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _insert(paragraph: Any, text: str) -> None:
    change, run, words = OxmlElement("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
    for name, value in (("w:id", "1"), ("w:author", "Customer"), ("w:date", "2026-03-01T00:00:00Z")):
        change.set(qn(name), value)
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


RECORD: dict[str, Any] = {
    "deal": {"external_id": "OPP-1", "fetched_at": "2026-03-02"},
    "account": {"legal_name": "远山水务有限公司"},
    "our_party": {"legal_name": "清流设备有限公司"},
    "team": [
        {"person": "Wang", "role": "AR", "joined_at": "2026-01-05"},
        {"person": "Li", "role": "SR", "joined_at": "2026-01-05"},
        {"person": "Zhao", "role": "FR", "joined_at": "2026-01-05"},
    ],
    "delivery_plan": [{"milestone": "delivery", "duration": 75, "trigger": "prepayment_received"}],
    "lead_times": [{"sku": "P-7", "p50": 60, "p90": 75, "as_of": "2026-02-20", "trigger": "prepayment_received"}],
}


def deal(**groups: Any) -> Deal:
    """The deal record with some groups replaced; ``None`` takes one away."""
    record = {k: v for k, v in {**RECORD, **groups}.items() if v is not None}
    return read_deal(json.dumps(record).encode())


CONTRACT = (
    "供货合同",
    "甲方:远山水务有限公司",
    "乙方:清流设备有限公司",
    "第一条 交货",
    "乙方应于收到预付款后90日内完成全部设备交货。",
    "第二条 培训",
    "乙方应在验收前对甲方20名人员进行现场培训。",
    "第三条 违约责任",
    "乙方未按第一条约定交货的,每逾期一日应按合同总价的0.05%支付违约金,违约金总额不超过合同总价的5%。",
    "第四条 备件",
    "乙方应在质保期满后10年内供应备件。",
)


def contract(**changes: str) -> tuple[str, ...]:
    """The contract with words replaced: ``contract(收到预付款后90日="合同签订后45日")``."""
    lines = CONTRACT
    for old, new in changes.items():
        assert any(old in line for line in lines), old
        lines = tuple(line.replace(old, new) for line in lines)
    return lines


@cache
def rules() -> RuleSet:
    return load()


def reviewed(draft: bytes, record: Deal | None = None, name: str = "draft.docx") -> Review:
    return check(name, draft, record, rules=rules())


def found(review: Review, rule: str) -> list[Finding]:
    """Findings of one rule, whatever their outcome."""
    return [f for f in review.findings if f.rule.id == rule]


def opened(review: Review, rule: str) -> list[Finding]:
    """Open ones."""
    return [f for f in found(review, rule) if f.open]


@dataclass
class Play:
    """One deal's review, with a clock; every refusal is logged as the store logs it."""

    history: History
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    review: Review | None = None

    @property
    def case(self) -> Case:
        return self.history.case

    def submit(self, review: Review, actor: Actor = AR) -> tuple[Event, ...]:
        events = self.does(actor, submission(review, self.case, self.review, POLICY))
        self.review = review
        return events

    def does(self, actor: Actor, action: Fact) -> tuple[Event, ...]:
        answer = self._asked(actor, action)
        assert not isinstance(answer, Denied), answer.reason["en"]
        self.history = self.history.extended(answer)
        return answer

    def refused(self, actor: Actor, action: Fact) -> Denied:
        answer = self._asked(actor, action)
        assert isinstance(answer, Denied)
        self.history = self.history.extended((refusal(self.history, actor, action, answer, now=self.now),))
        return answer

    def _asked(self, actor: Actor, action: Fact) -> tuple[Event, ...] | Denied:
        self.now += timedelta(minutes=1)
        return decide(self.history, actor, action, now=self.now, policy=POLICY)

    def confirm_all(self, but: str = "") -> None:
        """Every owner confirms what is open, except the line with that id."""
        for item in self.case.undecided:
            if item.id != but:
                self.does(BY_ROLE.get(item.owner) or Actor(f"{item.owner}-1", item.owner), confirm(item))

    def gate(self) -> tuple[Finding, ...]:
        """What the gate rules say of the review as it stands."""
        assert self.review is not None
        state = process(self.case, POLICY, self.now.date())
        r = self.review
        facts = Facts(r.document, r.understanding, r.deal, r.side, r.as_of, process=state)
        return evaluate(rules(), facts, Stage.GATE)

    def line(self, words: str) -> Item:
        """The line of the register that holds these words."""
        (item,) = [i for i in self.case.items.values() if words in i.quote]
        return item


def play(review: Review) -> Play:
    """A review that begins with this draft."""
    started = Play(History())
    started.submit(review)
    return started


def confirm(item: Item) -> Decide:
    return Decide(item.id, item.fingerprint, Choice.CONFIRM, evidence="交付计划 3.2")


def fails(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [f for f in findings if f.rule.id == rule and f.outcome is Outcome.FAIL]


def with_deal(review: Review, record: Deal) -> Review:
    """The same text against another record."""
    facts = Facts(review.document, review.understanding, record, review.side, record.as_of)
    return replace(review, deal=record, findings=evaluate(rules(), facts), as_of=record.as_of)
