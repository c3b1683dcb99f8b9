"""Sign-in: passwords, sessions, form tokens, lockout, keys. Every refusal is in the audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from importlib.util import find_spec, module_from_spec

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from api.auth import tokens
from api.auth.passwords import hash_password, matches
from api.auth.scopes import ROLE_SCOPES, SCOPE_NAMES, Scope, scopes_of
from api.services import accounts, auditing, deals, signin
from api.services.context import Context
from review.errors import Conflict, Failure, NotFound, Refused, Unauthenticated
from review.model.roles import Role
from tests.store.databases import both_databases

_PASSWORD = "correct horse battery"


class Clock:
    """A clock that stands until it is told."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock(context: Context) -> Clock:
    return Clock(context.now())


@pytest.fixture
def timed(context: Context, clock: Clock) -> Context:
    """The instance under that clock, with an account ann (AR)."""
    found = replace(context, now=clock)
    accounts.add_user(found, signin.operator(found), "ann", [Role.AR], _PASSWORD)
    return found


def _refusals(context: Context) -> list[tuple[str, str]]:
    log = auditing.entries(context, signin.operator(context), "system")
    return [(e.person, e.detail["code"]) for e in log if e.outcome == "refused"]


@both_databases
def test_a_session_lasts_until_its_time_is_over(timed: Context, clock: Clock) -> None:
    session = signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1")
    assert signin.resume(timed, session.cookie).principal.name == "ann"
    clock.moment += timedelta(hours=timed.settings.session_hours, seconds=1)
    with pytest.raises(Unauthenticated):
        signin.resume(timed, session.cookie)


@both_databases
def test_wrong_password_and_unknown_account_get_one_answer_and_are_logged(timed: Context) -> None:
    for name, password in (("ann", "wrong password"), ("nobody", _PASSWORD)):
        with pytest.raises(Unauthenticated) as refused:
            signin.sign_in(timed, name, password, "127.0.0.1")
        assert refused.value.code == "login-wrong"
    assert _refusals(timed) == [("ann", "login-wrong"), ("nobody", "login-wrong")]


@both_databases
def test_after_repeated_failures_even_the_right_password_waits(timed: Context, clock: Clock) -> None:
    for _ in range(timed.settings.login_failures):
        with pytest.raises(Unauthenticated):
            signin.sign_in(timed, "ann", "wrong password", "127.0.0.1")
    with pytest.raises(signin.TooManyTries):
        signin.sign_in(timed, "ann", _PASSWORD, "10.0.0.9")
    clock.moment += timedelta(minutes=timed.settings.login_wait_minutes, seconds=1)
    assert signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1").principal.name == "ann"


def test_one_address_cannot_try_all_accounts(timed: Context) -> None:
    quick = replace(timed, settings=timed.settings.model_copy(update={"login_failures": 1}))
    for number in range(10):
        with pytest.raises(Unauthenticated):
            signin.sign_in(quick, f"guess{number}", "wrong password", "10.0.0.1")
    with pytest.raises(signin.TooManyTries):
        signin.sign_in(quick, "ann", _PASSWORD, "10.0.0.1")
    assert signin.sign_in(quick, "ann", _PASSWORD, "10.0.0.2").principal.name == "ann"


def test_signing_out_disabling_and_a_new_password_end_sessions(timed: Context) -> None:
    operator = signin.operator(timed)

    def cookie() -> str:
        return signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1").cookie

    endings = {
        "sign out": lambda kept: signin.sign_out(timed, kept),
        "new password": lambda kept: accounts.set_password(timed, operator, "ann", _PASSWORD),
        "disabled": lambda kept: accounts.disable_user(timed, operator, "ann"),
    }
    for name, end in endings.items():
        kept = cookie()
        end(kept)
        with pytest.raises(Unauthenticated):
            signin.resume(timed, kept)
        assert name
    with pytest.raises(Unauthenticated):
        cookie()


@pytest.mark.parametrize(
    "change", [lambda c: c + "x", lambda c: "x" + c, lambda c: c.split(".")[0], lambda c: "", lambda c: "é.é"]
)
def test_a_cookie_that_we_did_not_sign_is_no_session(timed: Context, change: object) -> None:
    cookie = signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1").cookie
    with pytest.raises(Unauthenticated):
        signin.resume(timed, change(cookie))  # type: ignore[operator]


