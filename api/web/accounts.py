"""Accounts: an administrator's list with roles and API keys, and everybody's own password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from api.auth.scopes import SCOPE_NAMES, Scope, scopes_of
from api.services import accounts, team
from api.services.cases import As
from api.services.context import Context
from api.store.rows import User
from api.web.entry import forget_session
from api.web.lines import moment
from api.web.moves import go
from api.web.render import Blank, page
from api.web.visit import ContextOf, Member, SentForm, Visit, insist, signed_in
from api.web.words import one_of
from review.errors import Failure, sentences
from review.model.decision import Rank
from review.model.names import ROLES
from review.model.roles import Role

router = APIRouter()
Text = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class KeyLine:
    prefix: str
    label: str
    scopes: str
    until: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    name: str
    full_name: str
    roles: tuple[str, ...]
    rank: str
    disabled: bool
    keys: tuple[KeyLine, ...]
    scopes: tuple[tuple[str, str], ...]
    """What a key of this account may hold: each scope and what it lets one do."""


@router.get("/accounts")
def index(request: Request, visit: Member, context: ContextOf) -> Response:
    return _index(request, visit, context)


@router.post("/accounts")
def add(
    request: Request,
    visit: SentForm,
    context: ContextOf,
    name: Text = "",
    full_name: Text = "",
    password: Text = "",
    rank: Annotated[Rank, Form()] = Rank.MEMBER,
    roles: Annotated[list[Role] | None, Form()] = None,
) -> Response:
    given = {"name": name, "full_name": full_name, "rank": rank.value, "roles": [r.value for r in roles or ()]}

    def done() -> Response:
        accounts.add_user(context, signed_in(visit), name, roles or (), password, full_name, rank, visit.language)
        return go(f"/accounts#u-{name}", "account_added")

    return _tried(request, visit, context, "add", given, done)


@router.post("/team")
def name_team(
    request: Request, visit: SentForm, context: ContextOf, external_id: Text = "", role: Text = "", person: Text = ""
) -> Response:
    """Name somebody for a role on a deal, which an administrator may do and need not read."""

    def done() -> Response:
        team.name(context, signed_in(visit), external_id.strip(), one_of(Role, role, "role"), [person], As(Role.ADMIN))
        return go("/accounts#team", "act_recorded")

    return _tried(request, visit, context, "team", {"external_id": external_id, "role": role, "person": person}, done)


@router.post("/accounts/{name}/disable")
def disable(request: Request, visit: SentForm, context: ContextOf, name: str) -> Response:
    def done() -> Response:
        accounts.disable_user(context, signed_in(visit), name)
        return go("/accounts", "account_disabled")

    return _tried(request, visit, context, name, {}, done)


@router.post("/accounts/{name}/password")
def set_password(request: Request, visit: SentForm, context: ContextOf, name: str, password: Text = "") -> Response:
    def done() -> Response:
        accounts.set_password(context, signed_in(visit), name, password)
        return go("/accounts", "password_set")

    return _tried(request, visit, context, name, {}, done)


@router.post("/accounts/{name}/keys")
def add_key(
    request: Request,
    visit: SentForm,
    context: ContextOf,
    name: str,
    label: Text = "",
    scopes: Annotated[list[Scope] | None, Form()] = None,
) -> Response:
    """Make a key; it is shown on the page that answers, and nowhere ever again."""

    def done() -> Response:
        _, secret = accounts.add_key(context, signed_in(visit), name, label, scopes or ())
        return _index(request, visit, context, fresh={"name": name, "key": secret})

    return _tried(request, visit, context, name, {"label": label}, done)


@router.post("/accounts/{name}/keys/{prefix}/revoke")
def revoke_key(request: Request, visit: SentForm, context: ContextOf, name: str, prefix: str) -> Response:
    def done() -> Response:
        accounts.revoke_key(context, signed_in(visit), name, prefix)
        return go("/accounts", "key_revoked")

    return _tried(request, visit, context, name, {}, done)


@router.get("/password")
def own_password(request: Request, visit: Member) -> Response:
    return page(request, visit, "password.html")


@router.post("/password")
def change_own_password(
    request: Request, visit: SentForm, context: ContextOf, old: Text = "", new: Text = "", again: Text = ""
) -> Response:
    """Change it and sign in again with the new one."""
    try:
        insist(visit)
        if new != again:
            raise Failure("password-again")
        accounts.change_own_password(context, signed_in(visit), old, new)
    except Failure as failure:
        return page(request, visit, "password.html", failure.status, problem=failure.diagnostics(visit.language))
    return forget_session(go("/sign-in", "password_set"))


def _tried(
    request: Request, visit: Visit, context: Context, place: str, given: Mapping[str, object], done: Callable[[], Response]
) -> Response:
    try:
        insist(visit)
        return done()
    except Failure as failure:
        said = {"place": place, "problem": failure.diagnostics(visit.language), "given": Blank(given)}
        return _index(request, visit, context, said=said, status=failure.status)


def _index(request: Request, visit: Visit, context: Context, status: int = 200, **facts: object) -> Response:
    person = signed_in(visit)
    lines = [_line(context, visit, user) for user in accounts.list_users(context, person)]
    known = {"said": None, "fresh": None, **facts}
    roles = [r.value for r in Role]
    return page(
        request, visit, "accounts.html", status, section="accounts", accounts=lines, all_roles=roles, ranks=list(Rank), **known
    )


def _line(context: Context, visit: Visit, user: User) -> AccountLine:
    keys = [k for k in accounts.list_keys(context, signed_in(visit), user.name) if k.revoked_at is None]
    return AccountLine(
        name=user.name,
        full_name=user.full_name,
        roles=tuple(ROLES[r][visit.language] for r in user.roles),
        rank=user.rank.value,
        disabled=user.disabled,
        keys=tuple(KeyLine(k.prefix, k.label, ", ".join(k.scopes), moment(k.expires_at) if k.expires_at else "") for k in keys),
        scopes=tuple((s.value, SCOPE_NAMES[s][visit.language]) for s in sorted(scopes_of(user.roles))),
    )


sentences({"password-again": {"zh": "两次输入的新密码不一致。", "en": "The two new passwords are not the same."}})
