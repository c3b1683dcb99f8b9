"""A running server of its own for the page tests: real process, real port, real store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from api.app import close_context, open_server_context
from api.cli import demo
from api.services import accounts, signin
from api.services.context import Context
from api.settings import Settings
from review.model.roles import Role

TRIPACT = Path(sys.executable).parent / "tripact"
PASSWORD = "a-long-enough-password"


@dataclass(frozen=True)
class Server:
    address: str
    home: Path
    environment: dict[str, str]


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Server]:
    """A server with the team's accounts, stopped at the end. Raises AssertionError when it does not start."""
    environment = {**os.environ, "TRIPACT_HOME": str(home), **settings}
    _accounts(home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([TRIPACT, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(address, process)
        yield Server(address, home, environment)
    finally:
        process.terminate()
        process.wait(20)


def _accounts(home: Path) -> None:
    """The team, all with one password, which is hashed once."""
    context = open_server_context(Settings(home=home))
    try:
        with patch.object(accounts, "hash_password", cache(accounts.hash_password)):
            _team(context)
    finally:
        close_context(context)


def _team(context: Context) -> None:
    for name, roles in {**demo.TEAM, "stand-in": (Role.BID,), "admin": (Role.ADMIN,)}.items():
        accounts.add_user(context, signin.operator(context), name, roles, PASSWORD)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
