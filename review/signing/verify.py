"""Checks a packet. It cannot be called without a policy, and an empty policy trusts nobody.

Step 1 reads the signatures' byte ranges, step 2 the signatures, step 3 what the packet carries, step 4 runs the review again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from review.model.canonical import sha256
from review.signing import container, form
from review.signing.authority import certified
from review.signing.contents import Contents, contents
from review.signing.judgement import judge
from review.signing.longterm import Revocation
from review.signing.policy import ALL_FIELDS, TrustPolicy, fingerprint
from review.signing.report import TRUST_ONLY, Code, Reason, Report, Rerun, SignatureReport, Verdict
from review.signing.shape import foreign
from review.signing.updates import updates

#: So many foreign things are named; one is enough.
_LISTED = 20
#: Runs the review again from the attachments; see ``review.signing.rerun``.
Again = Callable[[Mapping[str, bytes]], Rerun]


def verify(data: bytes, policy: TrustPolicy, again: Again | None = None) -> Report:
    """Everything that can be said of a packet. Never raises for a bad file: that is a reason in the report."""
    try:
        return _explicit(_verify(data, policy, again), policy)
    except Exception as error:  # whatever a parser does on a damaged file, the answer is "invalid"
        reasons = _changed(data) or (Reason(Code.UNREADABLE, "", type(error).__name__),)
        return _explicit(Report(Verdict.INVALID, (*reasons, *_digest(data, policy)), sha256=sha256(data)), policy)


def _changed(data: bytes) -> tuple[Reason, ...]:
    """Of a packet that cannot be read through: each signature whose bytes were changed, as far as the signatures can be read."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        embedded = PdfFileReader(io.BytesIO(data)).embedded_signatures
        return tuple(Reason(Code.CONTENT_CHANGED, str(e.field_name)) for e in embedded if not _digest_holds(e, data))
    except Exception:  # nothing more can be said of it than that
        return ()


def _explicit(report: Report, policy: TrustPolicy) -> Report:
    """The report with the policy it was made by."""
    trusted = (*(fingerprint(der) for der in policy.roots), *sorted(policy.certificates))
    return replace(report, roots=trusted, required=policy.required)


def _verify(data: bytes, policy: TrustPolicy, again: Again | None) -> Report:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data))
    if reader.xrefs.hybrid_xrefs_present:
        return Report(Verdict.INVALID, (Reason(Code.FILE_FORM, "", "hybrid"), *_digest(data, policy)), sha256=sha256(data))
    embedded = sorted(reader.embedded_signatures, key=lambda e: int(e.byte_range[2]))
    reasons = [*_digest(data, policy)]
    reasons += (Reason(Code.FOREIGN_CONTENT, "", thing) for thing in islice(foreign(reader, data), _LISTED))
    carried = contents(reader)
    if not embedded:
        return _report(data, carried, [Reason(Code.UNSIGNED), *reasons], [], Rerun("not_run", "unsigned"))
    covers = [container.cover_of(e) for e in embedded]
    if all(covers):
        reasons += container.check(data, [c for c in covers if c], reader.xrefs.total_revisions)
    else:
        reasons.append(Reason(Code.SIGNATURE_FORM, "", "byte range"))
    checked = [_Checked.of(e, data, policy) for e in embedded]
    for one in checked:
        reasons += one.reasons(carried)
    if all(c.report.intact for c in checked):
        reasons += updates(reader, embedded)
    reasons += _missing({c.report.field for c in checked}, policy, carried)
    reasons += carried.reasons()
    rerun = again(carried.files) if again and not _broken(reasons) else Rerun("not_run", "changed" if _broken(reasons) else "")
    if rerun.result == "differs":
        reasons.append(Reason(Code.REVIEW_DIFFERS, "", rerun.detail))
    return _report(data, carried, reasons, [c.report for c in checked], rerun)


def _report(data: bytes, carried: Contents, reasons: list[Reason], signatures: list[SignatureReport], rerun: Rerun) -> Report:
    manifest = carried.manifest
    unique = tuple(dict.fromkeys(reasons))
    return Report(
        verdict=Verdict.INVALID if _broken(unique) else Verdict.UNTRUSTED if unique else Verdict.VALID,
        reasons=unique,
        signatures=tuple(signatures),
        sha256=sha256(data),
        number=str(manifest.get("number", "")),
        released=manifest.get("released"),
        attachments=carried.table(),
        audit_entries=len(carried.audit) if not any(r.code is Code.AUDIT_BROKEN for r in reasons) else 0,
        rerun=rerun,
    )


def _broken(reasons: Any) -> bool:
    return any(r.code not in TRUST_ONLY for r in reasons)


def _digest(data: bytes, policy: TrustPolicy) -> Iterator[Reason]:
    if policy.sha256 and policy.sha256.lower() != sha256(data):
        yield Reason(Code.DIGEST_DIFFERS)


