"""YAML as written: nodes with their line and column, and nothing that YAML would make of them.

A plain scalar stays the text that stands in the file: ``no`` is not False, ``1.10`` is not 1.1. Aliases, tags, duplicate
keys, deep nesting and long files are refused, so that neither a bomb nor a slip gets through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from review.model.canonical import as_json
from review.rules.problems import Problems

MAX_BYTES = 500_000
MAX_DEPTH = 12

#: Texts in Chinese and in English.
Written = tuple[tuple[str, ...], tuple[str, ...]]
_SORTS: dict[Any, str] = {str: "text", tuple: "a list", dict: "a mapping"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a rule file: ``value`` is a str, a tuple of nodes, or a dict of key -> node."""

    value: Any
    line: int = 1
    column: int = 1
    keys: Mapping[str, tuple[int, int]] | None = field(default=None, compare=False, repr=False)
    """Of a mapping that was parsed: where each key stands."""

    @property
    def at(self) -> tuple[int, int]:
        return self.line, self.column

    def key_at(self, key: str) -> tuple[int, int]:
        """Of a mapping: where a key stands, or its value where that is not known."""
        value: Node = self.value[key]
        return (self.keys or {}).get(key, value.at)

    @property
    def sort(self) -> str:
        """What it is, in the words of an error message."""
        return _SORTS[type(self.value)]


def parse(data: bytes, problems: Problems) -> Node | None:
    """The nodes of one YAML file, or None when ``problems`` got what is wrong with it."""
    if len(data) > MAX_BYTES:
        problems.add((1, 1), "the file is too long", f"{len(data)} bytes", [f"at most {MAX_BYTES} bytes"])
        return None
    try:
        text = data.decode("utf-8-sig")
        root = yaml.compose(text, Loader=_LOADER) if _flat(text, problems) else None
    except UnicodeDecodeError:
        problems.add((1, 1), "the file is not UTF-8")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(_place(mark) if mark else (1, 1), f"not YAML: {getattr(error, 'problem', None) or error}")
        return None
    if root is None:
        if not problems.items:
            problems.add((1, 1), "the file is empty")
        return None
    return _node(root, problems)


def _flat(text: str, problems: Problems) -> bool:
    """Whether the file nests no deeper than allowed and uses neither aliases nor tags (checked before anything is built)."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        wrong = _banned(event, depth)
        if wrong:
            problems.add(_place(event.start_mark), wrong)
            return False
    return True


def _banned(event: Any, depth: int) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchors and aliases are not allowed"
    if getattr(event, "tag", None) not in (None, "!"):
        return "tags are not allowed"
    return f"nested deeper than {MAX_DEPTH} levels" if depth > MAX_DEPTH else ""


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _node(node: Any, problems: Problems) -> Node:
    at = _place(node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return Node(node.value, *at)
    if isinstance(node, yaml.SequenceNode):
        return Node(tuple(_node(n, problems) for n in node.value), *at)
    places = {k.value: _place(k.start_mark) for k, _ in node.value if isinstance(k, yaml.ScalarNode)}
    return Node(_mapping(node, problems), *at, places)


def _mapping(node: Any, problems: Problems) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.add(_place(key.start_mark), "a key must be a word")
        elif key.value in found:
            problems.add(_place(key.start_mark), "this key stands twice", key.value)
        else:
            found[key.value] = _node(value, problems)
    return found


def without(node: Node, key: str) -> Node:
    """A mapping without one of its keys; any other node as it is."""
    if not isinstance(node.value, dict):
        return node
    return replace(node, value={k: v for k, v in node.value.items() if k != key})


def canonical(node: Node) -> bytes:
    """What stands in a node as canonical JSON, without lines and columns, so that a blank line changes no digest of it."""
    return as_json(node, lambda inner: inner.plain if isinstance(inner, _Texts) else inner.value)


def packed(node: Node) -> Any:
    """What stands in a node as JSON values, for the cache of checked packs."""
    if isinstance(node.value, dict):
        return {key: packed(one) for key, one in node.value.items()}
    return [packed(one) for one in node.value] if isinstance(node.value, tuple) else node.value


def unpacked(value: Any) -> Node:
    """The node that ``packed`` gave, without its lines and columns."""
    if isinstance(value, str):
        return Node(value)
    if isinstance(value, dict):
        return _Texts(value) if _are_texts(value) else Node({key: unpacked(one) for key, one in value.items()})
    return Node(tuple([unpacked(one) for one in value]))


def texts(node: Node) -> Written:
    """The texts of a node from the cache that holds a list for each language; of any other node none."""
    if not isinstance(node, _Texts):
        return (), ()
    return tuple(node.plain.get("zh", ())), tuple(node.plain.get("en", ()))


class _Texts(Node):
    """Lists of texts by language, most of a pack: they become nodes when somebody asks for the value."""

    __slots__ = ("plain",)
    plain: dict[str, list[str]]

    def __init__(self, plain: dict[str, list[str]]) -> None:
        for name, value in (("plain", plain), ("line", 1), ("column", 1), ("keys", None)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        if name != "value":
            raise AttributeError(name)
        value = {language: unpacked(listed) for language, listed in self.plain.items()}
        object.__setattr__(self, name, value)
        return value


def _are_texts(value: dict[str, Any]) -> bool:
    lists = value.values() if value.keys() <= {"zh", "en"} else ()
    return bool(lists) and all(isinstance(listed, list) and all(isinstance(one, str) for one in listed) for listed in lists)
