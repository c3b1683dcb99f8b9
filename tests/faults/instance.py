"""A server process that may die, and a client that comes back: it looks before it does anything again."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx

from tests.faults.program import serve

#: Each start is a process of its own, forked from one that has imported everything: a story starts the server a dozen times.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.faults.program", "review.pipeline", "api.sealing"])
_START_SECONDS = 300.0
_ANSWER_SECONDS = 240.0

#: ``("before", "checks", 2)``: just before the second write that changes the table.
Place = tuple[str, str, int]


@dataclass
class Instance:
    """One server on a home and a database. ``places``: where it dies, one after the other; ``restarts`` counts its deaths."""

    home: Path
    url: str
    rules: Path
    places: list[Place] = field(default_factory=list)
    log: Path | None = None
    restarts: int = 0
    _process: ForkServerProcess | None = None
    _port: int = 0

    def start(self) -> None:
        place = self.places.pop(0) if self.places else ()
        self._port = _free_port()
        environment = {
            "TRIPACT_HOME": str(self.home),
            "TRIPACT_DATABASE_URL": self.url,
            "TRIPACT_RULES": str(self.rules),
            "TRIPACT_SECRET": "secret-of-the-fault-tests",
            "TRIPACT_POLL_SECONDS": "0.1",
            "TRIPACT_HEARTBEAT_SECONDS": "0.5",
        }
        if self.log:
            environment["FAULTS_LOG"] = str(self.log)
        self._process = _PROCESSES.Process(target=serve, args=(environment, self._port, *place))
        self._process.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def wait(self) -> None:
        """Until it answers; started again when it died."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if not self.alive:
                self.restarts += 1
                self.start()
            try:
                if httpx.get(f"{self.address}/v1/health", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("the server did not come up")

    def stop(self) -> None:
        if self._process and self.alive:
            self._process.kill()
        if self._process:
            self._process.join(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(instance: Instance) -> Iterator[Instance]:
    instance.start()
    try:
        instance.wait()
        yield instance
    finally:
        instance.stop()


@dataclass
class Client:
    """Does each step until it is acknowledged or seen to be done."""

    instance: Instance
    keys: dict[str, str]
    acknowledged: list[str] = field(default_factory=list)

    def call(self, who: str, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.keys[who]}"}
        return httpx.request(method, self.instance.address + path, headers=headers, timeout=30, **more)

    def step(self, name: str, do: Callable[[], httpx.Response], done: Callable[[], bool]) -> None:
        """``do`` it; when the connection breaks, wait for the server, look whether it is ``done``, else do it again."""
        for _ in range(5):
            try:
                answer = do()
                assert answer.status_code < 300, (name, answer.status_code, answer.text)
                self.acknowledged.append(name)
                return
            except httpx.TransportError:
                self.instance.wait()
            if self._look(done):
                return
        raise AssertionError(f"{name} cannot be done")

    def until(self, name: str, ask: Callable[[], httpx.Response], ready: Callable[[httpx.Response], bool]) -> httpx.Response:
        """Ask until the answer is ready; each start of the server has its time for it."""
        deadline = time.monotonic() + _ANSWER_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = ask()
                if ready(answer):
                    return answer
                time.sleep(0.05)
            except httpx.TransportError:
                self.instance.wait()
                deadline = time.monotonic() + _ANSWER_SECONDS
        raise AssertionError(f"{name} did not come")

    def _look(self, done: Callable[[], bool]) -> bool:
        try:
            return done()
        except httpx.TransportError:
            self.instance.wait()
            return done()
