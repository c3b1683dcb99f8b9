"""No byte of a packet can change unseen: sampled here, every byte in the long form."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from review.signing import TrustPolicy, Verdict, verify
from review.signing.report import Code
from tests.signing.conftest import Signed


def flip(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def unseen(data: bytes, policy: TrustPolicy, places: list[int]) -> tuple[list[tuple[int, int]], Counter[Code]]:
    """Places (and bits) of changes that a verifier does not call invalid, and the reasons it gave for the others."""
    missed, reasons = [], Counter[Code]()
    for place in places:
        bit = place // PARTS % 8
        report = verify(flip(data, place, bit), policy)
        if report.verdict is not Verdict.INVALID:
            missed.append((place, bit))
        reasons.update(r.code for r in report.reasons)
    return missed, reasons


def holes(data: bytes) -> list[int]:
    """Places inside the last signature's own value, which no signature covers."""
    start = data.rindex(b"/Contents <") + len(b"/Contents ")
    return list(range(start, data.index(b">", start) + 1))


def test_sampled_bytes(signed: Signed) -> None:
    places = random.Random(7).sample(range(len(signed.sealed)), 60)
    missed, reasons = unseen(signed.sealed, signed.policy, places)
    assert missed == [] and reasons[Code.CONTENT_CHANGED] > 30


def test_sampled_bytes_of_the_signature_value(signed: Signed) -> None:
    places = random.Random(8).sample(holes(signed.sealed), 60)
    missed, reasons = unseen(signed.sealed, signed.policy, places)
    assert missed == [] and reasons[Code.SIGNATURE_FORM]


def test_a_change_within_an_attachment_is_told_as_a_change(signed: Signed) -> None:
    """Its stream cannot be unpacked any more; what a reader must hear is that the seal does not fit."""
    streams = [m.start() for m in re.finditer(rb"/EmbeddedFile.{0,400}?stream\r?\n", signed.full, re.DOTALL)]
    assert streams
    for start in streams:
        place = signed.full.index(b"stream", start) + 40
        report = verify(flip(signed.full, place, 3), signed.policy)
        assert report.verdict is Verdict.INVALID and Code.CONTENT_CHANGED in {r.code for r in report.reasons}


def test_sampled_bytes_of_a_full_packet(signed: Signed) -> None:
    places = random.Random(9).sample(range(len(signed.full)), 25)
    assert unseen(signed.full, signed.policy, places)[0] == []


#: Parts of the exhaustive run: each takes about a minute and a half, so that one can be repeated alone.
PARTS = 8


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_byte(signed: Signed, part: int) -> None:
    missed, reasons = unseen(signed.sealed, signed.policy, list(range(part, len(signed.sealed), PARTS)))
    assert missed == [] and len(reasons) > 4


@pytest.mark.slow
def test_every_bit_of_the_signature_value(signed: Signed) -> None:
    for place in holes(signed.sealed):
        for bit in range(8):
            assert verify(flip(signed.sealed, place, bit), signed.policy).verdict is Verdict.INVALID, (place, bit)
