"""Redlines of Word files that people made: whatever stands in them, rejecting gives the text back, and others' marks stay."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn
from lxml import etree

from review.errors import Failure
from review.intake import read
from review.model.anchors import WordPlace
from review.model.document import Document
from review.model.finding import Finding
from review.model.span import Span
from review.redline import redline
from review.redline.parts import Parts
from tests.redline import cases
from tests.redline.cases import finding, review_of, settled
from tests.redline.strict import violations

MARK = "［改{}］"


def wanted(document: Document, number: int) -> tuple[Finding, ...]:
    """Findings with a wording at random places: part of a block, the whole of it, or nothing, which inserts."""
    chance = random.Random(5)
    found = []
    for i, block in enumerate(chance.sample(list(document.blocks), min(number, len(document.blocks)))):
        start = chance.randint(block.span.start, block.span.end)
        span = Span(start, chance.randint(start, block.span.end))
        found.append(finding(document, span if len(span) else None, MARK.format(i), span))
    return (*found, *_over_blocks(document, chance))


def _over_blocks(document: Document, chance: random.Random) -> list[Finding]:
    """Findings without a wording over several paragraphs, cells or boxes, and over all of the text."""
    pairs = [sorted(chance.choices(list(document.blocks), k=2), key=lambda b: b.span) for _ in range(4 if document.blocks else 0)]
    spans = {Span(a.span.start, b.span.end) for a, b in pairs} | {Span(0, len(document.text))}
    return [finding(document, span) for span in sorted(spans) if len(span)]


def faults(path: Path, number: int = 25) -> list[str]:
    """What a redline of the file does wrong; nothing for a file that intake or python-docx refuses by name."""
    data = path.read_bytes()
    try:
        document = read(path.name, data)
        findings = wanted(document, number)
        written = redline(data, review_of(document, *findings), at=cases.AT)
    except Failure:
        return []
    open_word(io.BytesIO(written))
    marked = read(path.name, written)
    rejected = read(path.name, settled(written, accept=False))
    accepted = read(path.name, settled(written, accept=True))
    word = Parts(open_word(io.BytesIO(data)))
    possible = [i for i, f in enumerate(findings) if f.replaces and _takes_change(document, word, f.replaces)]
    done = sum(MARK.format(i) in accepted.text for i in possible)
    own = {(c.text, c.author) for c in document.comments}
    checks = {
        "reject": rejected.text == document.text,
        "accept": accepted.text == marked.text,
        "changes of others": [(r.kind, r.text, r.author) for r in rejected.revisions]
        == [(r.kind, r.text, r.author) for r in document.revisions],
        "comments of others": own <= {(c.text, c.author) for c in marked.comments},
        "comments": len(marked.comments) == len(document.comments) + len(findings),
        "wordings": done >= 0.9 * len(possible) - 1,
        **{f"strict: {fault}": False for fault in violations(written) - violations(data)},
    }
    return [f"{path.name}: {name}" for name, right in checks.items() if not right]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["zh-docx", "en-docx", "zh-tenders"])
def test_contracts_of_others(shared: Path, folder: str) -> None:
    files = sorted((shared / "data" / folder).rglob("*.docx"))
    assert files and [fault for path in files for fault in faults(path, 8)] == []


@pytest.mark.slow
def test_files_of_every_feature(shared: Path) -> None:
    files = sorted((shared / "data").rglob("*.docx"))
    assert files and [fault for path in files for fault in faults(path)] == []


def _takes_change(document: Document, word: Parts, span: Span) -> bool:
    """Whether the paragraph holds runs alone that people can change: no formula, no control that is locked or shows bound data.

    An empty one, a diagram or a number that Word counts takes no change either.
    """
    block = document.block_at(span.start) or document.block_at(max(span.start - 1, 0))
    places = [a.place for a in document.anchors_of(block.span) if isinstance(a.place, WordPlace)] if block else []
    held = [word.run(p.part, p.paragraph, p.run) for p in places]
    controls = {c for run in held if run is not None for c in run.iterancestors(qn("w:sdt"))}
    closed = any(_LOCKS.search(etree.tostring(c.find(qn("w:sdtPr")))) for c in controls if c.find(qn("w:sdtPr")) is not None)
    return bool(held) and None not in held and not closed


_LOCKS = re.compile(rb'dataBinding|w:lock w:val="(?:contentLocked|sdtContentLocked)"')
