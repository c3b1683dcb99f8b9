"""What grammar and custom say of who owes, before anything learned."""

from __future__ import annotations

from review.commitments.modality import modality_of
from review.commitments.obligor import USUAL, actor, subject_of
from review.commitments.reading import Reading, language_key
from review.model.commitment import Modality, Party

_OTHER = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}


def owing(reading: Reading, kind: str) -> dict[str, float]:
    """What grammar and custom say of who owes, by side: a subject with a word that binds says most, the custom of the kind least.

    A right binds the other side.
    """
    acting, (modality, word) = subject_of(reading), modality_of(reading)
    if acting.side is not None and acting.settled:
        side = _OTHER.get(acting.side, acting.side) if modality is Modality.RIGHT and acting.how != "agent" else acting.side
        return {str(side): 2.0 if word and acting.how == "subject" else 1.0}
    found = {str(USUAL[kind]): 0.7} if kind in USUAL else {}
    before = actor(language_key(reading), reading.context, reading.context_mentions)
    title = next((m.side for m in reading.title_mentions), None)
    bare = 1.0 if acting.side is Party.BOTH else 0.3
    for side, trust in ((before.side, 1.5 if reading.unit.lead else 0.2 if before.settled else 0.0), (title, 0.8), (acting.side, bare)):
        if side is not None:
            found[str(side)] = found.get(str(side), 0.0) + trust
    return found
