"""The published schema of a deal record, group by group (see README for a minimal one).

Only ``deal.external_id``, ``account.legal_name`` and ``our_party.legal_name`` are required. A missing field is never a
pass: the rule that needs it says so. Days are calendar days, percentages are 5 for 5 %, amounts are in units of the
currency and may be strings. Fields read the words of both languages (see ``fields``); ``trigger`` fields keep their words beside
the event of ``review.model.commitment.Trigger`` that they name.
"""

from __future__ import annotations

from typing import Annotated

from review.deal import shapes
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
from review.deal.fields import LISTED, Group, Reads
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
    team: Annotated[tuple[Member, ...], LISTED] | None = None
    requirements: Annotated[tuple[Requirement, ...], LISTED] | None = None
    solution: Annotated[tuple[SolutionItem, ...], LISTED] | None = None
    bom: Annotated[tuple[BomLine, ...], LISTED] | None = None
    quote: Quote | None = None
    economics: Economics | None = None
    payment_plan: Annotated[tuple[PaymentStep, ...], Reads(shapes.whole, lambda own: own), LISTED] | None = None
    delivery_plan: Annotated[tuple[Milestone, ...], LISTED] | None = None
    sites: Annotated[tuple[Site, ...], LISTED] | None = None
    lead_times: Annotated[tuple[LeadTime, ...], LISTED] | None = None
    capacity: Annotated[tuple[Capacity, ...], LISTED] | None = None
    resources: Annotated[tuple[Resource, ...], LISTED] | None = None
    service_offer: ServiceOffer | None = None
    suppliers: Annotated[tuple[Supplier, ...], LISTED] | None = None
    promises: Annotated[tuple[Promise, ...], LISTED] | None = None
    risks: Annotated[tuple[Risk, ...], LISTED] | None = None
    assumptions: Annotated[tuple[Assumption, ...], LISTED] | None = None
    deviations: Annotated[tuple[Deviation, ...], LISTED] | None = None
    certificates: Annotated[tuple[Certificate, ...], LISTED] | None = None
    gates: Annotated[tuple[Gate, ...], LISTED] | None = None
    authority: Annotated[tuple[Authority, ...], LISTED] | None = None
    contract: ContractRecord | None = None
    receipts: Annotated[tuple[Receipt, ...], LISTED] | None = None
