"""``tripact commitments``: every commitment of a draft, as a list to read or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from api.cli.columns import padded, terminal_width, width_of, wrapped
from api.cli.files import load
from review.commitments import as_json, understand
from review.deal import read_deal
from review.intake import read
from review.model.commitment import Commitment, Modality
from review.model.language import Language
from review.model.names import KINDS, MODALITIES, PARTIES
from review.model.wording import value_text


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--deal", type=click.Path(path_type=Path), help="Deal record (JSON); says which party is ours.")
@click.option(
    "--lang",
    type=click.Choice([Language.ZH.value, Language.EN.value]),
    help="Language of the list; the contract's own by default.",
)
@click.option("--json", "to_json", is_flag=True, help="Quote, kind, obligor, modality and values as JSON.")
def commitments(draft: Path, deal: Path | None, lang: str | None, to_json: bool) -> None:
    """Find every commitment in DRAFT: who owes what, with its values."""
    record = read_deal(load(deal), deal.name) if deal else None
    document = read(draft.name, load(draft))
    found = understand(document, record)
    if to_json:
        click.echo(json.dumps(as_json(found, document), ensure_ascii=False))
        return
    language = lang or document.language.key
    click.echo("\n".join(_lines(found.commitments, language, terminal_width())))


def _lines(found: tuple[Commitment, ...], language: str, width: int) -> Iterator[str]:
    """For each commitment its number, kind and obligor, then its words, then its values."""
    room = max([width_of(c.number) for c in found], default=0) + 2
    for c in found:
        yield padded(c.number, room) + click.style(_head(c, language), bold=True)
        yield from (" " * room + line for line in wrapped(c.quote, width - room))
        values = " · ".join(value_text(v, language) for v in c.values)
        yield from (" " * room + click.style(line, dim=True) for line in wrapped(values, width - room) if line)


def _head(c: Commitment, language: str) -> str:
    kinds = ", ".join(f"{k} {KINDS[k][language]}" for k in (c.kind, *c.also))
    modality = "" if c.modality is Modality.OBLIGATION else f" · {MODALITIES[c.modality.value][language]}"
    return f"{kinds} · {PARTIES[c.obligor.value][language]}{modality}"
