"""Known edits of known texts: what is listed, what reopens, what stays."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from review.compare import Change, Comparison, compare
from review.compare.drafts import Draft
from review.compare.fingerprint import Sources, fingerprint
from review.model.commitment import Trigger
from tests.compare.drafts import EN, ZH, compared, document, of, quotes, reviewed


def reopened(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """Number of the clause in the new draft -> why its commitment reopens."""
    return {p.new: p.reopened for p in comparison.commitments if p.new and p.old and p.reopened}


def numbers(old: str, new: str) -> dict[str, tuple[str, ...]]:
    """As ``reopened``, by the words of the new draft."""
    comparison, review = compared(old, new), reviewed(new)
    return {quotes(review, [k])[0]: v for k, v in reopened(comparison).items()}


def lost(comparison: Comparison) -> tuple[list[str | None], list[str | None]]:
    return [p.old for p in comparison.commitments if not p.new], [p.new for p in comparison.commitments if not p.old]


@pytest.mark.parametrize("text", [EN, ZH])
def test_the_same_text_keeps_everything(text: str) -> None:
    comparison = compared(text, text)
    assert comparison.same and not comparison.changed_clauses
    assert all(p.stays and not p.moved for p in comparison.commitments) and comparison.commitments


@pytest.mark.parametrize("text", [EN, ZH])
def test_spaces_widths_and_quotes_change_nothing(text: str) -> None:
    other = re.sub(r'"([^"]*)"', r"“\1”", text).replace("45 days", "45  days").replace("30%", "30%").replace("(", "(")
    comparison = compared(text, other)
    assert comparison.same and all(p.stays for p in comparison.commitments)


def test_a_changed_number_reopens_the_clause_and_what_refers_to_it() -> None:
    found = numbers(EN, EN.replace("45 days", "90 days"))
    assert {k[:30]: v for k, v in found.items()} == {
        "The Supplier shall deliver the": ("text", "values"),
        "If delivery under Section 2.1 ": ("reference:2.1",),
    }
    assert set(numbers(ZH, ZH.replace("45日", "90日")).values()) == {("text", "values"), ("reference:第二条",)}


@pytest.mark.parametrize("place", [0, 1])
def test_of_two_promises_in_the_same_words_the_changed_one_reopens(place: int) -> None:
    pay = "The Buyer shall pay each invoice within 60 days of its receipt."
    text = f"1. Payment\n1.1 The Supplier shall invoice hours monthly. {pay} The Supplier shall invoice goods weekly. {pay}\n"
    parts = text.split("60 days")
    changed = parts[0] + ("90 days", "60 days")[place] + parts[1] + ("60 days", "90 days")[place] + parts[2]
    twins = [c.id for c in reviewed(text).commitments if c.quote == pay]
    assert len(twins) == 2
    assert [p.old for p in compared(text, changed).commitments if p.old and p.reopened] == [twins[place]]


def test_word_level_differences() -> None:
    comparison = compared(EN, EN.replace("45 days", "90 days"))
    (change,) = comparison.changed_clauses
    assert (change.old_number, change.changes) == ("2.1", (Change.CHANGED,))
    assert [(e.old_text, e.new_text, e.silent) for e in change.edits] == [("45", "90", True)]
    (change,) = compared(ZH, ZH.replace("合同生效后45日", "预付款到账后90日")).changed_clauses
    assert [(e.old_text, e.new_text) for e in change.edits] == [("合同生效", "预付款到账"), ("45", "90")]


def test_a_renumbered_clause_keeps_its_decision_and_is_listed() -> None:
    new = EN.replace("2. Delivery\n", "2. Delivery\n2.1 The parties appoint one contact each.\n")
    new = new.replace("2.3 The Sup", "2.4 The Sup").replace("2.2 The Sup", "2.3 The Sup")
    new = new.replace("2.1 The Supplier", "2.2 The Supplier").replace("Section 2.1", "Section 2.2")
    comparison = compared(EN, new)
    assert all(p.stays for p in comparison.commitments if p.old), reopened(comparison)
    listed = {(c.old_number, c.new_number) for c in comparison.clauses if Change.RENUMBERED in c.changes}
    assert {("2.1", "2.2"), ("2.2", "2.3"), ("2.3", "2.4")} <= listed
    assert sum(p.moved for p in comparison.commitments) == 3


def test_chinese_articles_renumbered() -> None:
    new = ZH.replace("第三条 付款", "第三条 联系人\n双方各指定一名联系人。\n\n第四条 付款")
    new = new.replace("第五条 质保", "第六条 质保").replace("第四条 违约责任", "第五条 违约责任")
    comparison = compared(ZH, new)
    assert all(p.stays for p in comparison.commitments if p.old)
    assert ("第四条", "第五条") in {(c.old_number, c.new_number) for c in comparison.changed_clauses}


def test_a_reference_turned_to_another_clause_is_a_change() -> None:
    comparison = compared(EN, EN.replace("Section 2.1", "Section 2.2"))
    assert [c.new_number for c in comparison.changed_clauses] == ["3.2"]
    assert list(reopened(comparison).values()) == [("reference:2.2", "reference:2.1")]


def test_a_moved_clause_keeps_its_decision() -> None:
    spare = "2.3 The Supplier shall keep spare parts available for 10 years.\n"
    warranty = "4.1 The Supplier warrants the Equipment for 24 months after acceptance.\n"
    new = EN.replace(spare, "").replace(warranty, warranty + spare.replace("2.3", "4.2"))
    comparison = compared(EN, new)
    assert all(p.stays for p in comparison.commitments)
    (moved,) = [c for c in comparison.clauses if Change.MOVED in c.changes]
    assert (moved.old_number, moved.new_number) == ("2.3", "4.2")


def test_a_changed_definition_reopens_the_clauses_that_use_it() -> None:
    found = numbers(EN, EN.replace("forty pumps listed", "fifty pumps listed"))
    assert set(found.values()) == {("definition:Equipment",)} and len(found) == 2


def test_every_deadline_of_a_promise_binds_its_decision() -> None:
    """Also a later one, whose event another reading of the same words tells otherwise."""
    text = EN.replace(
        "within 45 days after the Effective Date.", "within 45 days after signing and the rest within 30 days after acceptance."
    )
    held = reviewed(text)
    (found,) = [c for c in held.commitments if c.later]
    sources = Sources(Draft(held.document), held.understanding)
    (last,) = found.later
    changes: tuple[dict[str, Any], ...] = (
        {"n": Decimal(60)},
        {"unit": "week"},
        {"trigger": Trigger.SHIPMENT},
        {"direction": "before"},
    )
    for change in changes:
        other = replace(found, later=(replace(last, **change),))
        assert fingerprint(other, sources).changed_from(fingerprint(found, sources)) == ("values",), change
    assert fingerprint(replace(found, later=(replace(last, due=date(2026, 5, 1)),)), sources) == fingerprint(found, sources)


def test_a_changed_annex_reopens_through_the_definition_that_names_it() -> None:
    for text, old, new, term in ((EN, "380 V", "400 V", "Equipment"), (ZH, "380伏", "400伏", "设备")):
        found = {k: v for k, v in numbers(text, text.replace(old, new)).items() if new not in k}
        assert len(found) == 2 and set(found.values()) == {(f"definition:{term}",)}


def test_added_and_removed() -> None:
    spare = "2.3 The Supplier shall keep spare parts available for 10 years.\n"
    gone, come = lost(compared(EN, EN.replace(spare, "")))
    assert len(gone) == 1 and not come
    gone, come = lost(compared(EN.replace(spare, ""), EN))
    assert len(come) == 1 and not gone
    changes = {c.changes for c in compared(EN, EN.replace(spare, "")).changed_clauses}
    assert (Change.REMOVED,) in changes


def test_a_clause_split_in_two_and_merged_again() -> None:
    one = "2.2 The Supplier shall train 20 persons of the Customer on site and shall hand over four sets of manuals in English.\n"
    two = (
        "2.2 The Supplier shall train 20 persons of the Customer on site.\n"
        "2.3 The Supplier shall hand over four sets of manuals in English.\n"
    )
    tail = "2.9 The Supplier shall keep spare parts available for 10 years.\n"
    whole = EN[: EN.index("2.2 The")] + one + tail + EN[EN.index("\n3. Payment") :]
    parts = whole.replace(one, two)
    split = compared(whole, parts)
    assert any(Change.SPLIT in p.changes for p in split.passages)
    merged = compared(parts, whole)
    assert any(Change.MERGED in p.changes for p in merged.passages)


def test_a_swapped_party_is_another_promise() -> None:
    new = EN.replace(
        "2.2 The Supplier shall train 20 persons of the Customer", "2.2 The Customer shall train 20 persons of the Supplier"
    )
    assert len(numbers(EN, new)) == 1


DEAL = (
    b'{"deal":{"external_id":"d1"},"account":{"legal_name":"B"},"our_party":{"legal_name":"S"},'
    b'"lead_times":[{"sku":"P-7","p90":%d},{"sku":"Q-1","p90":10}]}'
)


def test_a_changed_deal_field_reopens_what_relied_on_it_and_nothing_else() -> None:
    from dataclasses import replace

    from review.model.finding import Compared, Finding, Outcome, RuleRef
    from review.model.roles import Role, Severity

    def checked(days: int, prefix: bytes = b"") -> object:
        review = of(document(EN), (DEAL % days).replace(b'"lead_times":[', b'"lead_times":[' + prefix))
        first = review.commitments[0]
        index = 1 if prefix else 0
        pair = Compared({"zh": "交期", "en": "lead time"}, "45", str(days), f"/lead_times/{index}/p90")
        rule = RuleRef("D-01", {"zh": "x", "en": "x"}, "p", "1", "d")
        passed = Finding("f", rule, Outcome.PASS, Severity.B, Role.FR, {}, commitment=first.id, compared=(pair,))
        return replace(review, findings=(passed,))

    changed = compare(checked(40), checked(44))
    assert list(reopened(changed).values()) == [("deal:/lead_times/[sku=P-7]/p90",)]
    shifted = compare(checked(40), checked(40, b'{"sku":"A-1","p90":5},'))
    assert not reopened(shifted), "a row put in before it is not another row"


def test_a_rule_that_asks_more_of_the_same_record_reopens_nothing() -> None:
    from dataclasses import replace

    from review.model.finding import Compared, Finding, Outcome, RuleRef
    from review.model.roles import Role, Severity

    review = of(document(EN), DEAL % 40)
    pair = Compared({"zh": "交期", "en": "lead time"}, "45", "40", "/lead_times/0/p90")
    rule = RuleRef("D-01", {"zh": "x", "en": "x"}, "p", "1", "d")
    asked = Finding("f", rule, Outcome.PASS, Severity.B, Role.FR, {}, commitment=review.commitments[0].id, compared=(pair,))
    assert not reopened(compare(review, replace(review, findings=(asked,))))


def test_one_hundred_pages_are_compared_well_under_a_second() -> None:
    """Measured as a share of what reading the same text costs, so that the machine does not matter."""
    import time

    from review.compare import compare_documents
    from review.intake import parse

    clauses = "".join(
        f"{n}. Part {n}\n" + "".join(
            f"{n}.{k} The Supplier shall deliver lot {n}-{k} within {n + k} days and pay {k}% for each day of delay in lot {n}.\n"
            for k in range(1, 20)
        )
        for n in range(1, 130)
    )  # fmt: skip
    start = time.perf_counter()
    old = parse("a.txt", clauses.encode())
    new = parse("b.txt", clauses.replace("lot 60-7 within 67", "lot 60-7 within 68").encode())
    read = time.perf_counter() - start
    start = time.perf_counter()
    comparison = compare_documents(old, new)
    took = time.perf_counter() - start
    assert [c.new_number for c in comparison.changed_clauses] == ["60.7"]
    assert took < 3 * read, (took, read)
