"""``tripact keys``: the instance's root certificate for verifiers, and the signing keys of its people."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.files import load, make_folder, store
from api.cli.options import settings_from
from api.sealing import keys as open_store
from review.signing import FileKeyStore
from review.signing.policy import fingerprint, pem


@click.group()
def keys() -> None:
    """Root certificate for verifiers, and people's signing keys."""


@keys.command()
@click.argument("out", type=click.Path(path_type=Path), required=False)
def root(out: Path | None) -> None:
    """This instance's root certificate (PEM), for `tripact verify --trust`: into OUT, with its SHA-256 told, or printed."""
    certificate = _store().root()
    if out is None:
        click.echo(pem(certificate).decode(), nl=False)
        return
    store(out, pem(certificate))
    click.echo(f"{out} SHA-256 {fingerprint(certificate)}")


@keys.command("import")
@click.argument("person")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--password", prompt=True, hide_input=True, help="Of the PKCS#12 file; asked for when not given.")
def import_(person: str, file: Path, password: str) -> None:
    """Keep a key that another authority certified: FILE (PKCS#12) signs for PERSON, by the name as it stands in packets."""
    found = _store().import_pkcs12(person, load(file), password)
    click.echo(f"{person}: {found.name} SHA-256 {fingerprint(found.certificate)}")


@keys.command()
@click.argument("person")
def revoke(person: str) -> None:
    """Withdraw PERSON's key: every later packet says so, and the next signature makes a new one."""
    _store().revoke(person)
    click.echo(person)


def _store() -> FileKeyStore:
    home = settings_from().home
    make_folder(home)
    return open_store(home)
