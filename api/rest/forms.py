"""What the API takes and gives, as published in its OpenAPI description."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from api.store.rows import CheckState, Delivery
from review.model.commitment import Party
from review.model.decision import Choice
from review.model.language import Language
from review.model.roles import Role
from review.workflow.routing import Because


class Form(BaseModel):
    """Base: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Wrong(BaseModel):
    """One thing that does not fit, with its place (JSON pointer)."""

    pointer: str = Field(examples=["/body/side"])
    detail: str = Field(examples=["should be one of 'seller', 'buyer', 'both' or 'other'"])


class Problem(BaseModel):
    """RFC 9457 problem document."""

    type: str = Field(examples=["urn:tripact:problem:deal-unknown"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no deal OPP-2031."])
    code: str = Field(description="Stable, for programs.", examples=["deal-unknown"])
    fields: dict[str, Any] = Field(description="What the sentence in `detail` was filled with.", examples=[{"id": "OPP-2031"}])
    errors: list[Wrong] = Field(default_factory=list, description="Each thing that does not fit, when a body was refused.")


class RevisionRef(BaseModel):
    id: str = Field(description="Address it as `/v1/reviews/{id}`.")
    number: int = Field(examples=[1])
    sha256: str
    name: str = Field(examples=["draft.docx"])
    submitted_at: datetime
    submitted_by: str


class Seat(BaseModel):
    """Somebody named for a role on a deal."""

    person: str = Field(description="The account's name, or the name as the deal record writes it.", examples=["fay"])
    role: Role
    known: bool = Field(description="Whether the role is this account's here, so that nobody else acts in it.")


class DealAnswer(BaseModel):
    external_id: str = Field(examples=["OPP-2031"])
    title: str
    customer: str
    state: str = Field(description="State of the review, see `review.model.process.State`.", examples=["IN_REVIEW"])
    record_sha256: str | None
    record: dict[str, Any] | None
    team: list[Seat] = Field(description="Who is who, by the record and by what people named since.")
    revisions: list[RevisionRef]
    created_at: datetime
    updated_at: datetime


class DealLine(BaseModel):
    external_id: str
    title: str
    customer: str
    state: str
    updated_at: datetime


def _one_party(side: object) -> object:
    """One of the two parties; ``both`` and ``other`` are who owes a commitment, never who we are."""
    if side not in (Party.SELLER, Party.BUYER):
        raise PydanticKnownError("enum", {"expected": "'seller' or 'buyer'"})
    return side


Side = Annotated[Party, BeforeValidator(_one_party), WithJsonSchema({"type": "string", "enum": ["seller", "buyer"]})]


class FileForm(Form):
    name: str = Field(min_length=1, max_length=500, examples=["draft.docx"])
    content: str = Field(description="The file's bytes in base64.", examples=["56ys5LiA5p2h"])


class DraftForm(Form):
    """A draft as JSON, for programs that cannot send multipart."""

    deal: str = Field(min_length=1, max_length=500, description="The deal's external id.", examples=["OPP-2031"])
    file: FileForm
    record: dict[str, Any] | None = Field(default=None, description="The deal record, to be handed in first.")
    side: Side = Field(default=Party.SELLER, description="Which party is ours.")
    language: Language | None = Field(default=None, description="Language of the answer; the contract's own by default.")
    role: Role | None = Field(default=None, description="In which role, for an account that has several.")


class CheckAnswer(BaseModel):
    state: CheckState
    asked_at: datetime
    finished_at: datetime | None
    failure: Problem | None = Field(description="Why the draft could not be checked.")


class AlteredAnswer(BaseModel):
    """Words, or a value of the deal record, as they were and as they are; either may be empty."""

    part: str = Field(examples=["text", "definition:Equipment", "reference:2.1", "deal:/lead_times/[sku=P-7]/p90"])
    old: str
    new: str
    head: str = Field(description="The words before them.")
    tail: str = Field(description="The words after them.")


class Line(BaseModel):
    """A line of the register: one commitment with its owner and what was decided on it."""

    id: str
    fingerprint: str = Field(description="Hand it back with a decision: it binds the decision to exactly this.")
    owner: Role
    consulted: list[Role] = Field(description="Asked besides; they may comment, and decide nothing.")
    kind: str
    quote: str
    number: str
    ours: bool
    dismissed: bool
    was: str = Field(description="Id of the line of the draft before that it continues; empty for a new one.")
    reopened: list[str] = Field(description="What changed since that line, or since the earlier decision that fell off.")
    why: str = Field(description="The same in words.", examples=["the words changed"])
    altered: list[AlteredAnswer] = Field(description="Of what changed, the words and the deal's values, old and new.")
    proven_by: list[str]
    decision: dict[str, Any] | None
    stale_decision: dict[str, Any] | None = Field(description="The earlier decision that fell off because the line changed.")
    decided_quote: str = Field(description="The words on which that decision was taken; empty without one.")


class ClauseAnswer(BaseModel):
    """A clause with the one role that answers for it. It waits for nobody's decision; the promises in it do."""

    id: str
    number: str = Field(examples=["3.2"])
    title: str
    level: int = Field(description="0 for the outermost.")
    owner: Role
    consulted: list[Role]
    because: Because = Field(description="What made it so: an act, its promises, heading, findings, the clause above, its part.")


class BlockerAnswer(BaseModel):
    code: str
    subject: str
    role: Role | None


class ReviewAnswer(BaseModel):
    id: str
    deal: str
    number: int
    name: str
    sha256: str
    submitted_at: datetime
    submitted_by: str
    state: str
    current: bool = Field(description="Whether this is the draft that is in review.")
    sequence: int = Field(description="Number of the last event; hand it back as `expected` to refuse a late click.")
    check: CheckAnswer
    result: dict[str, Any] | None = Field(description="Commitments and findings, in the form of `tripact review --json`.")
    lines: list[Line] = Field(description="The register: what was promised, who owns it, what was decided.")
    clauses: list[ClauseAnswer] = Field(description="Every clause, in text order, with who answers for it.")
    blockers: list[BlockerAnswer]
    open_findings: list[dict[str, Any]] = Field(description="With the digest that a waiver is bound to.")
    conditions: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    escalations: list[dict[str, Any]]
    signatures: list[dict[str, Any]]


class Submitted(BaseModel):
    id: str
    deal: str
    number: int
    created: bool = Field(description="False when this very file was handed in before: it is the same revision.")
    state: CheckState


class Acting(Form):
    """Who acts, beyond the key."""

    role: Role | None = Field(default=None, description="In which role, for an account that has several.")
    delegate_of: str = Field(default="", max_length=120, description="The person acted for, under a delegation.")
    expected: int | None = Field(default=None, description="Number of the last event seen; a later one refuses the act.")


class TeamForm(Acting):
    persons: list[str] = Field(min_length=1, max_length=20, description="Names of accounts that hold the role.")


class DecisionForm(Acting):
    commitment: str
    fingerprint: str
    choice: Choice
    reason: str = Field(default="", max_length=20_000)
    evidence: str = Field(default="", max_length=20_000)
    wording: str = Field(default="", max_length=20_000, description="Proposed instead, with a rejection.")
    condition: dict[str, Any] | None = Field(
        default=None, examples=[{"kind": "before_signing", "text": "…", "owner": "ann", "due": "2026-05-01"}]
    )
    reassign_to: Role | None = None


class SignatureForm(Acting):
    statement: str = Field(
        min_length=1,
        max_length=20_000,
        description="The text that the signer saw.",
        examples=["I have read the contract and its register and sign."],
    )
    document_sha256: str = Field(
        description="`sha256` of the review: exactly this draft is signed.", examples=["7e5e51f77e3a2d7a…"]
    )
    review_identity: str = Field(
        description="`result.identity` of the review: exactly this result is signed.", examples=["17844d256f561f50…"]
    )


class WaiverForm(Acting):
    """Ask for a waiver (with reason, amount, compensation, expiry), concur in it, or grant it."""

    step: Literal["request", "concur", "grant"] = Field(examples=["request"])
    finding: str = Field(description="`id` of the finding.", examples=["L-02-2344ae58ec"])
    digest: str = Field(default="", description="Of the finding as seen; for concur and grant.")
    reason: str = Field(default="", max_length=20_000)
    risk_amount: str = Field(default="0", pattern=r"^\d{1,20}(\.\d{1,6})?$")
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    compensation: str = Field(default="", max_length=20_000)
    expires: date | None = None


class ActionForm(Acting):
    action: str = Field(examples=["approve"])
    fields: dict[str, Any] = Field(default_factory=dict, examples=[{"document_sha256": "…"}])


class EventAnswer(BaseModel):
    sequence: int
    at: datetime
    person: str
    role: Role
    kind: str
    fact: dict[str, Any]


class AuditAnswer(BaseModel):
    chain: str
    sequence: int
    at: datetime
    person: str
    role: str
    action: str
    subject: str
    outcome: str
    detail: dict[str, Any]
    previous: str
    hash: str


class CommitmentForm(Acting):
    """A commitment that the extraction missed."""

    quote: str = Field(min_length=1, max_length=20_000, description="Its words, as they stand in the draft.")
    kind: str = Field(pattern=r"^K\d\d$", examples=["K01"])
    reason: str = Field(min_length=1, max_length=20_000)
    owner: Role | None = Field(default=None, description="By clause ownership when left out.")


class CorrectionForm(Acting):
    """What was read wrong; what is left out stays."""

    reason: str = Field(min_length=1, max_length=20_000, examples=["It promises spare parts, not a delivery."])
    kind: str | None = Field(default=None, pattern=r"^K\d\d$", description="K01 to K29.", examples=["K13"])
    owner: Role | None = Field(default=None, description="Who decides on it.")
    ours: bool | None = Field(default=None, description="Whether it binds our side.")


class ClauseForm(Acting):
    """Who is to answer for a clause from now on."""

    clause: str = Field(min_length=1, max_length=200, description="Its id, as the review gives it.", examples=["3.2"])
    owner: Role = Field(description="Who answers for it now, as you saw it.")
    to: Role
    reason: str = Field(min_length=1, max_length=20_000, examples=["The clause is about rack space, which delivery plans."])


class DifferenceAnswer(BaseModel):
    number: str = Field(description="Clause of the approved text.")
    page: int | None = Field(description="Page of the copy, where it has pages.")
    approved: str
    copied: str
    shown: str = Field(description="All of it in one line.")


class CopyAnswer(BaseModel):
    sha256: str
    agrees: bool
    scanned: bool = Field(
        description="Recognised from pictures: LEG or CM confirm it by `confirm_scan` (`misread`: what the machine misread)."
    )
    differences: list[DifferenceAnswer]
    filled: list[DifferenceAnswer] = Field(description="What was written into the blanks where people sign; no difference.")


class CopyPendingAnswer(BaseModel):
    """A copy with pages that are pictures, which are being read by character recognition."""

    id: str = Field(description="Address it as `/v1/reviews/{review_id}/copies/{id}`.", examples=["5f1c0a…"])
    state: Literal["pending"] = "pending"
    sha256: str = Field(examples=["7e5e51f77e3a2d7a…"])
    name: str = Field(examples=["signed.pdf"])
    pages: int = Field(description="How many pages are pictures; each takes seconds to a minute.", examples=[8])
    received_at: datetime
    received_by: str = Field(description="In whose name the outcome is noted.", examples=["max"])


class RegistersAnswer(BaseModel):
    obligations: list[dict[str, Any]]
    receivables: list[dict[str, Any]]
    open_points: list[dict[str, Any]] = Field(description="What must be settled before the contract closes.")


class PromisesAnswer(BaseModel):
    group: str = Field(description="`promiser`, `rule` or `kind`.")
    name: str
    kept: int
    broken: int


class MessageAnswer(BaseModel):
    id: str
    kind: str
    body: dict[str, Any]
    at: datetime
    state: Delivery
    attempts: int
    last_error: str | None
    sent_at: datetime | None
