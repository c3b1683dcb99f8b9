"""From a document to everything it promises.

text --units--> candidates --reading--> parties, values, wordings --judge--> kinds, obligor, values --links--> understanding
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from review.commitments.amended import revalued, standing
from review.commitments.cells import row_values, shared_values
from review.commitments.definitions import definitions
from review.commitments.due import with_deadlines
from review.commitments.evidence import Evidence, may_define
from review.commitments.identity import commitment_id
from review.commitments.judge import Judge, Judgement
from review.commitments.kinds import lexicon
from review.commitments.learned.model import stored
from review.commitments.lexicon import Hit
from review.commitments.links import linked
from review.commitments.mention import Mention, mentions_of
from review.commitments.parties import Parties, find_parties
from review.commitments.pieces import divided
from review.commitments.promise import is_outside, may_promise
from review.commitments.punctuation import punctuated
from review.commitments.reading import Reading
from review.commitments.respelled import respelled
from review.commitments.ticks import unticked
from review.commitments.unit import Unit
from review.commitments.units import units
from review.commitments.values import RawValue, scan
from review.intake.script import as_written, simplified_document
from review.model.changed import changed
from review.model.commitment import Commitment, Understanding
from review.model.deal import Deal
from review.model.document import Document, RevisionKind
from review.model.language import Language
from review.model.span import Span


def understand(document: Document, deal: Deal | None = None) -> Understanding:
    """Every commitment, party and definition of a document, in text order. ``deal`` tells the days of events, nothing else."""
    return understand_with(Judge(stored()), document, deal)


def understand_with(judge: Judge, document: Document, deal: Deal | None = None) -> Understanding:
    """As ``understand``, by another judge (evaluation leaves the document out of its training)."""
    plain = simplified_document(document)
    found = _quoted(document, _understood(judge, punctuated(standing(plain)), deal))
    return found if plain is document else respelled(found, partial(as_written, document, plain))


def _quoted(document: Document, read: Understanding) -> Understanding:
    """As understood, quoted and cited as the document writes it."""
    named = {c.clause for c in read.commitments}
    cited = {clause.id: document.cited(clause) for clause in document.clauses if clause.id in named}
    said = (changed(c, quote=document.quote(c.span), cited=cited.get(c.clause, "")) for c in read.commitments)
    return replace(read, commitments=tuple(said))


def _understood(judge: Judge, document: Document, deal: Deal | None) -> Understanding:
    parties = find_parties(document)
    evidence = Evidence(parties, document.text)
    pieces = units(document, evidence.shown)
    inserted = tuple(r.span for r in document.revisions if r.kind is RevisionKind.INSERTED)
    shown = list(zip(pieces, evidence.shown([unit.span for unit in pieces]), strict=True))
    bound = [unit for unit, words in shown if evidence.may_bind(unit, words)]
    asked = [unit for unit in bound if may_promise(unit) and not document.is_struck(unit.span)]
    readings = [piece for r in read_units(document, parties, asked) if not is_outside(r) for piece in divided(r)]
    judged = zip(readings, judge.judge(readings), strict=True)
    found = tuple(_commitment(document, r, j, any(s.overlaps(r.unit.span) for s in inserted)) for r, j in judged if j is not None)
    defined = definitions(unit for unit, words in shown if may_define(words))
    dated = with_deadlines(document, found, defined, parties, deal)
    return Understanding(parties.names, defined, linked(document, dated))


def read_units(document: Document, parties: Parties, pieces: Sequence[Unit]) -> list[Reading]:
    """Units with their parties, values and wordings. Each step is taken for all: all steps for each cost a fifth more."""
    said = [mentions_of(parties, unit.text) for unit in pieces]
    values = [_values(document, unit) for unit in pieces]
    hits = [_said(lexicon(unit.language.key).hits(unit.text), named) for unit, named in zip(pieces, said, strict=True)]
    contexts = [unit.lead or unit.before for unit in pieces]
    before = [mentions_of(parties, words) for words in contexts]
    titles = {title for unit in pieces for title in unit.headings}
    titled = {title: mentions_of(parties, title) for title in titles}
    above = [tuple(m for title in reversed(unit.headings) for m in titled[title]) for unit in pieces]
    return list(map(Reading, pieces, said, values, hits, contexts, before, above))


def _said(hits: Iterable[Hit], mentions: Sequence[Mention]) -> tuple[Hit, ...]:
    """The wordings that say something: a party's name says nothing of what is promised (Consultant, 施工单位)."""
    return tuple(h for h in hits if not any(m.start <= h.start and h.end <= m.end for m in mentions)) if mentions else tuple(hits)


def _values(document: Document, unit: Unit) -> tuple[RawValue, ...]:
    """Values of the words; in a table's row also of the numbers that only the column's title explains. Of options, the ticked."""
    told = row_values(document.text, unit, _CURRENCY.get(document.language))
    if told is None:
        told = scan(document.text, unit.span.start, unit.span.end, unit.language)
    told = revalued(document.text, told)
    left_out = [Span(a, b).shifted(unit.span.start) for a, b in unticked(unit.text)]
    return tuple(v for v in told if not any(s.contains(v.span) for s in left_out)) if left_out else told


#: Of amounts in tables whose title names none.
_CURRENCY = {Language.ZH: "CNY", Language.MIXED: "CNY"}


def _commitment(document: Document, reading: Reading, judgement: Judgement, inserted: bool) -> Commitment:
    unit, kind, around = reading.unit, judgement.kinds[0], reading.around
    modality, words = reading.bearing
    return Commitment(
        id=commitment_id(unit, kind),
        span=unit.span,
        quote=unit.text,
        kind=kind,
        also=judgement.kinds[1:],
        obligor=judgement.obligor,
        modality=modality,
        verifiable=not reading.vague,
        values=judgement.values,
        language=unit.language,
        clause=unit.clause,
        number=unit.number,
        trigger=unit.text[slice(*around.event)].strip() if around.event else None,
        condition=reading.place(around.condition),
        exception=reading.place(around.exception),
        confidence=round(judgement.certainty, 2),
        reasons=_reasons(reading, judgement, words),
        inserted=inserted,
        applied=shared_values(document.text, unit, _CURRENCY.get(document.language)),
    )


def _reasons(reading: Reading, judgement: Judgement, modal: str) -> tuple[str, ...]:
    """Words of the tables that spoke for the kinds, the modal word, and the strongest learned features."""
    tables = (f"{h.label}={h.words}" for h in reading.hits if h.label[:3] in judgement.kinds)
    return tuple(dict.fromkeys((*tables, *([f"{reading.key}:modal={modal}"] if modal else []), *judgement.reasons)))