def test_a_form_counts_in_its_own_session_only(timed: Context) -> None:
    one, other = (signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1") for _ in range(2))
    assert signin.form_is_ours(timed, one.cookie, one.form_token)
    assert not signin.form_is_ours(timed, one.cookie, other.form_token)
    assert not signin.form_is_ours(timed, "", one.form_token)


@both_databases
def test_a_key_works_until_revoked_expired_or_its_account_closed(timed: Context, clock: Clock) -> None:
    operator = signin.operator(timed)

    def make(days: int | None = None) -> tuple[str, str]:
        ends = clock.moment + timedelta(days=days) if days else None
        key, secret = accounts.add_key(timed, operator, "ann", "crm", [Scope.DEALS_READ], ends)
        return key.prefix, secret

    prefix, revoked = make()
    accounts.revoke_key(timed, operator, "ann", prefix)
    _, short = make(days=1)
    _, long = make()
    clock.moment += timedelta(days=2)
    assert signin.by_key(timed, long).scopes == {Scope.DEALS_READ}
    for secret in (revoked, short, "tpk_x", ""):
        with pytest.raises(Unauthenticated):
            signin.by_key(timed, secret)
    assert _refusals(timed) == [("ann", "key-wrong")] * 2
    accounts.disable_user(timed, operator, "ann")
    with pytest.raises(Unauthenticated):
        signin.by_key(timed, long)
    with pytest.raises(NotFound):
        accounts.revoke_key(timed, operator, "ann", prefix)


def test_a_key_may_what_it_was_made_for_and_refusals_are_logged(timed: Context) -> None:
    _, secret = accounts.add_key(timed, signin.operator(timed), "ann", "crm", [Scope.DEALS_READ])
    principal = signin.by_key(timed, secret)
    assert deals.list_deals(timed, principal) == ()
    with pytest.raises(Refused) as refused:
        deals.put_deal(timed, principal, "D-1", b"{}")
    assert refused.value.code == "scope-missing"
    assert refused.value.diagnostics("zh") == "您的账号或密钥无权录入或修改商机。"
    assert refused.value.diagnostics("en") == "Your account or key may not enter or change deals."
    assert _refusals(timed) == [("ann", "scope-missing")]


def test_every_scope_is_said_in_words_of_both_languages() -> None:
    assert set(SCOPE_NAMES) == set(Scope)
    assert all(names["zh"] and names["en"] and scope.value not in names.values() for scope, names in SCOPE_NAMES.items())


def test_secrets_are_not_stored(timed: Context) -> None:
    _, secret = accounts.add_key(timed, signin.operator(timed), "ann", "crm", [Scope.DEALS_READ])
    cookie = signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1").cookie
    token = tokens.token_of(timed.secret, cookie)
    with timed.database.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        dump = repr([connection.exec_driver_sql(f'SELECT * FROM "{n}"').all() for n in names])
    for hidden in (_PASSWORD, secret, token):
        assert hidden and hidden not in dump


@pytest.mark.parametrize(
    ("name", "roles", "password", "error"),
    [
        ("ann", [Role.FR], _PASSWORD, Conflict),
        ("bo", [], _PASSWORD, Failure),
        ("bo", [Role.FR], "short", Failure),
        ("bo", [Role.FR], "x" * 201, Failure),
        ("", [Role.FR], _PASSWORD, Failure),
        (" bo", [Role.FR], _PASSWORD, Failure),
        ("b\no", [Role.FR], _PASSWORD, Failure),
        ("x" * 121, [Role.FR], _PASSWORD, Failure),
    ],
)
def test_accounts_that_cannot_be(timed: Context, name: str, roles: list[Role], password: str, error: type[Failure]) -> None:
    with pytest.raises(error):
        accounts.add_user(timed, signin.operator(timed), name, roles, password)
    assert [u.name for u in accounts.list_users(timed, signin.operator(timed))] == ["ann"]


def test_only_an_administrator_keeps_accounts(timed: Context) -> None:
    ann = signin.sign_in(timed, "ann", _PASSWORD, "127.0.0.1").principal
    calls = (
        lambda: accounts.add_user(timed, ann, "x", [Role.ADMIN], _PASSWORD),
        lambda: accounts.add_key(timed, ann, "ann", "x", [Scope.DEALS_READ]),
        lambda: accounts.set_password(timed, ann, "ann", _PASSWORD),
        lambda: accounts.disable_user(timed, ann, "ann"),
        lambda: accounts.list_users(timed, ann),
    )
    for call in calls:
        with pytest.raises(Refused):
            call()


def test_the_table_of_roles_and_scopes() -> None:
    assert set(ROLE_SCOPES) == set(Role)
    assert ROLE_SCOPES[Role.ADMIN] == {Scope.USERS_MANAGE, Scope.AUDIT_READ, Scope.SYSTEM_READ, Scope.TEAMS_NAME}
    deciding = {Scope.REVIEWS_DECIDE, Scope.REVIEWS_SIGN, Scope.REVIEWS_SUBMIT, Scope.DEALS_WRITE}
    assert not ROLE_SCOPES[Role.AUDIT] & deciding
    assert scopes_of([]) == frozenset()


def test_passwords() -> None:
    kept = hash_password(_PASSWORD)
    assert kept.startswith("$argon2id$")
    assert matches(_PASSWORD, kept)
    assert not matches(_PASSWORD + "x", kept)
    assert not matches(_PASSWORD, None)
    assert not matches("", "not a hash")


def test_the_product_hashes_at_the_cost_that_the_library_recommends() -> None:
    """The module as shipped: a real password and nobody's cost the same."""
    found = find_spec("api.auth.passwords")
    assert found and found.loader
    shipped = module_from_spec(found)
    found.loader.exec_module(shipped)
    costs = [extract_parameters(kept) for kept in (shipped.hash_password(_PASSWORD), shipped._NOBODY)]
    assert costs == [RFC_9106_LOW_MEMORY] * 2
    assert not shipped.matches(_PASSWORD, None)
