"""One promise by one party in the contract's text, with everything it says in values.

The field names of ``as_json`` are published: they are those by which extraction is measured.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from review.model.language import Language
from review.model.quick import quick
from review.model.roles import Role
from review.model.span import Span


class Party(StrEnum):
    """A side of the contract. ``OTHER`` is a third party."""

    SELLER = "seller"
    BUYER = "buyer"
    BOTH = "both"
    OTHER = "other"


#: Of the two sides that trade, the one across from each.
OPPOSITE = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}


class Modality(StrEnum):
    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    RIGHT = "right"
    DEEMED = "deemed"


class ValueType(StrEnum):
    DURATION = "duration"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    COUNT = "count"


class ValueRole(StrEnum):
    DEADLINE = "deadline"
    TRIGGER_DELAY = "trigger_delay"
    TERM = "term"
    NOTICE = "notice"
    RESPONSE = "response"
    RESTORE = "restore"
    ONSITE = "onsite"
    THRESHOLD = "threshold"
    WINDOW = "window"
    RATE = "rate"
    CAP = "cap"
    SHARE = "share"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    INTERVAL = "interval"
    AGE = "age"
    OTHER = "other"


class Operator(StrEnum):
    """How a value bounds what it measures. 以上/以下/以内 include the number (CC1259)."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE_THAN = ">"
    LESS_THAN = "<"
    EXACTLY = "="


class Trigger(StrEnum):
    """The events from which contracts and delivery plans count time; one vocabulary for both, so that they can be compared."""

    SIGNING = "signing"
    EFFECTIVE = "effective"
    PREPAYMENT_RECEIVED = "prepayment_received"
    PAYMENT_RECEIVED = "payment_received"
    ORDER = "order"
    NOTICE = "notice"
    DRAWINGS_CONFIRMED = "drawings_confirmed"
    SITE_READY = "site_ready"
    SHIPMENT = "shipment"
    ARRIVAL = "arrival"
    INSTALLATION = "installation"
    PRELIMINARY_ACCEPTANCE = "preliminary_acceptance"
    ACCEPTANCE = "acceptance"
    FINAL_ACCEPTANCE = "final_acceptance"
    WARRANTY_END = "warranty_end"
    INVOICE = "invoice"
    FAULT_REPORT = "fault_report"
    BREACH = "breach"
    TERMINATION = "termination"
    PERIOD_END = "period_end"
    OTHER = "other"


@quick
@dataclass(frozen=True, slots=True)
class Value:
    """A number, date or blank of the text. ``n`` is ``None`` for a blank that is to be filled in.

    Percent: 5 for 5 %, 0.3 for 千分之三. Money: in units of the currency (1.2万元 is 12000).
    """

    role: ValueRole
    type: ValueType
    n: Decimal | None
    span: Span
    unit: str | None = None
    """Of a duration: minute, hour, day, week, month, quarter, year. Of a quantity: as written."""
    currency: str | None = None
    iso: date | None = None
    of: str | None = None
    """Base of a percentage, in the words of the text."""
    day_type: str | None = None
    """``calendar``, ``working`` or ``None`` when the text does not say."""
    operator: Operator | None = None
    per: str | None = None
    """Unit of time or object that a rate refers to: ``day``, ``hour``, ``0.1%`` …"""
    part: str = ""
    """ISO 8601 of a date that the text gives in part: ``2026-06``, ``2026-Q3``, ``--06-30``; empty for a whole date."""


@quick
@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: counted from a trigger, or a date.

    ``due`` is set only when it can be computed, else ``unresolved`` says why.
    """

    trigger: Trigger | None
    trigger_text: str
    controlled_by: Party | None
    """Who can make the trigger happen."""
    direction: str = "after"
    """``after`` or ``before`` the trigger."""
    n: Decimal | None = None
    unit: str | None = None
    day_type: str | None = None
    due: date | None = None
    """The day itself, not moved off rest days: the one to plan with."""
    unresolved: str = ""
    rolled: date | None = None
    """``due`` moved to the next working day when it falls on a rest day (CC203); ``None`` when no official calendar covers it."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What another place of the contract says that the words of a promise point to."""

    term: str
    """The defined term or the number of the clause, as the promise writes it."""
    span: Span
    """The words that say it."""
    values: tuple[Value, ...] = ()
    trigger: Trigger | None = None
    """The event that they name."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One sum of a promise to pay: a payment milestone."""

    span: Span
    """Its words."""
    share: Decimal | None = None
    """Of the price, in percent: what is paid then, never a running total."""
    amount: Decimal | None = None
    """As the words name it, in units of ``currency``."""
    currency: str = ""
    rest: bool = False
    """Whether it is what the others leave."""
    deadline: Deadline | None = None
    """When it is due. On an event that sets no length of time: nought days after it."""


