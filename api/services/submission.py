"""A checked draft as the register that enters the review."""

from __future__ import annotations

from typing import Any

from review.model.canonical import digest, sha256
from review.model.commitment import OWNER, Commitment, Party
from review.model.finding import Finding
from review.model.review import Review
from review.model.roles import Role
from review.workflow import Case
from review.workflow.facts.drafts import FindingRef, Item, Member, SubmitRevision


def submission(result: Review, case: Case) -> SubmitRevision:
    """The fact that puts a result before people; lines that say the same as before continue the earlier line."""
    earlier = {item.fingerprint: item.id for item in case.items.values()}
    items = tuple(_item(c, result, earlier) for c in result.commitments)
    record: Any = result.deal.data if result.deal else {}
    return SubmitRevision(
        document_sha256=result.document.source.sha256,
        deal_sha256=result.deal.sha256 if result.deal else "",
        review_identity=result.identity,
        items=items,
        findings=tuple(_finding(f) for f in result.open_findings),
        team=tuple(Member(m["person"], Role(m["role"])) for m in record.get("team") or ()),
        negotiated_by=tuple((record.get("contract") or {}).get("negotiated_by") or ()),
        major=bool((record.get("opp") or {}).get("major")),
        text_sha256=sha256("".join(result.document.text.split()).encode()),
    )


def _item(commitment: Commitment, result: Review, earlier: dict[str, str]) -> Item:
    values = [(v.role, v.type, v.n, v.unit, v.currency, v.iso, v.of, v.day_type, v.operator, v.per) for v in commitment.values]
    fingerprint = digest(["".join(commitment.quote.split()), commitment.kind, commitment.obligor, values])
    return Item(
        id=commitment.id,
        fingerprint=fingerprint,
        owner=OWNER[commitment.kind],
        kind=commitment.kind,
        quote=commitment.quote,
        clause=commitment.clause,
        number=commitment.number,
        ours=commitment.obligor in (result.side, Party.BOTH),
        was=earlier.pop(fingerprint, ""),
        deadline=commitment.deadline,
    )


def _finding(finding: Finding) -> FindingRef:
    compared = [(c.contract, c.deal) for c in finding.compared]
    return FindingRef(
        id=finding.id,
        rule=finding.rule.id,
        severity=finding.severity,
        owner=finding.owner,
        outcome=finding.outcome,
        digest=digest([finding.rule.id, finding.rule.digest, finding.quote, compared, finding.missing]),
        commitment=finding.commitment or "",
        waivable=bool(finding.waivable_by),
    )
