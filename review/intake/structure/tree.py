"""Blocks -> clauses: where each begins, what it is called, and under which it stands."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from review.intake.structure.kinds import ends_part, is_title, kind_of_heading, kind_of_text, names_parties
from review.intake.structure.labels import Label
from review.intake.structure.lines import OUTSIDE, Line, lines_of
from review.intake.structure.titles import is_capital_heading
from review.model.document import Block, BlockKind, Clause, ClauseKind
from review.model.span import Span

#: Named divisions stand in this order whatever comes first; all other shapes nest as they appear.
_RANK: Final = {"annex": 0, "part": 1, "chapter": 2, "section-zh": 3, "article": 4}
_FREE: Final = 5
_STEPS: Final = {"annex": "annex-", "part": "part-", "chapter": "chapter-", "section-zh": "section-"}
_HEADING_LENGTH: Final = 60
_FEW_NUMBERS: Final = 5
_SURE_COUNT: Final = 3
"""So many bare numbers in their order are no accident."""
_JUMP: Final = 12
"""A typed number that is further than this from its neighbour is no clause number."""
_FRONT: Final = frozenset({ClauseKind.TITLE, ClauseKind.PARTIES, ClauseKind.RECITALS, ClauseKind.CONTENTS, ClauseKind.SIGNATURE})
_HEADING: Final = "heading"
_SENTENCE_ENDS: Final = tuple("。；，,;.：:")
_SHORT: Final = 40
_TOP: Final = 200
"""Characters from the start of the file."""
_LONG_HEADING: Final = 120
_NEVER_DOTTED: Final = frozenset(
    {"paren", "paren-letter", "paren-upper", "paren-roman", "paren-roman-upper", "half-paren", "half-paren-letter",
     "half-paren-roman", "lower", "lower-roman", "circled", "han-paren", "item-zh"}
)  # fmt: skip
"""Under ``(2)`` nobody writes ``2.1``."""


@dataclass(slots=True)
class _Node:
    family: str
    path: tuple[int, ...]
    number: str
    title: str
    start: int
    kind: ClauseKind
    is_part: bool = False
    """Whether it is an unnumbered part of the contract that ends by its own rule."""
    index: int = -1
    parent: int | None = None
    level: int = 0
    end: int = -1

    @property
    def rank(self) -> int:
        return _RANK.get(self.family, _FREE)


def clauses_of(text: str, blocks: Sequence[Block], emphasised: Container[int] = ()) -> tuple[Clause, ...]:
    """The clause tree in text order; every parent stands before its children and its span covers them.

    ``emphasised``: indexes of blocks that look like headings. In a file with next to no numbers they are, and so are lines in
    capitals.
    """
    lines = list(lines_of(text, blocks))
    numbered = len(list(islice((line for line in lines if line.label is not None), _FEW_NUMBERS))) == _FEW_NUMBERS
    tree = _Tree(text, None if numbered else {b.span.start for i, b in enumerate(blocks) if i in emphasised})
    for line in lines:
        tree.add(line)
    return tree.clauses(next((b.span.end for b in reversed(blocks) if b.kind not in OUTSIDE), 0))


class _Tree:
    """Grows line by line; ``_open`` are the open clauses, outermost first."""

    def __init__(self, text: str, by_look: set[int] | None) -> None:
        self._text = text
        self._by_look = by_look
        self._nodes: list[_Node] = []
        self._open: list[_Node] = []
        self._numbered = False
        self._filed: set[str] = set()
        self._last_end = 0
        self._last_path: tuple[int, ...] = (0,)
        self._counted: dict[str, int] = {}
        self._parents: dict[str, str] = {}

    def add(self, line: Line) -> None:
        node = self._counting_on(line) if line.inline else self._opening(line)
        if node is not None:
            self._place(node)
        elif not line.inline:
            self._end_parts(line)
        self._last_end = line.end

    def clauses(self, end: int) -> tuple[Clause, ...]:
        self._close(0, end)
        return _frozen(self._nodes)

    def _opening(self, line: Line) -> _Node | None:
        """The clause that begins with a line, if one does."""
        if line.contents:
            return self._part(line, ClauseKind.CONTENTS) if not self._inside(ClauseKind.CONTENTS) else None
        label = None if line.label is None else self._settled(line.label)
        if label is not None and self._is_plausible(line, label):
            return _numbered(line, label)
        return self._unnumbered(line)

    def _settled(self, label: Label) -> Label:
        """``(i)`` is a roman one, unless it comes right after ``(h)``."""
        roman = label.as_roman
        if roman is None or any(n.family == label.family and n.path[-1] == label.value - 1 for n in self._open):
            return label
        follows = any(n.family == roman.family and n.path[-1] < roman.value for n in self._open)
        return roman if roman.value == 1 or follows else label

    def _counting_on(self, line: Line) -> _Node | None:
        """A number inside a line is a clause only when it is exactly the next one, or the first below the last one."""
        if line.label is None:
            return None
        label = self._settled(line.label)
        if label.family in _NEVER_DOTTED or label.family == "upper":
            return _numbered(line, label) if label.value == 1 else None
        path, last = label.path, self._last_path
        following = {(*last, 1), *((*last[:i], last[i] + 1) for i in range(len(last))), *((last[0] + 1, 1) for _ in last[:1])}
        return _numbered(line, line.label) if path in following else None

    def _is_plausible(self, line: Line, label: Label) -> bool:
        """Typed numbers are believed only where they can be part of a count; an annex only where it is a heading."""
        if label.family == "annex" and self._files_whole(line):
            return False
        if label.family == "annex":
            return len(line.words.strip()) <= _HEADING_LENGTH or bool(line.block.number)
        if line.block.number or label.family in _RANK:
            return True
        if label.family == "bare":
            counted = self._counted.get("bare", 0)
            enough = counted >= _SURE_COUNT or bool(line.title)
            return label.value == counted + 1 and line.block.table is None and enough
        if len(label.path) > 1 and label.path[0] > self._last_path[0] + _JUMP and label.text[0].isdigit():
            return False
        last = self._counted.get(label.family, 0) + _JUMP
        return label.value <= last or any(label.value <= n.path[-1] + _JUMP for n in self._open if n.family == label.family)

    def _files_whole(self, line: Line) -> bool:
        """Whether an exhibit label stands above everything and so only files the document; the same again is a running head."""
        words = " ".join(line.words.split()).casefold()
        if not self._nodes and line.start < _TOP:
            self._filed.add(words)
        return words in self._filed

    def _unnumbered(self, line: Line) -> _Node | None:
        title = line.words.strip()
        kind = kind_of_heading(title) if len(title) <= _HEADING_LENGTH else None
        if kind is None and line.block.kind is BlockKind.HEADING and line.block.table is None and len(title) <= _LONG_HEADING:
            return _heading(line, title, kind_of_text(title))
        if kind is not None:
            return _heading(line, title, kind)
        return self._by_words(line, title)

    def _by_words(self, line: Line, title: str) -> _Node | None:
        if not self._nodes and is_title(title):
            return self._part(line, ClauseKind.TITLE, title)
        kind = kind_of_text(title)
        if kind is not ClauseKind.BODY:
            return None if self._inside(kind) else self._part(line, kind)
        if not self._numbered and names_parties(title) and not self._inside(ClauseKind.PARTIES):
            return self._part(line, ClauseKind.PARTIES)
        if self._by_look is None or title.endswith(_SENTENCE_ENDS):
            return None
        looks = line.start in self._by_look or is_capital_heading(title)
        return _heading(line, title, ClauseKind.BODY) if looks else None

    def _inside(self, kind: ClauseKind) -> bool:
        return any(n.kind is kind and n.is_part for n in self._open)

    @staticmethod
    def _part(line: Line, kind: ClauseKind, title: str = "") -> _Node:
        return _Node(f"{_HEADING}-{kind.value}", (0,), "", title, line.start, kind, is_part=kind in _FRONT)

    def _end_parts(self, line: Line) -> None:
        for depth, node in enumerate(self._open):
            if node.is_part and ends_part(node.kind, line.words, line.block.style):
                self._close(depth, self._last_end)
                return

    def _place(self, node: _Node) -> None:
        """Find the parent: by dotted path, by a sibling of the same shape, by rank, else below the last clause."""
        self._close(self._depth(node), node.start)
        node.parent = self._open[-1].index if self._open else None
        node.level, node.index = len(self._open), len(self._nodes)
        self._open.append(node)
        self._nodes.append(node)
        self._numbered = self._numbered or bool(node.number)
        self._counted[node.family] = node.path[-1]
        if node.number and node.family not in _NEVER_DOTTED:
            self._last_path = node.path
        self._parents[node.family] = "" if node.parent is None else self._nodes[node.parent].family

    def _depth(self, node: _Node) -> int:
        above = self._open
        for depth, part in enumerate(above):
            if part.is_part and _leaves(node, part, above[depth + 1 :]):
                above = above[:depth]
                break
        if len(node.path) > 1 and node.family != "annex":
            for depth in reversed(range(len(above))):
                if above[depth].path == node.path[:-1] and above[depth].family not in _NEVER_DOTTED:
                    return depth + 1
        for depth in reversed(range(len(above))):
            if above[depth].family == node.family:
                return depth
        if node.family == "article" and above and above[-1].family == "han" and above[-1].start + _SHORT > node.start:
            return len(above)
        for depth, open_node in enumerate(above):
            if _is_next_chapter(node, open_node):
                return depth
        usual = self._parents.get(node.family) if node.path[-1] > 1 else None
        for depth in reversed(range(len(above))):
            if usual and above[depth].family == usual and not usual.startswith(_HEADING):
                return depth + 1
        if node.rank < _FREE or node.family.startswith(_HEADING):
            return next((d for d, n in enumerate(above) if _gives_way(n, node)), len(above))
        return len(above)

    def _close(self, depth: int, end: int) -> None:
        """End the open clauses from a depth on, at the last word before ``end``."""
        while end and self._text[end - 1].isspace():
            end -= 1
        for node in self._open[depth:]:
            node.end = end
        del self._open[depth:]


def _leaves(node: _Node, part: _Node, below: Sequence[_Node]) -> bool:
    """Whether a clause cannot stand below an open part such as the recitals."""
    if not node.number:
        return True
    if node.rank < _FREE or part.kind in (ClauseKind.SIGNATURE, ClauseKind.CONTENTS, ClauseKind.TITLE) or node.family == "han":
        return True
    return bool(node.title) and not any(n.family == node.family for n in below)


def _is_next_chapter(node: _Node, open_node: _Node) -> bool:
    """``10`` after ``9.6``, whose own chapter has no line."""
    dotted = len(node.path) == 1 < len(open_node.path) and node.rank == open_node.rank == _FREE
    return dotted and node.path[0] == open_node.path[0] + 1


def _gives_way(open_node: _Node, node: _Node) -> bool:
    """Headings and named divisions stand beside those of their rank, and above everything smaller."""
    if node.rank < _FREE:
        return open_node.rank >= node.rank
    return open_node.rank > 0 or open_node.family.startswith(_HEADING)


def _numbered(line: Line, label: Label) -> _Node:
    kind = ClauseKind.ANNEX if label.family == "annex" else kind_of_heading(line.title) or kind_of_text(line.rest)
    return _Node(label.family, label.path, label.text, line.title, line.start, kind)


def _heading(line: Line, title: str, kind: ClauseKind) -> _Node:
    return _Node(f"{_HEADING}-{line.block.level or 0}", (0,), "", title[:200], line.start, kind, is_part=kind in _FRONT)


def _frozen(nodes: list[_Node]) -> tuple[Clause, ...]:
    ids: list[str] = []
    taken: dict[tuple[int | None, str], int] = {}
    for node in nodes:
        step = _step(node)
        count = taken[node.parent, step] = taken.get((node.parent, step), 0) + 1
        step = step if count == 1 else f"{step}~{count}"
        ids.append(step if node.parent is None else f"{ids[node.parent]}/{step}")
    return tuple(map(_clause, ids, nodes))


def _clause(key: str, node: _Node) -> Clause:
    span = Span(node.start, max(node.end, node.start))
    return Clause(key, node.number, node.title, span, node.level, node.kind, node.parent)


def _step(node: _Node) -> str:
    if not node.number:
        return node.kind.value if node.kind is not ClauseKind.BODY else _HEADING
    return _STEPS.get(node.family, "") + ".".join(map(str, node.path))
