"""The drafts' own notation: one line of text is one paragraph, its first mark says what it is.

    =title Supply Agreement      =center …   =right …   =sub …   =annex Schedule 1 …   =break
    # heading                    numbered, first level
    ## clause                    numbered, second level; ### third level
    > text                       paragraph with an indented first line
    !table widths=1,4,2 header=1 borders=0
    | cell | cell |              ``<`` joins a cell with its left neighbour, ``^`` with the one above, ``//`` starts a new line

Inside a line: ``**bold**``, ``{+inserted+}``, ``{-deleted-}``, ``{[content control]}``, ``{!remark|text it stands beside!}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

INLINE = re.compile(r"\*\*(.+?)\*\*|\{\+(.+?)\+\}|\{-(.+?)-\}|\{\[(.+?)\]\}|\{!(.+?)\|(.+?)!\}")
LEVELS = {"#": 0, "##": 1, "###": 2}
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``mark`` is plain, bold, inserted, deleted, control or remark."""

    text: str
    mark: str = PLAIN
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``style`` is text, indented, numbered, title, center, right, sub, annex or break; ``level`` counts from 0."""

    runs: tuple[Run, ...]
    style: str = "text"
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs if r.mark != "deleted")


@dataclass(frozen=True, slots=True)
class Table:
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    header: int = 0
    borders: bool = True
    options: dict[str, str] = field(default_factory=dict)


Item = Paragraph | Table


def runs(text: str) -> tuple[Run, ...]:
    """Split a line at its inline marks."""
    found: list[Run] = []
    at = 0
    for match in INLINE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        found.append(_marked(match))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def _marked(match: re.Match[str]) -> Run:
    bold, inserted, deleted, control, remark, beside = match.groups()
    if remark:
        return Run(beside, "remark", remark)
    marks = ((bold, "bold"), (inserted, "inserted"), (deleted, "deleted"), (control, "control"))
    text, mark = next((t, m) for t, m in marks if t is not None)
    return Run(text, mark)


def parse(source: str) -> Iterator[Item]:
    """The items of a draft in order. Raises ValueError on a row of the wrong width."""
    lines = iter(source.splitlines())
    for line in lines:
        if not line.strip():
            continue
        yield _table(line, lines) if line.startswith("!table") else _paragraph(line)


def redraft(source: str, changes: str) -> str:
    """The next draft: each ``- old`` is replaced by the ``+ new`` lines below it.

    Raises ValueError when the old words do not stand exactly once.
    """
    lines = changes.splitlines()
    for n, line in enumerate(lines):
        if line.startswith("- "):
            new = takewhile(lambda follows: follows.startswith("+"), lines[n + 1 :])
            source = _replaced(source, line[2:], "\n".join(follows[2:] for follows in new))
    return source


def _replaced(source: str, old: str, new: str) -> str:
    if source.count(old) != 1:
        raise ValueError(f"stands {source.count(old)} times: {old}")
    return source.replace(old, new)


def _paragraph(line: str) -> Paragraph:
    mark, _, rest = line.partition(" ")
    if mark in LEVELS:
        return Paragraph(runs(rest), "numbered", LEVELS[mark])
    if mark == ">":
        return Paragraph(runs(rest), "indented")
    if mark.startswith("=") and mark[1:].isalpha():
        return Paragraph(runs(rest), mark[1:])
    return Paragraph(runs(line))


def _table(head: str, lines: Iterator[str]) -> Table:
    options = dict(part.split("=", 1) for part in head.split()[1:])
    widths = tuple(float(w) for w in options.pop("widths").split(","))
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
    wrong = [r for r in rows if len(r) != len(widths)]
    if wrong:
        raise ValueError(f"row of {len(wrong[0])} cells in a table of {len(widths)}: {wrong[0]}")
    return Table(widths, tuple(rows), int(options.pop("header", "0")), options.pop("borders", "1") == "1", options)
