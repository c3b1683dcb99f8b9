"""Moments, text and JSON come back as they went in, from either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from api.services.context import Context
from api.store import audit
from api.store.types import Json, Line, Utc
from tests.store.databases import both_databases

_DIALECTS = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=_ZONES)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _there_and_back(kind: Any, value: Any, dialect: Any) -> Any:
    return kind.process_result_value(kind.process_bind_param(value, dialect), dialect)


@given(_MOMENTS, st.sampled_from(_DIALECTS))
def test_a_moment_is_the_same_moment_in_utc(moment: datetime, dialect: Any) -> None:
    back = _there_and_back(Utc(), moment, dialect)
    assert back == moment
    assert back.tzinfo is UTC


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Utc().process_bind_param(datetime(2026, 3, 1), _DIALECTS[0])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_text_is_kept(value: str) -> None:
    assert Line().process_bind_param(value, _DIALECTS[0]) == value


@pytest.mark.parametrize("value", ["a\0b", "a\ud800b", "\udfff"])
def test_what_is_no_text_is_replaced(value: str) -> None:
    kept = Line().process_bind_param(value, _DIALECTS[0])
    assert kept
    assert "\ufffd" in kept
    assert kept.encode()


@given(_JSON)
def test_json_is_kept(value: Any) -> None:
    assert _there_and_back(Json(), value, _DIALECTS[0]) == value


@both_databases
def test_what_the_database_gives_back_hashes_the_same(context: Context) -> None:
    moment = datetime(2026, 3, 1, 9, 30, 0, 123456, timezone(timedelta(hours=8)))
    detail = {"金额": "1200000.10", "n": 3, "列": [None, True, "😀 \u2028"]}
    with context.database.write() as connection:
        entry = audit.append(connection, moment, "王芳", "FR", "decide", "c1", detail=detail)
    with context.database.read() as connection:
        (found,) = audit.entries(connection, audit.SYSTEM)
    assert found == entry
    assert found.at.tzinfo is UTC
