"""The groups that say who deals with whom, at what price, and who may decide."""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime

from review.deal.choices import AccountType, ContractType, SourcingMode, System
from review.deal.fields import Amount, Currency, Days, Group, Name, Percent, Text, Uscc
from review.model.commitment import Trigger
from review.model.roles import Role


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
