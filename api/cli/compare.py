"""``tripact compare``: what changed between two drafts, and which decisions reopen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from api.cli.columns import seen
from api.cli.files import load
from review.compare import Change, ClauseChange, Comparison
from review.compare import compare as side_by_side
from review.compare.wording import names, place, row_text, shown, why
from review.deal import read_deal
from review.model.canonical import plain
from review.model.language import Language
from review.model.review import Review
from review.pipeline import review


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--deal", type=click.Path(path_type=Path), help="Deal record (JSON) that both drafts are checked against.")
@click.option(
    "--lang",
    type=click.Choice([Language.ZH.value, Language.EN.value]),
    help="Language of the answer; the new draft's by default.",
)
@click.option("--json", "to_json", is_flag=True, help="Clauses, commitments and edits with their places.")
def compare(old: Path, new: Path, deal: Path | None, lang: str | None, to_json: bool) -> int:
    """What changed from OLD to NEW. Exits 1 when a decision on any commitment would reopen."""
    record = read_deal(load(deal), deal.name) if deal else None
    before, after = (review(path.name, load(path), record, language=Language(lang) if lang else None) for path in (old, new))
    found = side_by_side(before, after)
    published = (
        json.dumps(_published(found, before, after), ensure_ascii=False) if to_json else seen(_shown(found, before, after))
    )
    click.echo(published)
    return 1 if any(p.old and not p.stays for p in found.commitments) else 0


def _published(found: Comparison, before: Review, after: Review) -> dict[str, Any]:
    quotes = _quotes(found, before, after)
    rows = [{**plain(p), "stays": p.stays, "quote": quotes[p.new or p.old or ""]} for p in found.commitments]
    clauses = [{**plain(c), "silent": c.silent} for c in found.changed_clauses]
    return {
        "old": found.old_sha256,
        "new": found.new_sha256,
        "tracked": found.tracked,
        "clauses": clauses,
        "commitments": rows,
        "kept": len(found.kept),
        "reopened": [p.new for p in found.reopens],
    }


def _quotes(found: Comparison, before: Review, after: Review) -> dict[str, str]:
    return {c.id: c.quote for c in (*before.commitments, *found.carried, *after.commitments)}


def _shown(found: Comparison, before: Review, after: Review) -> str:
    language = after.language.value
    return "\n".join((*_clauses(found, before, after, language), "", *_commitments(found, before, after, language)))


_HEADS = {
    "clauses": {"zh": "变更的条款：{n}", "en": "Clauses that changed: {n}"},
    "silent": {"zh": "其中未用修订标记的：{n}", "en": "Silent changes, which no tracked change shows: {n}"},
    "untracked": {
        "zh": "新稿没有任何修订标记，未标记的变更：{n}",
        "en": "The new draft shows no tracked change at all; silent changes: {n}",
    },
    "kept": {"zh": "决定保留：{n} 条", "en": "Decisions that stay: {n}"},
    "reopened": {"zh": "重新决定：{n} 条", "en": "Decisions that reopen: {n}"},
    "added": {"zh": "新增承诺：{n} 条", "en": "New commitments: {n}"},
    "gone": {"zh": "已删除的承诺：{n} 条", "en": "Commitments that are gone: {n}"},
}


def _clauses(found: Comparison, before: Review, after: Review, language: str) -> Iterator[str]:
    yield _HEADS["clauses"][language].format(n=len(found.changed_clauses))
    if found.silent_changes:
        yield _HEADS["silent" if found.tracked else "untracked"][language].format(n=len(found.silent_changes))
    for clause in found.changed_clauses:
        # Silent ones are marked where others are shown by tracked changes; else all are, and the head says so.
        yield f"  {_place(clause)}  {names(clause, language, clause.silent and found.tracked)}"
        if Change.ADDED in clause.changes or Change.REMOVED in clause.changes:
            yield from (f"      {_short(e.old_text or e.new_text)}" for e in clause.edits)
        else:
            yield from (f"      {shown(e, before.document, after.document)}" for e in clause.edits)


def _place(clause: ClauseChange) -> str:
    return f"{place(clause, ' -> ')} {clause.title}".strip() or "-"


def _commitments(found: Comparison, before: Review, after: Review, language: str) -> Iterator[str]:
    lines = {c.id: f"{c.number} {_short(c.quote)}".strip() for c in (*before.commitments, *found.carried, *after.commitments)}
    yield _HEADS["kept"][language].format(n=len(found.kept))
    yield _HEADS["reopened"][language].format(n=len(found.reopens))
    for pair in found.reopens:
        yield f"  {lines[pair.new or '']}"
        for reason in why(pair.reopened, pair.altered, language):
            yield f"      {reason.said}"
            yield from (f"        {row_text(row)}" for row in reason.edits)
    for head, rows in (
        ("added", [p.new for p in found.commitments if not p.old]),
        ("gone", [p.old for p in found.commitments if not p.new]),
    ):
        yield _HEADS[head][language].format(n=len(rows))
        yield from (f"  {lines[r or '']}" for r in rows)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 90 else line[:89] + "…"
