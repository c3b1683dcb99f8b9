"""The six steps, from bytes to a packet. Read this first.

bytes --intake--> Document --commitments--> Understanding --rules--> Findings --workflow--> Decisions --packet--> PDF
"""

from __future__ import annotations

from review import ENGINE_VERSION, collector
from review.commitments import understand
from review.intake import read
from review.model.commitment import Party
from review.model.deal import Deal
from review.model.language import Language
from review.model.review import Review
from review.rules import Facts, RuleSet, evaluate, load


@collector.paused()
def review(
    name: str,
    draft: bytes,
    deal: Deal | None = None,
    side: Party = Party.SELLER,
    language: Language | None = None,
    rules: RuleSet | None = None,
) -> Review:
    """Check a draft against a deal record. Raises IntakeError when the draft cannot be read; never changes anything."""
    rules = rules or load()
    document = read(name, draft)
    understanding = understand(document, deal)
    as_of = deal.as_of if deal else None
    findings = evaluate(rules, Facts(document, understanding, deal, side, as_of))
    return Review(
        document=document,
        deal=deal,
        side=side,
        understanding=understanding,
        findings=findings,
        rules_digest=rules.digest,
        rules_version=rules.version,
        engine_version=ENGINE_VERSION,
        as_of=as_of,
        language=language or (Language.ZH if document.language in (Language.ZH, Language.MIXED) else Language.EN),
        switched_off=rules.switched_off,
        company_rules=rules.company,
    )
