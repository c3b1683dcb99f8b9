"""What changed between the signatures: nothing but the next signature into its own empty field.

Each revision is compared with the one before it; that every pair is clean makes the whole chain clean, because no step may
touch what an earlier one signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from review.signing.report import Code, Reason


def updates(reader: Any, embedded: Sequence[Any]) -> Iterator[Reason]:
    """A reason for every signature behind which something else changed. ``embedded`` are in the order they were made."""
    from pyhanko.sign.diff_analysis import SuspiciousModification

    policy = _signatures_only()
    for one in embedded[:-1]:
        try:
            before = reader.get_historical_resolver(one.signed_revision)
            after = reader.get_historical_resolver(one.signed_revision + 1)
            policy.apply(old=before, new=after, field_mdp_spec=None, doc_mdp=None)
        except SuspiciousModification as change:
            yield Reason(Code.UPDATED, str(one.field_name), str(change)[:200])
    yield from (Reason(Code.SIGNATURE_FORM, str(e.field_name), "DocMDP") for e in embedded if e.docmdp_level or e.fieldmdp)


def _signatures_only() -> Any:
    """pyHanko's difference policy without its allowances for metadata, new fields and other form fields."""
    from pyhanko.sign import diff_analysis as diff

    level = diff.ModificationLevel.LTA_UPDATES
    catalog: Any = diff.CatalogModificationRule
    rules = [
        catalog(),
        diff.XrefStreamRule().as_qualified(level),
        diff.ObjectStreamRule().as_qualified(level),
        diff.DSSCompareRule().as_qualified(level),
    ]
    return diff.StandardDiffPolicy(rules, diff.FormUpdatingRule(field_rules=[diff.SigFieldModificationRule()]))
