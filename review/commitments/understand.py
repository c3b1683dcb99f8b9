"""From a document to everything it promises.

text --units--> candidates --reading--> parties, values, wordings --kinds, obligor, roles--> commitments --links--> understanding
"""

from __future__ import annotations

from review.commitments.definitions import definitions
from review.commitments.events import condition_of, exception_of, trigger_of
from review.commitments.identity import commitment_id
from review.commitments.kinds import lexicon, titles, votes
from review.commitments.links import linked
from review.commitments.modality import is_vague, modality_of
from review.commitments.obligor import subject_of
from review.commitments.parties import Parties, find_parties
from review.commitments.promise import is_promise
from review.commitments.reading import Reading, mentions_of
from review.commitments.roles import valued
from review.commitments.unit import Unit
from review.commitments.units import units
from review.commitments.values import scan
from review.model.commitment import Commitment, Party, Understanding
from review.model.deal import Deal
from review.model.document import Document, RevisionKind
from review.model.language import Language


def understand(document: Document, deal: Deal | None = None) -> Understanding:
    """Every commitment, party and definition of a document, in text order. ``deal`` is read for the parties' names alone."""
    parties = find_parties(document)
    pieces = units(document)
    readings = tuple(read_unit(document, parties, u) for u in pieces)
    found = tuple(c for r in readings if (c := _commitment(document, r)) is not None)
    return Understanding(parties.names, definitions(pieces), linked(document, found))


def read_unit(document: Document, parties: Parties, unit: Unit) -> Reading:
    """A unit with its parties, values and wordings."""
    key = "en" if unit.language is Language.EN else "zh"
    values = tuple(scan(document.text, unit.span.start, unit.span.end, unit.language))
    context = unit.lead or unit.before
    titles_ = tuple(m for title in reversed(unit.headings) for m in mentions_of(parties, title))
    return Reading(unit, mentions_of(parties, unit.text), values, tuple(lexicon(key).hits(unit.text)), context, mentions_of(parties, context), titles_)


def _commitment(document: Document, reading: Reading) -> Commitment | None:
    unit = reading.unit
    key = "en" if unit.language is Language.EN else "zh"
    heads = tuple(h for title in unit.headings[-2:] for h in titles(key).hits(title))
    scores = votes(reading.hits, heads)
    ranked = sorted(scores, key=lambda k: (-scores[k], k)) or ["K00"]
    best = scores.get(ranked[0], 0.0)
    if not is_promise(reading, best):
        return None
    kind = ranked[0]
    also = tuple(k for k in ranked[1:3] if scores[k] >= 0.7 * best and k != "K00")
    modality, words = modality_of(reading)
    acting = subject_of(reading)
    side, how = acting.side, acting.how
    obligor = side or Party.SELLER
    return Commitment(
        id=commitment_id(unit, kind),
        span=unit.span,
        quote=unit.text,
        kind=kind,
        also=also,
        obligor=obligor,
        modality=modality,
        verifiable=not is_vague(reading),
        values=valued(reading, kind),
        language=unit.language,
        clause=unit.clause,
        number=unit.number,
        trigger=trigger_of(reading),
        condition=condition_of(reading),
        exception=exception_of(reading),
        confidence=round(min(0.99, 0.4 + 0.2 * best), 2),
        reasons=tuple(dict.fromkeys([f"{h.label}={h.words}" for h in reading.hits if h.label.startswith(kind)] + [words] * bool(words))),
        inserted=any(r.kind is RevisionKind.INSERTED and r.span.overlaps(unit.span) for r in document.revisions),
    )
