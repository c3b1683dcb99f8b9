"""What a redline puts into a paragraph: comment ranges, deletions, insertions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from review.redline.controls import is_closed_control
from review.redline.names import CHANGES, DELETED, PARAGRAPH, RPR, RUN, TRACKED, element, text_element

_ID, _FORMAT_CHANGE = qn("w:id"), qn("w:rPrChange")
#: What a comment may not begin or end in: Word writes it anew (fields), or takes no mark there.
_CLOSED = frozenset({RUN, qn("w:fldSimple"), qn("w:ruby"), qn("w:rubyBase"), qn("w:rt")}) | CHANGES


@dataclass
class Marker:
    """Writes tracked changes by one clock and with ids that the file does not use yet."""

    ids: Iterator[int]
    at: datetime | None

    @classmethod
    def of(cls, roots: Iterable[Any], at: datetime | None) -> Marker:
        used = {node.get(_ID) for root in roots for node in root.iter(*TRACKED)}
        return cls((i for i in count(1) if str(i) not in used), at)

    def tell_apart(self, roots: Iterable[Any]) -> None:
        """Give halves of what was cut in two ids of their own."""
        for root in roots:
            seen: set[str] = set()
            for node in root.iter(*TRACKED):
                if node.get(_ID) in seen:
                    node.set(_ID, str(next(self.ids)))
                seen.add(node.get(_ID))

    def delete(self, pieces: Sequence[Any], author: str) -> Any:
        """Track the runs as deleted; gives the last element of it."""
        wrapper = None
        for piece in pieces:
            if wrapper is None or wrapper.getnext() is not piece:
                wrapper = self._change("w:del", author)
                piece.addprevious(wrapper)
            wrapper.append(piece)
            for child in [c for c in piece if c.tag in DELETED]:
                child.tag = DELETED[child.tag]
        return wrapper

    def insert(self, after: Any, text: str, like: Any, author: str) -> None:
        """Track ``text`` as inserted after an element, formatted as the run ``like``."""
        wrapper = self._change("w:ins", author)
        wrapper.append(_run(text, like))
        _outside(after).addnext(wrapper)

    def insert_before(self, run: Any, text: str, like: Any, author: str) -> None:
        """Track ``text`` as inserted before a run, formatted as ``like``."""
        wrapper = self._change("w:ins", author)
        wrapper.append(_run(text, like))
        _outside_before(run).addprevious(wrapper)

    def _change(self, tag: str, author: str) -> Any:
        stamp = {"date": written(self.at)} if self.at else {}
        return element(tag, id=str(next(self.ids)), author=author, **stamp)


def written(at: datetime) -> str:
    """A moment as Word writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _run(text: str, like: Any) -> Any:
    made = element("w:r")
    formatting = like.find(RPR)
    if formatting is not None:
        made.append(deepcopy(formatting))
        for change in made[0].findall(_FORMAT_CHANGE):
            made[0].remove(change)
    for i, line in enumerate(text.split("\n")):
        if i:
            made.append(element("w:br"))
        made.append(text_element("w:t", line))
    return made


def _outside(node: Any) -> Any:
    """The place after ``node`` outside every tracked change: a change of somebody else is cut in two there."""
    while node.getparent().tag in CHANGES:
        change = node.getparent()
        if node.getnext() is not None:
            right = change.makeelement(change.tag, dict(change.attrib))
            right.extend(list(node.itersiblings()))
            change.addnext(right)
        node = change
    return node


def _outside_before(node: Any) -> Any:
    """The same, for the place before ``node``."""
    while node.getparent().tag in CHANGES:
        change = node.getparent()
        if node.getprevious() is not None:
            left = change.makeelement(change.tag, dict(change.attrib))
            left.extend(list(node.itersiblings(preceding=True))[::-1])
            change.addprevious(left)
        node = change
    return node


def comment(first: Any, last: Any, number: int) -> None:
    """Mark the stretch from one run to another as commented on, and put the reference behind it."""
    holder(first).addprevious(element("w:commentRangeStart", id=str(number)))
    end = element("w:commentRangeEnd", id=str(number))
    holder(last).addnext(end)
    reference = element("w:r")
    reference.append(element("w:commentReference", id=str(number)))
    end.addnext(reference)


def holder(node: Any) -> Any:
    """The element itself, or what it stands in and no comment may begin in: a tracked change around it, a field, another run."""
    for above in node.iterancestors():
        if above.tag == PARAGRAPH:
            break
        if above.tag in _CLOSED or is_closed_control(above):
            node = above
    return node
