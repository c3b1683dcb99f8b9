"""Blocks -> clauses: where each begins, what it is called, and under which it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from review.intake.structure.kinds import kind_of_heading, kind_of_text
from review.intake.structure.labels import Label, label_of
from review.intake.structure.titles import title_after
from review.model.document import Block, BlockKind, Clause, ClauseKind
from review.model.span import Span

#: Named divisions stand in this order whatever comes first; all other shapes nest as they appear.
_RANK: Final = {"annex": 0, "part": 1, "chapter": 2, "section-zh": 3, "article": 4}
_FREE: Final = 5
_OUTSIDE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.ENDNOTE})
_ANNEX_LINE: Final = 60
_HEADING: Final = "heading"


@dataclass(slots=True)
class _Node:
    family: str
    path: tuple[int, ...]
    number: str
    title: str
    start: int
    kind: ClauseKind
    parent: int | None = None
    level: int = 0
    end: int = 0
    taken: dict[str, int] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        return _RANK.get(self.family, _FREE)


def clauses_of(text: str, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """The clause tree in text order; every parent stands before its children and its span covers them."""
    nodes: list[_Node] = []
    stack: list[int] = []
    end = 0
    for block in blocks:
        if block.kind in _OUTSIDE:
            continue
        end = block.span.end
        node = _opening(text, block)
        if node is None:
            continue
        _place(nodes, stack, node)
    _close(nodes, end)
    return _frozen(nodes)


def _opening(text: str, block: Block) -> _Node | None:
    """The clause that begins with a block, if one does."""
    words = text[block.span.start : block.span.end]
    label = _label(block, words)
    if label is None:
        return _unnumbered(block, words)
    rest = words if block.number else words[label.end :]
    title = title_after(rest)
    kind = ClauseKind.ANNEX if label.family == "annex" else kind_of_heading(title) or kind_of_text(words)
    return _Node(label.family, label.path, label.text, title, block.span.start, kind)


def _label(block: Block, words: str) -> Label | None:
    if block.number:
        found = label_of(block.number + " ") or label_of(block.number + ". ")
        family, path = (found.family, found.path) if found else (f"auto-{block.level}", (0,))
        return Label(family, block.number.strip(), path, 0)
    if block.table is not None and len(words) < 8:
        return None
    label = label_of(words)
    if label is not None and label.family == "annex" and len(words.strip()) > _ANNEX_LINE:
        return None
    return label


def _unnumbered(block: Block, words: str) -> _Node | None:
    title = words.strip()
    kind = kind_of_heading(title) if len(title) <= _ANNEX_LINE else None
    if block.kind is BlockKind.HEADING or kind is not None:
        family = f"{_HEADING}-{block.level or 0}"
        return _Node(family, (0,), "", title[:200], block.span.start, kind or ClauseKind.BODY)
    kind = kind_of_text(words)
    if kind is ClauseKind.BODY or block.table is not None:
        return None
    return _Node(f"{_HEADING}-{kind.value}", (0,), "", "", block.span.start, kind)


def _place(nodes: list[_Node], stack: list[int], node: _Node) -> None:
    """Find the parent: by dotted path, by a sibling of the same shape, by rank, else below the last clause."""
    depth = _depth(nodes, stack, node)
    del stack[depth:]
    node.parent = stack[-1] if stack else None
    node.level = len(stack)
    stack.append(len(nodes))
    nodes.append(node)


def _depth(nodes: list[_Node], stack: list[int], node: _Node) -> int:
    open_nodes = [nodes[i] for i in stack]
    if len(node.path) > 1:
        for depth, above in reversed(list(enumerate(open_nodes))):
            if above.path == node.path[:-1]:
                return depth + 1
    for depth, above in reversed(list(enumerate(open_nodes))):
        if above.family == node.family:
            return depth
    if node.rank < _FREE or node.family.startswith(_HEADING):
        return next((d for d, above in enumerate(open_nodes) if above.rank >= node.rank), len(open_nodes))
    return len(open_nodes)


def _close(nodes: list[_Node], end: int) -> None:
    """A clause ends where the next one that does not stand below it begins."""
    open_nodes: list[_Node] = []
    for node in nodes:
        while open_nodes and open_nodes[-1].level >= node.level:
            open_nodes.pop().end = node.start - 1
        open_nodes.append(node)
    for node in open_nodes:
        node.end = end


def _frozen(nodes: list[_Node]) -> tuple[Clause, ...]:
    ids: list[str] = []
    root: dict[str, int] = {}
    for node in nodes:
        above = None if node.parent is None else nodes[node.parent]
        taken = root if above is None else above.taken
        step = _step(node)
        taken[step] = taken.get(step, 0) + 1
        step = step if taken[step] == 1 else f"{step}~{taken[step]}"
        ids.append(step if node.parent is None else f"{ids[node.parent]}/{step}")
    return tuple(
        Clause(key, n.number, n.title, Span(n.start, max(n.end, n.start)), n.level, n.kind, n.parent)
        for key, n in zip(ids, nodes, strict=True)
    )


def _step(node: _Node) -> str:
    if not node.number:
        return node.kind.value if node.kind is not ClauseKind.BODY else "heading"
    name = {"annex": "annex-", "part": "part-", "chapter": "chapter-", "section-zh": "section-"}.get(node.family, "")
    return name + ".".join(map(str, node.path))
