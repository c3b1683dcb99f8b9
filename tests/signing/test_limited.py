"""Files of anybody are looked at in a process that ends."""

from __future__ import annotations

import time
import zlib

import pytest

from review.errors import NotFound
from review.signing import Verdict
from review.signing import limited as limiting
from review.signing.limited import Stopped, limited
from review.signing.public import verify_limited
from review.signing.report import Code
from tests.signing.conftest import Signed


def endless(_: int) -> None:
    while True:
        time.sleep(0.01)


def greedy(size: int) -> int:
    return len(bytearray(size))


def failing(what: str) -> None:
    raise NotFound("file-missing", {"name": what})


def packed_zeros(size: int, step: int = 20_000_000) -> bytes:
    """What zlib makes of zeros: a block that ends with a full flush may stand again and again, so only two are packed."""
    pack = zlib.compressobj(9)
    first, more = (pack.compress(bytes(step)) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    checksum = (size % 65521) << 16 | 1
    return first + more * (size // step - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")


def test_the_packing_is_that_of_zeros() -> None:
    assert zlib.decompress(packed_zeros(50_000, 10_000)) == bytes(50_000)


def test_the_answer_comes_back() -> None:
    assert limited(greedy, 1000, seconds=60, memory=3_000_000_000) == 1000


def test_who_asks_first_says_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server asks for all that its calls need, so that a packet drawn first does not leave the verifying to import its own."""
    monkeypatch.setattr(limiting, "_held", [])
    limiting.hold()
    limiting.hold(("json",))
    assert limiting._held == list(limiting.HEAVY)


def test_what_does_not_end_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(Stopped, match="not done within"):
        limited(endless, 1, seconds=0.5, memory=3_000_000_000)
    assert time.monotonic() - started < 20


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(Stopped, match="out of memory"):
        limited(greedy, 8_000_000_000, seconds=60, memory=3_000_000_000)


def test_a_failure_comes_back_as_it_is() -> None:
    with pytest.raises(NotFound, match=r"no file x\.pdf"):
        limited(failing, "x.pdf", seconds=60, memory=3_000_000_000)


def test_the_same_report(signed: Signed) -> None:
    assert verify_limited(signed.sealed, signed.policy, again=False).verdict is Verdict.VALID


def test_a_file_that_unpacks_without_end_is_invalid(signed: Signed) -> None:
    bomb = packed_zeros(2_000_000_000)
    head = signed.sealed.index(b"/EmbeddedFile")
    start = signed.sealed.index(b"stream\n", head) + 7
    data = signed.sealed[:start] + bomb + signed.sealed[start:]
    report = verify_limited(data, signed.policy, again=False, memory=1_500_000_000)
    assert report.verdict is Verdict.INVALID and report.reasons[0].code is Code.UNREADABLE
