"""From a checked draft to the register, and from draft to draft: nothing that a person did is lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from review.model.commitment import Commitment, Modality, Party, Trigger, Value, ValueRole, ValueType
from review.model.finding import Compared, Finding, Outcome, RuleRef
from review.model.language import Language
from review.model.review import Review
from review.model.roles import Role, Severity
from review.model.span import Span
from review.workflow.facts.deciding import AddCommitment, Decide, DismissCommitment, EditCommitment
from review.workflow.facts.drafts import SubmitRevision
from review.workflow.register import finding_ref, manual_item, proven, submission
from tests.compare.drafts import EN, reviewed
from tests.workflow.world import AR, FR, POLICY, World, confirm

RECORD = {
    "deal": {"external_id": "d1", "fetched_at": "2026-03-02"},
    "account": {"legal_name": "B"},
    "our_party": {"legal_name": "S"},
    "opp": {"amount": "500", "major": False},
    "quote": {"discount": "30"},
    "team": [{"person": "ann", "role": "AR"}, {"person": "fred", "role": "FR"}],
    "contract": {"negotiated_by": ["carl"]},
    "authority": [{"dimension": "price", "discount": "20"}, {"dimension": "signing", "limit": "1000"}],
    "promises": [{"id": "P1", "by": "ann", "kind": "K12"}, {"id": "P2", "by": "sam", "clause": "2.2"}],
}
DEAL = json.dumps(RECORD).encode()
RULE = RuleRef("D-01", {"zh": "x", "en": "x"}, "p", "1", "d")


def began(text: str = EN, deal: bytes = b"") -> tuple[World, Review]:
    review = reviewed(text, deal)
    world = World()
    return world.does(AR, submission(review, world.case, policy=POLICY)), review


def line(world: World, words: str):
    (item,) = [i for i in world.case.items.values() if words in i.quote]
    return item


def next_draft(world: World, before: Review, text: str) -> Review:
    after = reviewed(text)
    world.does(AR, submission(after, world.case, before, POLICY))
    return after


def test_every_commitment_has_one_owner_and_ours_need_a_decision() -> None:
    world, review = began()
    assert set(world.case.items) == {c.id for c in review.commitments}
    theirs = {c.id for c in review.commitments if c.obligor is Party.BUYER}
    assert theirs and {i.id for i in world.case.items.values() if not i.ours} == theirs
    delivery = line(world, "deliver the Equipment")
    assert (delivery.owner, delivery.number) == (Role.FR, "2.1")
    assert line(world, "0.1%").consulted == (Role.FR,)


def test_each_milestone_of_a_payment_is_kept_or_missed_by_itself() -> None:
    paid = "The Customer shall pay 30% of the price on signing, 60% within 15 days after delivery and 10% after acceptance."
    world, _ = began(EN.replace("The Customer shall pay 30% of the price within 15 days after signing.", paid))
    due = [(d.trigger, d.n) for d in line(world, "30% of the price").deadlines if d]
    assert due == [(Trigger.SIGNING, 0), (Trigger.ARRIVAL, 15), (Trigger.ACCEPTANCE, 0)]


def test_what_the_deal_record_says_of_people_and_authority_comes_along() -> None:
    world, _ = began(deal=DEAL)
    fact = world.case.revision.submitted
    assert fact.exceeded == ("price",) and fact.negotiated_by == ("carl",)
    assert [(m.person, m.role) for m in fact.team] == [("ann", Role.AR), ("fred", Role.FR)]
    assert line(world, "warrants").promised_by == ("ann",) and line(world, "train 20").promised_by == ("sam",)


def test_the_next_draft_continues_each_line_and_says_what_changed() -> None:
    world, before = began()
    for item in world.case.undecided_of(Role.FR):
        world.does(FR, confirm(item))
    next_draft(world, before, EN.replace("45 days", "90 days"))
    assert [(i.number, i.reopened) for i in world.case.undecided_of(Role.FR)] == [("2.1", ("text", "values"))]
    assert world.case.revision.submitted.changed_clauses == ("2.1",)


def test_a_line_that_a_person_added_follows_its_words() -> None:
    world, before = began()
    at = before.document.text.index("Forty pumps")
    added = manual_item(before, "manual-1", Span(at, at + 11), Role.FR, "K03", POLICY)
    world.does(AR, AddCommitment(added, "missed")).does(FR, confirm(added))
    before = next_draft(world, before, EN.replace("24 months", "36 months"))
    assert "manual-1" in world.case.standing and world.case.items["manual-1"].manual
    next_draft(world, before, EN.replace("Forty pumps of", "Some pumps of"))
    assert "manual-1" in world.case.stale and world.case.items["manual-1"].reopened == ("gone",)


def test_a_correction_stays_while_the_words_do() -> None:
    world, before = began()
    wrong = line(world, "train 20")
    world.does(FR, confirm(wrong))
    world.does(FR, EditCommitment(replace(wrong, kind="K14", fingerprint="corrected"), "it is training"))
    assert (world.case.fallen[wrong.id].because, world.case.fallen[wrong.id].line) == (("edited",), wrong)
    world.does(FR, confirm(world.case.items[wrong.id]))
    before = next_draft(world, before, EN.replace("45 days", "90 days"))
    assert line(world, "train 20").kind == "K14" and line(world, "train 20").id in world.case.standing
    next_draft(world, before, EN.replace("train 20", "train 30"))
    assert line(world, "train 30").fingerprint != "corrected" and line(world, "train 30").id in world.case.stale


def test_a_dismissal_holds_while_the_words_do() -> None:
    world, before = began()
    wrong = line(world, "train 20")
    world.does(FR, DismissCommitment(wrong.id, wrong.fingerprint, "a heading"))
    before = next_draft(world, before, EN.replace("45 days", "90 days"))
    assert line(world, "train 20").id in world.case.dismissed
    next_draft(world, before, EN.replace("train 20", "train 30"))
    assert line(world, "train 30").id not in world.case.dismissed


def test_a_reassigned_line_stays_with_its_new_owner() -> None:
    from review.model.decision import Choice

    world, before = began()
    delivery = line(world, "deliver the Equipment")
    world.does(FR, Decide(delivery.id, delivery.fingerprint, Choice.REASSIGN, reassign_to=Role.SR))
    next_draft(world, before, EN.replace("45 days", "90 days"))
    assert line(world, "deliver the Equipment").owner is Role.SR


def test_newer_rules_on_the_same_draft_and_record_reopen_nothing() -> None:
    world, before = began(deal=DEAL)
    for item in world.case.undecided_of(Role.FR):
        world.does(FR, confirm(item))
    decided = dict(world.case.standing)
    pair = Compared({"zh": "折扣", "en": "discount"}, "45", "30", "/quote/discount")
    asked = tuple(replace(finding(Outcome.PASS, c.id), id=c.id, compared=(pair,)) for c in before.commitments)
    newer = replace(before, findings=asked, rules_digest="newer")
    world.does(AR, submission(newer, world.case, before, POLICY))
    assert world.case.revision.checks == 2 and world.case.standing == decided
    dearer = reviewed(EN, DEAL.replace(b'"discount": "30"', b'"discount": "31"', 1))
    assert dearer.deal != newer.deal
    world.does(AR, submission(replace(dearer, findings=asked), world.case, newer, POLICY))
    assert not world.case.standing and set(world.case.stale) == set(decided)


def test_without_the_earlier_review_lines_go_on_that_say_the_same_or_nearly() -> None:
    """Changed words come with the decision that they had, and with what changed."""
    world, _ = began()
    for item in world.case.undecided_of(Role.FR):
        world.does(FR, confirm(item))
    was, decided = line(world, "45 days"), world.case.standing[line(world, "45 days").id]
    after = reviewed(EN.replace("45 days", "90 days").replace("Forty", "Some"))
    world.does(AR, submission(after, world.case, policy=POLICY))
    now = line(world, "90 days")
    assert (now.was, now.reopened, [(a.old, a.new) for a in now.altered]) == (was.id, ("text",), [("45", "90")])
    assert world.case.stale[now.id].id == decided.id and world.case.fallen[now.id].line == was
    assert [i.number for i in world.case.items.values() if not i.was] == []


def test_without_the_earlier_review_what_says_something_else_is_new() -> None:
    world, _ = began()
    other = "The Supplier shall insure the works at its own expense."
    after = reviewed(EN.replace("The Supplier shall deliver the Equipment within 45 days after the Effective Date.", other))
    fact: SubmitRevision = submission(after, world.case, policy=POLICY)
    assert [i.quote for i in fact.items if not i.was] == [other]


def test_an_earlier_decision_stays_beside_its_line_with_all_that_changed_since() -> None:
    world, before = began()
    was = line(world, "45 days")
    world.does(FR, confirm(was))
    before = next_draft(world, before, EN.replace("45 days", "60 days"))
    before = next_draft(world, before, EN.replace("45 days", "60 days").replace("forty pumps listed", "fifty pumps listed"))
    next_draft(world, before, EN.replace("45 days", "75 days").replace("forty pumps listed", "fifty pumps listed"))
    fallen = world.case.fallen[line(world, "75 days").id]
    assert fallen.line == was and fallen.decision.evidence == "plan v3"
    assert fallen.because == ("text", "values", "definition:Equipment")
    assert [(a.old, a.new) for a in fallen.altered] == [("45", "60"), ("forty", "fifty"), ("60", "75")]
    world.does(FR, confirm(line(world, "75 days")))
    assert not world.case.fallen


def test_without_the_earlier_review_the_same_words_read_otherwise_reopen() -> None:
    """Another version made the earlier result, and reads other values in words that did not change."""
    world, review = began()
    for item in world.case.undecided_of(Role.FR):
        world.does(FR, confirm(item))
    was = line(world, "within 45 days")
    read_otherwise = tuple(replace(c, values=()) if c.id == was.id else c for c in review.commitments)
    after = replace(review, engine_version="next", understanding=replace(review.understanding, commitments=read_otherwise))
    world.does(AR, submission(after, world.case, policy=POLICY))
    now = line(world, "within 45 days")
    assert (now.was, now.reopened) == (was.id, ("reading",))
    assert world.case.stale[now.id].fingerprint == was.fingerprint
    assert [i.id for i in world.case.undecided_of(Role.FR)] == [now.id]


def test_what_a_person_added_is_not_joined_twice_where_a_newer_version_finds_it_itself() -> None:
    world, review = began()
    found = next(c for c in review.commitments if "train 20 persons" in c.quote)
    blind = replace(
        review,
        understanding=replace(review.understanding, commitments=tuple(c for c in review.commitments if c is not found)),
    )
    world = World().does(AR, submission(blind, World().case, policy=POLICY))
    world.does(FR, AddCommitment(manual_item(blind, "manual-1", found.span, Role.FR, found.kind), "missed"))
    world.does(AR, submission(replace(review, engine_version="next"), world.case, policy=POLICY))
    assert [i.was for i in world.case.items.values() if i.quote == found.quote] == ["", "manual-1"]


def finding(outcome: Outcome, commitment: str, contract: str = "45") -> Finding:
    pair = Compared({"zh": "交期", "en": "lead time"}, contract, "40", "/lead_times/0/p90")
    return Finding("f", RULE, outcome, Severity.B, Role.FR, {}, commitment=commitment, compared=(pair,), quote="45  days")


def test_the_record_proves_what_was_compared_and_passed() -> None:
    line = promise("c1", 45)
    assert proven([finding(Outcome.PASS, "c1")], [line]) == {"c1": ("/lead_times/0/p90",)}
    assert proven([finding(Outcome.PASS, "c1"), finding(Outcome.FAIL, "c1")], [line]) == {}
    assert proven([replace(finding(Outcome.PASS, "c1"), compared=())], [line]) == {}


def test_a_value_that_nothing_was_held_against_is_proven_by_no_other() -> None:
    passed = finding(Outcome.PASS, "c1")
    assert proven([passed], [promise("c1", 45, 6)]) == {}
    assert proven([passed, finding(Outcome.PASS, "c1", "6")], [promise("c1", 45, 6)]) == {"c1": ("/lead_times/0/p90",)}
    assert proven([finding(Outcome.PASS, "c1", "1,200.50 CNY")], [promise("c1", "1200.5")]) == {"c1": ("/lead_times/0/p90",)}
    assert proven([finding(Outcome.PASS, "c1", "145")], [promise("c1", 45)]) == {}


def promise(id_: str, *numbers: int | str) -> Commitment:
    values = tuple(Value(ValueRole.DEADLINE, ValueType.DURATION, Decimal(n), Span(0, 1), "day") for n in numbers)
    return Commitment(id_, Span(0, 1), "x", "K01", (), Party.SELLER, Modality.OBLIGATION, True, values, language=Language.EN)


def test_a_finding_is_known_again_by_what_it_says_not_by_where_it_stands() -> None:
    one = finding_ref(finding(Outcome.FAIL, "c1"))
    assert one.digest == finding_ref(replace(finding(Outcome.FAIL, "c1"), spans=(Span(3, 9),), quote="45 days")).digest
    assert one.digest != finding_ref(finding(Outcome.FAIL, "c1", contract="30")).digest
    assert not one.waivable