def _missing(signed: set[str], policy: TrustPolicy, carried: Contents) -> Iterator[Reason]:
    """A released packet carries every signature, whatever the policy asks for."""
    required = {*policy.required, *(ALL_FIELDS if carried.manifest.get("released") else ())}
    return (Reason(Code.SIGNATURE_MISSING, field) for field in sorted(required - signed))


@dataclass(frozen=True)
class _Checked:
    """A signature, what pyHanko says of it (nothing when the digest alone shows a change), and what its form lacks."""

    report: SignatureReport
    unit: str
    status: Any = None
    faults: tuple[str, ...] = ()
    revoked: bool = False
    expired: bool = False

    @classmethod
    def of(cls, embedded: Any, data: bytes, policy: TrustPolicy) -> _Checked:
        subject = embedded.signer_cert.subject.native
        unit = str(subject.get("organizational_unit_name", ""))
        report = SignatureReport(
            field=str(embedded.field_name),
            signer=str(subject.get("common_name", "")),
            organisation=str(subject.get("organization_name", "")),
            certificate_sha256=sha256(embedded.signer_cert.dump()),
            claimed_at=embedded.self_reported_timestamp,
            stamped_at=None,
            level="B-B",
            statement=str(embedded.sig_object.get("/Reason", "")),
            intact=False,
            trusted=False,
        )
        if not _digest_holds(embedded, data):
            return cls(report, unit)
        judged = judge(embedded, policy)
        status, stamped_at = judged.status, judged.stamped_at
        stamp, kept = status.timestamp_validity, Revocation.kept_in(embedded.reader)
        revoked = kept.withdraws(embedded.signer_cert.dump(), _others(embedded), stamped_at or report.claimed_at)
        report = replace(
            report,
            stamped_at=stamped_at,
            level=_level(embedded, stamp, kept),
            intact=bool(status.intact and status.valid),
            trusted=judged.trusted and not revoked,
        )
        return cls(report, unit, status, tuple(form.faults(embedded.pkcs7_content)), revoked, judged.expired)

    def reasons(self, carried: Contents) -> Iterator[Reason]:
        field, expected = self.report.field, carried.signers.get(self.report.field, "")
        if self.status is None:
            yield Reason(Code.CONTENT_CHANGED, field)
            return
        stamp = self.status.timestamp_validity
        checks = (
            (Code.CONTENT_CHANGED, "", self.status.intact),
            (Code.SIGNATURE_DAMAGED, "", self.status.valid),
            (Code.SIGNATURE_FORM, ", ".join(self.faults), not self.faults),
            (Code.UPDATED, "coverage", _covers(self.status)),
            (Code.SIGNER_SWAPPED, self.report.signer, self._in_place()),
            (
                Code.SIGNER_SWAPPED,
                f"{self.report.signer} / {expected}",
                self._is(expected, carried.certificates.get(field, "")),
            ),
            (Code.TIMESTAMP_BROKEN, "", stamp is None or (stamp.intact and stamp.valid)),
            (Code.SIGNER_REVOKED, self.report.signer, not self.revoked),
            (Code.CERTIFICATE_EXPIRED, self.report.signer, not self.expired or self.revoked),
            (Code.SIGNER_UNTRUSTED, self.report.signer, self.report.trusted or self.revoked or self.expired),
        )
        yield from (Reason(code, field, detail) for code, detail, right in checks if not right)

    def _is(self, person: str, certificate: str) -> bool:
        """The packet binds a person to a certificate, whatever name that bears; one made before it did, to the name."""
        if certificate:
            return certificate == self.report.certificate_sha256
        return not person or self.report.signer in (person, certified(person))

    def _in_place(self) -> bool:
        """Certificates of the service's own authority say whether they are a person's or a seal's."""
        wrong = {"seal": "person"}.get(self.report.field, "seal")
        return self.unit != wrong


def _digest_holds(embedded: Any, data: bytes) -> bool:
    """Whether the bytes that the signature covers are those that were signed; a quick answer before anything else is asked."""
    cover = container.cover_of(embedded)
    if cover is None:
        return False
    digest = hashlib.new(embedded.md_algorithm, data[: cover.hole])
    digest.update(data[cover.behind : cover.end])
    attributes = embedded.signer_info["signed_attrs"]
    said = [a["values"][0].native for a in attributes if a["type"].native == "message_digest"]
    return said == [digest.digest()]


def _covers(status: Any) -> bool:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    return bool(status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)


def _level(embedded: Any, stamp: Any, kept: Revocation) -> str:
    """B-T needs a time stamp, B-LT a revocation list for every certificate of signer and stamp besides."""
    if stamp is None:
        return "B-B"
    others = _others(embedded)
    long_term = kept.covers(embedded.signer_cert.dump(), others) and kept.covers(stamp.signing_cert.dump(), others)
    return "B-LT" if long_term else "B-T"


def _others(embedded: Any) -> list[bytes]:
    return [c.dump() for c in embedded.other_embedded_certs]
