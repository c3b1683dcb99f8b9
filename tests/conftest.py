"""What every test shares: the network is blocked, and real documents are found beside the checkout."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from review.signing import keys

pytest_plugins = ("tests.store.fixtures", "tests.store.plain_rules")

#: How long an example takes says what else the machine does; times are asked in ``tests/bench``.
settings.register_profile("tripact", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tripact")

# Nothing that is imported and collected is garbage: the collector waits until all of it is there.
gc.disable()

_ALLOWED = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}


#: What is run by one worker, so that what its rooms share is made once: a server, a database, a set of packets, the rules and
#: what the tests inside them gave. These take longest and start first; then come the files of the other rooms, each as it is.
_TOGETHER = {
    "web": "web",
    "api": "api",
    "store": "store",
    "faults": "store",
    "packet": "packet",
    "signing": "packet",
    "rules": "rules",
}
_ROOMS = Path(__file__).parent


class _ByRoom(LoadScopeScheduling):  # type: ignore[misc]
    """Hands a worker what belongs together, told by the room and file that a test's name begins with."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return _TOGETHER.get(_room(_ROOMS.parent / file), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByRoom:
    return _ByRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {room: place for place, room in enumerate(_TOGETHER)}
    items.sort(key=lambda item: order.get(_room(item.path), len(order)))


def pytest_collection_finish() -> None:
    """What is there now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@cache
def _room(file: Path) -> str:
    return file.relative_to(_ROOMS).parts[0]


@pytest.fixture(autouse=True, scope="session")
def _keys_open_at_once() -> Iterator[None]:
    """Keys made in a test's own process are guarded by few rounds: the real number takes a third of a second for each file."""
    with patch.object(keys, "_ROUNDS", 1000):
        yield


@pytest.fixture(autouse=True, scope="session")
def _system_of_no_language() -> Iterator[None]:
    """Commands answer in English where a test does not say otherwise."""
    with patch.dict(os.environ, {"LC_ALL": "C.UTF-8"}):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> None:
    """Only this machine can be reached; anything else is an error, not a wait."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _ALLOWED:
            raise OSError(f"the network is blocked in tests: {address}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; ``TRIPACT_SHARED`` names it where it does not stand beside the checkout."""
    place = Path(os.environ.get("TRIPACT_SHARED") or Path(__file__).parents[2] / "shared")
    if not place.is_dir():
        pytest.skip("the shared folder of real documents is not beside the checkout (TRIPACT_SHARED)")
    return place
