"""Which line of the register each commitment of a new check continues, and what changed on it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.compare import Comparison
from review.compare.pairing import closest
from review.compare.told import between
from review.compare.words import normal
from review.model.altered import Altered
from review.model.commitment import Commitment
from review.workflow.case import Case
from review.workflow.facts.drafts import Item

#: Ids of lines that people added begin so; those of extracted commitments do not.
MANUAL = "manual-"

#: How much two lines must say alike, anywhere in two drafts that cannot be compared, to be one that was changed.
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Join:
    """``was``: id of the line that is continued; ``reopened`` and ``altered`` as in ``Item``."""

    was: str = ""
    reopened: tuple[str, ...] = ()
    altered: tuple[Altered, ...] = ()


#: Of a line that continues none.
NEW = Join()


def joined(
    case: Case, comparison: Comparison | None, prints: Mapping[str, str], commitments: Iterable[Commitment]
) -> dict[str, Join]:
    """Id of a new line -> the line that it continues. ``prints``: id of a new line -> its fingerprint."""
    if comparison is not None:
        pairs = ((p.new, p) for p in comparison.commitments if p.new and p.old in case.items)
        return {new: Join(p.old or "", p.reopened, p.altered) for new, p in pairs}
    return _unseen([i for i in case.items.values() if not i.id.startswith(MANUAL)], prints, list(commitments))


def _unseen(lines: Sequence[Item], prints: Mapping[str, str], commitments: Sequence[Commitment]) -> dict[str, Join]:
    """Without the earlier review: what has the same fingerprint, then says the same, then says it most alike."""
    same = _matched(prints, {i.id: i.fingerprint for i in lines})
    left, new = [i for i in lines if i.id not in same.values()], [c for c in commitments if c.id not in same]
    again = _matched({c.id: normal(c.quote) for c in new}, {i.id: normal(i.quote) for i in left})
    left, new = [i for i in left if i.id not in again.values()], [c for c in new if c.id not in again]
    alike = closest(left, new, _ALIKE)
    return {
        **{id_: Join(was) for id_, was in same.items()},
        **{id_: Join(was, ("reading",)) for id_, was in again.items()},
        **{c.id: Join(i.id, ("text",), tuple(between(i.quote, c.quote))) for i, c in alike},
    }


def _matched(new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """Id in ``new`` -> id in ``old`` under which the same stands; what stands several times in order, each once."""
    there: dict[str, list[str]] = defaultdict(list)
    for id_, said in reversed(list(old.items())):
        there[said].append(id_)
    return {id_: there[said].pop() for id_, said in new.items() if there.get(said)}
