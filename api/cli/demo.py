"""``tripact demo``: review every sample, say where the packets are, and open the web form with the samples in it."""

from __future__ import annotations

import os
import secrets
import socket
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.files import make_folder
from api.cli.options import settings_from
from api.cli.serve import address_of, listen, run_server
from api.settings import Settings
from review.model.names import ROLES
from review.model.roles import Role

if TYPE_CHECKING:
    from api.auth.principal import Principal
    from api.services.context import Context

#: A small company. Each corner of the triangle is one person with no other role, and two more look at what these three agree:
#: as many as it takes to approve a contract of the tier "normal", where nobody approves twice.
TEAM: dict[str, tuple[Role, ...]] = {
    "ar": (Role.AR,),
    "sr": (Role.SR,),
    "fr": (Role.FR,),
    "cm": (Role.CM, Role.LEG),
    "fin": (Role.FIN, Role.COM),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    case: str
    commitments: int
    counts: dict[str, int]
    verdict: str
    packet: str


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    draft: Path
    deal: Path


@click.command()
@click.option("--samples", type=click.Path(path_type=Path, exists=True), help="Folder of cases; the shipped ones by default.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the web form; a free one by default.")
@click.option("--serve/--no-serve", default=True, help="Whether to open the web form afterwards.")
def demo(samples: Path | None, port: int, serve: bool) -> None:
    """Review the samples, print where the packets are, open the web form."""
    settings = settings_from(port=port)
    cases = tuple(_cases(samples or Path(__file__).parents[2] / "samples"))
    if not cases:
        raise click.ClickException("there are no samples here; name a folder with --samples")
    with closing(listen(settings)) as place:
        _print_table(cases, settings.home / "demo")
        if serve:
            _serve(settings, cases, place)


def _cases(folder: Path) -> Iterator[Sample]:
    for deal in sorted(folder.glob("*/deal.json")):
        draft = next((p for p in sorted(deal.parent.glob("draft.*"))), None)
        if draft:
            yield Sample(deal.parent.name, draft, deal)


def _review_all(cases: tuple[Sample, ...], folder: Path) -> Iterator[Row]:
    """Each row as soon as it and those before it are there."""
    make_folder(folder)
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_review, cases, [folder] * len(cases))


def _review(sample: Sample, folder: Path) -> Row:
    """Review one case; its packet is made once for the same result."""
    from api.cli.packet import write_packet
    from review.deal import read_deal
    from review.pipeline import review

    draft, facts = sample.draft.read_bytes(), sample.deal.read_bytes()
    result = review(sample.draft.name, draft, read_deal(facts))
    packet = folder / f"{sample.name}-{result.identity[:12]}.pdf"
    if not packet.exists():
        write_packet(packet, result, draft, facts)
    return Row(sample.name, len(result.commitments), result.counts, result.verdict.value, _shown(packet))


def _shown(path: Path) -> str:
    """Relative to where we are, when that is shorter."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _print_table(cases: tuple[Sample, ...], folder: Path) -> None:
    width = max(len(c.name) for c in cases)
    click.echo(f"{len(cases)} sample contracts, each reviewed and sealed into a packet:\n")
    click.echo(f"{'case':{width}}  commitments   B   H   M   L  {'verdict':11}  packet")
    for r in _review_all(cases, folder):
        counts = "".join(f"{n:4}" for n in r.counts.values())
        click.echo(f"{r.case:{width}}  {r.commitments:11}{counts}  {r.verdict:11}  {r.packet}")
    click.echo("\nB blocks, H needs a condition or a waiver, M is acknowledged, L informs.")


def _serve(settings: Settings, cases: tuple[Sample, ...], place: socket.socket) -> None:
    passwords = _prepare(settings, cases)
    address = address_of(place)
    click.echo(
        "\nThe web form (Ctrl-C stops it): AR, SR and FR sign; the contract manager and finance decide and approve beside them.\n"
    )
    click.echo(f"  {'account':8}{'password':14}roles")
    for name, roles in TEAM.items():
        click.echo(f"  {name:8}{passwords.get(name, 'as before'):14}{'; '.join(ROLES[role]['en'] for role in roles)}")
    if len(passwords) < len(TEAM):
        click.echo("\nPasswords are printed once, when an account is made; ./tripact user password NAME makes a new one.")
    click.echo(f"\nThe same by API alone: samples/by-curl.sh {address} (README.md says how to get the keys).")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
    run_server(settings, place)


def _prepare(settings: Settings, cases: tuple[Sample, ...]) -> dict[str, str]:
    """Make the accounts and hand in the samples, each once. Returns the passwords that are new."""
    from api.app import close_context, open_server_context
    from api.services import accounts, signin

    context = open_server_context(settings)
    try:
        console = signin.operator(context)
        known = {user.name: user for user in accounts.list_users(context, console)}
        fresh = {name: secrets.token_urlsafe(9) for name in TEAM if name not in known}
        for name, password in fresh.items():
            accounts.add_user(context, console, name, TEAM[name], password, name.upper())
        if "ar" in fresh:
            session = signin.sign_in(context, "ar", fresh["ar"], "")
            _hand_in(context, session.principal, cases)
            signin.sign_out(context, session.cookie)
        return fresh
    finally:
        close_context(context)


def _hand_in(context: Context, account: Principal, cases: tuple[Sample, ...]) -> None:
    """Put the samples before people as AR would; their checks run once the server does."""
    from api.services import deals, drafts
    from review.deal import read_deal

    for case in cases:
        facts = case.deal.read_bytes()
        deal = read_deal(facts)
        deals.put_deal(context, account, deal.external_id, facts)
        file = drafts.readable(context, account, case.draft.name, case.draft.read_bytes())
        drafts.submit(context, account, deal.external_id, file, role=Role.AR)
