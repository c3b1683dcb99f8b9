"""The pause of the garbage collector."""

from __future__ import annotations

import gc

import pytest

from review import collector


def test_it_pauses_inside_and_only_there() -> None:
    assert gc.isenabled()
    with collector.paused():
        assert not gc.isenabled()
        with collector.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_ends_with_an_error_and_at_every_call_of_what_it_decorates() -> None:
    @collector.paused()
    def fail() -> None:
        assert not gc.isenabled()
        raise KeyError

    for _ in range(2):
        with pytest.raises(KeyError):
            fail()
        assert gc.isenabled()


def test_where_it_does_not_run_it_stays_so() -> None:
    gc.disable()
    try:
        with collector.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
