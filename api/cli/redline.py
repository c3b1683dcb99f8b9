"""``tripact redline``: the draft back in Word."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.files import load, reserve, store


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--deal", type=click.Path(path_type=Path), help="Deal record (JSON).")
@click.option("--side", type=click.Choice(["seller", "buyer"]), default="seller", show_default=True, help="Which party is ours.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the comments; the contract's own by default.")
@click.option(
    "--packet", type=click.Path(path_type=Path), help="Packet of this draft: the wordings people decided on come from it."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Write the reviewed draft (DOCX) here.")
def redline(draft: Path, deal: Path | None, side: str, lang: str | None, packet: Path | None, out: Path) -> int:
    """Give DRAFT back, commented at each finding and changed where there is wording. Exits 1 when something blocks."""
    from datetime import UTC, datetime

    from review.deal import read_deal
    from review.model.commitment import Party
    from review.model.language import Language
    from review.pipeline import review
    from review.redline.child import redline_limited
    from review.redline.decisions import decided

    reserve(out, draft, deal, packet)
    data = load(draft)
    record = read_deal(load(deal), deal.name) if deal else None
    result = review(draft.name, data, record, Party(side), Language(lang) if lang else None)
    held, process = decided(load(packet), result) if packet else (result, None)
    store(out, redline_limited(data, held, process, datetime.now(UTC)))
    click.echo(str(out))
    return 1 if result.holds_up else 0
