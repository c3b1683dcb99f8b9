"""What was understood of a document, in another spelling of its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from review.model.changed import changed
from review.model.commitment import Definition, PartyName, Understanding

Spelling = Callable[[str], str]


def respelled(understanding: Understanding, spell: Spelling) -> Understanding:
    """With the names of the parties and the defined terms as ``spell`` writes them; quotes stay what they are."""
    return replace(
        understanding,
        parties=tuple(_party(p, spell) for p in understanding.parties),
        definitions=tuple(_definition(d, spell) for d in understanding.definitions),
    )


def _party(party: PartyName, spell: Spelling) -> PartyName:
    return replace(party, name=party.name and spell(party.name), terms=tuple(map(spell, party.terms)))


def _definition(one: Definition, spell: Spelling) -> Definition:
    return changed(one, term=spell(one.term), meaning=spell(one.meaning))
