"""A document as JSON and back. Decoding builds only the model's own dataclasses: nothing the child sends is ever executed.

Values of one type travel in columns: the list of all first fields, of all second fields, and so on. That is small, and fast
because checking and building run over whole columns.
"""

from __future__ import annotations

import json
import types
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from review.model.anchors import WIDTHS, Anchors
from review.model.document import Document
from review.model.span import Span


class WrongShape(ValueError):
    """What the child sent is not a document."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Many values of one type as JSON, and back; ``decode`` checks every value."""

    encode: Callable[[list[Any]], Any]
    decode: Callable[[Any], list[Any]]


def encode(document: Document) -> bytes:
    """UTF-8 JSON."""
    rows = _DOCUMENT.encode([document])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode("utf-8", "surrogatepass")


def decode(data: bytes) -> Document:
    """Raises WrongShape for anything but an encoded document whose spans lie inside its text."""
    try:
        (document,) = _DOCUMENT.decode(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise WrongShape(type(error).__name__) from None
    _check(document)
    return document  # type: ignore[no-any-return]


def _check(document: Document) -> None:
    limit = len(document.text)
    if any(span.end > limit for span in _spans(document)):
        raise WrongShape("span")
    anchors: Anchors = document.anchors
    if not len(anchors.starts) == len(anchors.ends) == len(anchors.facts) / WIDTHS[anchors.kind]:
        raise WrongShape("anchors")
    if anchors.ends and (max(anchors.ends) > limit or min(anchors.starts) < 0):
        raise WrongShape("anchors")


def _spans(document: Document) -> Iterator[Span]:
    groups = (document.blocks, document.clauses, document.tables, document.revisions, document.comments)
    return (x.span for group in groups for x in group)


@cache
def _column(kind: Any) -> _Column:
    if is_dataclass(kind) and isinstance(kind, type):
        return _records(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _lists(arguments[0]) if arguments[-1] is Ellipsis else _tuples(arguments)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return _Column(lambda values: [v.value for v in values], lambda data: [members[v] for v in data])
    return _scalars((kind,))


def _records(kind: type[Any]) -> _Column:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    columns = [_column(hints[name]) for name in names]
    getters = [attrgetter(name) for name in names]
    make = _filled(kind, names) if _is_plain(kind) else lambda found: list(map(kind, *found))

    def decode_many(data: Any) -> list[Any]:
        found = [column.decode(part) for column, part in zip(columns, data, strict=True)]
        if len({len(values) for values in found}) != 1:
            raise WrongShape(kind.__name__)
        return make(found)

    return _Column(
        lambda values: [column.encode([get(v) for v in values]) for column, get in zip(columns, getters, strict=True)],
        decode_many,
    )


def _is_plain(kind: type[Any]) -> bool:
    """Whether making a record only sets its slots: it checks nothing itself."""
    made_by_dataclass: bool = kind.__dataclass_params__.init
    return "__slots__" in vars(kind) and made_by_dataclass and not hasattr(kind, "__post_init__")


def _filled(kind: type[Any], names: list[str]) -> Callable[[list[list[Any]]], list[Any]]:
    """Makes records column by column: twice as fast as one by one."""
    setters = [vars(kind)[name].__set__ for name in names]

    def make(found: list[list[Any]]) -> list[Any]:
        made = [object.__new__(kind) for _ in found[0]]
        for put, values in zip(setters, found, strict=True):
            deque(map(put, made, values), maxlen=0)
        return made

    return make


def _lists(kind: Any) -> _Column:
    inner = _column(kind)

    def decode_many(data: Any) -> list[Any]:
        lengths, flat = _scalars((int,)).decode(data[0]), inner.decode(data[1])
        if sum(lengths) != len(flat) or min(lengths, default=0) < 0:
            raise WrongShape("list")
        rest = iter(flat)
        return [tuple(islice(rest, length)) for length in lengths]

    return _Column(lambda values: [list(map(len, values)), inner.encode(list(chain.from_iterable(values)))], decode_many)


def _tuples(kinds: tuple[Any, ...]) -> _Column:
    columns = [_column(kind) for kind in kinds]
    return _Column(
        lambda values: [column.encode([v[i] for v in values]) for i, column in enumerate(columns)],
        lambda data: list(zip(*[c.decode(part) for c, part in zip(columns, data, strict=True)], strict=True)),
    )


def _union(kinds: tuple[Any, ...]) -> _Column:
    """Of plain values; or one record type and None, where a mask tells which values there are."""
    if not any(is_dataclass(kind) for kind in kinds):
        return _scalars(kinds)
    inner = _column(next(kind for kind in kinds if kind is not types.NoneType))

    def decode_many(data: Any) -> list[Any]:
        rest = iter(inner.decode(data[1]))
        found = [next(rest) if there else None for there in data[0]]
        if next(rest, None) is not None:
            raise WrongShape("union")
        return found

    return _Column(
        lambda values: [[v is not None for v in values], inner.encode([v for v in values if v is not None])],
        decode_many,
    )


def _scalars(kinds: tuple[type, ...]) -> _Column:
    allowed = {*kinds, int} if float in kinds else set(kinds)

    def decode_many(data: Any) -> list[Any]:
        if type(data) is not list or not set(map(type, data)) <= allowed:
            raise WrongShape("value")
        return data

    return _Column(list, decode_many)


_DOCUMENT = _column(Document)
"""Made when the module is loaded: once in the parent of the children, not in every child."""
