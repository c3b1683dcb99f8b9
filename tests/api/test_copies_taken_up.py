"""A worker that ends in the middle of reading a copy; apart from the other tests of copies, as a process runs one worker."""

from __future__ import annotations

import time

import pytest

from api.jobs.catalogue import JOBS
from api.jobs.worker import Worker
from api.settings import Settings
from tests.api.test_copies import Reader, answer_at, compared, hand_in, reader, released, scan
from tests.api.world import world

__all__ = ["reader"]


@pytest.mark.slow
def test_a_reading_whose_worker_ended_is_taken_up_again_and_done_once(
    settings: Settings, plain_rules: object, reader: Reader
) -> None:
    with world(settings.model_copy(update={"worker": False})) as w:
        workers = [Worker(w.context, JOBS) for _ in range(2)]
        workers[0].start()
        found = released(w)
        place = hand_in(w, found, scan()).headers["location"]
        while not reader.count:
            time.sleep(0.02)
        workers[0].stop()
        assert w.get("max", place).status_code == 202
        reader.free.set()
        workers[1].start()
        try:
            assert answer_at(w, place).json()["agrees"] is True
        finally:
            workers[1].stop()
        assert (reader.count, len(compared(w, found))) == (2, 1)
