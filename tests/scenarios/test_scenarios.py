"""The fourteen scenarios that must be demonstrable, through the public API, on Word files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from review.compare import execution_differences
from review.deal import read_deal
from review.intake import read
from review.model.audit import ORIGIN, AuditEntry, Head, breaks, sealed
from review.model.canonical import sha256
from review.model.decision import Choice
from review.model.finding import Outcome
from review.model.process import State
from review.model.roles import Severity
from review.workflow import fact_name, state_of, to_bytes
from review.workflow.copies import compared_copy
from review.workflow.facts.clearing import GrantWaiver
from review.workflow.facts.deciding import Decide
from review.workflow.facts.flow import Refusal
from review.workflow.facts.signing import Approve, RecordSigned, ReleasePacket, SignOffPacket
from tests.scenarios.stage import (
    AR,
    CM,
    FR,
    POLICY,
    RECORD,
    SR,
    Play,
    confirm,
    contract,
    deal,
    fails,
    found,
    opened,
    play,
    reviewed,
    with_deal,
    word,
)

SAMPLES = Path(__file__).parents[2] / "samples"


def test_01_too_early_is_rejected_and_the_next_draft_reopens_that_clause_and_its_dependents() -> None:
    first = reviewed(word(*contract(收到预付款后90日="合同签订后45日")), deal())
    assert any(f.outcome is Outcome.FAIL and f.severity is Severity.B for f in opened(first, "D-01"))
    review = play(first)
    delivery = review.line("完成全部设备交货")
    review.confirm_all(but=delivery.id)
    wording = "乙方应于收到预付款后90日内完成全部设备交货。"
    review.does(FR, Decide(delivery.id, delivery.fingerprint, Choice.REJECT, reason="交付周期75日", wording=wording))
    kept = dict(review.case.standing)
    second = reviewed(word(*contract()), deal())
    assert not [f for f in opened(second, "D-01") if f.severity is Severity.B]
    review.submit(second)
    waits = [i.quote for i in review.case.undecided]
    assert len(waits) == 2 and any("完成全部设备交货" in q for q in waits) and any("未按第一条约定交货" in q for q in waits)
    assert {d.id for d in review.case.standing.values()} < {d.id for d in kept.values()}
    assert review.case.stale[review.line("完成全部设备交货").id].wording == wording


def test_02_a_promise_in_a_chat_that_nobody_priced() -> None:
    promise = {
        "id": "P1",
        "text": "免费维护五年",
        "by": "Wang",
        "to": "客户",
        "channel": "微信",
        "kind": "K13",
        "value": "5 year",
    }
    lines = (*contract(), "第五条 维护", "乙方应自验收合格之日起提供5年免费维护服务。")
    record = deal(promises=[{**promise, "disposition": "open"}], service_offer={"years_priced": 1})
    review = reviewed(word(*lines), record)
    assert [f.outcome for f in opened(review, "X-03")] == [Outcome.FAIL]
    assert any("免费维护" in f.quote and f.outcome is Outcome.FAIL for f in opened(review, "S-10"))
    asked = play(review)
    maintenance = asked.line("免费维护")
    assert "Wang" in maintenance.promised_by


def test_03_a_missing_lead_time_is_undetermined_not_a_pass() -> None:
    review = reviewed(word(*contract()), deal(lead_times=None))
    assert {f.outcome for f in found(review, "D-01")} == {Outcome.UNDETERMINED}
    assert all("/lead_times" in " ".join(f.missing) for f in opened(review, "D-01"))
    asked = play(review)
    asked.confirm_all()
    assert state_of(asked.case, POLICY, asked.now.date()) is not State.READY_FOR_DECISION, "it blocks like a failure"


def test_04_the_same_number_of_days_from_another_event_is_no_pass() -> None:
    review = reviewed(word(*contract(收到预付款后90日="合同签订后75日")), deal())
    assert [f.outcome for f in opened(review, "D-02")] == [Outcome.FAIL]
    assert not [f for f in found(review, "D-01") if f.outcome is Outcome.PASS]


def test_05_a_tracked_insertion_that_hides_damages_without_a_cap() -> None:
    secret = "乙方逾期交货的,每逾期一日应按合同总价的0.5%支付违约金。"
    review = reviewed(word(*contract()[:7], "第三条 违约责任", inserted=secret), deal())
    assert opened(review, "C-15")
    assert any(f.severity is Severity.B and f.outcome is Outcome.FAIL for f in opened(review, "L-01"))


def test_06_thirty_minutes_that_the_customer_owes_are_not_our_service_level() -> None:
    lines = (*contract(), "第五条 现场配合", "甲方应在乙方人员到场后30分钟内开放机房。")
    offer = {"tier": "standard", "metrics": [{"name": "response", "value": 4, "unit": "hour"}]}
    review = reviewed(word(*lines), deal(service_offer=offer))
    assert not opened(review, "S-01")


def test_07_a_clause_that_was_only_renumbered_keeps_its_decisions() -> None:
    first = play(reviewed(word(*contract()), deal()))
    first.confirm_all()
    decided = {d.id for d in first.case.standing.values()}
    lines = contract(第四条="第五条", 第三条="第四条", 第二条="第三条", 第一条="第二条")
    first.submit(reviewed(word(*lines[:3], "第一条 联系人", "双方各自的联系人见签署页。", *lines[3:]), deal()))
    assert {d.id for d in first.case.standing.values()} == decided
    assert not first.case.stale and len(first.case.revisions) == 2


def test_08_a_new_lead_time_reopens_what_fr_confirmed_on_it_and_nothing_else() -> None:
    review = reviewed(word(*contract()), deal())
    asked = play(review)
    asked.confirm_all()
    longer = deal(lead_times=[{**RECORD["lead_times"][0], "p50": 80, "p90": 88}])
    asked.submit(with_deal(review, longer))
    assert len(asked.case.revisions) == 1
    assert [i.quote for i in asked.case.undecided] == ["乙方应于收到预付款后90日内完成全部设备交货。"]
    (line,) = asked.case.undecided
    assert line.reopened == ("deal:/lead_times/[sku=P-7]/p90",)
    assert fails(asked.gate(), "R-10")


def test_09_ar_can_neither_confirm_for_fr_nor_waive_d_01_and_both_are_logged() -> None:
    asked = play(reviewed(word(*contract(收到预付款后90日="合同签订后45日")), deal()))
    delivery = asked.line("完成全部设备交货")
    assert asked.refused(AR, confirm(delivery)).code == "denied-not-owner"
    finding = next(f for f in asked.case.findings.values() if f.rule == "D-01")
    assert asked.refused(AR, GrantWaiver(finding.id, finding.digest)).code == "denied-barred"
    logged = [e.fact for e in asked.history.events if isinstance(e.fact, Refusal)]
    assert [(r.action, r.code) for r in logged] == [("decide", "denied-not-owner"), ("grant_waiver", "denied-barred")]
    assert not asked.case.decisions and not asked.case.waivers


def to_release(**groups: Any) -> tuple[Play, bytes]:
    """A contract reviewed, signed by all and released; findings other than D-01 are not what this is about.

    ``groups``: of the deal record, instead of those that are usual here.
    """
    draft = word(*contract())
    checked = reviewed(draft, deal(**groups))
    quiet = replace(checked, findings=tuple(f for f in checked.findings if f.rule.id == "D-01" and not f.open))
    asked = play(quiet)
    asked.confirm_all()
    sha, identity = quiet.document.source.sha256, quiet.identity
    for actor in (AR, SR, FR):
        asked.does(actor, SignOffPacket(sha, identity, "本人已逐条核对"))
    asked.does(CM, Approve(sha))
    asked.does(CM, ReleasePacket(sha))
    return asked, draft


def test_10_one_altered_digit_in_the_copy_to_be_signed() -> None:
    asked, _ = to_release()
    approved = asked.review.document
    altered = read("signed.docx", word(*contract(收到预付款后90日="收到预付款后60日")))
    found_ = execution_differences(approved, altered)
    assert [(d.approved_text, d.copy_text, d.number) for d in found_] == [("90", "60", "第一条")]
    asked.does(AR, compared_copy(approved, altered).fact)
    assert asked.refused(AR, RecordSigned(altered.source.sha256)).code == "denied-copy-differs"
    assert fails(asked.gate(), "G-07")


def test_10_a_true_copy_is_signed() -> None:
    asked, draft = to_release()
    copy = read("signed.docx", draft)
    asked.does(AR, compared_copy(asked.review.document, copy).fact)
    asked.does(AR, RecordSigned(copy.source.sha256))
    assert state_of(asked.case, POLICY, asked.now.date()) is State.SIGNED


def test_11_the_same_clause_with_other_numbers_in_the_other_language() -> None:
    lines = (
        "设备供货合同 Equipment Supply Contract",
        "第一条 乙方应于收到30%预付款后90日内完成全部设备交货。",
        "The Supplier shall deliver all Equipment within 60 days after receipt of the 30% advance payment.",
        "第二条 甲方应在收到发票后30日内付款。",
        "The Customer shall pay within 30 days after receipt of the invoice.",
        "第三条 本合同以中文为准。",
        "The Chinese version shall prevail.",
    )
    assert opened(reviewed(word(*lines), deal()), "C-13")


@pytest.mark.parametrize("name", ["zh-clean", "en-clean"])
def test_12_a_clean_contract_has_no_b_or_h(name: str) -> None:
    review = reviewed((SAMPLES / name / "draft.docx").read_bytes(), read_deal((SAMPLES / name / "deal.json").read_bytes()))
    assert [f.rule.id for f in review.open_findings if f.severity.holds_up] == []


def test_13_the_crm_posts_the_same_event_twice() -> None:
    review = reviewed(word(*contract()), deal())
    asked = play(review)
    assert asked.submit(review) == ()
    assert len(asked.case.revisions) == 1 and asked.case.revisions[0].checks == 1


def test_14_an_altered_row_of_the_log_is_reported() -> None:
    asked, _ = to_release()
    chain: list[AuditEntry] = []
    for event in asked.history.events:
        detail = {"event_sha256": sha256(to_bytes(event))}
        kind, who = fact_name(type(event.fact)), event.actor
        entry = AuditEntry("OPP-1", event.sequence, event.at, who.person, who.role.value, kind, "", "done", detail)
        chain.append(sealed(entry, chain[-1].hash if chain else ORIGIN))
    head = Head("OPP-1", chain[-1].sequence, chain[-1].hash)
    assert breaks(chain, head) == ()
    forged = replace(chain[2], detail={"event_sha256": "0" * 64})
    assert [b.code for b in breaks([*chain[:2], forged, *chain[3:]], head)] == ["edited"]
    assert [b.code for b in breaks(chain[:-1], head)] == ["truncated"]
    assert [b.code for b in breaks([*chain[:2], *chain[3:]], head)][:1] == ["missing"]
