"""A private PostgreSQL for tests: made with initdb in a folder of its own, reached by unix socket only, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"


@dataclass(frozen=True)
class Cluster:
    folder: Path

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database; returns its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
        return self.url(name)

    def drop(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start one; skips the test with a clear message where PostgreSQL or a user to run it is not there."""
    programs = _programs()
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="tripact-pg-", dir="/tmp"))
    if owner:
        shutil.chown(folder, owner, owner)
    data = folder / "data"
    try:
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], owner)
        options = f"-k {folder} -c listen_addresses='' {_FAST}"
        _run([programs / "pg_ctl", "-D", data, "-w", "-t", "30", "-l", folder / "log", "-o", options, "start"], owner)
        try:
            yield Cluster(folder)
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("PostgreSQL is not installed here: the store tests ran on SQLite only (Debian package postgresql)")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; it runs as its own user then."""
    if os.geteuid() != 0:
        return None
    import pwd

    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL cannot run as root and there is no user postgres")


def _run(command: list[str | Path], owner: str | None) -> None:
    who = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
    subprocess.run(
        [str(part) for part in command],
        check=True,
        timeout=60,
        cwd="/tmp",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **who,  # type: ignore[call-overload]
    )
