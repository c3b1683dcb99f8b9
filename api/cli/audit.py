"""``tripact audit``: take the heads of the audit log out of the instance, and hold the log against them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from api.cli.files import load, store
from api.cli.options import opened
from api.services import auditing, signin
from review.model.canonical import plain


@click.group()
def audit() -> None:
    """Export and verify the audit log."""


@audit.command()
@click.argument("out", type=click.Path(path_type=Path))
def head(out: Path) -> None:
    """Write the last entry's hash of every chain to OUT; keep it where nobody who can write the database can write."""
    with opened() as context:
        store(out, auditing.write_heads(auditing.heads(context, signin.operator(context))))


@audit.command()
@click.option("--head", "kept", type=click.Path(path_type=Path), help="Heads written earlier by `tripact audit head`.")
@click.option("--json", "as_json", is_flag=True)
def verify(kept: Path | None, as_json: bool) -> int:
    """Check every chain; exits 1 when an entry was edited, removed, moved or cut off."""
    outside = auditing.read_heads(load(kept), kept.name) if kept else ()
    with opened() as context:
        found = auditing.verify(context, signin.operator(context), outside)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False))
    else:
        for fault in found.breaks:
            click.echo(f"{fault.chain}\t{fault.sequence}\t{fault.code}")
        click.echo(f"{found.entries} entries, {found.chains} chains, {len(found.breaks)} breaks")
    return 1 if found.breaks else 0


@audit.command()
@click.argument("out", type=click.Path(path_type=Path))
def export(out: Path) -> None:
    """Write the whole log to OUT, one JSON object a line."""
    with opened() as context:
        store(out, auditing.export(context, signin.operator(context)))
