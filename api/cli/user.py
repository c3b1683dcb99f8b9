"""``tripact user``: accounts and API keys, for whoever runs the instance."""

from __future__ import annotations

from datetime import timedelta

import click

from api.auth.passwords import make_password
from api.auth.scopes import Scope
from api.cli.options import opened
from api.services import accounts, signin
from review.model.decision import Rank
from review.model.roles import Role

_ROLES = click.Choice([r.value for r in Role])
_RANKS = click.Choice([r.value for r in Rank])
_ALL = "all"
_SCOPES = click.Choice([*(s.value for s in Scope), _ALL])


@click.group()
def user() -> None:
    """Accounts and API keys."""


@user.command()
@click.argument("name")
@click.option("--role", "roles", type=_ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--rank", type=_RANKS, default=Rank.MEMBER.value, show_default=True)
@click.option("--full-name", default="", help="As it stands in packets.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--no-password", is_flag=True, help="For a program: it acts through API keys only.")
@click.option("--password", prompt=False, help="Made and printed once when not given.")
def add(name: str, roles: tuple[str, ...], rank: str, full_name: str, lang: str, no_password: bool, password: str | None) -> None:
    """Make the account NAME."""
    chosen = None if no_password else password or make_password()
    with opened() as context:
        who = signin.operator(context)
        accounts.add_user(context, who, name, [Role(r) for r in roles], chosen, full_name, Rank(rank), lang)
    click.echo(name if no_password or password else f"{name} {chosen}")


@user.command("list")
def list_() -> None:
    """Every account: name, roles, rank, state."""
    with opened() as context:
        for found in accounts.list_users(context, signin.operator(context)):
            roles = "+".join(r.value for r in found.roles)
            click.echo(f"{found.name}\t{roles}\t{found.rank.value}\t{'disabled' if found.disabled else 'active'}")


@user.command()
@click.argument("name")
def disable(name: str) -> None:
    """Close the account NAME: sessions end, keys stop working, what it did stays."""
    with opened() as context:
        accounts.disable_user(context, signin.operator(context), name)


@user.command()
@click.argument("name")
@click.option("--password", help="Made and printed once when not given.")
def password(name: str, password: str | None) -> None:
    """Give the account NAME a new password; its sessions end."""
    chosen = password or make_password()
    with opened() as context:
        accounts.set_password(context, signin.operator(context), name, chosen)
    click.echo(name if password else f"{name} {chosen}")


@user.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=_SCOPES,
    multiple=True,
    required=True,
    help="May be given several times; all: whatever its roles allow.",
)
@click.option("--label", default="", help="What the key is for.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days until it ends; without, it does not end.")
def key(name: str, scopes: tuple[str, ...], label: str, days: int | None) -> None:
    """Make an API key for the account NAME and print it; it is shown only this once."""
    with opened() as context:
        ends = context.now() + timedelta(days=days) if days else None
        who = signin.operator(context)
        wanted = accounts.scopes_for(context, who, name) if _ALL in scopes else [Scope(s) for s in scopes]
        _, secret = accounts.add_key(context, who, name, label, wanted, ends)
    click.echo(secret)


@user.command()
@click.argument("name")
@click.argument("prefix")
def revoke(name: str, prefix: str) -> None:
    """Stop the key of the account NAME that begins with tpk_PREFIX."""
    with opened() as context:
        accounts.revoke_key(context, signin.operator(context), name, prefix)


@user.command()
@click.argument("name")
def keys(name: str) -> None:
    """The keys of the account NAME: prefix, scopes, label, state."""
    with opened() as context:
        for found in accounts.list_keys(context, signin.operator(context), name):
            ended = found.revoked_at or (found.expires_at and found.expires_at <= context.now())
            state = "ended" if ended else "active"
            click.echo(f"{found.prefix}\t{'+'.join(found.scopes)}\t{found.label}\t{state}")
