"""Another reading of who bears unchanged words counts where words around them changed; ours never becomes theirs unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.compare import compare
from review.model.commitment import Party, PartyName
from review.model.review import Review
from tests.compare.drafts import EN, reviewed

_ABOUT = "spare parts"
_FAR = EN.replace("Forty pumps of type", "Both parties inspect them. Forty pumps of type")
_NEXT = EN.replace("shall train 20 persons", "shall train 25 persons")


def read_as(review: Review, obligor: Party) -> Review:
    """The same draft, in which the promise about spare parts is read as that party's."""
    found = review.understanding
    changed = tuple(replace(c, obligor=obligor) if _ABOUT in c.quote else c for c in found.commitments)
    return replace(review, understanding=replace(found, commitments=changed))


def why(old: Review, new: Review) -> tuple[str, ...]:
    line = next(c.id for c in new.commitments if _ABOUT in c.quote)
    return next(p.reopened for p in compare(old, new).commitments if p.new == line)


@pytest.mark.parametrize(
    ("new", "obligor", "reopened"),
    [
        (_FAR, Party.SELLER, ()),
        (_FAR, Party.BOTH, ()),
        (_FAR, Party.BUYER, ("party",)),
        (_NEXT, Party.SELLER, ()),
        (_NEXT, Party.BOTH, ("party",)),
    ],
    ids=["same", "change far away", "theirs now", "words before changed alone", "words before changed"],
)
def test_who_bears_it(new: str, obligor: Party, reopened: tuple[str, ...]) -> None:
    assert why(read_as(reviewed(EN), Party.SELLER), read_as(reviewed(new), obligor)) == reopened


def test_other_parties_reopen_it() -> None:
    new = read_as(reviewed(_FAR), Party.BOTH)
    other = PartyName(Party.SELLER, "Another Ltd", ("Supplier",))
    renamed = replace(new, understanding=replace(new.understanding, parties=(other, *new.understanding.parties)))
    assert why(read_as(reviewed(EN), Party.SELLER), renamed) == ("party",)


def test_a_subparagraph_is_known_by_where_it_points() -> None:
    """Its number moves with the clause; what stands there is the same."""
    old = EN.replace("under Section 2.1", "under Subparagraph 2.1")
    new = (
        old.replace("2. Delivery", "2. Each party names one contact.\n\n3. Delivery")
        .replace("\n2.", "\n3.")
        .replace("\n3. Each", "\n2. Each")
    )
    new = (
        new.replace("Subparagraph 2.1", "Subparagraph 3.1")
        .replace("\n3. Payment\n3.1", "\n4. Payment\n4.1")
        .replace("\n3.2 If", "\n4.2 If")
    )
    line = next(c.id for c in reviewed(new).commitments if "Subparagraph" in c.quote)
    assert next(p.reopened for p in compare(reviewed(old), reviewed(new)).commitments if p.new == line) == ()
