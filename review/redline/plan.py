"""What a redline will say, and where: findings as comments, wordings as changes that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from review.model.commitment import Commitment
from review.model.finding import Finding
from review.model.names import OUTCOMES, ROLES, SEVERITIES
from review.model.process import Process
from review.model.review import Review
from review.model.roles import Role
from review.model.span import Span

_WORDS = {
    "owner": {"zh": "负责", "en": "Owner"},
    "contract": {"zh": "合同", "en": "contract"},
    "deal": {"zh": "商机记录", "en": "deal record"},
    "missing": {"zh": "缺少", "en": "missing"},
    "proposal": {"zh": "建议措辞", "en": "Proposed wording"},
    "rejected": {"zh": "交付不接受", "en": "Not accepted by delivery"},
}


@dataclass(frozen=True, slots=True)
class Note:
    """One comment. Without ``span`` it stands at the top of the document, because what it speaks of is absent."""

    span: Span | None
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One tracked change: an empty span inserts."""

    span: Span
    role: Role
    text: str


def notes(review: Review, language: str, process: Process | None) -> tuple[Note, ...]:
    """A comment for each open finding, and one for each commitment that a reviewer refused."""
    found = [Note(f.spans[0] if f.spans else None, f.owner, _finding(review, f, language)) for f in review.open_findings]
    return (*found, *(Note(c.span, role, text) for c, role, text, _ in _refused(review, language, process)))


def edits(review: Review, process: Process | None) -> tuple[Edit, ...]:
    """The wordings that can be put into the text: people's before rules', heavy findings before light ones, none over another."""
    wanted = [Edit(c.span, role, wording) for c, role, _, wording in _refused(review, "en", process) if wording]
    for finding in review.open_findings:
        if finding.replaces is not None:
            wanted.append(Edit(finding.replaces, finding.owner, review.wording(finding)))
    return _apart(e for e in wanted if e.text)


def _apart(wanted: Iterable[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in wanted:
        if not any(_touch(edit.span, other.span) for other in kept):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda e: e.span))


def _touch(a: Span, b: Span) -> bool:
    """Whether one leaves no room for the other.

    Nor does a change at the end of a paragraph for an insertion at the start of the next: LibreOffice takes the two insertions
    for one, and with it the paragraph's end.
    """
    first, second = sorted((a, b))
    return second.start <= first.end + (0 if len(second) else 1)


def _refused(review: Review, language: str, process: Process | None) -> list[tuple[Commitment, Role, str, str]]:
    """Commitments with a decision that asks for other words: commitment, role, comment, wording."""
    by_id = {c.id: c for c in review.commitments}
    rows = []
    for decision in process.decisions if process else ():
        if decision.wording and decision.commitment in by_id:
            said = f"{_WORDS['rejected'][language]}: {decision.reason}\n{_WORDS['proposal'][language]}: {decision.wording}"
            rows.append((by_id[decision.commitment], decision.by.role, said, decision.wording))
    return rows


def _finding(review: Review, finding: Finding, language: str) -> str:
    """Rule, weight and title; what is wrong; the values compared; who owns it; the wording."""
    mark = SEVERITIES[finding.severity.value][language] + " · " + OUTCOMES[finding.outcome.value][language]
    lines = [f"[{finding.rule.id}] {finding.rule.title[language]} ({mark})", finding.message[language]]
    for pair in finding.compared:
        contract, deal = pair.said(language)
        sides = f"{_WORDS['contract'][language]} {contract} / {_WORDS['deal'][language]} {deal} {pair.pointer}"
        lines.append(f"{pair.label[language]}: {sides}".rstrip())
    if finding.fields_missing:
        lines.append(f"{_WORDS['missing'][language]}: " + ", ".join(finding.fields_missing))
    lines.append(f"{_WORDS['owner'][language]}: {ROLES[finding.owner.value][language]}")
    if wording := review.wording(finding):
        lines.append(f"{_WORDS['proposal'][language]}: {wording}")
    return "\n".join(lines)
