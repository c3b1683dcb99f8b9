"""``tripact demo``: review every sample, say where the packets are, and open the web form with the samples in it."""

from __future__ import annotations

import os
import secrets
import socket
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.settings import Settings
from review.model.roles import Role

if TYPE_CHECKING:
    from api.auth.principal import Principal
    from api.services.context import Context

#: A small company: three people share the roles. Nobody holds two corners of the triangle, and whoever hands in a
#: draft (AR) has no other say in it.
TEAM: dict[str, tuple[Role, ...]] = {
    "ar": (Role.AR,),
    "sr": (Role.SR, Role.COM, Role.FIN, Role.LEG, Role.CM),
    "fr": (Role.FR,),
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
@click.option("--port", type=int, default=0, help="Port of the web form; a free one by default.")
@click.option("--serve/--no-serve", default=True, help="Whether to open the web form afterwards.")
def demo(samples: Path | None, port: int, serve: bool) -> None:
    """Review the samples, print where the packets are, open the web form."""
    settings = Settings(port=port or _free_port())
    cases = tuple(_cases(samples or Path(__file__).parents[2] / "samples"))
    if not cases:
        raise click.ClickException("there are no samples here; name a folder with --samples")
    _print_table(_review_all(cases, settings.home / "demo"))
    if serve:
        _serve(settings, cases)


def _cases(folder: Path) -> Iterator[Sample]:
    for deal in sorted(folder.glob("*/deal.json")):
        draft = next((p for p in sorted(deal.parent.glob("draft.*"))), None)
        if draft:
            yield Sample(deal.parent.name, draft, deal)


def _review_all(cases: tuple[Sample, ...], folder: Path) -> list[Row]:
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=get_context("spawn")) as pool:
        return list(pool.map(_review, cases, [folder] * len(cases)))


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


def _print_table(rows: list[Row]) -> None:
    width = max(len(r.case) for r in rows)
    click.echo(f"{'case':{width}}  commitments   B   H   M   L  {'verdict':11}  packet")
    for r in rows:
        counts = "".join(f"{n:4}" for n in r.counts.values())
        click.echo(f"{r.case:{width}}  {r.commitments:11}{counts}  {r.verdict:11}  {r.packet}")


def _serve(settings: Settings, cases: tuple[Sample, ...]) -> None:
    from api.cli.serve import run_server

    passwords = _prepare(settings, cases)
    address = f"http://{settings.host}:{settings.port}/"
    click.echo(f"\nThe web form: {address}")
    for name, roles in TEAM.items():
        password = passwords.get(name, "as printed at the first start (./tripact user password NAME makes a new one)")
        click.echo(f"  {name}  {'+'.join(roles):21}  password: {password}")
    click.echo("Ctrl-C stops it.", nl=True)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
    run_server(settings)


def _prepare(settings: Settings, cases: tuple[Sample, ...]) -> dict[str, str]:
    """Make the three accounts and hand in the samples, each once. Returns the passwords that are new."""
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
        drafts.submit(context, account, deal.external_id, case.draft.name, case.draft.read_bytes(), role=Role.AR)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
