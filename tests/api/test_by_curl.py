"""The path by curl alone, as it is shipped and as the README shows it: a real server, real requests, a released packet."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from api.app import close_context, open_server_context
from api.auth.scopes import scopes_of
from api.cli import demo
from api.services import accounts, signin
from api.settings import Settings
from tests.api.world import SAMPLES
from tests.web.server import Server, running

_SCRIPT = SAMPLES / "by-curl.sh"


def _keys(server: Server) -> dict[str, str]:
    """What ``./tripact user key NAME --scope all`` prints for each account of the demo."""
    context = open_server_context(Settings(home=server.home))
    try:
        who = signin.operator(context)
        keys = {name: accounts.add_key(context, who, name, "curl", accounts.scopes_for(context, who, name)) for name in demo.TEAM}
    finally:
        close_context(context)
    assert all(key.scopes == tuple(sorted(scopes_of(demo.TEAM[name]))) for name, (key, _) in keys.items())
    return {name.upper(): secret for name, (_, secret) in keys.items()}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_from_a_deal_record_to_the_released_packet_by_curl(tmp_path: Path) -> None:
    packet = tmp_path / "packet.pdf"
    with running(tmp_path) as server:
        environment = {**os.environ, **_keys(server), "no_proxy": "127.0.0.1"}
        command = [_SCRIPT, server.address, "en-clean", packet]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280)
        assert done.returncode == 0, done.stdout + done.stderr
        again = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280)
    assert done.stdout.splitlines()[-1] == f"released: {packet}"
    assert (again.returncode, "denied-state" in again.stderr) == (1, True), again.stderr
    signed = subprocess.run(["pdfsig", packet], capture_output=True, text=True).stdout
    assert [name in signed for name in ("AR", "SR", "FR", "seal")] == [True] * 4
