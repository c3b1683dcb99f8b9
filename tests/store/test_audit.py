"""The audit log shows every edit, deletion, insertion, reorder and, against a head kept outside, every truncation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from api.cli import main
from api.cli.audit import _SAID
from api.services import accounts, auditing, proof, signin
from api.services.context import Context
from api.store import audit
from review.errors import Failure
from review.model.audit import AuditEntry, Head, breaks, sealed
from review.model.roles import Role
from tests.store.databases import both_databases

_AT = datetime(2026, 3, 1, tzinfo=UTC)


def _chain(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, length + 1):
        entry = AuditEntry("d1", number, _AT, f"p{number}", "FR", "decide", "c1", "done", {"n": number})
        entries.append(sealed(entry, entries[-1].hash if entries else "0" * 64))
    return entries


def _head(entries: list[AuditEntry]) -> Head:
    return Head("d1", entries[-1].sequence, entries[-1].hash)


def _edit(entries: list[AuditEntry], at: int) -> list[AuditEntry]:
    return [*entries[:at], replace(entries[at], person="nobody"), *entries[at + 1 :]]


def _remove(entries: list[AuditEntry], at: int) -> list[AuditEntry]:
    return entries[:at] + entries[at + 1 :]


def _swap(entries: list[AuditEntry], at: int) -> list[AuditEntry]:
    other = (at + 1) % len(entries)
    changed = list(entries)
    changed[at], changed[other] = changed[other], changed[at]
    return changed


def _double(entries: list[AuditEntry], at: int) -> list[AuditEntry]:
    return [*entries[: at + 1], entries[at], *entries[at + 1 :]]


def _rewrite(entries: list[AuditEntry], at: int) -> list[AuditEntry]:
    """All from one place on, sealed anew: whole in itself, only the head outside knows."""
    changed = entries[:at]
    for entry in entries[at:]:
        changed.append(sealed(replace(entry, detail={"n": -1}), changed[-1].hash if changed else "0" * 64))
    return changed


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_every_change_of_the_past_shows(place: tuple[int, int]) -> None:
    length, at = place
    whole = _chain(length)
    assert breaks(whole, _head(whole)) == ()
    for change in (_edit, _remove, _swap, _double, _rewrite):
        assert breaks(change(whole, at), _head(whole)), change.__name__


def test_a_cut_tail_shows_against_the_head_only() -> None:
    whole = _chain(5)
    assert breaks(whole[:3]) == ()
    assert [b.code for b in breaks(whole[:3], _head(whole))] == ["truncated"]


_TAMPERS = {
    "edited": "UPDATE audit SET person = 'mallory' WHERE sequence = 2 AND chain = 'system'",
    "missing": "DELETE FROM audit WHERE sequence = 2 AND chain = 'system'",
    "edited-again": "UPDATE audit SET detail = '{}' WHERE sequence = 3 AND chain = 'system'",
    "edited-into-no-record": "UPDATE audit SET detail = 'nothing' WHERE sequence = 3 AND chain = 'system'",
    "edited-into-null": "UPDATE audit SET detail = 'null' WHERE sequence = 3 AND chain = 'system'",
    "truncated": "DELETE FROM audit WHERE sequence = 4 AND chain = 'system'",
}


@both_databases
@pytest.mark.parametrize("code", _TAMPERS)
def test_a_row_altered_in_the_database_is_reported(context: Context, code: str) -> None:
    operator = signin.operator(context)
    for name in ("ann", "bo", "cy", "di"):
        accounts.add_user(context, operator, name, [Role.AR], None)
    outside = auditing.read_heads(auditing.write_heads(auditing.heads(context, operator)), "heads.json")
    assert auditing.verify(context, operator, outside).breaks == ()
    with context.database.write() as connection:
        connection.execute(text(_TAMPERS[code]))
    assert code.partition("-")[0] in [b.code for b in auditing.verify(context, operator, outside).breaks]


@both_databases
def test_rows_that_changed_places_in_the_database_are_reported(context: Context) -> None:
    operator = signin.operator(context)
    for name in ("ann", "bo", "cy", "di"):
        accounts.add_user(context, operator, name, [Role.AR], None)
    with context.database.write() as connection:
        for to, of in ((99, 2), (2, 3), (3, 99)):
            connection.execute(text(f"UPDATE audit SET sequence = {to} WHERE sequence = {of} AND chain = 'system'"))
    assert {b.sequence for b in auditing.verify(context, operator).breaks} & {2, 3}


#: Attack -> (statements, its words in English and Chinese). The chain holds entries 1 to 4.
_ATTACKS = {
    "edit": (("UPDATE audit SET person = 'mallory' WHERE sequence = 2 AND chain = 'system'",), "edited", "改动"),
    "deletion": (("DELETE FROM audit WHERE sequence = 2 AND chain = 'system'",), "entries before it were removed", "被删除"),
    "reorder": (
        tuple(
            f"UPDATE audit SET sequence = {to} WHERE sequence = {of} AND chain = 'system'"
            for to, of in ((99, 2), (2, 3), (3, 99))
        ),
        "edited",
        "改动",
    ),
    "truncation": (("DELETE FROM audit WHERE sequence = 4 AND chain = 'system'",), "the end was cut off", "截去"),
}


@both_databases
@pytest.mark.parametrize("attack", _ATTACKS)
def test_the_command_line_says_in_words_what_was_done_to_the_log(
    context: Context, attack: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    operator = signin.operator(context)
    for name in ("ann", "bo", "cy", "di"):
        accounts.add_user(context, operator, name, [Role.AR], None)
    monkeypatch.setenv("TRIPACT_HOME", str(context.settings.home))
    monkeypatch.setenv("TRIPACT_DATABASE_URL", context.settings.database_url)
    heads = str(tmp_path / "heads.json")
    assert main(["audit", "head", heads]) == 0
    assert main(["audit", "verify", "--head", heads]) == 0
    assert "The log is whole: 4 entries in 1 chains." in capsys.readouterr().out
    statements, english, chinese = _ATTACKS[attack]
    with context.database.write() as connection:
        for statement in statements:
            connection.execute(text(statement))
    for language, words in (("en", english), ("zh", chinese)):
        assert main(["audit", "verify", "--head", heads, "--lang", language]) == 1
        told = capsys.readouterr().out
        assert words in told and ("the system's log" in told or "系统日志" in told)


def test_every_break_has_its_words() -> None:
    codes = set(re.findall(r'Break\([^)]*"([a-z-]+)"', "".join(Path(m.__file__ or "").read_text() for m in (auditing, proof))))
    assert codes | {"edited", "reordered", "missing", "unlinked", "truncated", "replaced"} | {"object-missing"} <= set(_SAID)


@both_databases
def test_a_chain_that_vanished_whole_is_reported(context: Context) -> None:
    operator = signin.operator(context)
    accounts.add_user(context, operator, "ann", [Role.AR], None)
    outside = auditing.heads(context, operator)
    with context.database.write() as connection:
        connection.execute(text("DELETE FROM audit"))
    assert [b.code for b in auditing.verify(context, operator, outside).breaks] == ["truncated"]


@both_databases
def test_writers_of_one_chain_follow_one_another(context: Context) -> None:
    import threading

    def write(person: str) -> None:
        for number in range(8):
            with context.database.write() as connection:
                audit.append(connection, _AT, person, "FR", "decide", str(number), "d1")

    writers = [threading.Thread(target=write, args=(f"p{n}",)) for n in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    with context.database.read() as connection:
        entries = audit.entries(connection, "d1")
    assert [e.sequence for e in entries] == list(range(1, 49))
    assert breaks(entries) == ()


@both_databases
def test_a_name_that_no_database_holds_is_no_break(context: Context) -> None:
    """Anybody may send any name to the sign-in page; it is hashed as it is kept."""
    for name in ("no\x00body", "a" * 499 + "\x00\x00"):
        with pytest.raises(Failure):
            signin.sign_in(context, name, "wrong password", "127.0.0.1")
    with context.database.write() as connection:
        audit.append(connection, _AT, "p\x00", "FR", "decide", "s\udfff", "d1", detail={"text": "a\x00b"})
    found = auditing.verify(context, signin.operator(context))
    assert (found.breaks, found.entries >= 3) == ((), True)
