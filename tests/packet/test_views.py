"""Numbers and pictures of the packet: exposure, price, forms of values, what stands in a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from review.commitments import understand
from review.deal.read import deal_from
from review.intake import read
from review.model.commitment import Commitment, Operator, Party, Understanding, Value, ValueRole, ValueType
from review.model.roles import Role
from review.model.span import Span
from review.packet import pictures
from review.packet.compose import page
from review.packet.forms import amount, moment, money, number
from review.packet.input import Line, PacketInput
from review.packet.refs import Refs
from review.packet.sections.findings import findings
from review.packet.sections.handover import Event, Flow
from review.packet.sections.process import people
from review.packet.sections.summary import residual_risk, summary
from review.packet.sections.trace import trace
from review.rules.checks import authority
from review.rules.facts import Facts
from review.rules.finder import Words
from review.rules.scene import Scene
from tests.packet import cases

S = Span(0, 1)


def percent(role: ValueRole, n: str, of: str = "", per: str | None = None) -> Value:
    return Value(role, ValueType.PERCENT, Decimal(n), S, of=of or None, per=per)


def packet_with(*commitments: Commitment) -> PacketInput:
    packet = cases.packet("zh")
    return replace(packet, review=replace(packet.review, understanding=Understanding((), (), commitments)))


def late(*values: Value) -> Commitment:
    return replace(cases.commitments("zh")[2], id="late", values=values)


@pytest.mark.parametrize(
    ("rate", "cap", "day"),
    [("0.2", "5", "25"), ("0.5", "10", "20"), ("0.05", "5", "100")],
)
def test_the_day_on_which_a_cap_is_reached(rate: str, cap: str, day: str) -> None:
    found = packet_with(late(percent(ValueRole.RATE, rate, per="day"), percent(ValueRole.CAP, cap))).exposure
    assert found.charges[0].days_to_cap == Decimal(day)
    assert (found.worst, found.currency) == (Decimal(cap) * 12500, "CNY")


def test_no_cap_is_worse_than_any_and_what_says_no_amount_or_binds_them_is_none() -> None:
    found = packet_with(late(percent(ValueRole.RATE, "0.5", per="day"))).exposure
    assert found.charges[0].uncapped and found.worst is None
    theirs = replace(late(percent(ValueRole.RATE, "1", per="day")), obligor=Party.BUYER)
    assert packet_with(late(), theirs).exposure.charges == ()


def test_a_cap_that_cannot_be_reckoned_is_no_lack_of_a_cap() -> None:
    packet = packet_with(late(percent(ValueRole.RATE, "0.5", per="day"), percent(ValueRole.CAP, "5")))
    found = replace(packet, review=replace(packet.review, deal=None)).exposure
    assert (found.charges[0].uncapped, found.charges[0].cap, found.worst) == (False, None, None)


def test_figures_of_the_packet_are_those_that_the_rules_find() -> None:
    """What the summary and the table of authority say is what the check of authority compares, penalties dismissed apart."""
    held = packet_with(late(percent(ValueRole.RATE, "0.2", per="day"), percent(ValueRole.CAP, "5")))
    deal = deal_from(
        {**cases.DEAL, "authority": [{"dimension": "terms", "limit": 60_000}, {"dimension": "signing", "limit": 2_000_000}]}
    )
    packet = replace(held, review=replace(held.review, deal=deal))
    review = packet.review
    (answer, _) = authority.CHECK.run(
        Scene(Facts(review.document, review.understanding, deal, review.side, None), Words(())),
        {"dimensions": ["terms", "signing"]},
    )
    terms, signing = people(packet).limits
    assert summary(packet, Refs.of(packet)).exposure.worst == terms.held[0].asked == Decimal(62_500)
    assert [c.contract for c in answer.compared] == ["62,500.00"]
    assert (terms.result, signing.held[0].asked, signing.result) == ("exceeded", 1_250_000, "within")
    dismissed = replace(packet, lines=tuple(Line(c, c.owner, dismissed=True) for c in review.commitments))
    assert dismissed.exposure.charges == () and summary(dismissed, Refs.of(dismissed)).charges == ()


def priced(*sums: int) -> Commitment:
    values = tuple(Value(ValueRole.AMOUNT, ValueType.MONEY, Decimal(n), S, currency="CNY") for n in sums)
    return replace(cases.commitments("zh")[0], id=f"price{sums}", kind="K15", values=values)


def test_the_price_is_the_one_the_deal_names_else_the_largest_else_the_deals_own() -> None:
    assert packet_with(priced(386_000), priced(1_250_000, 9_000_000)).exposure.base == 1_250_000
    assert packet_with(priced(386_000), priced(2_800_000)).exposure.base == 2_800_000
    assert (packet_with().exposure.base, packet_with().exposure.currency) == (1_250_000, "CNY")
    bare = packet_with()
    least = {"deal": {"external_id": "x"}, "account": {"legal_name": "a"}, "our_party": {"legal_name": "b"}}
    assert replace(bare, review=replace(bare.review, deal=deal_from(least))).exposure.base is None


def test_residual_risk_sums_by_currency() -> None:
    process = cases.process()
    other = replace(process.waivers[0], risk_amount=Decimal(10), currency="USD")
    packet = replace(cases.packet("zh"), process=replace(process, waivers=(*process.waivers, other, process.waivers[0])))
    assert residual_risk(packet) == {"CNY": Decimal(125_000), "USD": Decimal(10)}


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Value(ValueRole.DEADLINE, ValueType.DURATION, Decimal(45), S, "day"), "45日", "45 days"),
        (Value(ValueRole.DEADLINE, ValueType.DURATION, Decimal(1), S, "day", day_type="working"), "1个工作日", "1 working day"),
        (Value(ValueRole.TERM, ValueType.DURATION, Decimal(36), S, "month"), "36个月", "36 months"),
        (percent(ValueRole.RATE, "0.5", "合同总价", "day"), "0.5% / 日 (合同总价)", "0.5% / day (合同总价)"),
        (
            Value(ValueRole.THRESHOLD, ValueType.PERCENT, Decimal("99.9"), S, operator=Operator.AT_LEAST),
            "≥ 99.9%",
            "≥ 99.9%",
        ),
        (Value(ValueRole.AMOUNT, ValueType.MONEY, Decimal("1250000"), S, currency="CNY"), "CNY 1,250,000.00", "CNY 1,250,000.00"),
        (Value(ValueRole.QUANTITY, ValueType.QUANTITY, Decimal(120), S, "台"), "120 台", "120 台"),
        (Value(ValueRole.DEADLINE, ValueType.DATE, None, S, iso=date(2026, 6, 30)), "2026-06-30", "2026-06-30"),
        (Value(ValueRole.DEADLINE, ValueType.DURATION, None, S, "day"), "(空白)", "(blank)"),
    ],
)
def test_values_in_words(value: Value, zh: str, en: str) -> None:
    assert {k: v.replace("（", "(").replace("）", ")") for k, v in amount(value).items()} == {"zh": zh, "en": en}


def test_numbers_and_moments() -> None:
    assert number(Decimal("1234567.5000")) == "1,234,567.5" and number(Decimal("-1E+3")) == "-1,000"
    assert money(Decimal("0.125"), "USD") == "USD 0.125"
    assert moment(datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)) == "2026-03-01 01:02:03 +00:00"
    assert moment(date(2026, 3, 1)) == moment(datetime(2026, 3, 1)) == "2026-03-01" and moment(None) == "—"


def drawn(svg: str) -> list[str]:
    return [t.text or "" for t in etree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_pictures_hold_what_they_are_given_and_escape_it() -> None:
    name = lambda key: f"<{key}>&"  # noqa: E731
    bars = pictures.owners([(Role.FR, {"B": 2, "H": 1, "M": 0, "L": 0})], name)
    assert drawn(bars) == ["<FR>&", "3", "<B>& 2 · <H>& 1"]
    day = date(2026, 3, 1)
    events = [Event("delivery", day, "K01", "C1"), Event("payment", date(2026, 9, 1), "x", "P<1>")]
    assert {"C1 03-01", "P<1> 09-01", "<delivery>&"} <= set(drawn(pictures.timeline(events, None, name)))
    flows = [Flow(day, Decimal(100), Decimal(0)), Flow(date(2026, 5, 1), Decimal(0), Decimal(250))]
    assert {"<cash_in>&", "<cash_net>&", "2026-03-01"} <= set(drawn(pictures.cash(flows, name)))


def test_pictures_of_nothing_are_nothing() -> None:
    assert pictures.timeline([], None, str) == "" and pictures.cash([], str) == ""


def test_a_thousand_events_stay_on_the_page() -> None:
    events = [Event("delivery", date(2026, 1 + i % 12, 1 + i % 28), "K01", f"C{i}") for i in range(300)]
    svg = etree.fromstring(pictures.timeline(events, None, str))
    assert all(0 <= float(c.get("cx", "0")) <= 660 for c in svg.iter("{http://www.w3.org/2000/svg}circle"))


def test_findings_about_a_dismissed_line_are_listed_and_count_nowhere() -> None:
    packet = cases.packet("zh", full=False)
    held = tuple(Line(c, c.owner, dismissed=c.id == "c1") for c in packet.review.commitments)
    packet = replace(packet, lines=held)
    refs = Refs.of(packet)
    brief, found = summary(packet, refs), findings(packet, refs)
    assert brief.outcome == "conditional" and brief.counts == {"B": 0, "H": 2, "M": 0, "L": 0}
    assert [(f.rule.id, ref, c) for ref, f, c in found.set_aside] == [("D-01", "F3", "C1")]
    assert "D-01" in {r.id for _, rules in found.ran for r in rules} and found.rules == 5
    assert dict(brief.owners).keys() == {Role.LEG, Role.FIN}


@pytest.mark.parametrize(("expires", "outcome", "heavy"), [(None, "conditional", 1), (date(2026, 3, 1), "conditional", 2)])
def test_what_is_waived_stands_in_no_way_until_the_waiver_runs_out(expires: date | None, outcome: str, heavy: int) -> None:
    packet = replace(cases.packet("zh"), review=cases.review("zh", open_b=False))
    assert packet.process
    waivers = tuple(replace(w, expires=expires) for w in packet.process.waivers)
    packet = replace(packet, process=replace(packet.process, waivers=waivers))
    brief = summary(packet, Refs.of(packet))
    assert (brief.outcome, brief.counts["H"]) == (outcome, heavy)
    assert len(findings(packet, Refs.of(packet)).open) == 2


def test_requirements_are_traced_to_the_clauses_that_name_them() -> None:
    packet = cases.packet("zh")
    deal = {**cases.DEAL, "solution": [{"id": "S-1", "satisfies": ["REQ-1"], "sku": "滤芯"}]}
    packet = replace(packet, review=replace(packet.review, deal=deal_from(deal)))
    found = trace(packet, Refs.of(packet))
    assert [link.clauses for link in found.links] == [("4",), ()]


TIMED = {
    "zh": (
        "甲方（买方）：青山机电有限公司\n乙方（卖方）：长河自动化股份有限公司\n第一条 定义\n"
        "1.1 “交货日”指合同生效后45日。\n第二条 交付\n"
        "2.1 乙方应在合同签订后30日内交付第一批设备，到货后10日内完成安装，验收后5日内移交全部资料。\n"
        "2.2 乙方应不迟于交货日交付全部备件。\n"
    ),
    "en": (
        '1. Definitions\n1.1 "Delivery Date" means 45 days after the Effective Date.\n2. Delivery\n'
        "2.1 The Supplier shall deliver the first lot within 30 days after signing and complete installation within 10 days "
        "after arrival of the Goods.\n2.2 The Supplier shall deliver all spare parts no later than the Delivery Date.\n"
    ),
}
SAID = {
    "zh": [
        "期限 签订后 30日 (",
        ") · 到货后 10日 (",
        ") · 验收后 5日 (",
        "引用约定 交货日 = 1.1 合同生效后45日。",
    ],
    "en": [
        "Due 30 days after signing (",
        ") · 10 days after arrival (",
        "By reference Delivery Date = 1.1 45 days after the Effective Date.",
    ],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_register_tells_every_deadline_and_what_is_said_elsewhere(language: str) -> None:
    document = read("draft.txt", TIMED[language].encode())
    packet = cases.packet(language)
    review = replace(packet.review, document=document, understanding=understand(document), findings=())
    html = page(replace(packet, review=review, lines=(), process=None)).html
    register = html[html.index('<section id="register"') : html.index('<section id="fr"')]
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", register))
    assert [said for said in SAID[language] if said not in words] == []