@quick
@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise. ``quote == text[span]``; all spans are into the same document."""

    id: str
    span: Span
    quote: str
    kind: str
    """K01 to K29, or K00 for a general duty of no kind."""
    also: tuple[str, ...]
    obligor: Party
    modality: Modality
    verifiable: bool
    values: tuple[Value, ...]
    language: Language
    clause: str = ""
    """Id of the innermost clause."""
    number: str = ""
    """Number of that clause as it stands before it."""
    cited: str = ""
    """The number a reader finds it by, with those above it where it does not say enough: ``二、2.``."""
    trigger: str | None = None
    """Words of the text that start its time."""
    deadline: Deadline | None = None
    condition: Span | None = None
    exception: Span | None = None
    links: tuple[tuple[str, str], ...] = ()
    """Pairs (relation, id of commitment or clause): ``punishes``, ``capped_by``, ``refers_to``, ``translation_of`` …"""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    """Words of the text and names of patterns that decided."""
    inserted: bool = False
    """Whether a tracked insertion that nobody accepted yet made it."""
    manual: bool = False
    """Whether a person added or edited it."""
    later: tuple[Deadline, ...] = ()
    """The deadlines that its words set beside ``deadline``, in their order: the second delivery, the rest of the price."""
    applied: tuple[Applied, ...] = ()
    """What the contract says elsewhere and its words point to: defined terms, and clauses that set its time."""
    payments: tuple[Payment, ...] = ()
    """The sums that a promise to pay sets, in their order."""

    @property
    def milestones(self) -> tuple[Deadline, ...]:
        """What is kept or missed one by one: each payment where it sets several, else each deadline."""
        paid = tuple(p.deadline for p in self.payments if p.deadline)
        return paid if len(self.payments) > 1 else self.deadlines

    @property
    def is_translation(self) -> bool:
        """Whether it says in the other language of the contract what another promise says: the two are one."""
        return any(relation == "translation_of" for relation, _ in self.links)

    @property
    def owner(self) -> Role:
        """The role that decides on it, by the ownership of its kind."""
        return OWNER[self.kind]

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline that its words set, in their order."""
        return (self.deadline, *self.later) if self.deadline else self.later

    @property
    def is_timed(self) -> bool:
        """Whether a deadline says a day or a length of time."""
        return any(d.due is not None or d.n is not None for d in self.deadlines)

    def value(self, role: ValueRole) -> Value | None:
        """The first value with that role."""
        return next((v for v in self.values if v.role is role), None)


@dataclass(frozen=True, slots=True)
class PartyName:
    """One side as the contract names it."""

    side: Party
    name: str | None
    terms: tuple[str, ...]
    """Role words used in the text: 甲方, 采购人, Supplier …"""
    span: Span | None = None
    uscc: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what the contract says it means."""

    term: str
    span: Span
    """The term's own place."""
    meaning: str
    said: Span
    """The place of ``meaning``."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that was understood of a document."""

    parties: tuple[PartyName, ...] = ()
    definitions: tuple[Definition, ...] = ()
    commitments: tuple[Commitment, ...] = field(default_factory=tuple)


#: The role that owns a commitment of a kind, and so decides on it (clause ownership).
OWNER: dict[str, Role] = {
    "K00": Role.CM, "K01": Role.FR, "K02": Role.SR, "K03": Role.FR, "K04": Role.FR, "K05": Role.SR,
    "K06": Role.SR, "K07": Role.FR, "K08": Role.FR, "K09": Role.FR, "K10": Role.FR, "K11": Role.FR,
    "K12": Role.FR, "K13": Role.FR, "K14": Role.FR, "K15": Role.COM, "K16": Role.FIN, "K17": Role.FIN,
    "K18": Role.LEG, "K19": Role.FIN, "K20": Role.LEG, "K21": Role.FIN, "K22": Role.LEG, "K23": Role.LEG,
    "K24": Role.LEG, "K25": Role.AR, "K26": Role.LEG, "K27": Role.FR, "K28": Role.FIN, "K29": Role.FR,
}  # fmt: skip
