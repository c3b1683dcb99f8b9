"""Laws of reading: a snapshot is read back as it was, and what the published schema allows is accepted."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.deal.export import json_schema
from review.deal.read import deal_from, read_snapshot
from review.model.canonical import canonical_json
from tests.deal.records import record
from tests.deal.test_document import DOCUMENT

_NUMBERS = st.decimals(min_value=0, max_value=1000, places=3).map(str)
_PERCENTS = st.one_of(_NUMBERS.map(lambda n: f"{n}%"), st.integers(1, 100).map(str))
_TIMES = st.one_of(
    st.integers(0, 400), st.builds("{} {}".format, st.integers(1, 99), st.sampled_from(["days", "weeks", "个月", "年"]))
)
_DAYS = st.one_of(st.dates().map(str), st.integers(10**12, 2 * 10**12))
# Words that are none, of blanks alone, are refused with their place.
_WORDS = st.text(min_size=1, max_size=30).filter(str.strip)
_STEP = st.fixed_dictionaries({}, optional={"pct": _PERCENTS, "days": _TIMES, "trigger": _WORDS})
_RECORDS = st.fixed_dictionaries(
    {"deal": st.just({"external_id": "1"}), "account": st.just({"legal_name": "a"}), "our_party": st.just({"legal_name": "b"})},
    optional={
        "payment_plan": st.lists(_STEP, max_size=4),
        "opp": st.fixed_dictionaries({}, optional={"close_date": _DAYS, "probability": _PERCENTS, "amount": _NUMBERS}),
        "economics": st.fixed_dictionaries({}, optional={"margin": _PERCENTS, "cost_estimate": _NUMBERS}),
        "bom": st.lists(
            st.fixed_dictionaries({"sku": st.just("X")}, optional={"qty": _NUMBERS, "region": st.just("CN")}), max_size=3
        ),
        "promises": st.lists(st.fixed_dictionaries({"id": st.just("P")}, optional={"kind": st.text(max_size=9)}), max_size=2),
    },
)


@settings(max_examples=60, deadline=None)
@given(_RECORDS)
def test_a_snapshot_is_read_back_as_it_was(written: dict[str, Any]) -> None:
    first = deal_from(json.loads(json.dumps(written), parse_float=Decimal))
    again = read_snapshot(canonical_json(first.data))
    assert (again.sha256, again.data) == (first.sha256, first.data)


def test_the_whole_document_is_read_back_as_it_was() -> None:
    rows = {
        g: {f: v[-1] for f, v in fields.items() if f not in ("tax_profile", "positive", "negative")}
        for g, fields in DOCUMENT.items()
    }
    rows["economics"].pop("cost_estimate(概算)")
    rows["capacity"].pop("resource/sku")
    whole = record(**rows)
    first = deal_from(json.loads(json.dumps(whole), parse_float=Decimal))
    assert read_snapshot(canonical_json(first.data)).sha256 == first.sha256


@pytest.mark.parametrize("group", [g for g in DOCUMENT if g not in ("deal", "account", "our_party")])
def test_what_the_published_schema_names_is_what_is_read(group: str) -> None:
    """Every documented name stands in the group's published properties, and nothing else would be accepted."""
    schema = json_schema()
    body = schema["properties"][group]
    texts = json.dumps(body)
    name = texts.split("#/$defs/")[1].split('"')[0]
    published = schema["$defs"][name]
    assert set(DOCUMENT[group]) <= set(published["properties"])
    assert published["additionalProperties"] is False
