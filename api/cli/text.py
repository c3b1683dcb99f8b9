"""``tripact text``: the text as read, with clause numbers, and the coverage statement."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.columns import seen
from api.cli.files import load
from api.web.words import LANGUAGES, words
from review.intake import read
from review.intake.notices import kind_of
from review.model.canonical import plain
from review.model.document import Coverage, Document


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of what was not read; the contract's own by default.")
@click.option("--json", "as_json", is_flag=True, help="Blocks, clauses, spans, places, revisions and coverage.")
def text(draft: Path, lang: str | None, as_json: bool) -> None:
    """The text of DRAFT as read, clause numbers computed, and what was not read."""
    document = read(draft.name, load(draft))
    if as_json:
        import json

        click.echo(json.dumps(plain(document), ensure_ascii=False))
        return
    click.echo(seen(_numbered(document)))
    click.echo(seen(_coverage(document.coverage, lang or document.language.key)), err=True)


def _numbered(document: Document) -> str:
    return "\n".join(f"{b.number} {document.quote(b.span)}".strip() for b in document.blocks)


#: How the coverage statement begins its lines.
_HEADS = {"zh": ("已读取", "未读取或读者不可见"), "en": ("read", "not read or not visible")}


def _coverage(found: Coverage, language: str) -> str:
    names, (read_, unseen) = words(language), _HEADS[language]
    counts = " · ".join(f"{names.get(f'read_{name}', name)} {n}" for name, n in found.read)
    notices = (" ".join(filter(None, (kind_of(n.code).sentence[language], n.where, n.detail))) for n in found.notices)
    return "\n".join((f"{read_}: {counts}", *(f"{unseen}: {notice}" for notice in notices)))
