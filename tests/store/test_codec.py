"""Results come back from the store as they were, and what is published of them is the same byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.store import codec
from review.deal import read_deal
from review.model.canonical import canonical_json, digest
from review.pipeline import review

_SAMPLES = sorted(p for p in (Path(__file__).parents[2] / "samples").iterdir() if (p / "deal.json").is_file())


#: In two languages at once, and read from pages; the others are of the same kinds.
_FIRST = ("bilingual", "text-pdf")


@pytest.mark.parametrize(
    "sample", [pytest.param(p, id=p.name, marks=() if p.name in _FIRST else pytest.mark.slow) for p in _SAMPLES]
)
def test_a_result_comes_back_as_it_was(sample: Path) -> None:
    deal = read_deal((sample / "deal.json").read_bytes())
    draft = next(p for p in sample.iterdir() if p.stem == "draft")
    result = review(draft.name, draft.read_bytes(), deal)
    back = codec.unpack_review(codec.pack_review(result), deal)
    assert back.identity == result.identity
    assert canonical_json(back.published()) == canonical_json(result.published())
    assert back.findings == result.findings
    assert back.understanding == result.understanding
    assert back.document == result.document
    assert tuple(back.document.anchors) == tuple(result.document.anchors)


@pytest.mark.parametrize("sample", _SAMPLES, ids=[p.name for p in _SAMPLES])
def test_a_deal_record_comes_back_as_it_was(sample: Path) -> None:
    deal = read_deal((sample / "deal.json").read_bytes())
    back = codec.unpack_deal(codec.pack_deal(deal))
    assert back.sha256 == deal.sha256 == digest(back.data)
    assert back.data == deal.data


def test_files_come_back_as_they_were() -> None:
    files = {"a/规则.yml": "id: 规则".encode(), "b": bytes(range(256)), "c": b""}
    assert codec.unpack_files(codec.pack_files(files)) == files


def test_a_result_of_another_version_is_said_to_be_one() -> None:
    with pytest.raises(codec.OtherVersion) as said:
        codec.unpack_review(b'{"findings": [{"of": "another version"}]}', None)
    assert "Tripact" in said.value.diagnostics("zh") and said.value.status == 409
