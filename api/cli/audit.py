"""``tripact audit``: take the heads of the audit log out of the instance, and hold the log against them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from api.cli.files import load, store
from api.cli.options import opened
from api.cli.spoken import LANG
from api.services import auditing, signin
from api.services.auditing import Verified
from api.store.audit import SYSTEM
from review.model.canonical import plain
from review.model.language import Bilingual

_COLON = {"zh": "：", "en": ": "}
_ENTRY = {"zh": "{where}，第 {n} 条记录", "en": "{where}, entry {n}"}
_DRAFT = {"zh": "{where}，版本 {n} 的文件", "en": "{where}, files of revision {n}"}
_WHERE = {"system": {"zh": "系统日志", "en": "the system's log"}, "deal": {"zh": "商机 {name}", "en": "deal {name}"}}
_EVENT = {"zh": "{where}，第 {n} 个事件", "en": "{where}, event {n}"}
_RECORD = {"zh": "{where}，商机记录", "en": "{where}, the deal record"}
#: Code of a break -> where its number points, and what it means.
_SAID: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "edited": (_ENTRY, {"zh": "内容被改动", "en": "its content was edited"}),
    "missing": (_ENTRY, {"zh": "之前有记录被删除", "en": "entries before it were removed"}),
    "reordered": (_ENTRY, {"zh": "次序被改动或重复", "en": "it was moved or stands twice"}),
    "unlinked": (_ENTRY, {"zh": "与前一条不衔接，前一条被替换", "en": "it does not follow the one before, which was replaced"}),
    "truncated": (
        _ENTRY,
        {
            "zh": "外部保存的链头指向此处，但末尾的记录已被截去",
            "en": "a head kept outside names it, and the end was cut off before it",
        },
    ),
    "replaced": (
        _ENTRY,
        {"zh": "与外部保存的链头不符，日志被整体改写", "en": "it is not what a head kept outside says; the log was written anew"},
    ),
    "event-altered": (_EVENT, {"zh": "与日志所记不符", "en": "is not what the log says"}),
    "event-missing": (_EVENT, {"zh": "日志有记录，但事件已不存在", "en": "is in the log and no longer in the store"}),
    "record-altered": (_RECORD, {"zh": "与其哈希不符", "en": "is not what its hash says"}),
    "record-missing": (_RECORD, {"zh": "日志有记录，但已不存在", "en": "is in the log and no longer in the store"}),
    "object-missing": (_DRAFT, {"zh": "缺失", "en": "are missing"}),
    "object-damaged": (_DRAFT, {"zh": "与其哈希不符", "en": "are not what their hash says"}),
}
_WHOLE = {"zh": "日志完整：{entries} 条记录，{chains} 条链。", "en": "The log is whole: {entries} entries in {chains} chains."}
_BROKEN = {
    "zh": "日志有 {breaks} 处问题（共 {entries} 条记录，{chains} 条链）。请勿再写入，保留数据库副本并与备份比对。",
    "en": "The log does not hold in {breaks} places ({entries} entries, {chains} chains). Keep a copy of the database as it is, "
    "and compare it with a backup.",
}
_NO_HEAD = {
    "zh": "未提供外部保存的链头（--head），末尾被截去时无法发现。",
    "en": "No head kept outside was given (--head): a cut end would not show.",
}


def _told(found: Verified, against_heads: bool, lang: str) -> Iterator[str]:
    for fault in found.breaks:
        name = found.names.get(fault.chain, fault.chain)
        where = _WHERE["system" if fault.chain == SYSTEM else "deal"][lang].format(name=name)
        place, meaning = _SAID[fault.code]
        yield f"{place[lang].format(where=where, n=fault.sequence)}{_COLON[lang]}{meaning[lang]} [{fault.code}]"
    said = _BROKEN if found.breaks else _WHOLE
    yield said[lang].format(breaks=len(found.breaks), entries=found.entries, chains=found.chains)
    if not against_heads:
        yield _NO_HEAD[lang]


@click.group()
def audit() -> None:
    """Export and verify the audit log."""


@audit.command()
@click.argument("out", type=click.Path(path_type=Path))
def head(out: Path) -> None:
    """Write the last entry's hash of every chain to OUT; keep it where nobody who can write the database can write."""
    with opened() as context:
        store(out, auditing.write_heads(auditing.heads(context, signin.operator(context))))


@audit.command()
@click.option("--head", "kept", type=click.Path(path_type=Path), help="Heads written earlier by `tripact audit head`.")
@click.option("--json", "as_json", is_flag=True)
@LANG
def verify(kept: Path | None, as_json: bool, lang: str) -> int:
    """Check every chain; exits 1 when an entry was edited, removed, moved or cut off."""
    outside = auditing.read_heads(load(kept), kept.name) if kept else ()
    with opened() as context:
        found = auditing.verify(context, signin.operator(context), outside)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False))
    else:
        click.echo("\n".join(_told(found, bool(outside), lang)))
    return 1 if found.breaks else 0


@audit.command()
@click.argument("out", type=click.Path(path_type=Path))
def export(out: Path) -> None:
    """Write the whole log to OUT, one JSON object a line."""
    with opened() as context:
        store(out, auditing.export(context, signin.operator(context)))
