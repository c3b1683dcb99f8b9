"""The properties of a paragraph, row or cell by their tags: one pass over them instead of a search for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

Facts = Mapping[object, etree._Element]
NONE: Final[Facts] = {}


def child_of(node: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a tag. Properties stand first, so that most searches end at once."""
    count = len(node)
    if not count:
        return None
    first = node[0]
    if first.tag == tag:
        return first
    return next(node.iterchildren(tag), None) if count > 1 else None


def facts_of(node: etree._Element | None) -> Facts:
    """The children by tag; the first of two that have the same."""
    return NONE if node is None or not len(node) else {child.tag: child for child in reversed(node)}
