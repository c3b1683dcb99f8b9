"""The groups that say who deals with whom, at what price, and who may decide."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ValidationInfo

from review.deal import shapes
from review.deal.choices import AccountType, ContractType, SourcingMode
from review.deal.fields import (
    LISTED,
    Amount,
    Chance,
    Currency,
    Day,
    Days,
    Event,
    Flag,
    Group,
    Identifier,
    Moment,
    Name,
    Percent,
    SmeFlag,
    TaxRate,
    Text,
    Uscc,
    also,
    choice,
    known,
)
from review.model.roles import Role

_WORDS = {"type": "string", "maxLength": 500, "pattern": r"\S"}
Texts = Annotated[tuple[Text, ...], LISTED]
Names = Annotated[tuple[Name, ...], LISTED]
_ContractType = Annotated[ContractType, choice("contract_type", ContractType)]


class DealIdentity(Group):
    external_id: Identifier
    system: Annotated[Text, known("system")] | None = None
    version: Text | int | None = None
    fetched_at: Moment | None = None


class Account(Group):
    legal_name: Name
    uscc: Uscc | None = None
    type: Annotated[AccountType, choice("account_type", AccountType)] | None = None
    credit_limit: Amount | None = None
    credit_rating: Text | None = None
    checked_at: Day | None = None
    listed_party: Flag | None = None
    """Hit on a sanctions or export-control list that nobody resolved."""
    country: Text | None = None


class Opportunity(Group):
    name: Text | None = None
    stage: Text | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    close_date: Day | None = None
    probability: Chance | None = None
    contract_type: _ContractType | None = None
    major: Flag | None = None
    crm_status: Text | None = None
    """What the CRM says of the contract: Draft, InApproval, Activated, signed …"""
    project_approved_at: Day | None = None


class Sourcing(Group):
    mode: Annotated[SourcingMode, choice("sourcing_mode", SourcingMode)] | None = None
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
    rates: Annotated[tuple[TaxRate, ...], LISTED] | None = None
    taxpayer: Text | None = None


class OurParty(Group):
    legal_name: Name
    uscc: Uscc | None = None
    sme: SmeFlag | None = None
    bank: Annotated[Bank, also(shapes.bank, _WORDS)] | None = None
    tax_profile: Annotated[TaxProfile, also(shapes.tax_profile, _WORDS, {"type": "number"})] | None = None
    other_names: Names | None = None


class Member(Group):
    person: Name
    role: Annotated[Role, choice("role", Role)] | None = None
    title: Text | None = None
    """What a CRM calls the person whose role is none of a review."""
    joined_at: Day | None = None
    delegate: Text | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.member(record)


class Quote(Group):
    version: Text | int | None = None
    valid_until: Day | None = None
    list: Amount | None = None
    net: Amount | None = None
    gross: Amount | None = None
    currency: Currency | None = None
    tax_rate: TaxRate | None = None
    tax_included: Flag | None = None
    discount: Percent | None = None
    floor: Amount | None = None
    approved_by: Text | None = None
    delivery_place: Text | None = None
    incoterm: Text | None = None
    free_items: Texts | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.discount(record, info)


class CashFlow(Group):
    date: Day
    cost: Amount | None = None
    cash: Amount | None = None


class Economics(Group):
    cost_estimate: Amount | None = None
    margin: Percent | None = None
    cashflow: Annotated[tuple[CashFlow, ...], LISTED] | None = None
    approved_at: Day | None = None
    monthly_fee: Amount | None = None


class PaymentStep(Group):
    name: Text | None = None
    pct: Percent | None = None
    amount: Amount | None = None
    trigger: Event | None = None
    trigger_text: Text | None = None
    """The words of the event, where they are no code."""
    days: Days | None = None
    evidence: Text | None = None
    owner: Text | None = None
    non_cash: Flag | None = None

    @classmethod
    def shaped(cls, record: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        return shapes.timed(record)


class Gate(Group):
    gate: Name
    decision: Text | None = None
    conditions: Texts | None = None
    body: Text | None = None
    at: Moment | None = None
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
    ids: Texts | None = None
    type: _ContractType | None = None
    revisions: Texts | None = None
    sha256: Text | None = None
    signed_at: Day | None = None
    planned_signing: Day | None = None
    """Day from which periods after signing are counted for checks until it is signed."""
    effective_at: Day | None = None
    negotiated_by: Names | None = None
    submitted_by: Text | None = None
    negotiation_notes: Text | None = None
    signatory: Signatory | None = None
    commissions: Texts | None = None


class Receipt(Group):
    milestone: Text | None = None
    amount: Amount | None = None
    date: Day | None = None
