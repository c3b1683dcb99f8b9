"""kill -9 at durable writes of upload -> check -> decisions -> signatures -> release -> packet, then a restart.

Law: what was acknowledged is there, nothing is there twice, every hash chain holds, and no job is left behind.
Short form: a few places. ``--long`` (marker slow): every place, before and after the write, on both databases.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from api.app import close_context
from api.auth.scopes import scopes_of
from api.jobs.queue import open_queue
from api.services import accounts, auditing, signin
from api.services.context import Context, open_context
from api.store import events
from review.intake.pdf import pictures
from review.workflow import fact_name
from tests.api.world import PEOPLE
from tests.faults import campaign, story
from tests.faults.instance import Client, Instance, Place, running
from tests.intake.pdf import page, pdf, scanned
from tests.store.databases import PostgresSource, Source, SqliteSource, settings_at

#: Tables and how many rows the whole story leaves in them.
_ROWS = {"deals": 1, "snapshots": 1, "revisions": 1, "checks": 1, "signatures": 3}
_BEFORE = ("receive_draft", "parse_draft", "submit_revision")
#: Who decides first for delivery takes the seat of FR where nobody was named.
_SEATED = "name_team"
_COPIED = ("compare_execution_copy",)
_JOB_SECONDS = 120.0
_AFTER = ("sign_off_packet", "sign_off_packet", "sign_off_packet", "approve")


class Stage:
    """Homes with the people's accounts already in them."""

    def __init__(self, source: Source, folder: Path, rules: Path) -> None:
        self.source, self.folder, self.rules = source, folder, rules
        self._runs = 0
        self._writes: list[str] = []

    def writes(self, log: Path) -> list[str]:
        """What the undisturbed story writes, in order; told once."""
        if not self._writes:
            self.run([], log)
            self._writes = [write for _, write in campaign.read(log) if campaign.carries(set(write.split("+")))]
        return self._writes

    def run(self, places: list[Place], log: Path | None = None, whole: bool = True, scan: bytes = b"") -> int:
        """Tell the story on a fresh instance that dies at the places; check what it left; returns how often it died."""
        self._runs += 1
        home = self.folder / f"run{self._runs}"
        home.mkdir()
        with self.source.fresh(home) as url:
            context = open_context(settings_at(home, url), open_queue)
            try:
                client = Client(Instance(home, url, self.rules, list(places), log), _people(context))
                with running(client.instance):
                    settled = partial(_wait_for_jobs, context, client.instance)
                    story.tell(client, whole, settled)
                    if scan:
                        story.hand_in_scan(client, scan, settled)
                _holds(context, client, whole, bool(scan))
            finally:
                close_context(context)
        shutil.rmtree(home, ignore_errors=True)
        return client.instance.restarts


def _people(context: Context) -> dict[str, str]:
    operator = signin.operator(context)
    keys = {}
    for name, (role, rank) in PEOPLE.items():
        accounts.add_user(context, operator, name, [role], None, rank=rank)
        _, keys[name] = accounts.add_key(context, operator, name, "test", scopes_of([role]))
    return keys


def _wait_for_jobs(context: Context, instance: Instance) -> None:
    """Until every job has ended; the server may still die at what its jobs write last, and comes back."""
    table = "workflow_status" if context.database.sqlite else "dbos.workflow_status"
    deadline = time.monotonic() + _JOB_SECONDS
    while time.monotonic() < deadline:
        if not instance.alive:
            instance.wait()
            deadline = time.monotonic() + _JOB_SECONDS
        with context.database.read() as connection:
            left = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE status <> 'SUCCESS'").scalar()
        if not left:
            return
        time.sleep(0.1)
    raise AssertionError("a job was left behind")


def _holds(context: Context, client: Client, whole: bool, copied: bool) -> None:
    assert auditing.verify(context, signin.operator(context)).breaks == ()
    with context.database.read() as connection:
        for table, rows in {**_ROWS, "packets": int(whole), "copies": int(copied)}.items():
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == rows, table
        deal = str(connection.exec_driver_sql("SELECT id FROM deals").scalar())
        kinds = [fact_name(type(event.fact)) for event in events.load(connection, deal)]
    kinds = [kind for kind in kinds if kind != "record_gate"]  # the gate rules are asked again and again
    lines = kinds.count("decide")
    assert lines >= 1
    assert lines >= sum(step.startswith("decide") for step in client.acknowledged)
    assert kinds == [
        *_BEFORE,
        "decide",
        _SEATED,
        *["decide"] * (lines - 1),
        *_AFTER,
        *["release_packet"] * whole,
        *_COPIED * copied,
    ]


@pytest.fixture(scope="module")
def sqlite_stage(sqlite_source: SqliteSource, plain_rules_room: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(sqlite_source, tmp_path_factory.mktemp("faults"), plain_rules_room)


@pytest.fixture(scope="module")
def postgres_stage(postgres_source: PostgresSource, plain_rules_room: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(postgres_source, tmp_path_factory.mktemp("faults"), plain_rules_room)


def test_killed_at_a_few_writes_nothing_is_lost_or_doubled(sqlite_stage: Stage) -> None:
    places: list[Place] = [
        ("before", "checks", 2),  # the check is computed, its result is not written
        ("after", "signatures", 2),  # a signature is stored, its signer has not heard of it
    ]
    assert sqlite_stage.run(places, whole=False) == len(places)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(campaign.PARTS))
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_killed_at_every_write(kind: str, part: int, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Each part is a story in which the server dies many times; together they die before and after every write of it."""
    stage: Stage = request.getfixturevalue(f"{kind}_stage")
    log = tmp_path / "writes.log"
    writes = stage.writes(tmp_path / "undisturbed.log")
    kills = campaign.kills(writes, part)
    assert stage.run(campaign.places(writes, kills), log) == len(kills)
    died = Counter((when, write) for when, write in campaign.read(log) if when)
    assert died == Counter((when, writes[at]) for at, when in kills), "it died where it was to die"


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_killed_at_what_each_start_writes(kind: str, when: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What a start and the queue write for themselves: each of the first ones, by itself."""
    stage: Stage = request.getfixturevalue(f"{kind}_stage")
    places: list[Place] = [(when, "any", number) for number in range(1, 7)]
    assert stage.run(places, whole=False) == len(places)


@pytest.mark.slow
@pytest.mark.skipif(not pictures.can_be_read(), reason="the optional extra ocr is not installed")
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_killed_while_a_scan_is_read_it_is_taken_up_again_and_noted_once(kind: str, request: pytest.FixtureRequest) -> None:
    stage: Stage = request.getfixturevalue(f"{kind}_stage")
    places: list[Place] = [
        ("before", "copies", 1),  # it came in and is not noted
        ("after", "copies", 2),  # its reading has begun
        ("before", "copies", 2),  # it is compared, the outcome is not written
        ("after", "copies", 1),  # it is written, the job has not heard of it
    ]
    assert stage.run(places, scan=scanned(pdf(page("1. The Supplier shall deliver.")))) == len(places)
