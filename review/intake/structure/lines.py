"""The lines a clause can begin with: where they stand, their number, and what they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from review.intake.structure.kinds import is_contents_line
from review.intake.structure.labels import Label, bare_label, counting_label, label_of
from review.intake.structure.titles import title_after
from review.model.document import Block, BlockKind
from review.model.quick import quick

OUTSIDE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.ENDNOTE})
_SHORT_CELL: Final = 8
_ARTICLE: Final = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条條章节節][\s　]*[\u4e00-\u9fff]")
"""A short cell that opens like this is the title of a clause in a contract set in columns."""
_HEAD: Final = 400
_LONG: Final = 200
_INLINE_NUMBER: Final = re.compile(
    r"(?<=\S) {1,4}(?=(?:(?:ARTICLE|Article|Section|SECTION) [\dIVX]+\b|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.) +[\"“(A-Z])"
)
_FIRST_ITEM: Final = re.compile(r"[^.:;：；。\n]{2,60}+[.:：]\s*(?=\((?:a|i|1|A)\)\s|A\.\s|[（(][一1１][)）])")
_ENDED: Final = tuple('.;:)"”')
_REFERRING: Final = frozenset({"Section", "Sections", "Article", "Articles", "Clause", "Clauses", "Exhibit", "Schedule", "Annex"})
_BREAK: Final = re.compile(
    r"\n|(?<=[.;:,a-zA-Z]) {3,}(?=(?:ARTICLE|Article|Section|SECTION) [\dIVX]|\(?(?:\d+|[a-z])[.)]|\d+\.\d)"
)


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """``label`` is the automatic number, or the one typed at its start; ``rest`` the words after it.

    ``words`` are the first ones only: what a line is shows there, and no pattern runs over a line of millions.
    """

    start: int
    end: int
    block: Block
    words: str
    label: Label | None
    rest: str
    title: str
    """That the words behind its label open with."""
    contents: bool = False
    inline: bool = False
    """Whether it begins in the middle of a line of the file: only a number that goes on counting opens a clause there."""


def lines_of(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """Lines of the body in text order; those of a translation open nothing and are left out."""
    for block in blocks:
        if block.kind in OUTSIDE or block.translation_of is not None:
            continue
        start = block.span.start
        for first, last in _stretches(text, start, block.span.end):
            words = text[first:last]
            if words and not words.isspace():
                line = _line(block, first, words, first == start)
                yield line
                if line.title:
                    yield from _below_title(line)
                if len(words) >= _LONG and not block.style:
                    yield from _inside(block, first, words)


def _stretches(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Lines of a block; a wide gap before a clause number ends one too."""
    if text.find("\n", start, end) < 0 and text.find("   ", start, end) < 0:
        return ((start, end),)
    return _parted(text, start, end)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _below_title(line: Line) -> Iterator[Line]:
    """The first item of a list that begins behind the title of its clause: ``2. Term. (a) This …``."""
    match = _FIRST_ITEM.match(line.rest)
    if match is None:
        return
    words = line.rest[match.end() :]
    label = label_of(words)
    if label is not None:
        yield _in_midst(line.block, line.start + len(line.words) - len(words), line.end, words, label)


def _inside(block: Block, start: int, words: str) -> Iterator[Line]:
    """Places within a long line where a numbered sentence begins: texts that lost their line ends are cited by them."""
    for match in _INLINE_NUMBER.finditer(words):
        if not _can_end(words[: match.start()]):
            continue
        rest = words[match.end() : match.end() + _HEAD]
        label = label_of(rest)
        if label is not None:
            yield _in_midst(block, start + match.end(), start + len(words), rest, label)


def _in_midst(block: Block, start: int, end: int, words: str, label: Label) -> Line:
    rest = words[label.end :]
    return Line(start, end, block, words, label, rest, title_after(rest), inline=True)


def _can_end(before: str) -> bool:
    """Whether a clause can begin after these words: after a sentence, or after a title without a stop."""
    word = before[-40:].rpartition(" ")[2]
    return before.endswith(_ENDED) or (word[:1].isupper() and word not in _REFERRING)


def _line(block: Block, start: int, words: str, first: bool) -> Line:
    contents = is_contents_line(words, block.style)
    label = None if contents else _label(block, words, first)
    head = words[:_HEAD]
    if label is None:
        return Line(start, start + len(words), block, head, None, head, "", contents)
    rest = head[label.end :]
    return Line(start, start + len(words), block, head, label, rest, title_after(rest))


def _label(block: Block, words: str, first: bool) -> Label | None:
    if block.number and first:
        found = label_of(block.number + " ") or label_of(block.number + ". ")
        family, path = (found.family, found.path) if found else (f"auto-{block.level}", (0,))
        return Label(family, block.number.strip(), path, 0)
    if block.table is not None and len(words) < _SHORT_CELL and not _ARTICLE.match(words):
        return None
    return label_of(words) or bare_label(words) or counting_label(words)
