"""A document as JSON and back. Decoding builds only the model's own dataclasses: nothing the child sends is ever executed.

A dataclass becomes the array of its fields; ``None`` and the members of a union are told apart by a leading class index.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from review.model.document import Anchor, Document, LinePlace, PdfPlace, WordPlace
from review.model.span import Span

_PLACES: tuple[type, ...] = (WordPlace, PdfPlace, LinePlace)
Convert = Callable[[Any], Any]


class WrongShape(ValueError):
    """What the child sent is not a document."""


def encode(document: Document) -> bytes:
    """UTF-8 JSON."""
    return json.dumps(_encoder(Document)(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(data: bytes) -> Document:
    """Raises WrongShape for anything but an encoded document whose spans lie inside its text."""
    try:
        document: Document = _decoder(Document)(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
        raise WrongShape(type(error).__name__) from None
    limit = len(document.text)
    if any(span.end > limit for span in _spans(document)):
        raise WrongShape("span")
    return document


def _spans(document: Document) -> Iterator[Span]:
    yield from (x.span for x in document.blocks)
    yield from (x.span for x in document.clauses)
    yield from (x.span for x in document.tables)
    yield from (x.span for x in document.revisions)
    yield from (x.span for x in document.comments)
    yield from (x.span for x in document.anchors)


@cache
def _encoder(kind: Any) -> Convert:
    if kind is Anchor:
        return lambda a: [a.span.start, a.span.end, _PLACES.index(type(a.place)), *_place_row(a.place)]
    if is_dataclass(kind):
        parts = [(f.name, _encoder(hint)) for f, hint in _hints(kind)]
        return lambda value: [convert(getattr(value, name)) for name, convert in parts]
    if get_origin(kind) is tuple:
        return _tuple_converter(kind, _encoder, list)
    if _is_union(kind):
        inner = _encoder(_inner(kind))
        return lambda value: None if value is None else inner(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    return lambda value: value


@cache
def _decoder(kind: Any) -> Convert:
    if kind is Anchor:
        return _anchor
    if is_dataclass(kind):
        convert = [_decoder(hint) for _, hint in _hints(kind)]
        build: Callable[..., Any] = kind  # type: ignore[assignment]
        return lambda row: build(*[c(v) for c, v in zip(convert, row, strict=True)])
    if get_origin(kind) is tuple:
        return _tuple_converter(kind, _decoder, tuple)
    if _is_union(kind):
        inner = _decoder(_inner(kind))
        return lambda value: None if value is None else inner(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _exactly(kind)


def _tuple_converter(kind: Any, converter: Callable[[Any], Convert], build: Callable[..., Any]) -> Convert:
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = converter(arguments[0])
        return lambda values: build([item(v) for v in values])
    items = [converter(a) for a in arguments]
    return lambda values: build([c(v) for c, v in zip(items, values, strict=True)])


def _exactly(kind: type) -> Convert:
    allowed = (int, float) if kind is float else (kind,)

    def check(value: Any) -> Any:
        if type(value) not in allowed:
            raise WrongShape(kind.__name__)
        return value

    return check


def _anchor(row: list[Any]) -> Anchor:
    start, end, place, *facts = row
    if not all(isinstance(n, int | float | str | None) for n in facts) or type(start) is not int or type(end) is not int:
        raise WrongShape("anchor")
    return Anchor(Span(start, end), _PLACE_BUILDERS[place](facts))


def _place_row(place: WordPlace | PdfPlace | LinePlace) -> list[Any]:
    if isinstance(place, WordPlace):
        return [place.part, place.paragraph, place.run, place.offset]
    if isinstance(place, LinePlace):
        return [place.line]
    return [place.page, place.confidence, *place.box]


_PLACE_BUILDERS: tuple[Callable[[list[Any]], WordPlace | PdfPlace | LinePlace], ...] = (
    lambda f: WordPlace(f[0], f[1], f[2], f[3]),
    lambda f: PdfPlace(f[0], (f[2], f[3], f[4], f[5]), f[1]),
    lambda f: LinePlace(f[0]),
)


def _hints(kind: Any) -> list[tuple[Any, Any]]:
    hints = get_type_hints(kind)
    return [(f, hints[f.name]) for f in fields(kind)]


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _inner(kind: Any) -> Any:
    """The one type of an optional field."""
    return next(a for a in get_args(kind) if a is not type(None))
