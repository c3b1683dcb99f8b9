"""The groups that say what is asked for, offered and promised, and what delivery has for it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from review.deal import shapes, vocabulary
from review.deal.choices import Disposition, FeatureStatus
from review.deal.fields import (
    LISTED,
    Amount,
    Day,
    Days,
    Event,
    Flag,
    Group,
    Hours,
    Moment,
    Months,
    Name,
    Number,
    Reads,
    TaxRate,
    Text,
    Years,
    choice,
    known,
)

Texts = Annotated[tuple[Text, ...], LISTED]
Names = Annotated[tuple[Name, ...], LISTED]


class Requirement(Group):
    id: Name
    text: Text | None = None
    source: Text | None = None
    mandatory: Flag | None = None
    confirmed_by_customer: Flag | None = None
    date: Day | None = None


class SolutionItem(Group):
    id: Name
    satisfies: Names | None = None
    sku: Text | None = None
    feature: Text | None = None
    status: Annotated[FeatureStatus, choice("status", FeatureStatus)] | None = None
    release_date: Day | None = None
    value: Text | None = None
    """What the product does, as its specification says: ``5000``, ``2 s``."""
    metric: Text | None = None


class BomLine(Group):
    sku: Name
    name: Text | None = None
    qty: Number | None = None
    unit: Text | None = None
    sellable: Flag | None = None
    region: Texts | None = None
    sellable_from: Day | None = None
    sellable_to: Day | None = None
    eom: Day | None = None
    eos: Day | None = None
    controlled: Flag | None = None
    licence_days: Days | None = None
    tax_rate: TaxRate | None = None
    unit_price: Amount | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.counted(record)


class Milestone(Group):
    milestone: Name
    duration: Days | None = None
    trigger: Event | None = None
    trigger_text: Text | None = None
    """The words of the event, where they are no code."""
    earliest_date: Day | None = None
    owner: Text | None = None
    subcontracted: Flag | None = None
    trial_run_days: Days | None = None
    batches: int | None = Field(default=None, ge=1)

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.milestone(shapes.timed(record))


class Site(Group):
    id: Name
    address: Text | None = None
    ready_date: Day | None = None
    depot_hours: Hours | None = None


class LeadTime(Group):
    sku: Name
    p50: Days | None = None
    p90: Days | None = None
    as_of: Day | None = None
    supplier: Text | None = None
    trigger: Event | None = None
    """From what the lead runs; the delivery plan's trigger where it is not said."""
    trigger_text: Text | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.timed(record)


class Capacity(Group):
    resource: Text | None = None
    sku: Text | None = None
    period: Text | None = None
    available: Number | None = None


class Resource(Group):
    role: Name
    skill: Text | None = None
    count: Number | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    allocated: Number | None = None
    person: Text | None = None


class Metric(Group):
    """One offered service level: availability (%), response / onsite / restore (hours) …"""

    name: Name
    operator: Text | None = None
    value: Number | None = None
    unit: Text | None = None
    severity: Text | None = None
    window: Text | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.metric(record)


_METRICS = Reads(
    lambda value, _: shapes.metrics(value), lambda own: {"anyOf": [own, own["items"], {"type": "string", "maxLength": 500}]}
)
Metrics = Annotated[tuple[Metric, ...], _METRICS]


class ServiceOffer(Group):
    tier: Text | None = None
    metrics: Metrics | None = None
    hours: Text | None = None
    exclusions: Texts | None = None
    years_priced: Years | None = None
    warranty_months: Months | None = None
    """Longest warranty that is priced or that policy allows."""
    spares_years: Years | None = None


class Supplier(Group):
    sku: Text | None = None
    name: Text | None = None
    lead: Days | None = None
    warranty: Months | None = None
    """Months."""
    sla: Metrics | None = None
    consent_required: Flag | None = None


class Promise(Group):
    id: Name
    text: Text | None = None
    by: Text | None = None
    to: Text | None = None
    when: Moment | None = None
    channel: Text | None = None
    evidence: Text | None = None
    kind: Annotated[Text, known("kind")] | None = None
    """A kind of the catalogue (K07), or the words it was given in."""
    value: Text | None = None
    """Such as ``45 day``, ``99.9 %``, ``5 year``."""
    disposition: Annotated[Disposition, choice("disposition", Disposition)] | None = None
    clause: Text | None = None
    customer_told: Flag | None = None


class Risk(Group):
    text: Text | None = None
    prob: Text | None = None
    impact: Text | None = None
    amount: Amount | None = None
    owner: Text | None = None
    mitigation: Text | None = None
    escalated: Flag | None = None


class Assumption(Group):
    text: Text
    must_be_in_contract: Flag | None = None
    clause: Text | None = None
    keywords: Texts | None = None


class Deviation(Group):
    tender_ref: Text | None = None
    positive: Flag | None = None
    negative: Flag | None = None
    text: Text | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.sign(record)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler.resolve_ref_schema(handler(schema))
        signs = {"type": "string", "enum": ["positive", "negative", *vocabulary.words("deviation")]}
        made["properties"] |= {name: signs for name, field in vocabulary.other_names("Deviation").items() if field == "sign"}
        return made


class Certificate(Group):
    name: Name
    no: Text | None = None
    valid_to: Day | None = None
