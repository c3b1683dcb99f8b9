"""A document as bytes and back. Decoding builds only the model's own dataclasses: nothing the child sends is ever executed.

Values of one type travel in columns: the list of all first fields, of all second fields, and so on. That is small, and fast
because checking and building run over whole columns. A column of whole numbers or of strings is only told by its length: the
numbers follow as machine integers and the strings as one text, in the order in which columns are written and read. All else is
JSON.
"""

from __future__ import annotations

import json
import types
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate, chain, islice, pairwise
from operator import attrgetter
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from review.model.anchors import WIDTHS, Anchors
from review.model.document import Document
from review.model.span import Span

_SIZE = 4


class WrongShape(ValueError):
    """What the child sent is not a document."""


class Packed(NamedTuple):
    """A document as it travels; ``numbers`` hold the lengths of the strings that make up ``text``, too."""

    columns: Any
    numbers: array[int]
    text: str


class _Writer:
    """Gathers the numbers and strings of all columns."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self._words: list[str] = []

    def words(self, values: list[str]) -> None:
        self.numbers.fromlist(list(map(len, values)))
        self._words += values

    def packed(self, columns: Any) -> Packed:
        return Packed(columns, self.numbers, "".join(self._words))


class _Reader:
    """Gives the numbers and strings back in the order in which they were written. Raises WrongShape where there are too few."""

    def __init__(self, packed: Packed) -> None:
        self._numbers, self._number = packed.numbers, 0
        self._text, self._character = packed.text, 0

    def numbers(self, count: int) -> list[int]:
        start, self._number = self._number, self._number + count
        if not start <= self._number <= len(self._numbers):
            raise WrongShape("numbers")
        return self._numbers[start : self._number].tolist()

    def words(self, count: int) -> list[str]:
        lengths = self.numbers(count)
        ends = list(accumulate(lengths, initial=self._character))
        self._character = ends[-1]
        if min(lengths, default=0) < 0 or self._character > len(self._text):
            raise WrongShape("text")
        return [self._text[start:end] for start, end in pairwise(ends)]

    def end(self) -> None:
        """Raises WrongShape where something is left."""
        if (self._number, self._character) != (len(self._numbers), len(self._text)):
            raise WrongShape("end")


@dataclass(frozen=True, slots=True)
class _Column:
    """Many values of one type, written and read; ``read`` checks every value."""

    write: Callable[[list[Any], _Writer], Any]
    read: Callable[[Any, _Reader], list[Any]]


def encode(document: Document) -> bytes:
    """What ``decode`` makes the same document of."""
    writer = _Writer()
    return to_bytes(writer.packed(_DOCUMENT.write([document], writer)))


def decode(data: bytes | memoryview) -> Document:
    """Raises WrongShape for anything but an encoded document whose spans lie inside its text."""
    try:
        packed = from_bytes(data)
        reader = _Reader(packed)
        (document,) = _DOCUMENT.read(packed.columns, reader)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise WrongShape(type(error).__name__) from None
    reader.end()
    _check(document)
    return document  # type: ignore[no-any-return]


def to_bytes(packed: Packed) -> bytes:
    """The lengths of columns and numbers in four bytes each; JSON, eight bytes for each number, UTF-8."""
    columns, numbers = json.dumps(packed.columns, separators=(",", ":")).encode("ascii"), packed.numbers.tobytes()
    head = b"".join(len(part).to_bytes(_SIZE, "big") for part in (columns, numbers))
    return b"".join((head, columns, numbers, packed.text.encode("utf-8", "surrogatepass")))


def from_bytes(data: bytes | memoryview) -> Packed:
    """Raises ValueError for bytes that ``to_bytes`` does not make."""
    view = memoryview(data)
    middle = 2 * _SIZE + int.from_bytes(view[:_SIZE], "big")
    end = middle + int.from_bytes(view[_SIZE : 2 * _SIZE], "big")
    numbers = array("q")
    numbers.frombytes(view[middle:end])
    return Packed(json.loads(bytes(view[2 * _SIZE : middle])), numbers, str(view[end:], "utf-8", "surrogatepass"))


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

    def read_many(data: Any, reader: _Reader) -> list[Any]:
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

    def read_many(data: Any, reader: _Reader) -> list[Any]:
        found = _read_all(columns, data, reader)
        if len({len(values) for values in found}) != 1:
            raise WrongShape(kind.__name__)
        return make(found)

    return _Column(lambda values, writer: _write_all(columns, (map(get, values) for get in getters), writer), read_many)


def _write_all(columns: Iterable[_Column], parts: Iterable[Iterable[Any]], writer: _Writer) -> list[Any]:
    """Columns side by side, one part for each."""
    return [column.write(list(part), writer) for column, part in zip(columns, parts, strict=True)]


def _read_all(columns: Iterable[_Column], data: Any, reader: _Reader) -> list[list[Any]]:
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

    def read_many(data: Any, reader: _Reader) -> list[Any]:
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

    def read_many(data: Any, reader: _Reader) -> list[Any]:
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

    def write_many(values: list[Any], writer: _Writer) -> Any:
        if set(map(type, values)) != {apart}:
            return values
        (writer.numbers.fromlist if apart is int else writer.words)(values)
        return len(values)

    def read_many(data: Any, reader: _Reader) -> list[Any]:
        if apart is not None and type(data) is int:
            return reader.numbers(data) if apart is int else reader.words(data)
        if type(data) is not list or not set(map(type, data)) <= allowed:
            raise WrongShape("value")
        return data

    return _Column(write_many, read_many)


_DOCUMENT = _column(Document)
"""Made when the module is loaded: once in the parent of the children, not in every child."""
