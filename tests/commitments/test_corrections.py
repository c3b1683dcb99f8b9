"""A person's corrections survive the next draft while the words are the same."""

from __future__ import annotations

import pytest

from review.commitments.corrections import Act, Correction, applied, correction_of
from review.model.commitment import Party
from tests.commitments.drafts import EN, ZH, at, document, understood

BY, AT = "fr@example", "2026-03-01T09:00:00+00:00"


def test_dismissed_stays_dismissed_when_the_clause_moves() -> None:
    found = understood(ZH).commitments
    gone = correction_of(Act.DISMISS, at(found, "12台输送机"), found, "已在技术协议中约定", BY, AT)
    moved = ZH.replace("1.1 乙方应", "1.3 乙方应").replace(
        "第一条 供货", "第一条 供货范围\n1.1 甲方应于每月5日前书面确认上月到货数量。"
    )
    result = applied(document(moved), understood(moved), [gone])
    assert not [c for c in result.understanding.commitments if "12台输送机" in c.quote]
    assert result.lost == ()


def test_edited_keeps_the_persons_word() -> None:
    found = understood(EN).commitments
    edit = correction_of(Act.EDIT, at(found, "access to the Site"), found, "site access", BY, AT, kind="K25", obligor="both")
    changed = at(applied(document(EN), understood(EN), [edit]).understanding.commitments, "access to the Site")
    assert (changed.kind, changed.obligor, changed.manual) == ("K25", Party.BOTH, True)


def test_added_by_its_words() -> None:
    added = Correction(
        Act.ADD, "SUPPLY AGREEMENT", "title promises supply", BY, AT, fields=(("kind", "K02"), ("obligor", "seller"))
    )
    result = applied(document(EN), understood(EN), [added])
    made = at(result.understanding.commitments, "SUPPLY AGREEMENT")
    assert (made.kind, made.manual, made.quote) == ("K02", True, document(EN).quote(made.span))


def test_lost_when_the_words_changed() -> None:
    found = understood(ZH).commitments
    gone = correction_of(Act.DISMISS, at(found, "12台输送机"), found, "重复", BY, AT)
    changed = ZH.replace("45日内", "60日内")
    result = applied(document(changed), understood(changed), [gone])
    assert result.lost == (gone,)
    assert [c for c in result.understanding.commitments if "12台输送机" in c.quote]


@pytest.mark.parametrize(("reason", "fields"), [(" ", {}), ("why", {"quote": "x"})])
def test_needs_a_reason_and_a_field_that_can_be_corrected(reason: str, fields: dict[str, str]) -> None:
    found = understood(EN).commitments
    with pytest.raises(ValueError, match=r"reason|cannot be corrected"):
        correction_of(Act.EDIT, found[0], found, reason, BY, AT, **fields)
