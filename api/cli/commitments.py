"""``tripact commitments``: every commitment of a draft, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from api.cli.files import load
from review.commitments import as_json, understand
from review.deal import read_deal
from review.intake import read


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--deal", type=click.Path(path_type=Path), help="Deal record (JSON); says which party is ours.")
@click.option("--json", "to_json", is_flag=True, required=True, help="Print JSON, the only form there is.")
def commitments(draft: Path, deal: Path | None, to_json: bool) -> None:
    """Find every commitment in DRAFT: quote, kind, obligor, modality, values."""
    record = read_deal(load(deal), deal.name) if deal else None
    document = read(draft.name, load(draft))
    click.echo(json.dumps(as_json(understand(document, record), document), ensure_ascii=False))
