"""The published schema of a deal record, group by group (see README for a minimal one).

Only ``deal.external_id``, ``account.legal_name`` and ``our_party.legal_name`` are required. A missing field is never a
pass: the rule that needs it says so. Days are calendar days, percentages are 5 for 5 %, amounts are in units of the
currency and may be strings. ``trigger`` fields use the vocabulary of ``review.model.commitment.Trigger``.
"""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from review.deal.fields import Amount, Currency, Days, Group, Name, Number, Percent, Text, Uscc
from review.model.commitment import Trigger
from review.model.roles import Role


class System(StrEnum):
    SALESFORCE = "salesforce"
    HUBSPOT = "hubspot"
    DYNAMICS = "dynamics"
    FXIAOKE = "fxiaoke"
    NEOCRM = "neocrm"
    OTHER = "other"


class AccountType(StrEnum):
    """机关 / 事业 / 大型企业 / 中小企业 / 外国."""

    GOVERNMENT = "government"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_OWNED_LARGE = "state_owned_large"
    LARGE_ENTERPRISE = "large_enterprise"
    SME = "sme"
    FOREIGN = "foreign"


class SourcingMode(StrEnum):
    TENDER = "tender"
    GOVERNMENT = "gov"
    DIRECT = "direct"


class ContractType(StrEnum):
    """What is sold; rules apply by it."""

    SUPPLY = "supply"
    SUPPLY_INSTALLATION = "supply_installation"
    SERVICE = "service"
    MAINTENANCE = "maintenance"
    SOFTWARE = "software"
    SAAS = "saas"
    WORKS = "works"
    CONSULTING = "consulting"
    FRAMEWORK = "framework"


class FeatureStatus(StrEnum):
    RELEASED = "released"
    PLANNED = "planned"
    CUSTOM = "custom"
    END_OF_LIFE = "end_of_life"


class Disposition(StrEnum):
    """What became of a promise."""

    IN_CONTRACT = "in_contract"
    WITHDRAWN = "withdrawn"
    COVERED = "covered"
    OPEN = "open"


class DealIdentity(Group):
    external_id: Name
    system: System | None = None
    version: int | None = None
    fetched_at: datetime | Day | None = None


class Account(Group):
    legal_name: Name
    uscc: Uscc | None = None
    type: AccountType | None = None
    credit_limit: Amount | None = None
    credit_rating: Text | None = None
    checked_at: Day | None = None
    listed_party: bool | None = None
    """Hit on a sanctions or export-control list that nobody resolved."""
    country: Text | None = None


class Opportunity(Group):
    name: Text | None = None
    stage: Text | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    close_date: Day | None = None
    probability: Percent | None = None
    contract_type: ContractType | None = None
    major: bool | None = None
    crm_status: Text | None = None
    """What the CRM says of the contract: Draft, InApproval, Activated, signed …"""
    project_approved_at: Day | None = None


class Sourcing(Group):
    mode: SourcingMode | None = None
    award_date: Day | None = None
    tender_ref: Text | None = None
    bid_ref: Text | None = None
    essentials: dict[str, str] | None = None
    """What was tendered or bid: subject, price, quality, term …, to be found again in the contract."""
    supplements_total: Amount | None = None


class Bank(Group):
    name: Text | None = None
    account_name: Text | None = None
    account_no: Text | None = None


class TaxProfile(Group):
    rates: tuple[Percent, ...] | None = None
    taxpayer: Text | None = None


class OurParty(Group):
    legal_name: Name
    uscc: Uscc | None = None
    sme: bool | None = None
    bank: Bank | None = None
    tax_profile: TaxProfile | None = None
    other_names: tuple[Name, ...] | None = None


class Member(Group):
    person: Name
    role: Role
    joined_at: Day | None = None
    delegate: Text | None = None


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


class Quote(Group):
    version: Text | int | None = None
    valid_until: Day | None = None
    list: Amount | None = None
    net: Amount | None = None
    gross: Amount | None = None
    currency: Currency | None = None
    tax_rate: Percent | None = None
    tax_included: bool | None = None
    discount: Percent | None = None
    floor: Amount | None = None
    approved_by: Text | None = None
    delivery_place: Text | None = None
    incoterm: Text | None = None
    free_items: tuple[Text, ...] | None = None


class CashFlow(Group):
    date: Day
    cost: Amount | None = None
    cash: Amount | None = None


class Economics(Group):
    cost_estimate: Amount | None = None
    margin: Percent | None = None
    cashflow: tuple[CashFlow, ...] | None = None
    approved_at: Day | None = None
    monthly_fee: Amount | None = None


class PaymentStep(Group):
    name: Text | None = None
    pct: Percent | None = None
    amount: Amount | None = None
    trigger: Trigger | None = None
    days: Days | None = None
    evidence: Text | None = None
    owner: Text | None = None
    non_cash: bool | None = None


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


class Gate(Group):
    gate: Name
    decision: Text | None = None
    conditions: tuple[Text, ...] | None = None
    body: Text | None = None
    at: datetime | Day | None = None
    revision: Text | None = None


class Authority(Group):
    dimension: Text
    limit: Amount | None = None
    holder: Text | None = None
    discount: Percent | None = None


class Signatory(Group):
    """Who signs for us: name, matter, scope and end of the authority (CC165)."""

    name: Text | None = None
    matter: Text | None = None
    scope: Text | None = None
    term: Day | None = None


class ContractRecord(Group):
    ids: tuple[Text, ...] | None = None
    type: ContractType | None = None
    revisions: tuple[Text, ...] | None = None
    sha256: Text | None = None
    signed_at: Day | None = None
    planned_signing: Day | None = None
    """Day from which periods after signing are counted for checks until it is signed."""
    effective_at: Day | None = None
    negotiated_by: tuple[Name, ...] | None = None
    submitted_by: Text | None = None
    negotiation_notes: Text | None = None
    signatory: Signatory | None = None
    commissions: tuple[Text, ...] | None = None


class Receipt(Group):
    milestone: Text | None = None
    amount: Amount | None = None
    date: Day | None = None


class DealRecord(Group):
    """The whole record. Groups that a CRM does not hold are left out."""

    deal: DealIdentity
    account: Account
    our_party: OurParty
    opp: Opportunity | None = None
    sourcing: Sourcing | None = None
    team: tuple[Member, ...] | None = None
    requirements: tuple[Requirement, ...] | None = None
    solution: tuple[SolutionItem, ...] | None = None
    bom: tuple[BomLine, ...] | None = None
    quote: Quote | None = None
    economics: Economics | None = None
    payment_plan: tuple[PaymentStep, ...] | None = None
    delivery_plan: tuple[Milestone, ...] | None = None
    sites: tuple[Site, ...] | None = None
    lead_times: tuple[LeadTime, ...] | None = None
    capacity: tuple[Capacity, ...] | None = None
    resources: tuple[Resource, ...] | None = None
    service_offer: ServiceOffer | None = None
    suppliers: tuple[Supplier, ...] | None = None
    promises: tuple[Promise, ...] | None = None
    risks: tuple[Risk, ...] | None = None
    assumptions: tuple[Assumption, ...] | None = None
    deviations: tuple[Deviation, ...] | None = None
    certificates: tuple[Certificate, ...] | None = None
    gates: tuple[Gate, ...] | None = None
    authority: tuple[Authority, ...] | None = None
    contract: ContractRecord | None = None
    receipts: tuple[Receipt, ...] | None = None
