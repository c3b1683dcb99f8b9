"""Routing of clauses: each has exactly one owner, besides who is consulted; none of them waits for a decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.model.decision import Actor, Choice
from review.model.document import Clause, ClauseKind
from review.model.finding import Finding, Outcome, RuleRef
from review.model.review import Review
from review.model.roles import Role, Severity
from review.model.span import Span
from review.workflow.facts.deciding import Decide, ReassignClause
from review.workflow.policy import Policy, Routing, Topic
from review.workflow.readiness import blockers
from review.workflow.register import lines_as_read, submission
from review.workflow.routing import Because, Routed, parting, routed
from tests.compare.drafts import EN, ZH, reviewed
from tests.workflow.world import AR, CM, DEC, FR, LEG, POLICY, World

MORE_EN = EN.replace(
    "Annex A\n",
    "5. Governing Law\nThis Agreement is governed by the law of the seller's country.\n\n"
    "6. Weather\nThe sky was blue.\n\nAnnex A\n",
)
MORE_ZH = ZH.replace("附件一\nP-7", "第六条 争议解决\n争议由卖方所在地法院管辖。\n\n第七条 天气\n天空是蓝色的。\n\n附件一\nP-7")


def of(review: Review, routing: Routing = POLICY.routing) -> dict[str, Routed]:
    """By number."""
    return {c.number: c for c in routed(review, lines_as_read(review, POLICY), routing)}


@pytest.mark.parametrize("text", [MORE_EN, MORE_ZH, "A line.", "1. One\n\n1.1 Two\n\n1.1.1 Three"])
def test_every_clause_has_one_owner_who_is_not_consulted(text: str) -> None:
    review = reviewed(text)
    clauses = routed(review, lines_as_read(review, POLICY), POLICY.routing)
    assert [c.clause for c in clauses] == [c.id for c in review.document.clauses]
    assert all(c.owner in POLICY.routing.owners and c.owner not in c.consulted for c in clauses)
    assert all(len(set(c.consulted)) == len(c.consulted) for c in clauses)


def test_headings_decide_and_where_nothing_does_the_general_owner() -> None:
    found = of(reviewed(MORE_EN))
    english = {c.title: (c.owner, c.because) for c in found.values()}
    assert english["Delivery"] == (Role.FR, Because.HEADING)
    assert english["Payment"] == (Role.FIN, Because.HEADING)
    assert english["Governing Law"] == (Role.LEG, Because.HEADING)
    assert english["Weather"] == (Role.CM, Because.GENERAL)
    chinese = {c.title: (c.owner, c.because) for c in of(reviewed(MORE_ZH)).values()}
    assert chinese["交付"] == (Role.FR, Because.HEADING)
    assert chinese["争议解决"] == (Role.LEG, Because.HEADING)
    assert chinese["天气"] == (Role.CM, Because.GENERAL)


def test_a_clause_within_goes_with_the_one_above() -> None:
    review = reviewed("1. Confidentiality\n\n1.1 The weather is fine today.\n\n1.2 Payment\n\nIt is what it is.\n")
    found = of(review)
    inner = next(c for c in found.values() if c.number.startswith("1.1"))
    assert (inner.owner, inner.because) == (Role.LEG, Because.PARENT)
    other = next(c for c in found.values() if c.number.startswith("1.2"))
    assert (other.owner, other.because) == (Role.FIN, Because.HEADING)
    assert [c.number for c in parting(tuple(found.values()))] == [n for n in found if not n.startswith("1.1")]


def _found(review: Review, clause: Clause, owner: Role) -> Review:
    rule = RuleRef("X-01", {"zh": "x", "en": "x"}, "p", "1", "d")
    finding = Finding("f", rule, Outcome.FAIL, Severity.M, owner, {}, spans=(Span(clause.span.start, clause.span.start + 3),))
    return replace(review, findings=(finding,))


def test_whose_rules_found_something_answers_where_the_heading_says_nothing() -> None:
    review = reviewed(MORE_EN)
    weather = next(c for c in review.document.clauses if c.title == "Weather")
    law = next(c for c in review.document.clauses if c.title == "Governing Law")
    by_finding = {c.title: c for c in of(_found(review, weather, Role.COM)).values()}["Weather"]
    assert (by_finding.owner, by_finding.because) == (Role.COM, Because.FINDINGS)
    beside = {c.title: c for c in of(_found(review, law, Role.COM)).values()}["Governing Law"]
    assert (beside.owner, Role.COM in beside.consulted) == (Role.LEG, True)
    audited = {c.title: c for c in of(_found(review, weather, Role.AUDIT)).values()}["Weather"]
    assert (audited.owner, audited.consulted) == (Role.CM, ())


def test_a_reassigned_promise_takes_along_a_clause_that_nothing_else_names() -> None:
    review = reviewed(MORE_EN)
    world = World().does(AR, submission(review, World().case, policy=POLICY))
    warranty = next(i for i in world.case.items.values() if "warrants" in i.quote)
    world.does(FR, Decide(warranty.id, warranty.fingerprint, Choice.REASSIGN, reason="sold apart", reassign_to=Role.SR))
    after = {c.number.rstrip("."): c for c in routed(review, world.case.items.values(), POLICY.routing)}
    assert (after["4"].owner, Role.SR in after["4"].consulted) == (Role.FR, True)
    assert (after["4.1"].owner, after["4.1"].because) == (Role.SR, Because.LINES)


def _given() -> tuple[World, Review, Clause]:
    """The contract manager gave the clause about the weather, a general one, to FR."""
    review = reviewed(MORE_EN)
    world = World().does(AR, submission(review, World().case, policy=POLICY))
    weather = next(c for c in review.document.clauses if c.title == "Weather")
    return world.does(CM, ReassignClause(weather.id, weather.number, Role.CM, Role.FR, "it stops the crane")), review, weather


def _as_given(world: World, review: Review) -> dict[str, Routed]:
    """By title."""
    return {c.title: c for c in routed(review, world.case.items.values(), POLICY.routing, world.case.clause_owners)}


def test_a_clause_is_given_to_another_role_and_its_promises_are_not() -> None:
    world, review, _ = _given()
    weather = _as_given(world, review)["Weather"]
    assert (weather.owner, weather.because, weather.consulted) == (Role.FR, Because.GIVEN, (Role.CM,))
    before = {i.id: i.owner for i in submission(review, World().case, policy=POLICY).items}
    assert {i.id: i.owner for i in world.case.items.values()} == before


def test_a_clause_that_was_given_goes_on_under_another_number_and_is_gone_with_its_words() -> None:
    world, review, _ = _given()
    renumbered = MORE_EN.replace("5. Governing", "5. Notices\nNotices are sent by post.\n\n6. Governing").replace(
        "6. Weather", "7. Weather"
    )
    after = reviewed(renumbered)
    world.does(AR, submission(after, world.case, review, POLICY))
    weather = _as_given(world, after)["Weather"]
    assert (weather.number.rstrip("."), weather.owner) == ("7", Role.FR)
    without = reviewed(renumbered.replace("7. Weather\nThe sky was blue.\n\n", ""))
    world.does(AR, submission(without, world.case, after, POLICY))
    assert world.case.clause_owners == {}


def test_a_clause_goes_back_to_whom_the_tables_name() -> None:
    world, review, weather = _given()
    world.does(FR, ReassignClause(weather.id, weather.number, Role.FR, Role.CM, "no crane after all"))
    assert world.case.clause_owners == {}
    assert _as_given(world, review)["Weather"].because is Because.GENERAL


@pytest.mark.parametrize(
    ("actor", "owner", "to", "reason", "code"),
    [
        (LEG, Role.FR, Role.LEG, "mine", "denied-not-owner"),
        (FR, Role.CM, Role.LEG, "law", "denied-item-changed"),
        (FR, Role.FR, Role.FR, "mine", "denied-reassign"),
        (FR, Role.FR, Role.AUDIT, "look", "denied-reassign"),
        (FR, Role.FR, Role.LEG, " ", "denied-text-missing"),
        (DEC, Role.FR, Role.LEG, "law", "denied-role"),
    ],
)
def test_who_may_not_give_a_clause(actor: Actor, owner: Role, to: Role, reason: str, code: str) -> None:
    world, _, weather = _given()
    assert world.refused(actor, ReassignClause(weather.id, weather.number, owner, to, reason)) == code


def test_a_clause_of_fr_comes_to_ar_by_no_way_round() -> None:
    world, _, _ = _given()
    assert world.refused(CM, ReassignClause("2", "2.", Role.FR, Role.AR, "ours")) == "denied-reassign"
    world.does(CM, ReassignClause("2", "2.", Role.FR, Role.SR, "solution"))
    assert world.refused(CM, ReassignClause("2", "2.", Role.SR, Role.AR, "ours")) == "denied-reassign"


def test_no_clause_waits_for_a_decision() -> None:
    """A draft whose clauses promise nothing needs nobody's."""
    review = reviewed("1. Governing Law\nThe law of the seller's country.\n\n2. Weather\nThe sky was blue.\n")
    world = World().does(AR, submission(review, World().case, policy=POLICY))
    assert len(of(review)) >= 2
    assert blockers(world.case, world.now.date()) == ()


def test_the_longest_word_of_a_heading_counts_and_only_as_a_word() -> None:
    table = Routing(topics=(Topic(Role.COM, (), ("price", "价格")), Topic(Role.LEG, (), ("price adjustment", "价格责任"))))
    said = {h: t.owner if (t := table.topic_of(h)) else None for h in ("Prices", "PRICE ADJUSTMENT", "Priceless", "价格责任条款")}
    assert said == {"Prices": Role.COM, "PRICE ADJUSTMENT": Role.LEG, "Priceless": None, "价格责任条款": Role.LEG}


def test_an_empty_table_still_gives_everything_an_owner() -> None:
    clauses = of(reviewed(MORE_EN), Policy().routing)
    assert {c.owner for c in clauses.values() if c.because is Because.GENERAL} == {Role.CM}
    parts = replace(POLICY.routing, topics=())
    annex = next(c for c in routed(reviewed(MORE_EN), (), parts) if c.number.startswith("Annex"))
    assert (annex.owner, annex.because) == (POLICY.routing.parts[ClauseKind.ANNEX], Because.PART)
