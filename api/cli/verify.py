"""``tripact verify``: what a packet proves, for a person or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.columns import seen
from api.cli.files import load
from api.cli.spoken import LANG
from review.model.canonical import canonical_json


@click.command()
@click.argument("packet", type=click.Path(path_type=Path))
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Certificate (PEM or DER) to which signers must lead. Without one the best answer is: intact but not trusted.",
)
@click.option(
    "--trust-time",
    "time_roots",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Certificate of a time stamp authority that is believed.",
)
@click.option("--signer", "signers", multiple=True, help="SHA-256 of a signer's certificate; no other is believed then.")
@click.option("--require", "required", multiple=True, help="Signature that must be there: AR, SR, FR, seal.")
@click.option("--sha256", default="", help="Digest of the whole file, known from elsewhere.")
@click.option("--no-rerun", is_flag=True, help="Do not run the review again from what the packet carries.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@LANG
@click.pass_context
def verify(
    ctx: click.Context,
    packet: Path,
    roots: tuple[Path, ...],
    time_roots: tuple[Path, ...],
    signers: tuple[str, ...],
    required: tuple[str, ...],
    sha256: str,
    no_rerun: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Check PACKET: seal, signatures, attachments, audit extract, and the review run again. Exits 1 unless it is valid."""
    from review.signing import TrustPolicy, Verdict
    from review.signing.policy import certificates_in
    from review.signing.public import verify_limited
    from review.signing.speech import lines

    data = load(packet)
    policy = TrustPolicy(
        roots=tuple(c for path in roots for c in certificates_in(load(path))),
        certificates=frozenset(s.lower().replace(":", "") for s in signers),
        required=required or ("seal",),
        sha256=sha256,
        timestamp_roots=tuple(c for path in time_roots for c in certificates_in(load(path))),
    )
    report = verify_limited(data, policy, again=not no_rerun)
    click.echo(canonical_json(report).decode() if as_json else seen("\n".join(lines(report, lang))))
    return 0 if report.verdict is Verdict.VALID else 1
