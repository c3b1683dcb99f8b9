"""A document as bytes and back. Decoding builds only the model's own dataclasses: nothing the child sends is ever executed.

Values of one type travel in columns: the list of all first fields, of all second fields, and so on. That is small, and fast
because checking and building run over whole columns. A column of whole numbers or of strings is only told by its length; they
are gathered apart.
"""

from __future__ import annotations

import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from review.intake.child.packed import Reader, Writer, WrongShape, from_bytes, to_bytes
from review.model.anchors import WIDTHS, Anchors
from review.model.document import Document
from review.model.span import Span


@dataclass(frozen=True, slots=True)
class _Column:
    """Many values of one type, written and read; ``read`` checks every value."""

    write: Callable[[list[Any], Writer], Any]
    read: Callable[[Any, Reader], list[Any]]


def encode(document: Document) -> bytes:
    """What ``decode`` makes the same document of."""
    writer = Writer()
    return to_bytes(writer.packed(_DOCUMENT.write([document], writer)))


def decode(data: bytes | memoryview) -> Document:
    """Raises WrongShape for anything but an encoded document whose spans lie inside its text."""
    try:
        packed = from_bytes(data)
        reader = Reader(packed)
        (document,) = _DOCUMENT.read(packed.columns, reader)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise WrongShape(type(error).__name__) from None
    reader.end()
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
    if issubclass(kind, StrEnum):
        return _members(kind)
    return _scalars((kind,))


def _members(kind: type[StrEnum]) -> _Column:
    """By their place among all of them."""
    members = tuple(kind)
    places = {member: i for i, member in enumerate(members)}
    numbers = _scalars((int,))

    def read_many(data: Any, reader: Reader) -> list[Any]:
        found = numbers.read(data, reader)
        if min(found, default=0) < 0:
            raise WrongShape(kind.__name__)
        return [members[i] for i in found]

    return _Column(lambda values, writer: numbers.write([places[v] for v in values], writer), read_many)


def _records(kind: type[Any]) -> _Column:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    columns = [_column(hints[name]) for name in names]
    getters = [attrgetter(name) for name in names]
    make = _filled(kind, names) if _is_plain(kind) else lambda found: list(map(kind, *found))

    def read_many(data: Any, reader: Reader) -> list[Any]:
        found = _read_all(columns, data, reader)
        if len({len(values) for values in found}) != 1:
            raise WrongShape(kind.__name__)
        return make(found)

    return _Column(lambda values, writer: _write_all(columns, (map(get, values) for get in getters), writer), read_many)


def _write_all(columns: Iterable[_Column], parts: Iterable[Iterable[Any]], writer: Writer) -> list[Any]:
    """Columns side by side, one part for each."""
    return [column.write(list(part), writer) for column, part in zip(columns, parts, strict=True)]


def _read_all(columns: Iterable[_Column], data: Any, reader: Reader) -> list[list[Any]]:
    return [column.read(part, reader) for column, part in zip(columns, data, strict=True)]


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
    columns = (_column(int), _column(kind))

    def read_many(data: Any, reader: Reader) -> list[Any]:
        lengths, flat = _read_all(columns, data, reader)
        if sum(lengths) != len(flat) or min(lengths, default=0) < 0:
            raise WrongShape("list")
        values = iter(flat)
        return [tuple(islice(values, length)) for length in lengths]

    return _Column(lambda values, writer: _write_all(columns, (map(len, values), chain.from_iterable(values)), writer), read_many)


def _tuples(kinds: tuple[Any, ...]) -> _Column:
    columns = [_column(kind) for kind in kinds]
    return _Column(
        lambda values, writer: _write_all(columns, ([v[i] for v in values] for i in range(len(kinds))), writer),
        lambda data, reader: list(zip(*_read_all(columns, data, reader), strict=True)),
    )


def _union(kinds: tuple[Any, ...]) -> _Column:
    """Of plain values; or one record type and None, where a mask tells which values there are."""
    if not any(is_dataclass(kind) for kind in kinds):
        return _scalars(kinds)
    inner = _column(next(kind for kind in kinds if kind is not types.NoneType))

    def read_many(data: Any, reader: Reader) -> list[Any]:
        values = iter(inner.read(data[1], reader))
        found = [next(values) if there else None for there in data[0]]
        if next(values, None) is not None:
            raise WrongShape("union")
        return found

    return _Column(
        lambda values, writer: [[v is not None for v in values], inner.write([v for v in values if v is not None], writer)],
        read_many,
    )


def _scalars(kinds: tuple[type, ...]) -> _Column:
    """Whole numbers and strings apart from the rest; of both, a column may hold only one."""
    allowed = {*kinds, int} if float in kinds else set(kinds)
    apart = int if int in kinds else str if str in kinds else None

    def write_many(values: list[Any], writer: Writer) -> Any:
        if set(map(type, values)) != {apart}:
            return values
        (writer.numbers.fromlist if apart is int else writer.words)(values)
        return len(values)

    def read_many(data: Any, reader: Reader) -> list[Any]:
        if apart is not None and type(data) is int:
            return reader.numbers(data) if apart is int else reader.words(data)
        if type(data) is not list or not set(map(type, data)) <= allowed:
            raise WrongShape("value")
        return data

    return _Column(write_many, read_many)


_DOCUMENT = _column(Document)
"""Made when the module is loaded: once in the parent of the children, not in every child."""
