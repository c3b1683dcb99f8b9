"""Where a text points to: clauses and annexes by their numbers, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from review.commitments.values import chinese
from review.model.document import ClauseKind, Document
from review.model.span import Span

_NUMERAL = "[0-9０-９一二三四五六七八九十百零〇两]"
_REFERENCE = re.compile(
    rf"第\s*(?P<zh>{_NUMERAL}+(?:[.．]{_NUMERAL}+)*)\s*[条條款项章节]"
    rf"|(?P<zhannex>附件|附录|附表)\s*(?P<zhno>{_NUMERAL}+|[A-Z])"
    r"|\b(?:Sub-?)?(?:Clause|Section|Article|Paragraph)s?\s+(?P<en>\d+(?:\.\d+)*(?:\s?\([a-z0-9]{1,4}\))*)"
    r"|\b(?:Exhibit|Annex|Appendix|Schedule|Attachment)\s+(?P<enno>[A-Z]\b|\d+(?:\.\d+)*|[IVX]+\b)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\w+s\s", re.IGNORECASE)
_MORE = re.compile(
    r"(?:\s?\([^()]{2,60}\))?\s*(?:,\s*(?:and|or)?|and|or|&|through|to)\s+(?P<en>\d+(?:\.\d+)*(?:\([a-z0-9]{1,4}\))*)(?!\s*(?:%|days?|months?))"
)
_CHINESE = re.compile("[一二三四五六七八九十百零〇两]+")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point to a clause; ``target`` is its index in ``Document.clauses``, ``None`` when it is not there."""

    span: Span
    target: int | None


def references(document: Document, span: Span, targets: Mapping[str, int]) -> tuple[Reference, ...]:
    """Every reference within a span. ``targets`` is ``numbered(document)``."""
    return tuple(
        Reference(Span(*place), next((targets[key] for key in keys if key in targets), None))
        for m in _REFERENCE.finditer(document.text, span.start, span.end)
        for place, keys in ((m.span(), _keys(m)), *_listed(document.text, m, span.end))
    )


def _listed(text: str, match: re.Match[str], end: int) -> Iterator[tuple[tuple[int, int], Iterator[str]]]:
    """The further numbers of ``Sections 3.2, 3.3 and 3.5``, each by itself."""
    more = _MORE.match(text, match.end(), end) if _PLURAL.match(match.group()) else None
    while more:
        yield more.span("en"), _clause_keys(more.group("en"))
        more = _MORE.match(text, more.end(), end)


def numbered(document: Document) -> dict[str, int]:
    """Plain number of a clause -> its index; ``annex 1`` for an annex. The first of equal numbers counts."""
    found: dict[str, int] = {}
    for index, clause in enumerate(document.clauses):
        if clause.number and clause.kind is not ClauseKind.CONTENTS:
            found.setdefault(_label(clause.number, clause.kind), index)
            if clause.parent is not None and clause.number.startswith(("(", "（")):
                found.setdefault(_below(document, index), index)
    return found


def _below(document: Document, index: int) -> str:
    clause = document.clauses[index]
    parent = document.clauses[clause.parent] if clause.parent is not None else clause
    return plain_number(parent.number) + plain_number(clause.number, brackets=True)


def _label(number: str, kind: ClauseKind) -> str:
    plain = plain_number(number)
    return f"annex {plain}" if kind is ClauseKind.ANNEX else plain


def plain_number(number: str, *, brackets: bool = False) -> str:
    """A number without its decoration: ``3.2`` of ``第3.2条`` and of ``Section 3.2``, ``3`` of ``第三条``."""
    folded = unicodedata.normalize("NFKC", number)
    bare = re.sub(r"[^\w.()]|[第条條款项章节]|附件|附录|附表", "", re.sub(r"^[A-Za-z]{3,}\s*", "", folded))
    bare = bare if brackets else bare.strip("()")
    return ".".join(_arabic(part) for part in bare.strip(".").split("."))


def _arabic(part: str) -> str:
    if _CHINESE.fullmatch(part):
        return str(int(chinese.read(part)))
    if part and all(c in _ROMAN for c in part):
        values = [_ROMAN[c] for c in part]
        following = [*values[1:], 0]
        return str(sum(-v if v < n else v for v, n in zip(values, following, strict=True)))
    return part


def _keys(match: re.Match[str]) -> Iterator[str]:
    """Names under which the target may be known, the most exact first."""
    annex = match.group("zhno") or match.group("enno")
    if annex:
        yield f"annex {plain_number(annex)}"
        return
    yield from _clause_keys(match.group("zh") or match.group("en"))


def _clause_keys(number: str) -> Iterator[str]:
    head, *below = re.split(r"(?=\()", number.replace(" ", ""))
    for last in range(len(below), 0, -1):
        yield plain_number(head) + "".join(below[:last])
    yield plain_number(head)
