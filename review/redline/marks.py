"""What a redline puts into a paragraph: comment ranges, deletions, insertions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from review.redline.names import CHANGES, DELETED_TEXT, RPR, TEXT, element, text_element

_ID = qn("w:id")


@dataclass
class Marker:
    """Writes tracked changes by one clock and with ids that the file does not use yet."""

    ids: Iterator[int]
    at: datetime | None

    @classmethod
    def of(cls, roots: Iterable[Any], at: datetime | None) -> Marker:
        ids = (node.get(_ID, "") for root in roots for node in root.iter(*CHANGES))
        used = (int(v) for v in ids if v.lstrip("-").isdigit())
        return cls(count(max(used, default=0) + 1), at)

    def delete(self, pieces: Sequence[Any], author: str) -> Any:
        """Track the runs as deleted; gives the last element of it."""
        wrapper = None
        for piece in pieces:
            if wrapper is None or wrapper.getnext() is not piece:
                wrapper = self._change("w:del", author)
                piece.addprevious(wrapper)
            wrapper.append(piece)
            for text in piece.iter(TEXT):
                text.tag = DELETED_TEXT
        return wrapper

    def insert(self, after: Any, text: str, like: Any, author: str) -> None:
        """Track ``text`` as inserted after an element, formatted as the run ``like``."""
        wrapper = self._change("w:ins", author)
        wrapper.append(_run(text, like))
        _outside(after).addnext(wrapper)

    def insert_before(self, run: Any, text: str, author: str) -> None:
        """Track ``text`` as inserted before a run, formatted as it."""
        wrapper = self._change("w:ins", author)
        wrapper.append(_run(text, run))
        _outside_before(run).addprevious(wrapper)

    def _change(self, tag: str, author: str) -> Any:
        stamp = {"date": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if self.at else {}
        return element(tag, id=str(next(self.ids)), author=author, **stamp)


def _run(text: str, like: Any) -> Any:
    made = element("w:r")
    formatting = like.find(RPR)
    if formatting is not None:
        made.append(deepcopy(formatting))
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
    start = _top(first)
    start.addprevious(element("w:commentRangeStart", id=str(number)))
    end = element("w:commentRangeEnd", id=str(number))
    _top(last).addnext(end)
    reference = element("w:r")
    reference.append(element("w:commentReference", id=str(number)))
    end.addnext(reference)


def _top(node: Any) -> Any:
    """The element itself, or the tracked change around it: marks stay when a change is accepted or rejected."""
    while node.getparent().tag in CHANGES:
        node = node.getparent()
    return node
