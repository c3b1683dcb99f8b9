"""``tripact text``: the text as read, with clause numbers, and the coverage statement."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.columns import seen
from api.cli.files import load
from review.intake import read
from review.model.canonical import plain
from review.model.document import Document


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Blocks, clauses, spans, places, revisions and coverage.")
def text(draft: Path, as_json: bool) -> None:
    """The text of DRAFT as read, clause numbers computed, and what was not read."""
    document = read(draft.name, load(draft))
    if as_json:
        import json

        click.echo(json.dumps(plain(document), ensure_ascii=False))
        return
    click.echo(seen(_numbered(document)))
    click.echo(seen(_coverage(document)), err=True)


def _numbered(document: Document) -> str:
    return "\n".join(f"{b.number} {document.quote(b.span)}".strip() for b in document.blocks)


def _coverage(document: Document) -> str:
    counts = ", ".join(f"{n} {name}" for name, n in document.coverage.read)
    lines = [
        f"read: {counts}",
        *(f"not read or not visible: {n.code} {n.where} {n.detail}".rstrip() for n in document.coverage.notices),
    ]
    return "\n".join(lines)
