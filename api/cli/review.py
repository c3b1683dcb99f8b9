"""``tripact review``: the main job on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.choices import COMPANY
from api.cli.columns import terminal_width
from api.cli.company import answered_for
from api.cli.files import load as read_file
from api.cli.files import reserve, store
from api.cli.summary import summary
from review.deal import read_deal
from review.model.canonical import canonical_json
from review.model.commitment import Party
from review.model.language import Language
from review.packet.child import ahead
from review.pipeline import review as check
from review.rules import load

_SIDES = [Party.SELLER.value, Party.BUYER.value]
_LANGUAGES = [Language.ZH.value, Language.EN.value]


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "--deal", type=click.Path(path_type=Path), help="Deal record (JSON). Without it, rules that need one are undetermined."
)
@click.option("--side", type=click.Choice(_SIDES), default=Party.SELLER.value, show_default=True, help="Which party is ours.")
@click.option("--lang", type=click.Choice(_LANGUAGES), help="Language of the answer; the contract's own by default.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the packet (PDF) here.")
@click.option("--json", "findings", type=click.Path(path_type=Path), help="Write commitments and findings (JSON) here.")
@COMPANY
def review(
    draft: Path, deal: Path | None, side: str, lang: str | None, out: Path | None, findings: Path | None, company: Path | None
) -> int:
    """Check DRAFT against a deal record. Exits 1 when something blocks."""
    for target in (out, findings):
        reserve(target, draft, deal)
    data = read_file(draft)
    facts = read_file(deal) if deal else None
    record = read_deal(facts, deal.name) if deal and facts is not None else None
    if out:
        ahead()
    result = check(draft.name, data, record, Party(side), Language(lang) if lang else None, load(company))
    click.echo(summary(result, result.language, terminal_width()))
    if result.company_rules:
        click.echo(answered_for(result.company_rules, result.language.value))
    if findings:
        store(findings, canonical_json(result.published()))
    if out:
        from api.cli.packet import write_packet

        write_packet(out, result, data, facts, company)
    return 1 if result.holds_up else 0
