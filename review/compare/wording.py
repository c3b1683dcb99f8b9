"""What a comparison says, in Chinese and English: one table for command line, pages and packet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from review.compare.comparison import Change, ClauseChange, Edit
from review.model.altered import Altered
from review.model.document import Document
from review.model.language import Bilingual
from review.model.lines import line_end, line_start
from review.model.names import MODALITIES, PARTIES
from review.model.span import Span

#: Name of a ``Change`` -> what people read.
CHANGES: Mapping[str, Bilingual] = {
    "unchanged": {"zh": "未变", "en": "unchanged"},
    "renumbered": {"zh": "重新编号", "en": "renumbered"},
    "moved": {"zh": "移动", "en": "moved"},
    "changed": {"zh": "修改", "en": "changed"},
    "split": {"zh": "拆分", "en": "split"},
    "merged": {"zh": "合并", "en": "merged"},
    "added": {"zh": "新增", "en": "added"},
    "removed": {"zh": "删除", "en": "removed"},
    "silent": {"zh": "未用修订标记", "en": "silent: no tracked change shows it"},
}

#: Kind of a part of a fingerprint -> why a decision reopens; the part's name follows it.
REASONS: Mapping[str, Bilingual] = {
    "text": {"zh": "文字已变", "en": "the words changed"},
    "values": {"zh": "数值已变", "en": "the values changed"},
    "party": {"zh": "义务方已变", "en": "who is bound changed"},
    "context": {"zh": "引导语或表头已变", "en": "its lead-in or table head changed"},
    "definition": {"zh": "所用定义已变", "en": "a definition it uses changed"},
    "reference": {"zh": "所引条款或附件已变", "en": "a clause or annex it refers to changed"},
    "linked": {"zh": "关联条款已变", "en": "a clause it is tied to changed"},
    "reading": {
        "zh": "文字未变，但系统的解读或其所依据的内容已变",
        "en": "the words are the same; how they are read, or what they rely on, changed",
    },
    "deal": {"zh": "所依据的商机数据已变", "en": "a deal field it relied on changed"},
    "gone": {"zh": "新稿中已没有这些文字", "en": "the new draft no longer holds its words"},
    "owner": {"zh": "现由另一角色负责", "en": "another role answers for it now"},
    "edited": {"zh": "有人更正了这一条", "en": "a person corrected the line"},
}


_BOUND: Mapping[str, Bilingual] = {**PARTIES, **MODALITIES}

#: What is left of a word that is cut, in scripts that part their words.
_WORD_END, _WORD_START = re.compile(r"^[A-Za-z0-9]+(?=\s)"), re.compile(r"(?<=\s)[A-Za-z0-9]+$")
#: Characters shown on each side of an edit.
_AROUND = 32


def place(clause: ClauseChange, arrow: str) -> str:
    """Where a clause stood and stands: ``2.2``, ``3.1 -> 4.1``, split ``2.2 -> 2.2 + 2.3``, merged ``2.2 + 2.3 -> 2.2``."""
    sides = (clause.merged_from or (clause.old_number,), clause.split_into or (clause.new_number,))
    return arrow.join(dict.fromkeys(said for side in sides if (said := " + ".join(n for n in side if n))))


def names(clause: ClauseChange, language: str, silent: bool = False) -> str:
    """What became of a clause; the numbers of one that was split or merged tell by themselves. ``silent``: say that as well."""
    parted = {Change.SPLIT, Change.MERGED} & set(clause.changes)
    told = [CHANGES[c][language] for c in clause.changes if not (parted and c is Change.RENUMBERED)]
    return ("、" if language == "zh" else ", ").join((*told, CHANGES["silent"][language]) if silent else told)


def reasons(parts: Iterable[str], language: str) -> str:
    """``CommitmentPair.reopened`` in words, names of one kind together: "a definition … changed (Equipment, Site)"."""
    named: dict[str, list[str]] = {}
    for part in parts:
        kind, _, name = part.partition(":")
        named.setdefault(kind, []).extend([name.rstrip(".")] if name else [])
    if language == "zh":
        return "；".join(REASONS[k]["zh"] + (f"（{'、'.join(names)}）" if names else "") for k, names in named.items())
    return "; ".join(REASONS[k]["en"] + (f" ({', '.join(names)})" if names else "") for k, names in named.items())


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a decision reopens, in words, with what was and is of it."""

    said: str
    edits: tuple[Altered, ...]


def why(parts: Iterable[str], altered: Iterable[Altered], language: str) -> tuple[Why, ...]:
    """``Item.reopened`` and ``Item.altered`` as people read them. Where the words changed, their values are not told again."""
    told, rows = list(dict.fromkeys(parts)), [_named(a, language) for a in altered]
    if "text" in told and "values" in told:
        told.remove("values")
    return tuple(Why(reasons((part,), language), tuple(a for a in rows if a.part == part)) for part in told)


def row_text(row: Altered) -> str:
    """One row on a line of text, as ``shown`` writes an edit."""
    return f"{row.head}{_change(row.old, row.new)}{row.tail}".strip()


def _named(row: Altered, language: str) -> Altered:
    """A row about who is bound, in words; any other as it is."""
    if row.part != "party":
        return row
    old, new = (" · ".join(_BOUND[code][language] for code in side.split()) for side in (row.old, row.new))
    return replace(row, old=old, new=new)


def around(edit: Edit, old: Document, new: Document) -> tuple[str, str]:
    """The words before and after an edit, on its line."""
    document, span = (old, edit.old) if edit.old_text else (new, edit.new)
    return beside(document.text, span)


def beside(text: str, span: Span) -> tuple[str, str]:
    """The words before and after a span, on its line."""
    before = text[line_start(text, span.start) : span.start]
    after = text[span.end : line_end(text, span.end)]
    head = before if len(before) <= _AROUND else "…" + _WORD_END.sub("", before[-_AROUND:])
    tail = after if len(after) <= _AROUND else _WORD_START.sub("", after[:_AROUND]) + "…"
    return head, tail


def shown(edit: Edit, old: Document, new: Document) -> str:
    """An edit within the words around it: ``… for more than [30 -> 45] days; …``, ``[+ …]`` come, ``[- …]`` gone."""
    head, tail = around(edit, old, new)
    return f"{head}{_change(_line(edit.old_text), _line(edit.new_text))}{tail}".strip()


def _change(old: str, new: str) -> str:
    if old and new:
        return f"[{old} -> {new}]"
    return f"[+ {new}]" if new else f"[- {old}]"


def _line(text: str) -> str:
    return " ".join(text.split())
