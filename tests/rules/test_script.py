"""One contract in both scripts: the same commitments and findings at the same places, shown in the contract's own characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opencc import OpenCC

from review.deal import read_deal
from review.intake import read
from review.model.finding import Outcome
from review.model.review import Review
from review.pipeline import review

SAMPLES = Path(__file__).parents[2] / "samples"


def _traditional(text: str) -> str:
    convert = OpenCC("s2t").convert
    return "".join(map(convert, text))


@pytest.fixture(scope="module", params=["zh-equipment", "bilingual"])
def pair(request: pytest.FixtureRequest) -> tuple[Review, Review]:
    """A sample as it is, and its text and deal record in traditional characters."""
    folder = next(SAMPLES.glob(f"{request.param}*"))
    text = read("draft.docx", (folder / "draft.docx").read_bytes()).text
    record = json.dumps(json.loads((folder / "deal.json").read_bytes()), ensure_ascii=False)
    return tuple(review("a.txt", way(text).encode(), read_deal(way(record).encode())) for way in (str, _traditional))  # type: ignore[return-value]


def test_commitments_are_the_same(pair: tuple[Review, Review]) -> None:
    first, second = (
        [(c.kind, c.span, c.obligor, [(v.role, v.n, v.span) for v in c.values]) for c in r.understanding.commitments]
        for r in pair
    )
    assert first == second and len(first) > 10


def test_findings_are_the_same(pair: tuple[Review, Review]) -> None:
    first, second = ({(f.rule.id, f.outcome, f.severity, f.spans) for f in r.findings} for r in pair)
    assert first == second
    assert sum(outcome is Outcome.FAIL for _, outcome, _, _ in first) > 1


def test_what_is_shown_is_written_as_the_contract_writes_it(pair: tuple[Review, Review]) -> None:
    shown = pair[1]
    assert all(c.quote == shown.document.quote(c.span) for c in shown.understanding.commitments)
    assert all(f.quote == shown.document.quote(f.spans[0]) for f in shown.findings if f.spans)
    assert all(p.name in shown.document.text for p in shown.understanding.parties if p.name)
