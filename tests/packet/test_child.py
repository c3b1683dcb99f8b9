"""Drawing in a process that can be stopped."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from review.packet import render
from review.packet.child import render_limited
from review.packet.pdf import PacketError
from review.signing.limited import Stopped
from tests.packet import cases


def test_the_same_bytes_as_in_process() -> None:
    packet = cases.packet("en", full=False)
    assert render_limited(packet) == render(packet)


def test_it_is_stopped_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(Stopped, match="within 0 seconds"):
        render_limited(cases.packet("en"), seconds=0.01)
    assert time.monotonic() - started < 30


def test_it_is_stopped_at_its_memory() -> None:
    with pytest.raises((Stopped, PacketError)):
        render_limited(cases.packet("en", full=False), memory=120_000_000)


@pytest.mark.slow
def test_two_hundred_findings_and_five_hundred_commitments() -> None:
    packet = cases.packet("zh")
    model, finding = packet.review.commitments[0], packet.review.open_findings[0]
    many = tuple(replace(model, id=f"c{i}") for i in range(500))
    found = tuple(replace(finding, id=f"f{i}", commitment=f"c{i}") for i in range(200))
    review = replace(packet.review, findings=found, understanding=replace(packet.review.understanding, commitments=many))
    started = time.process_time()
    assert render_limited(replace(packet, review=review), memory=1_500_000_000).startswith(b"%PDF")
    assert time.process_time() - started < 60
