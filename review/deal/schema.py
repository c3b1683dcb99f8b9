"""The published schema of a deal record, group by group (see README for a minimal one).

Only ``deal.external_id``, ``account.legal_name`` and ``our_party.legal_name`` are required. A missing field is never a
pass: the rule that needs it says so. Days are calendar days, percentages are 5 for 5 %, amounts are in units of the
currency and may be strings. ``trigger`` fields use the vocabulary of ``review.model.commitment.Trigger``.
"""

from __future__ import annotations

from review.deal.commercial import (
    Account,
    Authority,
    ContractRecord,
    DealIdentity,
    Economics,
    Gate,
    Member,
    Opportunity,
    OurParty,
    PaymentStep,
    Quote,
    Receipt,
    Sourcing,
)
from review.deal.fields import Group
from review.deal.fulfilment import (
    Assumption,
    BomLine,
    Capacity,
    Certificate,
    Deviation,
    LeadTime,
    Milestone,
    Promise,
    Requirement,
    Resource,
    Risk,
    ServiceOffer,
    Site,
    SolutionItem,
    Supplier,
)


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
