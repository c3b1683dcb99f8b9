"""The groups that say what is asked for, offered and promised, and what delivery has for it."""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime

from pydantic import Field

from review.deal.choices import Disposition, FeatureStatus
from review.deal.fields import Amount, Days, Group, Name, Number, Percent, Text
from review.model.commitment import Trigger


class Requirement(Group):
    id: Name
    text: Text | None = None
    source: Text | None = None
    mandatory: bool | None = None
    confirmed_by_customer: bool | None = None
    date: Day | None = None


class SolutionItem(Group):
    id: Name
    satisfies: tuple[Name, ...] | None = None
    sku: Text | None = None
    feature: Text | None = None
    status: FeatureStatus | None = None
    release_date: Day | None = None
    value: Text | None = None
    """What the product does, as its specification says: ``5000``, ``2 s``."""
    metric: Text | None = None


class BomLine(Group):
    sku: Name
    name: Text | None = None
    qty: Number | None = None
    unit: Text | None = None
    sellable: bool | None = None
    region: tuple[Text, ...] | None = None
    sellable_from: Day | None = None
    sellable_to: Day | None = None
    eom: Day | None = None
    eos: Day | None = None
    controlled: bool | None = None
    licence_days: Days | None = None
    tax_rate: Percent | None = None
    unit_price: Amount | None = None


class Milestone(Group):
    milestone: Name
    duration: Days | None = None
    trigger: Trigger | None = None
    earliest_date: Day | None = None
    owner: Text | None = None
    subcontracted: bool | None = None
    trial_run_days: Days | None = None
    batches: int | None = Field(default=None, ge=1)


class Site(Group):
    id: Name
    address: Text | None = None
    ready_date: Day | None = None
    depot_hours: Number | None = None


class LeadTime(Group):
    sku: Name
    p50: Days | None = None
    p90: Days | None = None
    as_of: Day | None = None
    supplier: Text | None = None
    trigger: Trigger | None = None
    """From what the lead runs; the delivery plan's trigger where it is not said."""


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
    value: Number | None = None
    unit: Text | None = None
    severity: Text | None = None
    window: Text | None = None


class ServiceOffer(Group):
    tier: Text | None = None
    metrics: tuple[Metric, ...] | None = None
    hours: Text | None = None
    exclusions: tuple[Text, ...] | None = None
    years_priced: Number | None = None
    warranty_months: Number | None = None
    """Longest warranty that is priced or that policy allows."""
    spares_years: Number | None = None


class Supplier(Group):
    sku: Text | None = None
    name: Text | None = None
    lead: Days | None = None
    warranty: Number | None = None
    """Months."""
    sla: tuple[Metric, ...] | None = None
    consent_required: bool | None = None


class Promise(Group):
    id: Name
    text: Text | None = None
    by: Text | None = None
    to: Text | None = None
    when: datetime | Day | None = None
    channel: Text | None = None
    evidence: Text | None = None
    kind: Text | None = Field(default=None, pattern=r"^K\d\d$")
    value: Text | None = None
    """Such as ``45 day``, ``99.9 %``, ``5 year``."""
    disposition: Disposition | None = None
    clause: Text | None = None
    customer_told: bool | None = None


class Risk(Group):
    text: Text | None = None
    prob: Text | None = None
    impact: Text | None = None
    amount: Amount | None = None
    owner: Text | None = None
    mitigation: Text | None = None
    escalated: bool | None = None


class Assumption(Group):
    text: Text
    must_be_in_contract: bool | None = None
    clause: Text | None = None
    keywords: tuple[Text, ...] | None = None


class Deviation(Group):
    tender_ref: Text | None = None
    positive: bool | None = None
    negative: bool | None = None
    text: Text | None = None


class Certificate(Group):
    name: Name
    no: Text | None = None
    valid_to: Day | None = None
