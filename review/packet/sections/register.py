"""The contract index, the commitment register and FR's statement (sections 5 to 7)."""

from __future__ import annotations

from dataclasses import dataclass

from review.compare.wording import why
from review.model.altered import Altered
from review.model.commitment import Commitment, Modality
from review.model.decision import Decision
from review.model.finding import Compared, Finding
from review.model.language import Bilingual
from review.model.roles import Role
from review.packet.input import Correction, Line, PacketInput, Performance
from review.packet.refs import Refs, ours
from review.workflow.records import Fallen
from review.workflow.routing import Routed, parting

#: Topics of the index -> kinds of commitments, in the order in which delivery reads them.
TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("price", ("K15",)),
    ("dates", ("K01", "K04")),
    ("quantity", ("K02", "K03")),
    ("payments", ("K16", "K17", "K21")),
    ("acceptance", ("K11",)),
    ("warranty", ("K12", "K13", "K09")),
    ("service", ("K07", "K08")),
    ("damages", ("K18", "K19")),
    ("caps", ("K20",)),
    ("exit", ("K26",)),
)
_PER_TOPIC, _PER_ROLE = 5, 30


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A decision that fell off: what it was, on which words where these are others now, and what changed since."""

    decision: Decision
    quote: str
    because: tuple[tuple[Bilingual, tuple[Altered, ...]], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment as the register prints it."""

    ref: str
    commitment: Commitment
    owner: Role
    ours: bool
    decision: Decision | None
    compared: tuple[Compared, ...]
    findings: tuple[tuple[str, Finding], ...]
    """Reference and open finding."""
    corrections: tuple[Correction, ...]
    gone: bool
    """Whether the draft no longer holds its words."""
    performance: Performance | None
    lapsed: Lapsed | None
    """The earlier decision, while the line waits to be decided again."""


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    entries: tuple[Entry, ...]
    more: int
    """Entries that stand in the register only."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A role with the clauses that it answers for, each with those who are consulted on it."""

    role: Role
    clauses: tuple[Routed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Register:
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]
    dismissed: tuple[Entry, ...]
    """What was read as a commitment, and people agreed is none."""

    @property
    def fr(self) -> tuple[Entry, ...]:
        """What FR decides on."""
        return tuple(e for e in self.ours if e.owner is Role.FR)


def register(packet: PacketInput, refs: Refs) -> Register:
    entries = [(line, _entry(packet, refs, line)) for line in packet.register]
    held = [entry for line, entry in entries if not line.dismissed]
    dismissed = tuple(entry for line, entry in entries if line.dismissed)
    return Register(tuple(e for e in held if e.ours), tuple(e for e in held if not e.ours), dismissed)


def _entry(packet: PacketInput, refs: Refs, line: Line) -> Entry:
    commitment = line.commitment
    about = refs.by_commitment.get(commitment.id, ())
    compared = {(c.label["en"], c.said("en")): c for f in about for c in f.compared}
    return Entry(
        ref=refs.commitments[commitment.id],
        commitment=commitment,
        owner=line.owner,
        ours=ours(packet, commitment),
        decision=refs.decisions.get(commitment.id),
        compared=tuple(compared.values()),
        findings=tuple((refs.findings[f.id], f) for f in about if f.open),
        corrections=line.corrections,
        gone=line.gone,
        performance=packet.performed.get(commitment.id),
        lapsed=_lapsed(line.fallen, commitment.quote) if line.fallen else None,
    )


def _lapsed(fallen: Fallen, quote: str) -> Lapsed:
    told = (why(fallen.because, fallen.altered, language) for language in ("zh", "en"))
    because = tuple(({"zh": a.said, "en": b.said}, b.edits) for a, b in zip(*told, strict=True))
    return Lapsed(fallen.decision, fallen.line.quote if fallen.line.quote != quote else "", because)


def index(book: Register) -> tuple[Topic, ...]:
    """The contract in at most two pages: by topic, those with values first."""
    entries = sorted((*book.ours, *book.theirs), key=lambda e: (not e.commitment.values, e.commitment.span))
    return tuple(_topic(key, kinds, entries) for key, kinds in TOPICS)


def answering(packet: PacketInput) -> tuple[Answers, ...]:
    """Who answers for what, by role: the outermost clauses, and those within them that are somebody else's."""
    parts = parting(packet.clauses)
    found = ((role, [c for c in parts if c.owner is role]) for role in Role)
    return tuple(Answers(role, tuple(own[:_PER_ROLE]), max(len(own) - _PER_ROLE, 0)) for role, own in found if own)


def _topic(key: str, kinds: tuple[str, ...], entries: list[Entry]) -> Topic:
    found = [e for e in entries if e.commitment.kind in kinds and e.commitment.modality is not Modality.RIGHT]
    shown = sorted(found[:_PER_TOPIC], key=lambda e: e.commitment.span)
    return Topic(key, tuple(shown), max(len(found) - _PER_TOPIC, 0))
