"""What a person corrects stays corrected in the next draft, as long as the words are the same.

A correction is bound to the words it speaks of, white space and width aside, and to their place among equal words; never to an
offset or a clause number. Pure functions over records; the store keeps the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from review.commitments.identity import normalised
from review.model.commitment import Commitment, Modality, Party, Understanding
from review.model.document import Document
from review.model.language import Language
from review.model.span import Span


class Act(StrEnum):
    ADD = "add"
    EDIT = "edit"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by a person.

    ``quote`` are the words it is bound to, ``occurrence`` which of several equal places (from 0), ``kind`` what was found there
    (empty for ``add``). ``fields`` are the new values of ``kind``, ``also``, ``obligor``, ``modality`` and ``verifiable``.
    ``reason`` is mandatory.
    """

    act: Act
    quote: str
    reason: str
    by: str
    at: str
    kind: str = ""
    occurrence: int = 0
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """An understanding with its corrections, and those whose words the draft no longer holds."""

    understanding: Understanding
    lost: tuple[Correction, ...]


def applied(document: Document, understanding: Understanding, corrections: Iterable[Correction]) -> Applied:
    """The corrections in their order upon what was found in a draft."""
    found, lost = understanding.commitments, []
    for correction in corrections:
        changed = _ACTS[correction.act](document, found, correction)
        if changed is None:
            lost.append(correction)
        else:
            found = changed
    ordered = tuple(sorted(found, key=lambda c: (c.span, c.kind)))
    return Applied(replace(understanding, commitments=ordered), tuple(lost))


def correction_of(
    act: Act, commitment: Commitment, all_: Iterable[Commitment], reason: str, by: str, at: str, **fields: str
) -> Correction:
    """A correction of a commitment of this draft. Raises ValueError without a reason or for a field that cannot be corrected."""
    if not reason.strip():
        raise ValueError("a correction needs a reason")
    if unknown := set(fields) - set(_FIELDS):
        raise ValueError(f"cannot be corrected: {', '.join(sorted(unknown))}")
    same = [c for c in all_ if c.kind == commitment.kind and normalised(c.quote) == normalised(commitment.quote)]
    return Correction(
        act, commitment.quote, reason, by, at, commitment.kind, same.index(commitment), tuple(sorted(fields.items()))
    )


def _target(found: tuple[Commitment, ...], correction: Correction) -> Commitment | None:
    wanted = normalised(correction.quote)
    same = [c for c in found if c.kind == correction.kind and normalised(c.quote) == wanted]
    return same[correction.occurrence] if correction.occurrence < len(same) else None


def _dismissed(document: Document, found: tuple[Commitment, ...], correction: Correction) -> tuple[Commitment, ...] | None:
    target = _target(found, correction)
    return None if target is None else tuple(c for c in found if c is not target)


def _edited(document: Document, found: tuple[Commitment, ...], correction: Correction) -> tuple[Commitment, ...] | None:
    target = _target(found, correction)
    if target is None:
        return None
    changed = replace(target, manual=True, confidence=1.0, **dict(_read(correction.fields)))
    return tuple(changed if c is target else c for c in found)


def _added(document: Document, found: tuple[Commitment, ...], correction: Correction) -> tuple[Commitment, ...] | None:
    place = next((p for i, p in enumerate(_places(document.text, correction.quote)) if i == correction.occurrence), None)
    if place is None:
        return None
    fields = _UNSAID | dict(_read(correction.fields))
    block, clause = document.block_at(place.start), document.clause_at(place.start)
    made = Commitment(
        id=f"m-{normalised_id(correction)}",
        span=place,
        quote=document.quote(place),
        values=(),
        language=block.language if block else Language.NONE,
        clause=clause.id if clause else "",
        number=clause.number if clause else "",
        reasons=(correction.reason,),
        manual=True,
        **fields,
    )
    return (*found, made)


def normalised_id(correction: Correction) -> str:
    """Ten hex digits that stay the same in every draft that holds the words."""
    return sha256(
        f"{normalised(correction.quote)}\n{correction.occurrence}\n{dict(correction.fields).get('kind', '')}".encode()
    ).hexdigest()[:10]


def _places(text: str, quote: str) -> Iterator[Span]:
    """Every place of the words, white space and width aside."""
    wanted = normalised(quote)
    squashed, origin = [], []
    for i, character in enumerate(text):
        for c in normalised(character):
            squashed.append(c)
            origin.append(i)
    plain, at = "".join(squashed), 0
    while wanted and (at := plain.find(wanted, at)) >= 0:
        yield Span(origin[at], origin[at + len(wanted) - 1] + 1)
        at += 1


def _read(fields: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Any]]:
    return ((name, _FIELDS[name](value)) for name, value in fields)


_FIELDS: dict[str, Callable[[str], Any]] = {
    "kind": str,
    "also": lambda v: tuple(k for k in v.split(",") if k),
    "obligor": Party,
    "modality": Modality,
    "verifiable": lambda v: v == "true",
}
#: What an added commitment is when the person does not say.
_UNSAID: dict[str, Any] = {
    "kind": "K00",
    "also": (),
    "obligor": Party.SELLER,
    "modality": Modality.OBLIGATION,
    "verifiable": True,
}
_ACTS = {Act.ADD: _added, Act.EDIT: _edited, Act.DISMISS: _dismissed}
